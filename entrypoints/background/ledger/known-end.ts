/** Where the ledger ends, kept from one append to the next: what is known need not be read. */
import type { Alone } from './alone.ts';
import { appendAll, type Draft, type Outcome } from './append.ts';
import type { Connection } from './connection.ts';
import type { LedgerDatabase, LedgerSchema, StoredHead } from './database.ts';
import { isDamage } from './error.ts';

export const APPENDING = ['entries', 'ids', 'meta'] as const;

interface End {
  /** The connection by which it was written: once another is open, it has to be read. */
  readonly db: LedgerDatabase;
  readonly head: StoredHead;
}

export class KnownEnd {
  readonly #isAlone: Alone;
  #end: End | null = null;

  constructor(isAlone: Alone) {
    this.#isAlone = isAlone;
  }

  /** Somebody else wrote where it ends, or may have. */
  forget(): void {
    this.#end = null;
  }

  /**
   * Appends in one durable transaction: without reading, where it is known for certain behind what.
   *
   * @throws LedgerError
   */
  async append(
    connection: Connection<LedgerSchema>,
    drafts: readonly Draft[],
    salt: () => string,
  ): Promise<{ readonly outcomes: readonly Outcome[]; readonly head: StoredHead }> {
    const known = this.#isAlone() ? this.#end : null;
    // Whatever becomes of this one, the next reads unless it is told anew.
    this.#end = null;
    const write = (end: End | null) =>
      connection.writing([...APPENDING], async (tx) => {
        const { db } = tx;
        const head = end !== null && end.db === db ? end.head : null;
        return { db, ...(await appendAll(tx, drafts, salt, true, head)) };
      });
    const { db, head, outcomes } = await write(known).catch((error: unknown) => {
      // A place or an id is taken: what is there is read, and says which.
      if (known === null || !isDamage(error)) throw error;
      return write(null);
    });
    this.#end = { db, head };
    return { outcomes, head };
  }
}
