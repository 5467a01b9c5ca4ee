/**
 * What lists and proofs need of ledgers, read in a tenth of the time that their lines take: of the own
 * one block by block, of others' device by device. It is made of the ledgers and of nothing else, is
 * thrown away where it does not fit, and never says what an entry holds: whoever opens one reads the
 * entry itself.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Coded, coded, termAt } from '../../core/columns.ts';
import {
  type CaseColumns,
  type CaseEntry,
  entriesOf,
  entryColumns,
} from '../../core/ledger/case-columns.ts';
import { EMPTY_HEAD } from '../../core/ledger/entry.ts';
import { rootOver } from '../../core/ledger/tree.ts';
import { Connection, closing, type Forget } from './ledger/connection.ts';
import { LedgerError } from './ledger/error.ts';
import type { Line } from './ledger/segments.ts';
import type { HandedIn } from './received/database.ts';

const BLOCK = 512;

/** Which part of which ledger a block is of. */
interface Place {
  readonly block: number;
  /** Leaf hash of the entry before the first. */
  readonly before: string;
  /** Leaf hash of the last entry. */
  readonly last: string;
  /** Of the extension: another one may read more in a line. */
  readonly extension: string;
}

type StoredHeaders = Place & { readonly columns: CaseColumns };
/** `hashes`: leaf hashes, one after the other. */
interface StoredLeaves {
  readonly block: number;
  readonly hashes: string;
}

/** What cases are made of in the ledger of another device. */
export interface IndexedDevice {
  readonly device: string;
  /** Of the device when this was read: entries that are here, and such whose place was seen later. */
  readonly entries: number;
  readonly noted: number;
  /** Sequence number after the last entry. */
  readonly size: number;
  readonly cases: readonly CaseEntry[];
  /** For each of them, where it lay in the force's store; null where it lay in none. */
  readonly from: readonly (HandedIn | null)[];
}

interface StoredDevice extends Omit<IndexedDevice, 'cases' | 'from'> {
  readonly columns: CaseColumns;
  readonly from: Coded<HandedIn | null>;
  readonly extension: string;
}

interface IndexSchema extends DBSchema {
  devices: { key: string; value: StoredDevice };
  headers: { key: number; value: StoredHeaders };
  leaves: { key: number; value: StoredLeaves };
  /** Root over a block, by its number. */
  roots: { key: number; value: string };
}

const CASE_INDEX = 'right-to-report-case-index';
/** What lies in another make is not read: it is made of the ledgers again. */
const VERSION = 3;
const STORES = ['headers', 'leaves', 'roots'] as const;
const HASH_LENGTH = 64;
/** Blocks that are read at once. */
const TOGETHER = 16;

function openIndex(forget: Forget) {
  return openDB<IndexSchema>(CASE_INDEX, VERSION, {
    upgrade(db) {
      for (const name of [...db.objectStoreNames]) db.deleteObjectStore(name);
      db.createObjectStore('headers', { keyPath: 'block' });
      db.createObjectStore('leaves', { keyPath: 'block' });
      db.createObjectStore('roots');
      db.createObjectStore('devices', { keyPath: 'device' });
    },
    ...closing(forget),
  });
}

/** Leaf hash of the entry in a place; undefined where there is none. */
export type HashAt = (seq: number) => Promise<string | undefined>;

export interface Indexed {
  /** How many entries, from the first, are in the index. */
  readonly size: number;
  readonly cases: readonly CaseEntry[];
  /** Leaf hash of the last of them. */
  readonly last: string;
}

const NOTHING: Indexed = { size: 0, cases: [], last: EMPTY_HEAD.hash };

export class CaseIndex {
  /** Entries of one block, a power of two: a perfect part of the tree. */
  readonly block: number;
  readonly #extension: string;
  readonly #connection = new Connection<IndexSchema>(openIndex);

  /** @param extension its version */
  constructor(extension: string, block = BLOCK) {
    this.#extension = extension;
    this.block = block;
  }

