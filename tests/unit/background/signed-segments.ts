/** A ledger whose sealed segments a device has signed for, and what can be done to its files. */
import { openDB } from 'idb';
import { expect } from 'vitest';
import { wholeBreaks } from '../../../entrypoints/background/ledger/whole-ledger.ts';
import { makeSigningKey } from '../../../platform/ed25519.ts';
import { attemptDraft, freshDatabase, newStore } from './over-indexeddb.ts';
import { fill, heavyStore, stored } from './segmented.ts';

export const DEVICE = '00112233aabbccdd';

export async function filled(count = 300) {
  const store = heavyStore();
  await store.keep(
    'device',
    () => DEVICE,
    (value) => value === DEVICE,
  );
  await fill(store, 0, count);
  return { store, device: { id: DEVICE, signing: await makeSigningKey() } };
}

export async function checked(count = 300) {
  const { store, device } = await filled(count);
  expect(await wholeBreaks(store, device)).toEqual([]);
  return { store, device };
}

export type Part = 'segments' | 'entries' | 'meta';

/** Writes over what lies under a key, as whoever gets at the files of a profile can. */
export async function writeOver(part: Part, key: IDBValidKey, to: (value: object) => unknown) {
  const db = await openDB('right-to-report');
  const value = to(Object(await db.get(part, key)));
  await (part === 'meta' ? db.put(part, value, key) : db.put(part, value));
  db.close();
}

export async function notes(): Promise<readonly IDBValidKey[]> {
  const db = await openDB('right-to-report');
  const keys = await db.getAllKeys('meta');
  db.close();
  return keys.filter((key) => String(key).startsWith('segment:'));
}

export async function takeAway(part: Part, key: IDBValidKey): Promise<void> {
  const db = await openDB('right-to-report');
  await db.delete(part, key);
  db.close();
}

/** The whole chain written anew with another officer in one entry: each line fits the one before. */
export async function writeAnew(count = 300): Promise<void> {
  const kept = globalThis.indexedDB;
  freshDatabase();
  const other = heavyStore();
  for (let place = 0; place < count; place++)
    await other.append(attemptDraft(place, place === 3 ? { officer: 'TF-9999' } : {}), null);
  const [segments, entries] = [await stored('segments'), await stored('entries')];
  const head = await other.head();
  globalThis.indexedDB = kept;
  const db = await openDB('right-to-report');
  for (const part of ['segments', 'entries', 'bodies']) await db.clear(part);
  for (const segment of segments) await db.put('segments', segment);
  for (const entry of entries) await db.put('entries', entry);
  await db.put('meta', head, 'head');
  db.close();
}

/** The same entries, as long as nothing was sealed yet. */
export async function endedEarlier(count: number) {
  const kept = globalThis.indexedDB;
  freshDatabase();
  const other = newStore();
  await fill(other, 0, count);
  const made = { entries: await stored('entries'), head: await other.head() };
  globalThis.indexedDB = kept;
  return made;
}
