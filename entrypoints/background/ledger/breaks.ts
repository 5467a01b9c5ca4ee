/** Where entries that were read do not hold: hashes, links, words, and headers that nobody can read. */
import { EMPTY_HEAD, type Head, type StoredEntry } from '../../../core/ledger/entry.ts';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import { type Break, verifyChainBy } from '../../../core/ledger/verify.ts';
import { textHashes } from '../../../platform/text-hashes.ts';
import type { Line } from './segments.ts';

/**
 * @param entries in order of sequence; of one without its body the words are not checked
 * @param before what stands before the first of them
 * @param head what the last of them has to be
 */
export async function breaksOf(
  entries: readonly (Line & Partial<StoredEntry>)[],
  before: Head,
  head: Head,
): Promise<readonly Break[]> {
  const shaped = entries.map(withTextLine);
  const links = await verifyChainBy(textHashes, shaped, head, before);
  const reported = new Set(links.map(({ seq }) => seq));
  const unreadable = readHeaders(shaped).unreadable.filter((seq) => !reported.has(seq));
  return [...links, ...unreadable.map((seq): Break => ({ seq, code: 'unreadable' }))];
}

/**
 * Of the newest entries, at most so many.
 *
 * @param entries with one more than are checked: the link of the first has nothing to be compared with
 */
export async function newestBreaks(
  entries: readonly StoredEntry[],
  head: Head,
  most: number,
): Promise<readonly Break[]> {
  const part = entries.slice(-(most + 1));
  const isWhole = head.size <= most;
  const breaks = await breaksOf(part, EMPTY_HEAD, head);
  const linkOfFirst = part[0]?.seq;
  return breaks.filter(({ seq }) => isWhole || seq !== linkOfFirst);
}

/** What somebody wrote over a line need not be text. */
function withTextLine(entry: Line & Partial<StoredEntry>): StoredEntry {
  const line = typeof entry.line === 'string' ? entry.line : '';
  return { salt: null, body: null, ...entry, line };
}
