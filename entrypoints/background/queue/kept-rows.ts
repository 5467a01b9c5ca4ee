/**
 * The rows of the queue as they were made last, on the disk: a background that starts reads them and
 * need not fold a hundred thousand cases first. They are a copy, made of the ledger and of nothing
 * else. Each part is bound to its list and its place by a hash; one that does not fit is none.
 */
import { type DBSchema, openDB } from 'idb';
import { isObject } from '../../../core/json.ts';
import type { SameWithin } from '../../../core/review/turning.ts';
import { textHashes } from '../../../platform/text-hashes.ts';
import { Connection, closing, type Forget } from '../ledger/connection.ts';
import type { OthersState } from '../received/state.ts';

/** Of what the rows were made. */
export interface KeptList {
  /** Hash of all that rows depend on beside the ledger. */
  readonly basis: string;
  /** How many entries of the ledger, and the leaf hash of the last. */
  readonly size: number;
  readonly hash: string;
  /** How far what came from others had come. */
  readonly others: OthersState;
  /** By which pages know the list. */
  readonly reading: string;
  readonly parts: number;
  /** How many of the parts were there when the list was made; the others are what changed since. */
  readonly first: number;
  /** How many entries the ledger had when the list was made. */
  readonly madeOf: number;
  /** How many overrides there are. */
  readonly all: number;
  /** Outside of this time alone may make a row another. */
  readonly same: SameWithin;
}

/** Of one entry: id, and of those to which it belongs. */
export type Linked = readonly [id: string, ...to: string[]];

export interface Part {
  /** As `rowsText` writes them. */
  readonly rows: string;
  /** Entries that belong to others. */
  readonly links: readonly Linked[];
}

/** Rows or links of one part. */
interface Stored {
  readonly text: string;
  readonly hash: string;
}

/** The list and a hash of it: one with fewer parts would leave overrides out. */
interface Sealed {
  readonly list: KeptList;
  readonly seal: string;
}

interface KeptSchema extends DBSchema {
  list: { key: number; value: Sealed };
  rows: { key: number; value: Stored };
  links: { key: number; value: Stored };
}

const KEPT_QUEUE = 'right-to-report-queue';
const VERSION = 1;
const LIST = 0;
const STORES = ['list', 'rows', 'links'] as const;

function openKept(forget: Forget) {
  return openDB<KeptSchema>(KEPT_QUEUE, VERSION, {
    upgrade(db) {
      for (const name of STORES) db.createObjectStore(name);
    },
    ...closing(forget),
  });
}

export class KeptRows {
  readonly #connection = new Connection<KeptSchema>(openKept);

  /** Null where none is kept, or what is kept is not as it was. @throws LedgerError */
  async list(): Promise<KeptList | null> {
    const found: unknown = await this.#connection.reading((db) => db.get('list', LIST));
    if (!isObject(found) || !isList(found['list'])) return null;
    const { list } = found;
    return (await sealOf(list)) === found['seal'] ? list : null;
  }

  /** Rows of one part; null where they are not what was kept. @throws LedgerError */
  async rows({ reading }: Pick<KeptList, 'reading'>, number: number): Promise<string | null> {
    const found = await this.#connection.reading((db) => db.get('rows', number));
    return textIn(found, 'rows', reading, number);
  }

  /** Of all parts; null where they are not what was kept. @throws LedgerError */
  async links({ reading, parts }: KeptList): Promise<readonly Linked[] | null> {
    const found = await this.#connection.reading((db) => db.getAll('links'));
    const texts: string[] = [];
    for (let number = 0; number < parts; number++) {
      const text = await textIn(found[number], 'links', reading, number);
      if (text === null) return null;
      texts.push(text);
    }
    return texts.flatMap(linksIn);
  }

  /** A list that is made anew: until it is kept there is none. @throws LedgerError */
  begin(): Promise<void> {
    return this.#connection.writing([...STORES], async (tx) => {
      for (const name of STORES) await tx.objectStore(name).clear();
    });
  }

  /** @throws LedgerError */
  async add(reading: string, number: number, part: Part): Promise<void> {
    const { rows, links } = await storedPart(reading, number, part);
    await this.#connection.writing(['rows', 'links'], async (tx) => {
      await tx.objectStore('rows').put(rows, number);
      await tx.objectStore('links').put(links, number);
    });
  }

  /**
   * The list as it is from now on, with its last part where that is new.
   *
   * @returns false where another list lies there than this one goes on from: nothing is written then
   * @throws LedgerError
   */
  async keep(list: KeptList, last?: Part): Promise<boolean> {
    const number = list.parts - 1;
    const stored = last && (await storedPart(list.reading, number, last));
    const seal = await sealOf(list);
    let isNext = true;
    await this.#connection.writing([...STORES], async (tx) => {
      const before = (await tx.objectStore('list').get(LIST))?.list;
      isNext = stored
        ? before?.reading === list.reading && before.parts === number
        : before === undefined;
      if (!isNext) return;
      if (stored) {
        await tx.objectStore('rows').put(stored.rows, number);
        await tx.objectStore('links').put(stored.links, number);
      }
      await tx.objectStore('list').put({ list, seal }, LIST);
    });
    return isNext;
  }
}

async function storedPart(
  reading: string,
  number: number,
  { rows, links }: Part,
): Promise<{ readonly rows: Stored; readonly links: Stored }> {
  const linked = links.map((each) => each.join(' ')).join('\n');
  return {
    rows: { text: rows, hash: await hashOf('rows', reading, number, rows) },
    links: { text: linked, hash: await hashOf('links', reading, number, linked) },
  };
}

type Kind = 'rows' | 'links';

async function textIn(stored: unknown, kind: Kind, reading: string, number: number) {
  if (!isObject(stored) || typeof stored['text'] !== 'string') return null;
  const { text } = stored;
  return (await hashOf(kind, reading, number, text)) === stored['hash'] ? text : null;
}

async function hashOf(kind: Kind, reading: string, number: number, text: string): Promise<string> {
  const [hash = ''] = await textHashes([`${kind} ${reading} ${number}\n${text}`]);
  return hash;
}

/** Over all that a list says. */
export async function sealOf(list: KeptList): Promise<string> {
  const { basis, size, hash, reading, parts, first, madeOf, all, same, others } = list;
  const counts = [size, parts, first, madeOf, all];
  const told = [basis, hash, reading, ...counts, same.from, same.until, others];
  const [seal = ''] = await textHashes([`list\n${JSON.stringify(told)}`]);
  return seal;
}

function linksIn(text: string): readonly Linked[] {
  if (text === '') return [];
  return text.split('\n').map((line): Linked => {
    const [id = '', ...to] = line.split(' ');
    return [id, ...to];
  });
}

function isList(value: unknown): value is KeptList {
  if (!isObject(value)) return false;
  const { basis, size, hash, reading, parts, first, madeOf, all, same, others } = value;
  return (
    isObject(others) &&
    Array.isArray(others['devices']) &&
    [basis, hash, reading].every((each) => typeof each === 'string') &&
    [size, parts, first, madeOf, all].every((each) => Number.isSafeInteger(each)) &&
    isObject(same) &&
    [same['from'], same['until']].every((each) => each === null || typeof each === 'number')
  );
}
