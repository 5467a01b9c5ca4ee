/** The ledger on disk: appended to in one durable transaction, read for review, never changed. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import {
  type Body,
  EMPTY_HEAD,
  type Head,
  type HeaderDraft,
  type StoredEntry,
  sealEntry,
} from '../../core/ledger/entry.ts';
import { LedgerError, ledgerError } from './ledger-error.ts';

interface LedgerSchema extends DBSchema {
  entries: { key: number; value: StoredEntry; indexes: { id: string } };
  meta: { key: string; value: Head | string | Uint8Array };
}

export type LedgerDatabase = IDBPDatabase<LedgerSchema>;

/** Where an entry stands. `existed`: this id had been appended before. */
export interface Appended {
  readonly entry: StoredEntry;
  readonly existed: boolean;
}

const HEAD = 'head';

/** Opens the database, and makes it where there is none. */
export function openLedger(forget: () => void): Promise<LedgerDatabase> {
  return openDB<LedgerSchema>('right-to-report', 1, {
    upgrade(db) {
      db.createObjectStore('entries', { keyPath: 'seq' }).createIndex('id', 'id', { unique: true });
      db.createObjectStore('meta');
    },
    blocking(_current, _blocked, event) {
      // A newer version of the extension wants to open it: closing lets it.
      if (event.target instanceof IDBDatabase) event.target.close();
      forget();
    },
    terminated: forget,
  });
}

export class LedgerStore {
  readonly #salt: () => string;
  readonly #open: (forget: () => void) => Promise<LedgerDatabase>;
  #database: Promise<LedgerDatabase> | null = null;

  /** @param salt random hex for the hash of a body */
  constructor(salt: () => string, open = openLedger) {
    this.#salt = salt;
    this.#open = open;
  }

  /**
   * Appends an entry, or finds the one with the same id: a retry is not a second entry.
   * Resolves only when the entry is durable.
   *
   * @param expected where given, the append fails with `head-moved` unless this is still the head
   * @throws LedgerError
   */
  async append(draft: HeaderDraft, body: Body | null, expected?: Head): Promise<Appended> {
    const tx = await this.#begin();
    try {
      const entries = tx.objectStore('entries');
      const known = await entries.index('id').get(draft.id);
      if (known !== undefined) {
        await tx.done;
        return { entry: known, existed: true };
      }
      const head = readHead(await tx.objectStore('meta').get(HEAD));
      if (expected && (expected.size !== head.size || expected.hash !== head.hash))
        throw new LedgerError('head-moved', 'another entry was appended in between');
      // Nothing but database requests is awaited in here: the transaction would end.
      const entry = sealEntry(draft, body, head, this.#salt());
      // `add` fails where the place is taken, so no entry is ever written over.
      await entries.add(entry);
      await tx.objectStore('meta').put({ size: entry.seq + 1, hash: entry.hash }, HEAD);
      await tx.done;
      return { entry, existed: false };
    } catch (error) {
      throw await failureOf(tx, error);
    }
  }

  /** All entries in order of sequence, and the head, as of one moment. */
  async all(): Promise<{ readonly entries: readonly StoredEntry[]; readonly head: Head }> {
    return this.#reading(async (db) => {
      const tx = db.transaction(['entries', 'meta']);
      const [entries, head] = await Promise.all([
        tx.objectStore('entries').getAll(),
        tx.objectStore('meta').get(HEAD),
        tx.done,
      ]);
      return { entries, head: readHead(head) };
    });
  }

  /** The newest entries, oldest first. */
  async newest(most: number): Promise<readonly StoredEntry[]> {
    return this.#reading(async (db) => {
      const { size } = readHead(await db.get('meta', HEAD));
      return db.getAll('entries', IDBKeyRange.lowerBound(size - most));
    });
  }

  async head(): Promise<Head> {
    return this.#reading(async (db) => readHead(await db.get('meta', HEAD)));
  }

  async entry(id: string): Promise<StoredEntry | null> {
    return this.#reading(async (db) => (await db.getFromIndex('entries', 'id', id)) ?? null);
  }

  /**
   * A value that is made once and kept: the device's id, the key of record handles.
   *
   * @throws LedgerError also where the stored value is not what it was: it is not made anew
   */
  async keep<Value extends string | Uint8Array>(
    key: 'device' | 'record-key',
    make: () => Value,
    isSound: (value: unknown) => value is Value,
  ): Promise<Value> {
    const tx = await this.#begin();
    try {
      const meta = tx.objectStore('meta');
      const known = await meta.get(key);
      if (known !== undefined && !isSound(known))
        throw new LedgerError('storage-failed', `${key} cannot be read`);
      const value = known ?? make();
      if (known === undefined) await meta.add(value, key);
      await tx.done;
      return value;
    } catch (error) {
      throw await failureOf(tx, error);
    }
  }

  async #reading<T>(read: (db: LedgerDatabase) => Promise<T>): Promise<T> {
    const db = await this.#connect();
    try {
      return await read(db);
    } catch (error) {
      throw ledgerError(error);
    }
  }

  async #begin(): Promise<Appending> {
    const db = await this.#connect();
    try {
      return beginAppend(db);
    } catch (error) {
      // InvalidStateError: the connection was closed under us. The next append opens another.
      this.#database = null;
      throw ledgerError(error);
    }
  }

  async #connect(): Promise<LedgerDatabase> {
    const forget = () => {
      this.#database = null;
    };
    try {
      this.#database ??= this.#open(forget);
      return await this.#database;
    } catch (error) {
      // The next append tries again: a ledger that could not be opened once may answer later.
      forget();
      throw ledgerError(error);
    }
  }
}

type Appending = ReturnType<typeof beginAppend>;

function beginAppend(db: LedgerDatabase) {
  const tx = db.transaction(['entries', 'meta'], 'readwrite', { durability: 'strict' });
  // Each caller awaits `done` as well; this keeps an early abort from being reported twice.
  tx.done.catch(() => undefined);
  return tx;
}

/** The error to throw: on a full disk only the transaction may say why it was aborted. */
async function failureOf(tx: Appending, error: unknown): Promise<LedgerError> {
  try {
    tx.abort();
  } catch {
    // InvalidStateError: it has ended already, which is what was wanted.
  }
  const cause = await tx.done.then(
    () => null,
    (reason: unknown) => reason,
  );
  const failure = ledgerError(error, cause);
  return failure.code === 'storage-failed' && (await isDiskFull())
    ? new LedgerError('storage-full', 'storage is full', cause)
    : failure;
}

/** Less than this is no room for an entry and what the database writes beside it. */
const ROOM_BYTES = 64 * 1024;

/** Chromium closes a database whose disk is full, and does not call it that. */
async function isDiskFull(): Promise<boolean> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota !== undefined && usage !== undefined && quota - usage < ROOM_BYTES;
  } catch {
    // Not told, and so not claimed.
    return false;
  }
}

/** A head that cannot be read is not guessed: the append fails and the hold stays. */
function readHead(value: unknown): Head {
  if (value === undefined) return EMPTY_HEAD;
  if (typeof value === 'object' && value !== null && 'size' in value && 'hash' in value) {
    const { size, hash } = value;
    if (typeof size === 'number' && typeof hash === 'string') return { size, hash };
  }
  throw new LedgerError('storage-failed', 'the head of the ledger cannot be read');
}
