/** The database of what came from other devices: beside this device's ledger, never in it. */
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import { type DepositPlace, placeOf } from '../../../core/delivery/subjects.ts';
import type { Finding, FindingCode } from '../../../core/ledger/findings.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { Edge } from '../../../core/ledger/tree.ts';
import { isOfCase } from '../../../core/review/cases.ts';
import { closing, type Forget } from '../ledger/connection.ts';
import type { Writing } from '../ledger/transaction.ts';

/** How something came here. */
export const SOURCES = ['bundle', 'stream', 'fenced'] as const;
export type Source = (typeof SOURCES)[number];

/** Where something lay in the force's store, and by whom it was handed in. */
export type HandedIn = Pick<DepositPlace, 'force' | 'unit' | 'depositor'>;

export interface ReceivedEntry {
  readonly device: string;
  readonly seq: number;
  readonly id: string;
  /** The header, as the exact text that was hashed. */
  readonly line: string;
  readonly salt: string | null;
  readonly body: string | null;
  /** 1 where cases are made of it: then the index holds it. */
  readonly matters: 0 | 1;
  /** Absent where it never came from the store. */
  readonly from?: HandedIn;
}

/** What lies at the place of a decision. The first that was read stays. */
export interface ReceivedDecision {
  /** Its subject. */
  readonly place: string;
  /** Of the place. */
  readonly attempt: string;
  /** In which order what is known of places came to be so. */
  readonly arrived: number;
  /** Of the entry; empty where it is none. */
  readonly id: string;
  readonly device: string;
  readonly seq: number;
  readonly line: string;
  readonly salt: string | null;
  readonly body: string | null;
  /** Why it is taken for no decision; null where it is one. */
  readonly fault: FindingCode | null;
  /** Of a decision of this device: the officer was told of it, as far as the store lets anybody. */
  readonly told?: true;
}

/** Leaf hashes of many places in one value, so that a tree need not read the entries. */
export interface LeafBlock {
  readonly device: string;
  readonly block: number;
  /** One after the other; zeros where there is no entry. */
  readonly hashes: string;
}

/** A place in the ledger of a device: what a check goes on from. */
export interface Start {
  readonly edge: Edge;
  /** Leaf hash of the entry before. */
  readonly prev: string;
}

export interface ReceivedDevice {
  readonly device: string;
  readonly source: Source;
  /** The first key that was seen, base64: it stays. Null where none was. */
  readonly key: string | null;
  /** Epoch milliseconds by this machine's clock. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly entries: number;
  /** Sequence number after the last entry. */
  readonly size: number;
  /** Entries of a later version: kept and checked, not read. */
  readonly newer: number;
  readonly withoutBody: number;
  /** Entries of which the place in the store was seen later than they came; absent where there is none. */
  readonly noted?: number;
  /** Where what is here begins. */
  readonly base: Start;
  /** Up to where it was found to hold, under a signature; not checked again. */
  readonly held: Start | null;
  /** What does not hold of what is kept. */
  readonly findings: readonly Finding[];
  /** What was not let in. */
  readonly refused: readonly Finding[];
  /** 1 where something came since it was checked. */
  readonly unchecked: 0 | 1;
}

export interface ReceivedCheckpoint {
  readonly device: string;
  readonly size: number;
  readonly root: string;
  /** Epoch milliseconds, when it came. */
  readonly at: number;
  readonly note: string;
}

/** What was not let in, with the reason. */
export interface Quarantined {
  /** Hash of reason and text: the same again is not kept twice. */
  readonly id: string;
  /** Empty where it names none. */
  readonly device: string;
  readonly seq: number | null;
  readonly code: Finding['code'];
  readonly source: Source;
  readonly at: number;
  /** Its beginning, where it is long. */
  readonly text: string;
}

