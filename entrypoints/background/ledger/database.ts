/** The ledger's database: its stores, and how one of an older version becomes one of this. */
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import { EMPTY_TIP, type StoredEntry, type Tip, tipAfter } from '../../../core/ledger/entry.ts';
import type { Delivered } from '../../../core/ledger/retention.ts';
import { isHash } from '../../../core/ledger/tree.ts';
import type { SigningKey } from '../../../platform/ed25519.ts';
import { closing, type Forget } from './connection.ts';
import type { Writing } from './transaction.ts';

/** An entry that lies by itself, until its segment is sealed. */
export interface LooseEntry extends Pick<StoredEntry, 'seq' | 'line' | 'hash'> {
  /** Its body, which goes to a store of its own when the segment is sealed: one write the less. */
  readonly salt?: string;
  readonly body?: string;
}

export interface StoredBody {
  readonly seq: number;
  readonly salt: string;
  readonly body: string;
}

/** Many entries in one value: reading them is one request. */
export interface Segment {
  /** Sequence number of the first. */
  readonly first: number;
  readonly size: number;
  /** Header lines, one after the other with a line break between. */
  readonly lines: string;
  /** Their leaf hashes, one after the other. */
  readonly hashes: string;
}

export interface StoredCheckpoint {
  readonly size: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The signed note. */
  readonly note: string;
}

/** Where the ledger ends. */
export interface StoredHead extends Tip {
  /** Sequence number of the first loose entry. */
  readonly loose: number;
  /** Characters in the lines of the loose entries. */
  readonly weight: number;
}

/** What is made once for a device and kept. */
export type KeptKey = 'device' | 'record-key' | 'signing-key';
/** Under this key: up to where the force has the ledger. */
export const DELIVERED_TO = 'delivered-to';
export type KeptValue = string | Uint8Array | SigningKey;

export interface LedgerSchema extends DBSchema {
  entries: { key: number; value: LooseEntry };
  bodies: { key: number; value: StoredBody };
  segments: { key: number; value: Segment };
  ids: { key: string; value: number };
  checkpoints: { key: number; value: StoredCheckpoint };
  delivered: { key: number; value: Delivered };
  meta: { key: string; value: StoredHead | KeptValue | number };
}

export type LedgerDatabase = IDBPDatabase<LedgerSchema>;
/** A durable transaction of the ledger. */
export type LedgerWriting = Writing<LedgerSchema>;

export const LEDGER = 'right-to-report';
export const HEAD = 'head';
/** One before 3 would not see bodies of loose entries, and so must not open what 3 wrote. */
const VERSION = 3;

export const EMPTY_STORED_HEAD: StoredHead = { ...EMPTY_TIP, loose: 0, weight: 0 };

/** Opens a ledger's database, and makes it where there is none. */
export function openLedger(forget: Forget, name: string = LEDGER): Promise<LedgerDatabase> {
  return openDB<LedgerSchema>(name, VERSION, {
    async upgrade(db, from, _to, tx) {
      // Of version 2 all stays where it lies: bodies of its loose entries are apart already.
      if (from === 2) return;
      db.createObjectStore('bodies', { keyPath: 'seq' });
      db.createObjectStore('segments', { keyPath: 'first' });
      db.createObjectStore('ids');
      db.createObjectStore('checkpoints', { keyPath: 'size' });
      db.createObjectStore('delivered', { keyPath: 'size' });
      if (from === 1) return moveFromOne(tx);
      db.createObjectStore('entries', { keyPath: 'seq' });
      db.createObjectStore('meta');
    },
    ...closing(forget),
  });
}

type Upgrade = IDBPTransaction<LedgerSchema, StoreNames<LedgerSchema>[], 'versionchange'>;

/**
 * Version 1 kept a body with its entry, and no tree. Lines stay byte for byte; the tree is grown
 * over the hashes that were stored, so a line that was changed before still shows as changed.
 */
async function moveFromOne(tx: Upgrade): Promise<void> {
  const entries = tx.objectStore('entries');
  let tip: Tip = EMPTY_TIP;
  let weight = 0;
  for (let cursor = await entries.openCursor(); cursor; cursor = await cursor.continue()) {
    const stored: object = cursor.value;
    const { seq, line, hash } = cursor.value;
    await cursor.update({ seq, line, hash });
    const id = Reflect.get(stored, 'id');
    if (typeof id === 'string') await tx.objectStore('ids').put(seq, id);
    const [body, salt] = [Reflect.get(stored, 'body'), Reflect.get(stored, 'salt')];
    if (typeof body === 'string')
      await tx.objectStore('bodies').put({ seq, salt: String(salt), body });
    // What somebody wrote over a hash need not be one; the head then does not fit, which is found.
    if (isHash(hash)) tip = tipAfter(tip, { hash });
    weight += String(line).length;
  }
  // Ids have a store of their own: they outlive the loose entry.
  entries.deleteIndex('id');
  const meta = tx.objectStore('meta');
  const head = await meta.get(HEAD);
  if (typeof head === 'object') await meta.put({ ...tip, ...head, loose: 0, weight }, HEAD);
}
