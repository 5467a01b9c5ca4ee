/** The ledger as it lies: sealed segments, what is loose behind them, and a note on each one that was checked. */
import type { Connection } from './connection.ts';
import type { LedgerSchema, Segment, StoredHead } from './database.ts';
import { type Line, readFrom } from './segments.ts';

const NOTES = 'segment:';
/** Behind every key of a note: the character that follows the colon. */
const BEHIND = 'segment;';

export class LedgerParts {
  readonly #connection: Connection<LedgerSchema>;

  constructor(connection: Connection<LedgerSchema>) {
    this.#connection = connection;
  }

  /** Sealed segments whose first entry is at that place or behind it, at most so many. */
  segments(from: number, most: number): Promise<readonly Segment[]> {
    return this.#connection.reading((db) =>
      db.getAll('segments', IDBKeyRange.lowerBound(from), most),
    );
  }

  /** All lines from one place on, and the head, as of one moment. */
  rest(from: number): Promise<{ readonly lines: readonly Line[]; readonly head: StoredHead }> {
    return this.#connection.reading((db) => readFrom(db, from));
  }

  /** Notes on segments, by the sequence number of the first entry. */
  notes(): Promise<ReadonlyMap<number, string>> {
    return this.#connection.reading(async (db) => {
      const range = IDBKeyRange.bound(NOTES, BEHIND, false, true);
      const { store } = db.transaction('meta');
      const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
      return new Map(
        keys.map((key, place) => [Number(key.slice(NOTES.length)), String(values[place])]),
      );
    });
  }

  keepNote(first: number, note: string): Promise<void> {
    return this.#connection.writing(['meta'], async (tx) => {
      await tx.objectStore('meta').put(note, `${NOTES}${first}`);
    });
  }
}
