import { beforeEach, expect, it } from 'vitest';
import { loadDevice } from '../../../entrypoints/background/device.ts';
import { freshDatabase, newStore } from './over-indexeddb.ts';

beforeEach(freshDatabase);

const counting = () => {
  let next = 0;
  return (count: number) => Uint8Array.from({ length: count }, () => next++ % 256);
};

it('keeps the same id and the same handles after the background was killed', async () => {
  const before = await loadDevice(newStore(), counting());
  const after = await loadDevice(newStore(), (count) => new Uint8Array(count).fill(7));
  expect(after.id).toBe(before.id);
  expect(after.recordHandle('TF/12345/26')).toBe(before.recordHandle('TF/12345/26'));
});

it('gives one record one handle, however it is written', async () => {
  const device = await loadDevice(newStore(), counting());
  expect(device.recordHandle('TF/12345/26')).toMatch(/^[0-9a-f]{16}$/);
  expect(device.recordHandle(' tf/12345/26')).toBe(device.recordHandle('TF/12345/26'));
  expect(device.recordHandle('TF/12346/26')).not.toBe(device.recordHandle('TF/12345/26'));
});

it('gives the same record other handles on another device', async () => {
  const here = await loadDevice(newStore(), counting());
  freshDatabase();
  const there = await loadDevice(newStore(), (count) => new Uint8Array(count).fill(9));
  expect(there.id).not.toBe(here.id);
  expect(there.recordHandle('TF/12345/26')).not.toBe(here.recordHandle('TF/12345/26'));
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
