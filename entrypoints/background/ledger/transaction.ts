/** Durable transactions: how one begins, and how one that failed says why. */
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
  unwrap,
  wrap,
} from 'idb';
import { pause } from '../waiting.ts';
import { LedgerError, ledgerError } from './error.ts';

export type Stores<Schema extends DBSchema> = StoreNames<Schema>[];
export type Writing<Schema extends DBSchema> = IDBPTransaction<Schema, Stores<Schema>, 'readwrite'>;

/** Recorded means that this is done: the browser has it on the disk. */
export function beginWriting<Schema extends DBSchema>(
  db: IDBPDatabase<Schema>,
  stores: Stores<Schema>,
): Writing<Schema> {
  // Around the wrapper, which asks twice for each thing: every append begins one.
  const raw = unwrap(db).transaction(stores.map(String), 'readwrite', { durability: 'strict' });
  // On the way down: on the way up `done` is told first, and between two listeners whoever awaits
  // it goes on, in browsers, before the second is called.
  raw.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof IDBRequest) refusals.set(raw, target.error);
    },
    { capture: true },
  );
  // What a wrapper cannot know of the browser's own: the stores, and that it writes.
  const tx = wrap(raw) as unknown as Writing<Schema>;
  // Each caller awaits `done` as well; this keeps an early abort from being reported twice.
  tx.done.catch(() => undefined);
  return tx;
}

/** Why a request was refused: of one that nobody awaits, its transaction says only that it failed. */
const refusals = new WeakMap<object, unknown>();

/** An abort is told at once, and never where the browser has let go of the transaction. */
const ABORT_MS = 500;

/** Ends a transaction that failed, and says why: on a full disk only its abort may name that. */
export async function failureOf<Schema extends DBSchema>(
  tx: Writing<Schema>,
  error: unknown,
): Promise<LedgerError> {
  try {
    tx.abort();
  } catch {
    // InvalidStateError: it has ended already, which is what was wanted.
  }
  const done = tx.done.then(
    () => null,
    (reason: unknown) => reason,
  );
  const cause = await Promise.race([done, pause(ABORT_MS)]);
  const failure = ledgerError(error, cause, refusals.get(unwrap(tx)));
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
