/** Appending: one durable transaction for all that waits at the same moment. */
import {
  type Body,
  type Head,
  type StoredEntry,
  sealEntry,
  tipAfter,
} from '../../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
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

/**
 * Appends drafts in order. One that is refused leaves the others alone.
 *
 * @param salt random hex for the hash of a body
 * @param isLast nothing more is written in the transaction: it is committed without another turn
 * @returns what became of each, and the head behind them
 */
export async function appendAll(
  tx: LedgerWriting,
  drafts: readonly Draft[],
  salt: () => string,
  isLast = false,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly head: StoredHead }> {
  const [entries, ids, meta] = [
    tx.objectStore('entries'),
    tx.objectStore('ids'),
    tx.objectStore('meta'),
  ];
  const [stored, ...places] = await Promise.all([
    meta.get(HEAD),
    ...drafts.map(({ header }) => ids.get(header.id)),
  ]);
  let head = readHead(stored);
  // Somebody may have taken the head away: what is there is then not written over.
  if (stored === undefined && (await ids.count()) > 0)
    throw new LedgerError('damaged', 'the head of the ledger is gone');
  const known = new Map<string, number>();
  const outcomes = drafts.map(({ header, body, expected }, number): Outcome => {
    const place = places[number] ?? known.get(header.id);
    if (place !== undefined) return { known: place };
    if (expected && (expected.size !== head.size || expected.hash !== head.hash))
      return new LedgerError('head-moved', 'another entry was appended in between');
    const entry = sealEntry(header, body, head, salt());
    known.set(header.id, entry.seq);
    head = { ...head, ...tipAfter(head, entry), weight: head.weight + entry.line.length };
    return entry;
  });
  const fresh = outcomes.filter(isEntry);
  // `add` fails where the place is taken, so no entry is ever written over.
  const writes: Promise<unknown>[] = fresh.flatMap(({ seq, line, hash, salt: own, body }) => [
    entries.add({ seq, line, hash }),
    ...(body === null ? [] : [tx.objectStore('bodies').add({ seq, salt: own ?? '', body })]),
  ]);
  for (const [id, seq] of known) writes.push(ids.add(seq, id));
  if (fresh.length > 0) writes.push(meta.put(head, HEAD));
  if (isLast) tx.commit();
  await Promise.all(writes);
  return { outcomes, head };
}

export function isEntry(outcome: Outcome): outcome is StoredEntry {
  return !(outcome instanceof LedgerError) && 'line' in outcome;
}

/** The entry at a place that an id points to. */
export async function entryAt(db: LedgerDatabase, seq: number): Promise<StoredEntry> {
  const [line, kept] = await Promise.all([readLine(db, seq), db.get('bodies', seq)]);
  if (line === undefined) throw new LedgerError('storage-failed', 'an entry is gone');
  return { ...line, salt: kept?.salt ?? null, body: kept?.body ?? null };
}
