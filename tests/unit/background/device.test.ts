import { beforeEach, expect, it } from 'vitest';
import { loadDevice } from '../../../entrypoints/background/ledger/device.ts';
import { signWith, verifyEd25519 } from '../../../platform/ed25519.ts';
import { freshDatabase, newStore } from './over-indexeddb.ts';

const NOW = Date.UTC(2026, 10, 26);

beforeEach(freshDatabase);

const counting = () => {
  let next = 0;
  return (count: number) => Uint8Array.from({ length: count }, () => next++ % 256);
};

it('keeps the same id and the same handles after the background was killed', async () => {
  const before = await loadDevice(newStore(), counting());
  const after = await loadDevice(newStore(), (count) => new Uint8Array(count).fill(7));
  expect(after.id).toBe(before.id);
  expect(after.recordHandle('TF/12345/26', NOW)).toBe(before.recordHandle('TF/12345/26', NOW));
});

it('gives one record one handle, however it is written', async () => {
  const device = await loadDevice(newStore(), counting());
  expect(device.recordHandle('TF/12345/26', NOW)).toMatch(/^[0-9a-f]{16}$/);
  expect(device.recordHandle(' tf/12345/26', NOW)).toBe(device.recordHandle('TF/12345/26', NOW));
  expect(device.recordHandle('TF/12346/26', NOW)).not.toBe(device.recordHandle('TF/12345/26', NOW));
});

it('gives the same record other handles on another device', async () => {
  const here = await loadDevice(newStore(), counting());
  freshDatabase();
  const there = await loadDevice(newStore(), (count) => new Uint8Array(count).fill(9));
  expect(there.id).not.toBe(here.id);
  expect(there.recordHandle('TF/12345/26', NOW)).not.toBe(here.recordHandle('TF/12345/26', NOW));
});

it('does not make a new key where the stored one cannot be read', async () => {
  const store = newStore();
  await store.keep(
    'record-key',
    () => 'not a key',
    (value) => typeof value === 'string',
  );
  await expect(loadDevice(store, counting())).rejects.toMatchObject({ code: 'storage-failed' });
});

it('gives the same record another handle in the next quarter of the year', async () => {
  const device = await loadDevice(newStore(), counting());
  const reference = 'TF/12345/26';
  expect(device.recordHandle(reference, Date.UTC(2026, 9, 1))).toBe(
    device.recordHandle(reference, NOW),
  );
  expect(device.recordHandle(reference, Date.UTC(2026, 8, 30, 23))).not.toBe(
    device.recordHandle(reference, NOW),
  );
  expect(device.recordHandle(reference, Date.UTC(2027, 0, 1))).not.toBe(
    device.recordHandle(reference, NOW),
  );
});

it('signs with a key that nobody can take out of the browser, and keeps it', async () => {
  const before = await loadDevice(newStore(), counting());
  const after = await loadDevice(newStore(), counting());
  const { signing } = before;
  if (signing === null) throw new Error('a key was expected');
  await expect(crypto.subtle.exportKey('pkcs8', signing.privateKey)).rejects.toThrow();
  const message = new TextEncoder().encode('what this device says of its ledger');
  const signature = await signWith(after.signing ?? signing, message);
  expect(await verifyEd25519(signing.publicKey, signature, message)).toBe(true);
  expect(await verifyEd25519(signing.publicKey, signature, message.slice(1))).toBe(false);
});

it('records without signing where the browser knows no Ed25519', async () => {
  const without = () => Promise.reject(new DOMException('unknown', 'NotSupportedError'));
  expect((await loadDevice(newStore(), counting(), without)).signing).toBeNull();
  // A browser that learns it later does not change what the ledger began with.
  expect((await loadDevice(newStore(), counting())).signing).toBeNull();
});

it('gives the same record one handle on all devices of a force that shares a key, and on no others', async () => {
  const ofForce = (key: string | undefined) => () => key;
  const one = await loadDevice(newStore(), counting(), undefined, ofForce('ab'.repeat(32)));
  freshDatabase();
  const filled = (count: number) => new Uint8Array(count).fill(9);
  const two = await loadDevice(newStore(), filled, undefined, ofForce('ab'.repeat(32)));
  const foreign = await loadDevice(newStore(), filled, undefined, ofForce('cd'.repeat(32)));
  const without = await loadDevice(newStore(), filled);
  const handle = one.recordHandle('TF/12345/26', NOW);
  expect(two.recordHandle('tf/12345/26', NOW)).toBe(handle);
  expect(foreign.recordHandle('TF/12345/26', NOW)).not.toBe(handle);
  expect(without.recordHandle('TF/12345/26', NOW)).not.toBe(handle);
});
