/** What force IT writes about the stream, and what is refused without being repeated. */
import { describe, expect, it } from 'vitest';
import { readManagedSettings } from '../../../core/policy/assemble.ts';
import { baseline } from '../../../platform/baseline.ts';
import { makeKeys, userToken } from '../../../tools/cluster/accounts.ts';

const { jwt, seed } = userToken(
  { name: 'off1001', role: 'officer', units: ['t07'], expiresAt: 2_000_000_000 },
  makeKeys(),
  1_790_000_000,
);
const good = {
  urls: ['wss://ovr1.force.example:443', 'wss://ovr2.force.example', 'ws://127.0.0.1:8441'],
  force: 'mids',
  unit: 't07',
  reads: ['t07', 't08'],
  name: 'off1001',
  credentials: { jwt, seed },
};

describe('the setting for delivery', () => {
  it('is taken as the tool for tokens writes it', () => {
    expect(readManagedSettings({ delivery: good }, baseline)).toEqual({
      ok: true,
      settings: { delivery: good },
    });
  });

  it.each([
    ['delivery.urls', { ...good, urls: [] }],
    ['delivery.urls[0]', { ...good, urls: ['ws://ovr1.force.example'] }],
    ['delivery.urls[0]', { ...good, urls: ['https://ovr1.force.example'] }],
    ['delivery.urls[0]', { ...good, urls: ['wss://ovr1.force.example/path'] }],
    ['delivery.urls[0]', { ...good, urls: ['wss://user:secret@ovr1.force.example'] }],
    ['delivery.force', { ...good, force: 'MIDS' }],
    ['delivery.unit', { ...good, unit: 't07.>' }],
    ['delivery.reads[1]', { ...good, reads: ['t07', '*'] }],
    ['delivery.name', { ...good, name: 'off 1001' }],
    ['delivery.credentials.jwt', { ...good, credentials: { jwt: 'secret', seed } }],
    ['delivery.credentials.seed', { ...good, credentials: { jwt, seed: seed.slice(1) } }],
    ['delivery.credentials', { ...good, credentials: { jwt, seed, more: 'secret' } }],
  ])('is refused for %s, and nothing secret is in the reason', (field, delivery) => {
    const reading = readManagedSettings({ delivery }, baseline);
    if (reading.ok) return expect.unreachable();
    expect(reading.errors.map((each) => each.field)).toEqual([field]);
    expect(JSON.stringify(reading.errors)).not.toMatch(/secret|SU[A-Z2-7]{20}|eyJ/);
    expect(JSON.stringify(reading.errors)).not.toContain(seed.slice(2, 20));
  });
});
