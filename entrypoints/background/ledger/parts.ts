/** The ledger as it lies: sealed segments, what is loose behind them, and a note on each one that was checked. */
import type { Connection } from './connection.ts';
import type { LedgerSchema, Segment, StoredHead } from './database.ts';
import { type Line, readLoose } from './segments.ts';

const NOTES = 'segment:';
/** Behind every key of a note: the character that follows the colon. */
const BEHIND = 'segment;';
const ALL_NOTES = () => IDBKeyRange.bound(NOTES, BEHIND, false, true);

export class LedgerParts {
  readonly #connection: Connection<LedgerSchema>;

  constructor(connection: Connection<LedgerSchema>) {
    this.#connection = connection;
  }

  /** Sealed segments behind the one that begins at a place, in the order of their keys. */
  segmentsBehind(first: number, most: number): Promise<readonly Segment[]> {
    return this.#connection.reading((db) =>
      // From the first on there is no bound: what lies under a key that none has is found as well.
      db.getAll('segments', first < 0 ? null : IDBKeyRange.lowerBound(first, true), most),
    );
  }

  /** What lies loose, and the head, as of one moment. */
  loose(): Promise<{ readonly lines: readonly Line[]; readonly head: StoredHead }> {
    return this.#connection.reading(readLoose);
  }

  /** Notes on segments, by the sequence number of the first entry. */
  notes(): Promise<ReadonlyMap<number, string>> {
    return this.#connection.reading(async (db) => {
      const { store } = db.transaction('meta');
      const [keys, values] = await Promise.all([
        store.getAllKeys(ALL_NOTES()),
        store.getAll(ALL_NOTES()),
      ]);
      return new Map(
        keys.map((key, place) => [Number(key.slice(NOTES.length)), String(values[place])]),
      );
    });
  }

  /** Whether there are segments that nobody has signed for. */
  areUnsigned(): Promise<boolean> {
    return this.#connection.reading(async (db) => {
      const tx = db.transaction(['segments', 'meta']);
      const [segments, notes] = await Promise.all([
        tx.objectStore('segments').count(),
        tx.objectStore('meta').count(ALL_NOTES()),
        tx.done,
      ]);
      return segments > notes;
    });
  }

  /** @returns false where the ledger of another device took the place of the one that was read */
  keepNote(device: string, first: number, note: string): Promise<boolean> {
    return this.#connection.writing(['meta'], async (tx) => {
      const meta = tx.objectStore('meta');
      if ((await meta.get('device')) !== device) return false;
      await meta.put(note, `${NOTES}${first}`);
      return true;
    });
  }
}
