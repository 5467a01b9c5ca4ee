/** A ledger that is sealed after some eighty entries, and what lies of it on the disk. */
import { openDB } from 'idb';
import type { LedgerStore } from '../../../entrypoints/background/ledger/store.ts';
import { attemptDraft, newStore } from './over-indexeddb.ts';

export const body = {
  explanation: 'Risk tonight',
  recordReference: null,
  prompt: null,
  policyVersion: '1',
};
/** A segment of some eighty entries. */
export const heavyStore = () => newStore(64 * 1024);

export async function fill(store: LedgerStore, from: number, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, place) =>
      store.append(attemptDraft(from + place), place % 3 === 0 ? null : body),
    ),
  );
}

export async function stored(name: 'segments' | 'entries' | 'bodies') {
  const db = await openDB('right-to-report');
  const all = await db.getAll(name);
  db.close();
  return all;
}
