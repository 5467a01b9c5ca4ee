/** One connection to a database, opened anew where it was closed or could not be opened. */
import type { DBSchema, IDBPDatabase, OpenDBCallbacks } from 'idb';
import { answers, READ_MS, WRITE_MS } from './answered.ts';
import { ledgerError } from './error.ts';
import { failureOf, type Stores, Writing } from './transaction.ts';

/** Called when a database is closed; `terminated`: by the browser. */
export type Forget = (why?: 'terminated') => void;

export type Opening<Schema extends DBSchema> = (forget: Forget) => Promise<IDBPDatabase<Schema>>;

/** What a database of ours does when somebody else wants it, or it is closed. */
export function closing(
  forget: Forget,
): Pick<Required<OpenDBCallbacks<never>>, 'blocking' | 'terminated'> {
  return {
    blocking(_current, _blocked, event) {
      // A newer version of the extension wants to open it: closing lets it.
      if (event.target instanceof IDBDatabase) event.target.close();
      forget();
    },
    terminated: () => forget('terminated'),
  };
}

export class Connection<Schema extends DBSchema> {
  readonly #open: Opening<Schema>;
  readonly #answers = answers(() => {
    this.renew().catch(() => undefined);
  });
  #database: Promise<IDBPDatabase<Schema>> | null = null;
  /** The same once it is open: nobody who finds it so has to wait. */
  #opened: IDBPDatabase<Schema> | null = null;

  constructor(open: Opening<Schema>) {
    this.#open = open;
  }

  /** @throws LedgerError */
  async reading<T>(read: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const db = await this.#connect();
    try {
      return await this.#answers.within(READ_MS, read(db));
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
  async writing<T>(stores: Stores<Schema>, write: (tx: Writing<Schema>) => Promise<T>): Promise<T> {
    const tx = this.#begin(this.#opened ?? (await this.#connect()), stores);
    try {
      return await this.#answers.within(WRITE_MS, written(tx, write));
    } catch (error) {
      throw await failureOf(tx, error);
    }
  }

  #begin(db: IDBPDatabase<Schema>, stores: Stores<Schema>): Writing<Schema> {
    try {
      return new Writing(db, stores);
    } catch (error) {
      // InvalidStateError: the connection was closed under us. The next one opens another.
      this.#forget();
      throw ledgerError(error);
    }
  }

  #forget(): void {
    this.#database = null;
    this.#opened = null;
  }

  /** What is open is not used any more: the next one opens anew. */
  async renew(): Promise<void> {
    const open = this.#database;
    this.#forget();
    (await open?.catch(() => null))?.close();
  }

  async #connect(): Promise<IDBPDatabase<Schema>> {
    const forget: Forget = (why) => {
      this.#forget();
      if (why === 'terminated') this.#answers.closed();
    };
    try {
      const opening = this.#database ?? this.#open(forget);
      this.#database = opening;
      const db = await this.#answers.within(WRITE_MS, opening);
      // Whoever closed it meanwhile did not mean it to be used.
      if (this.#database === opening) this.#opened = db;
      return db;
    } catch (error) {
      // The next one tries again: what could not be opened once may answer later.
      forget();
      throw ledgerError(error);
    }
  }
}

async function written<T, Schema extends DBSchema>(
  tx: Writing<Schema>,
  write: (tx: Writing<Schema>) => Promise<T>,
): Promise<T> {
  const result = await write(tx);
  await tx.done;
  return result;
}