  /**
   * What is there of a ledger.
   *
   * @param hashAt of that ledger
   */
  async read(hashAt: HashAt): Promise<Indexed> {
    try {
      const { places, cases } = await this.#connection.reading(readBlocks);
      const last = lastOf(places, this.#extension);
      const size = places.length * this.block;
      if (last !== null && (await hashAt(size - 1)) === last) return { size, cases, last };
      if (places.length > 0) await this.#clear();
      return NOTHING;
    } catch (error) {
      // A block that is not whole, or a disk that does not answer: the ledger itself is read.
      if (error instanceof RangeError || error instanceof LedgerError) return NOTHING;
      throw error;
    }
  }

  /**
   * Adds the whole blocks among some lines.
   *
   * @param lines that follow what is there
   * @param cases those of which cases are made, in their order
   * @returns what is there then
   * @throws LedgerError
   */
  async add(
    lines: readonly Line[],
    { size, last }: Pick<Indexed, 'size' | 'last'>,
    cases: readonly CaseEntry[],
  ): Promise<Pick<Indexed, 'size' | 'last'>> {
    const { block: length } = this;
    const blocks: { readonly place: Place; readonly hashes: readonly string[] }[] = [];
    let before = last;
    for (let from = 0; from + length <= lines.length; from += length) {
      const hashes = lines.slice(from, from + length).map(({ hash }) => hash);
      const block = (size + from) / length;
      const place = { block, before, last: hashes.at(-1) ?? '', extension: this.#extension };
      before = place.last;
      blocks.push({ place, hashes });
    }
    await this.#connection.writing([...STORES], async (tx) => {
      for (const { place, hashes } of blocks) {
        const { block } = place;
        const own = cases.filter(({ header }) => Math.floor(header.seq / length) === block);
        const columns = entryColumns(own);
        await tx.objectStore('headers').put({ ...place, columns });
        await tx.objectStore('leaves').put({ block, hashes: hashes.join('') });
        await tx.objectStore('roots').put(rootOver(hashes), block);
      }
    });
    return { size: size + blocks.length * length, last: before };
  }

  /** Roots over whole blocks, the first first. @throws LedgerError */
  roots(): Promise<readonly string[]> {
    return this.#connection.reading((db) => db.getAll('roots'));
  }

  /** Leaf hashes of one block; null where it is not here. @throws LedgerError */
  async leaves(block: number): Promise<readonly string[] | null> {
    const stored = await this.#connection.reading((db) => db.get('leaves', block));
    if (stored === undefined || stored.hashes.length !== this.block * HASH_LENGTH) return null;
    return Array.from({ length: this.block }, (_, place) =>
      stored.hashes.slice(place * HASH_LENGTH, (place + 1) * HASH_LENGTH),
    );
  }

  /** Of other devices, as far as this version of the extension read them. */
  async devices(): Promise<readonly IndexedDevice[]> {
    try {
      const stored = await this.#connection.reading((db) => db.getAll('devices'));
      return stored
        .filter(({ extension }) => extension === this.#extension)
        .map(({ extension: _, columns, from, ...others }) => {
          const cases = entriesOf(columns);
          return { ...others, cases, from: cases.map((_each, place) => termAt(from, place)) };
        });
    } catch (error) {
      if (error instanceof RangeError || error instanceof LedgerError) return [];
      throw error;
    }
  }

  /** @throws LedgerError */
  async keepDevice({ cases, from, ...others }: IndexedDevice): Promise<void> {
    const stored: StoredDevice = {
      ...others,
      columns: entryColumns(cases),
      from: coded(from, (place) => place, JSON.stringify),
      extension: this.#extension,
    };
    await this.#connection.writing(['devices'], async (tx) => {
      await tx.objectStore('devices').put(stored);
    });
  }

  async #clear(): Promise<void> {
    await this.#connection.writing([...STORES], async (tx) => {
      for (const name of STORES) await tx.objectStore(name).clear();
    });
  }
}

/** One after the other: all of them at once would lie in memory twice. */
async function readBlocks(
  db: IDBPDatabase<IndexSchema>,
): Promise<{ readonly places: readonly Place[]; readonly cases: readonly CaseEntry[] }> {
  const places: Place[] = [];
  const cases: CaseEntry[] = [];
  for (let from = 0; ; ) {
    const part = await db.getAll('headers', IDBKeyRange.lowerBound(from), TOGETHER);
    for (const { columns, ...place } of part) {
      places.push(place);
      for (const entry of entriesOf(columns)) cases.push(entry);
    }
    const end = part.at(-1);
    if (end === undefined || part.length < TOGETHER) return { places, cases };
    from = end.block + 1;
  }
}

/** Leaf hash of the last entry; null where the blocks are not one run from the first on. */
function lastOf(blocks: readonly Place[], version: string): string | null {
  let last: string = EMPTY_HEAD.hash;
  for (const [number, { block, before, last: own, extension }] of blocks.entries()) {
    if (block !== number || before !== last || extension !== version) return null;
    last = own;
  }
  return blocks.length === 0 ? null : last;
}
