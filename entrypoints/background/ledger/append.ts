/** Appending: one durable transaction for all that waits at the same moment. */
import {
  type Body,
  type Head,
  type StoredEntry,
  sealText,
  tipAfter,
} from '../../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { withBodies } from './bodies.ts';
import { HEAD, type LedgerDatabase, type LedgerWriting, type StoredHead } from './database.ts';
import { LedgerError } from './error.ts';
import { readHead, readLine } from './segments.ts';

/** Where an entry stands. `existed`: this id had been appended before. */
export interface Appended {
  readonly entry: StoredEntry;
  readonly existed: boolean;
}

export interface Draft {
  readonly header: HeaderDraft;
  readonly body: Body | null;
  /** Where given, the entry is appended only behind this very head. */
  readonly expected: Head | undefined;
}

/** What became of a draft: appended, known by its id at that place, or not appended. */
export type Outcome = StoredEntry | { readonly known: number } | LedgerError;

/** What drafts are appended to. */
interface Standing {
  readonly head: StoredHead;
  /** Of each draft, the place where its id stands already. */
  readonly places: readonly (number | undefined)[];
}

/**
 * Appends drafts in order. One that is refused leaves the others alone.
 *
 * @param salt random hex for the hash of a body
 * @param isLast nothing more is written in the transaction: it is committed without another turn
 * @param known where the ledger ends, if that need not be read: the transaction then fails with
 *   `damaged` where a place or an id is taken, and nothing is written
 * @returns what became of each, and the head behind them, once the transaction is done
 */
export async function appendAll(
  tx: LedgerWriting,
  drafts: readonly Draft[],
  salt: () => string,
  isLast = false,
  known: StoredHead | null = null,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly head: StoredHead }> {
  const { head: before, places } =
    known === null ? await standing(tx, drafts) : { head: known, places: [] };
  const { stores, commit } = requestsOf(tx);
  let head = before;
  const fresh = new Map<string, number>();
  const outcomes = drafts.map(({ header, body, expected }, number): Outcome => {
    const place = places[number] ?? fresh.get(header.id);
    if (place !== undefined) return { known: place };
    if (expected && (expected.size !== head.size || expected.hash !== head.hash))
      return new LedgerError('head-moved', 'another entry was appended in between');
    const [seq, own] = [head.size, salt()];
    const text = body === null ? null : JSON.stringify(body);
    // The browser is at work on the id while the entry is hashed. `add` fails where a place is taken,
    // so nothing is ever written over.
    stores.ids.add(seq, header.id);
    const entry = sealText(header, text, head, own);
    const { line, hash } = entry;
    stores.entries.add({ seq, line, hash, ...(text !== null && { salt: own, body: text }) });
    fresh.set(header.id, seq);
    head = { ...head, ...tipAfter(head, entry), weight: head.weight + line.length };
    return entry;
  });
  if (fresh.size > 0) stores.meta.put(head, HEAD);
  if (isLast) commit();
  return { outcomes, head };
}

/** Without a promise for each: only the end of the transaction counts, and that is awaited. */
function requestsOf({ raw }: LedgerWriting) {
  const [ids, entries, meta] = [
    raw.objectStore('ids'),
    raw.objectStore('entries'),
    raw.objectStore('meta'),
  ];
  return { stores: { ids, entries, meta }, commit: () => raw.commit() };
}

async function standing(tx: LedgerWriting, drafts: readonly Draft[]): Promise<Standing> {
  const ids = tx.objectStore('ids');
  const [stored, ...places] = await Promise.all([
    tx.objectStore('meta').get(HEAD),
    ...drafts.map(({ header }) => ids.get(header.id)),
  ]);
  const head = readHead(stored);
  // Somebody may have taken the head away: what is there is then not written over.
  if (stored === undefined && (await ids.count()) > 0)
    throw new LedgerError('damaged', 'the head of the ledger is gone');
  return { head, places };
}

export function isEntry(outcome: Outcome): outcome is StoredEntry {
  return !(outcome instanceof LedgerError) && 'line' in outcome;
}

/** The entry at a place that an id points to. */
export async function entryAt(db: LedgerDatabase, seq: number): Promise<StoredEntry> {
  const line = await readLine(db, seq);
  const [entry] = line ? await withBodies(db, [line]) : [];
  if (entry === undefined) throw new LedgerError('storage-failed', 'an entry is gone');
  return entry;
}
