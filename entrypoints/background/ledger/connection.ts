/** One connection to the ledger's database, opened anew where it was closed or could not be opened. */
import type { LedgerDatabase } from './database.ts';
import { ledgerError } from './error.ts';
import { beginWriting, failureOf, type Stores, type Writing } from './transaction.ts';

export class Connection {
  readonly #open: (forget: () => void) => Promise<LedgerDatabase>;
  #database: Promise<LedgerDatabase> | null = null;

  constructor(open: (forget: () => void) => Promise<LedgerDatabase>) {
    this.#open = open;
  }

  /** @throws LedgerError */
  async reading<T>(read: (db: LedgerDatabase) => Promise<T>): Promise<T> {
    const db = await this.#connect();
    try {
      return await read(db);
    } catch (error) {
      throw ledgerError(error);
    }
  }

  /**
   * Resolves only when what was written is durable.
   *
   * @param write awaits nothing but requests of the transaction: it would end
   * @throws LedgerError
   */
  async writing<T>(stores: Stores, write: (tx: Writing) => Promise<T>): Promise<T> {
    const tx = await this.#begin(stores);
    try {
      const result = await write(tx);
      await tx.done;
      return result;
    } catch (error) {
      throw await failureOf(tx, error);
    }
  }

  async #begin(stores: Stores): Promise<Writing> {
    const db = await this.#connect();
    try {
      return beginWriting(db, stores);
    } catch (error) {
      // InvalidStateError: the connection was closed under us. The next one opens another.
      this.#database = null;
      throw ledgerError(error);
    }
  }

  /** What is open is not used any more: the next one opens anew. */
  async renew(): Promise<void> {
    const open = this.#database;
    this.#database = null;
    (await open?.catch(() => null))?.close();
  }

  async #connect(): Promise<LedgerDatabase> {
    const forget = () => {
      this.#database = null;
    };
    try {
      this.#database ??= this.#open(forget);
      return await this.#database;
    } catch (error) {
      // The next one tries again: a ledger that could not be opened once may answer later.
      forget();
      throw ledgerError(error);
    }
  }
}
