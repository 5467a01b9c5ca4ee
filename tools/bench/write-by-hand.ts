/** What one append writes, as bare requests: the floor under any ledger that keeps these three things. */
import { type IDBPDatabase, openDB, unwrap } from 'idb';
import type { StoredEntry } from '../../core/ledger/entry.ts';

const PARTS = ['ids', 'entries', 'meta'] as const;

export function openByHand(): Promise<IDBPDatabase> {
  return openDB('bench-by-hand', 1, {
    upgrade: (db) => PARTS.forEach((name) => void db.createObjectStore(name)),
  });
}

export function writeByHand(db: IDBPDatabase, entry: StoredEntry): Promise<void> {
  const tx = unwrap(db).transaction(PARTS, 'readwrite', { durability: 'strict' });
  tx.objectStore('ids').put(entry.seq, `id-${entry.seq}`);
  tx.objectStore('entries').put(entry, entry.seq);
  tx.objectStore('meta').put({ size: entry.seq, hash: entry.hash }, 'head');
  tx.commit();
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });
}
