/** A ledger whose head is gone or does not fit: put right from its entries, or fenced off. */

import { parseCheckpoint } from '../../../core/ledger/checkpoint.ts';
import { type Head, type StoredEntry, tipAfter } from '../../../core/ledger/entry.ts';
import { rootOf } from '../../../core/ledger/tree.ts';
import { verifyChain } from '../../../core/ledger/verify.ts';
import {
  EMPTY_STORED_HEAD,
  HEAD,
  LEDGER,
  type LedgerWriting,
  type StoredHead,
} from './database.ts';
import { type Line, linesOf } from './segments.ts';

export const MENDING = ['entries', 'segments', 'ids', 'checkpoints', 'meta'] as const;

/**
 * Writes the head anew where the entries leave no doubt of it: an unbroken chain from the first
 * one, in which every checkpoint that this device signed holds.
 *
 * @returns whether it did
 */
export async function restoreHead(tx: LedgerWriting): Promise<boolean> {
  const [segments, loose, known, checkpoints] = await Promise.all([
    tx.objectStore('segments').getAll(),
    tx.objectStore('entries').getAll(),
    tx.objectStore('ids').count(),
    tx.objectStore('checkpoints').getAll(),
  ]);
  const lines: readonly Line[] = [...segments.flatMap(linesOf), ...loose];
  if (lines.length !== known || !isUnbroken(lines)) return false;
  const due = new Map(checkpoints.map(({ size, note }) => [size, parseCheckpoint(note)?.root]));
  let head: StoredHead = EMPTY_STORED_HEAD;
  for (const line of lines) {
    head = { ...head, ...tipAfter(head, line) };
    if (due.has(head.size) && due.get(head.size) !== rootOf(head.edge)) return false;
    due.delete(head.size);
  }
  // A checkpoint over more entries than there are: some were cut off.
  if (due.size > 0) return false;
  const weight = loose.reduce((sum, { line }) => sum + line.length, 0);
  await tx.objectStore('meta').put({ ...head, loose: lines.length - loose.length, weight }, HEAD);
  return true;
}

function isUnbroken(lines: readonly Line[]): boolean {
  if (lines.some(({ line }) => typeof line !== 'string')) return false;
  const last = lines.at(-1);
  const end: Head = { size: lines.length, hash: last?.hash ?? EMPTY_STORED_HEAD.hash };
  const bare = lines.map((line): StoredEntry => ({ ...line, salt: null, body: null }));
  return verifyChain(bare, end).length === 0;
}

const GENERATION = new RegExp(`^${LEDGER}(?:\\.([1-9]\\d{0,3}))?$`);

/** Names of this profile's ledgers, the oldest first; all but the last were fenced off. */
export async function ledgerNames(): Promise<readonly string[]> {
  const found = (await indexedDB.databases()).flatMap(({ name = '' }) => {
    const number = GENERATION.exec(name);
    return number ? [Number(number[1] ?? 0)] : [];
  });
  return found.sort((a, b) => a - b).map(nameOf);
}

/** The name of the ledger in use: of the newest, or of the first where there is none. */
export async function currentName(): Promise<string> {
  return (await ledgerNames()).at(-1) ?? LEDGER;
}

/** The name of the ledger that follows another. */
export function nameAfter(name: string): string {
  return nameOf(Number(GENERATION.exec(name)?.[1] ?? 0) + 1);
}

function nameOf(number: number): string {
  return number === 0 ? LEDGER : `${LEDGER}.${number}`;
}
