import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import type { AttemptReport } from '../../../core/messages.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { freshDatabase } from './over-indexeddb.ts';
import {
  area,
  background,
  diskIsFull,
  override,
  PAGE,
  record,
  stored,
} from './whole-background.ts';

beforeEach(freshDatabase);
afterEach(() => vi.restoreAllMocks());

describe('life at risk', () => {
  const emergency = (number: number, change: Partial<AttemptReport> = {}) =>
    override(number, { choice: 'emergency', reason: 'RR-14', explanation: '', ...change });

  it('goes by without a reason, without authorisation and under a stricter policy', async () => {
    const all = background();
    expect(await record(all, emergency(1, { group: 'DA', outcome: 'warn' }))).toMatchObject({
      ok: true,
      seq: 0,
    });
    expect((await stored(all, 1)).header).toMatchObject({
      choice: 'emergency',
      outcome: 'approve',
    });
  });

  it('leaves out words that give the victim away, and is not refused for them', async () => {
    const all = background();
    await record(all, emergency(1, { explanation: 'Born 12/03/1984, at 07700 900123' }));
    expect((await stored(all, 1)).body?.explanation).toBe('');
  });

  it('does not wait for managed storage', async () => {
    const all = background(null, area(), { managed: () => new Promise(() => undefined) });
    const started = Date.now();
    expect(await record(all, emergency(1))).toMatchObject({ ok: true, seq: 0 });
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it('is kept aside when the disk is full, and counted as waiting', async () => {
    const all = background();
    await all.services.device();
    diskIsFull();
    expect(await record(all, emergency(1))).toEqual({ ok: true, seq: -1, hash: '' });
    expect(await all.ask('status', null, PAGE)).toMatchObject({
      ledger: { entries: 0, waiting: 1 },
    });
  });

  it('is kept aside also where not even the device can be read', async () => {
    const all = background();
    diskIsFull();
    expect(await record(all, emergency(1))).toMatchObject({ ok: true, seq: -1 });
  });

  it('comes into the ledger, once, when the background wakes and the disk answers', async () => {
    const local = area();
    diskIsFull();
    await record(background(testForce, local), emergency(1));
    vi.restoreAllMocks();
    const woken = background(testForce, local);
    await Promise.all([woken.services.emergencies.flush(), woken.services.emergencies.flush()]);
    await woken.services.emergencies.flush();
    const { headers } = readHeaders((await woken.services.ledger.all()).entries);
    expect(headers).toMatchObject([
      { kind: 'attempt', choice: 'emergency', officer: 'TF-4312' },
      { kind: 'fault', code: 'emergency-stored-aside' },
    ]);
    expect((await stored(woken, 1)).header.record).toMatch(/^[0-9a-f]{16}$/);
    expect(await woken.services.emergencies.waiting()).toBe(0);
  });

  it('comes into the ledger with the next entry', async () => {
    const all = background();
    diskIsFull();
    await record(all, emergency(1));
    vi.restoreAllMocks();
    await record(all, override(2));
    await all.services.emergencies.flush();
    expect((await all.services.ledger.head()).size).toBe(3);
  });

  it('is not lost where somebody spoilt what was kept aside', async () => {
    const local = area(new Map([['emergency:x', { draft: 'spoilt' }]]));
    const all = background(testForce, local);
    await all.services.emergencies.flush();
    expect(await all.services.emergencies.waiting()).toBe(1);
    expect((await all.services.ledger.head()).size).toBe(0);
  });

  it('says so when neither storage takes it', async () => {
    const local = area();
    const all = background(testForce, local);
    await all.services.policy.ready();
    local.set = () => Promise.reject(new Error('full'));
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    diskIsFull();
    expect(await record(all, emergency(1))).toEqual({ ok: false, code: 'storage-failed' });
  });
});
