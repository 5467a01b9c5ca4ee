/** Durable transactions: how one begins, and how one that failed says why. */
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  type StoreNames,
  unwrap,
  wrap,
} from 'idb';
import { pause } from '../waiting.ts';
import { LedgerError, ledgerError } from './error.ts';

export type Stores<Schema extends DBSchema> = StoreNames<Schema>[];
type Wrapped<Schema extends DBSchema> = IDBPTransaction<Schema, Stores<Schema>, 'readwrite'>;

/** A durable transaction. Only what reads needs the wrapper: every append begins one and reads nothing. */
export class Writing<Schema extends DBSchema> {
  readonly db: IDBPDatabase<Schema>;
  readonly raw: IDBTransaction;
  /** Recorded means that this is done: the browser has it on the disk. */
  readonly done: Promise<void>;
  /** Why a request was refused: of one that nobody awaits, the transaction says only that it failed. */
  refusal: unknown;
  #wrapped: Wrapped<Schema> | null = null;

  /** @param durability anything but the default is not recorded when it is done */
  constructor(
    db: IDBPDatabase<Schema>,
    stores: Stores<Schema>,
    durability: IDBTransactionDurability = 'strict',
  ) {
    const raw = unwrap(db).transaction(stores.map(String), 'readwrite', { durability });
    this.db = db;
    this.raw = raw;
    this.done = new Promise((resolve, reject) => {
      const fail = (): void => reject(raw.error ?? new DOMException('aborted', 'AbortError'));
      raw.addEventListener('complete', () => resolve());
      raw.addEventListener('abort', fail);
      // On the way down: between two listeners whoever awaits `done` goes on, in browsers, before
      // the second is called.
      raw.addEventListener(
        'error',
        ({ target }) => {
          if (target instanceof IDBRequest) this.refusal = target.error;
          fail();
        },
        { capture: true },
      );
    });
    // Each caller awaits it as well; this keeps an early abort from being reported twice.
    this.done.catch(() => undefined);
  }

  objectStore<Name extends StoreNames<Schema>>(
    name: Name,
  ): IDBPObjectStore<Schema, Stores<Schema>, Name, 'readwrite'> {
    // What the wrapper cannot know of the browser's own: the stores, and that it writes.
    if (this.#wrapped === null) {
      this.#wrapped = wrap(this.raw) as unknown as Wrapped<Schema>;
      // It has an end of its own, which nobody awaits.
      this.#wrapped.done.catch(() => undefined);
    }
    return this.#wrapped.objectStore(name);
  }
}

/** An abort is told at once, and never where the browser has let go of the transaction. */
const ABORT_MS = 500;

/** Ends a transaction that failed, and says why: on a full disk only its abort may name that. */
export async function failureOf<Schema extends DBSchema>(
  tx: Writing<Schema>,
  error: unknown,
): Promise<LedgerError> {
  try {
    tx.raw.abort();
  } catch {
    // InvalidStateError: it has ended already, which is what was wanted.
  }
  const done = tx.done.then(
    () => null,
    (reason: unknown) => reason,
  );
  const cause = await Promise.race([done, pause(ABORT_MS)]);
  const failure = ledgerError(error, cause, tx.refusal);
  return failure.code === 'storage-failed' && (await isDiskFull())
    ? new LedgerError('storage-full', 'storage is full', cause)
    : failure;
}

/** Less than this is no room for an entry and what the database writes beside it. */
const ROOM_BYTES = 64 * 1024;

/** Chromium closes a database whose disk is full, and does not call it that. */
async function isDiskFull(): Promise<boolean> {
  try {
    const room = await Promise.race([navigator.storage.estimate(), pause(ABORT_MS)]);
    const { quota, usage } = room ?? {};
    return quota !== undefined && usage !== undefined && quota - usage < ROOM_BYTES;
  } catch {
    // Not told, and so not claimed.
    return false;
  }
}
