/** Entries on the disk: loose at the end, in sealed segments before. Nothing in a line changes. */
import type { IDBPTransaction } from 'idb';
import type { StoredEntry } from '../../../core/ledger/entry.ts';
import { isEdge, isHash } from '../../../core/ledger/tree.ts';
import { bodyOf } from './bodies.ts';
import {
  EMPTY_STORED_HEAD,
  HEAD,
  type LedgerDatabase,
  type LedgerSchema,
  type LedgerWriting,
  type LooseEntry,
  type Segment,
  type StoredHead,
} from './database.ts';
import { LedgerError } from './error.ts';

/** A line with its place. */
export type Line = Pick<StoredEntry, 'seq' | 'line' | 'hash'>;

/** Characters of loose entries that are sealed into one value. */
export const SEGMENT_WEIGHT = 1024 * 1024;
export const HASH_LENGTH = 64;
export const SEALING = ['entries', 'segments', 'bodies', 'meta'] as const;
const READING: ('entries' | 'segments' | 'meta')[] = ['entries', 'segments', 'meta'];
type Reading = IDBPTransaction<LedgerSchema, typeof READING, 'readonly'>;

/** A head that cannot be read is not guessed. */
export function readHead(value: unknown): StoredHead {
  if (value === undefined) return EMPTY_STORED_HEAD;
  if (isHead(value)) return value;
  throw new LedgerError('damaged', 'the head of the ledger cannot be read');
}

function isHead(value: unknown): value is StoredHead {
  if (typeof value !== 'object' || value === null) return false;
  if (!('size' in value && 'hash' in value && 'edge' in value)) return false;
  if (!('loose' in value && 'weight' in value)) return false;
  const { size, hash, edge, loose, weight } = value;
  if (typeof edge !== 'object' || edge === null || !('size' in edge && 'nodes' in edge))
    return false;
  const { size: edgeSize, nodes } = edge;
  return (
    typeof edgeSize === 'number' &&
    Array.isArray(nodes) &&
    isEdge({ size: edgeSize, nodes }) &&
    edgeSize === size &&
    isHash(hash) &&
    typeof loose === 'number' &&
    typeof weight === 'number'
  );
}

export function linesOf(segment: Segment): readonly Line[] {
  return linesIn(segment, segment.first, segment.size);
}

/** Of a segment from one place on, at most so many: of a thousand lines mostly one is wanted. */
function linesIn({ first, size, lines, hashes }: Segment, from: number, most: number): Line[] {
  const found: Line[] = [];
  let start = 0;
  for (let place = 0; place < size && found.length < most; place++) {
    const end = start > lines.length ? start : endOfLine(lines, start);
    if (first + place >= from)
      found.push({
        seq: first + place,
        line: lines.slice(start, end),
        hash: hashes.slice(place * HASH_LENGTH, (place + 1) * HASH_LENGTH),
      });
    start = end + 1;
  }
  return found;
}

function endOfLine(lines: string, start: number): number {
  const end = lines.indexOf('\n', start);
  return end < 0 ? lines.length : end;
}

/** All lines in order of sequence, and the head, as of one moment. */
export async function readLines(
  db: LedgerDatabase,
): Promise<{ readonly lines: readonly Line[]; readonly head: StoredHead }> {
  const tx = db.transaction(['entries', 'segments', 'meta']);
  const [segments, loose, head] = await Promise.all([
    tx.objectStore('segments').getAll(),
    tx.objectStore('entries').getAll(),
    tx.objectStore('meta').get(HEAD),
    tx.done,
  ]);
  return { lines: [...segments.flatMap(linesOf), ...loose.map(lineOf)], head: readHead(head) };
}

/** One line, wherever it lies; undefined where it does not. */
export async function readLine(db: LedgerDatabase, seq: number): Promise<Line | undefined> {
  const tx = db.transaction(['entries', 'segments']);
  const [loose, cursor] = await Promise.all([
    tx.objectStore('entries').get(seq),
    tx.objectStore('segments').openCursor(IDBKeyRange.upperBound(seq), 'prev'),
  ]);
  if (loose) return lineOf(loose);
  const segment = cursor?.value;
  return segment && linesIn(segment, seq, 1)[0];
}