/** A file that is being taken in, or was. */
export interface Import {
  /** SHA-256 of the file. */
  readonly file: string;
  readonly at: number;
  /** Lines that are done. */
  readonly lines: number;
  /** What the file's own check found; such entries are not let in. */
  readonly doubts: readonly Finding[];
  readonly isDone: boolean;
  readonly fresh: number;
  readonly known: number;
  readonly quarantined: number;
}

export interface ReceivedSchema extends DBSchema {
  entries: {
    key: [string, number];
    value: ReceivedEntry;
    indexes: { id: string; matters: number };
  };
  leaves: { key: [string, number]; value: LeafBlock };
  devices: { key: string; value: ReceivedDevice; indexes: { unchecked: number } };
  checkpoints: { key: [string, number, string]; value: ReceivedCheckpoint };
  decisions: {
    key: string;
    value: ReceivedDecision;
    indexes: { entry: [string, number]; attempt: string; arrived: number };
  };
  quarantine: { key: string; value: Quarantined };
  imports: { key: string; value: Import };
}

export type ReceivedDatabase = IDBPDatabase<ReceivedSchema>;
export type Taking = Writing<ReceivedSchema>;

export const RECEIVED = 'right-to-report-received';
/**
 * Before 2 nothing was known of the places in which things lie, before 3 nothing of picking, before 4
 * not of which attempt a place is, and what came since.
 */
const VERSION = 4;

type Upgrading = IDBPTransaction<ReceivedSchema, StoreNames<ReceivedSchema>[], 'versionchange'>;

/** Opens the database, and makes it where there is none. */
export function openReceived(forget: Forget): Promise<ReceivedDatabase> {
  return openDB<ReceivedSchema>(RECEIVED, VERSION, {
    async upgrade(db, before, _version, tx) {
      // What was taken in stays as it is; the stream is read again and brings the places.
      if (before < 2) {
        const decisions = db.createObjectStore('decisions', { keyPath: 'place' });
        decisions.createIndex('entry', ['device', 'seq']);
      }
      if (before < 1) {
        const entries = db.createObjectStore('entries', { keyPath: ['device', 'seq'] });
        entries.createIndex('id', 'id', { unique: true });
        entries.createIndex('matters', 'matters');
        db.createObjectStore('leaves', { keyPath: ['device', 'block'] });
        const devices = db.createObjectStore('devices', { keyPath: 'device' });
        devices.createIndex('unchecked', 'unchecked');
        db.createObjectStore('checkpoints', { keyPath: ['device', 'size', 'root'] });
        db.createObjectStore('quarantine', { keyPath: 'id' });
        db.createObjectStore('imports', { keyPath: 'file' });
      } else if (before < 3) await pickFromAll(tx);
      await orderDecisions(tx);
    },
    ...closing(forget),
  });
}

/** Everything of one device, in stores whose keys begin with it. */
export function ofDevice(device: string, from = 0, before = Number.POSITIVE_INFINITY): IDBKeyRange {
  return IDBKeyRange.bound([device, from], [device, before], false, true);
}

/** What came before anything was picked from it was not in the index. */
async function pickFromAll(tx: Upgrading): Promise<void> {
  let cursor = await tx.objectStore('entries').index('matters').openCursor(0);
  while (cursor) {
    const header = parseHeader(cursor.value.line);
    if (header && isOfCase(header)) await cursor.update({ ...cursor.value, matters: 1 });
    cursor = await cursor.continue();
  }
}

async function orderDecisions(tx: Upgrading): Promise<void> {
  const store = tx.objectStore('decisions');
  store.createIndex('attempt', 'attempt');
  store.createIndex('arrived', 'arrived');
  let arrived = 0;
  let cursor = await store.openCursor();
  while (cursor) {
    const place = placeOf(cursor.value.place);
    const attempt = place?.collection === 'reviews' ? place.attempt : '';
    await cursor.update({ ...cursor.value, attempt, arrived: arrived++ });
    cursor = await cursor.continue();
  }
}