/** Header lines by id, of those ids that stand here. */
export async function linesOfIds(
  db: LedgerDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const store = db.transaction('ids').store;
  const found = await Promise.all(ids.map(async (id) => [id, await store.get(id)] as const));
  const places = new Map(
    found.flatMap(([id, seq]) => (seq === undefined ? [] : [[seq, id] as const])),
  );
  const lines = new Map<string, string>();
  let read: readonly Line[] = [];
  for (const [seq, id] of [...places].sort(([a], [b]) => a - b)) {
    // What is asked for together mostly stands together: a segment is read once for all of it.
    if (seq > (read.at(-1)?.seq ?? -1)) read = await readLinesFrom(db, seq, ids.length);
    const line = read.find((each) => each.seq === seq);
    if (line) lines.set(id, line.line);
  }
  return lines;
}

/** Lines from one place on, at most so many, read a segment at a time. */
export function readLinesFrom(
  db: LedgerDatabase,
  from: number,
  most: number,
): Promise<readonly Line[]> {
  return linesFrom(db.transaction(READING), from, most);
}

/** What lies loose, and the head, as of one moment. */
export async function readLoose(
  db: LedgerDatabase,
): Promise<{ readonly lines: readonly Line[]; readonly head: StoredHead }> {
  const tx = db.transaction(['entries', 'meta']);
  const [loose, head] = await Promise.all([
    tx.objectStore('entries').getAll(),
    tx.objectStore('meta').get(HEAD),
    tx.done,
  ]);
  return { lines: loose.map(lineOf), head: readHead(head) };
}

/** The newest lines, at most so many, and the head, as of one moment. */
export async function readNewest(
  db: LedgerDatabase,
  most: number,
): Promise<{ readonly lines: readonly Line[]; readonly head: StoredHead }> {
  const tx = db.transaction(READING);
  const head = readHead(await tx.objectStore('meta').get(HEAD));
  // One that lies behind the head, where nothing should be, is read as well.
  const from = Math.max(0, head.size - most);
  return { lines: await linesFrom(tx, from, most + 1), head };
}

async function linesFrom(tx: Reading, from: number, most: number): Promise<readonly Line[]> {
  if (most <= 0) return [];
  const entries = tx.objectStore('entries');
  // What is asked for mostly is at the end, which lies loose: a segment is a megabyte.
  if ((await entries.getKey(from)) !== undefined)
    return (await entries.getAll(IDBKeyRange.lowerBound(from), most)).map(lineOf);
  const found: Line[] = [];
  const segments = tx.objectStore('segments');
  const before = await segments.openKeyCursor(IDBKeyRange.upperBound(from), 'prev');
  for (
    let cursor = await segments.openCursor(IDBKeyRange.lowerBound(before?.primaryKey ?? from));
    cursor && found.length < most;
    cursor = found.length < most ? await cursor.continue() : null
  )
    found.push(...linesIn(cursor.value, from, most - found.length));
  if (found.length < most) {
    const next = (found.at(-1)?.seq ?? from - 1) + 1;
    const rest = await tx
      .objectStore('entries')
      .getAll(IDBKeyRange.lowerBound(next), most - found.length);
    found.push(...rest.map(lineOf));
  }
  return found.slice(0, most);
}

/**
 * Seals what lies loose, where it is heavy enough and whole.
 *
 * @returns false where something is missing or is no line: then it stays as it is, to be found
 */
export async function seal(tx: LedgerWriting, weight: number): Promise<boolean> {
  const meta = tx.objectStore('meta');
  const head = readHead(await meta.get(HEAD));
  if (head.weight < weight) return true;
  const range = IDBKeyRange.bound(head.loose, head.size, false, true);
  const loose = await tx.objectStore('entries').getAll(range);
  const isWhole =
    loose.length === head.size - head.loose &&
    loose.every(
      ({ line, hash }) => typeof line === 'string' && !line.includes('\n') && isHash(hash),
    );
  if (!isWhole) return false;
  await tx.objectStore('segments').add({
    first: head.loose,
    size: loose.length,
    lines: loose.map(({ line }) => line).join('\n'),
    hashes: loose.map(({ hash }) => hash).join(''),
  });
  await Promise.all(loose.flatMap(bodyOf).map((body) => tx.objectStore('bodies').add(body)));
  await tx.objectStore('entries').delete(range);
  await meta.put({ ...head, loose: head.size, weight: 0 }, HEAD);
  return true;
}

function lineOf({ seq, line, hash }: LooseEntry): Line {
  return { seq, line, hash };
}
