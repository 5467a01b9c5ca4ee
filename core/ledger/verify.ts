/** Checks a run of stored entries: each hash, each link, each body, each number. */

import { jsonObject } from '../json.ts';
import { bodyHash, bodyText, EMPTY_HEAD, type Head, type StoredEntry } from './entry.ts';
import { leafHash, leafText } from './tree.ts';

export type BreakCode =
  | 'line-changed'
  | 'link-broken'
  | 'sequence-gap'
  | 'body-changed'
  | 'unreadable'
  | 'head-differs'
  | 'segment-differs'
  | 'note-differs';

export interface Break {
  readonly seq: number;
  readonly code: BreakCode;
}

interface Linked {
  readonly seq: number;
  readonly prev: string;
  readonly body: string | null;
}

/** SHA-256 of each text, hex, in the order of the texts. */
export type HashTexts = (texts: readonly string[]) => Promise<readonly string[]>;

/** Entries whose hashes are on their way at once. */
const TOGETHER = 256;

/**
 * @param entries in order of sequence
 * @param head the ledger's recorded head, which shows a missing tail
 * @returns every place where the chain does not hold; empty when it does
 */
export function verifyChain(entries: readonly StoredEntry[], head: Head): readonly Break[] {
  const chain = new Chain();
  for (const entry of entries) {
    const { line, salt, body } = entry;
    chain.take(entry, leafHash(line), body === null ? '' : bodyHash(salt ?? '', body));
  }
  return chain.endsAt(head);
}

/**
 * The same of a long ledger, in pauses, by a hash that works beside this.
 *
 * @param from what stands before the first of the entries
 */
export async function verifyChainBy(
  hash: HashTexts,
  entries: readonly StoredEntry[],
  head: Head,
  from: Head = EMPTY_HEAD,
): Promise<readonly Break[]> {
  const chain = new Chain(from);
  const hashesFrom = (at: number) => hash(hashedTexts(entries, at));
  let next = hashesFrom(0);
  for (let at = 0; at < entries.length; at += TOGETHER) {
    const hashes = await next;
    // Those that follow are hashed while these are compared.
    next = hashesFrom(at + TOGETHER);
    let place = 0;
    for (const entry of entries.slice(at, at + TOGETHER)) {
      const leaf = hashes[place++] ?? '';
      chain.take(entry, leaf, entry.body === null ? '' : (hashes[place++] ?? ''));
    }
  }
  return chain.endsAt(head);
}

function hashedTexts(entries: readonly StoredEntry[], from: number): readonly string[] {
  const texts: string[] = [];
  for (const { line, salt, body } of entries.slice(from, from + TOGETHER)) {
    texts.push(leafText(line));
    if (body !== null) texts.push(bodyText(salt ?? '', body));
  }
  return texts;
}

class Chain {
  readonly #breaks: Break[] = [];
  #previous: Head;

  constructor(from: Head = EMPTY_HEAD) {
    this.#previous = from;
  }

  /** @param leaf hash of its line @param body hash of its body, where it is here */
  take(entry: StoredEntry, leaf: string, body: string): void {
    const { seq, hash } = entry;
    const code = breakAt(entry, this.#previous, leaf, body);
    if (code !== null) this.#breaks.push({ seq, code });
    this.#previous = { size: seq + 1, hash };
  }

  endsAt({ size, hash }: Head): readonly Break[] {
    const { size: seq, hash: last } = this.#previous;
    if (seq !== size || last !== hash) this.#breaks.push({ seq, code: 'head-differs' });
    return this.#breaks;
  }
}

function breakAt(entry: StoredEntry, previous: Head, leaf: string, body: string): BreakCode | null {
  if (isAsWritten(entry, previous, leaf, body)) return null;
  const linked = readLink(entry.line);
  if (linked === null) return 'unreadable';
  if (leaf !== entry.hash) return 'line-changed';
  if (entry.seq !== previous.size || linked.seq !== entry.seq) return 'sequence-gap';
  if (linked.prev !== previous.hash) return 'link-broken';
  return entry.body !== null && body !== linked.body ? 'body-changed' : null;
}

/**
 * Whether a line is the one that was recorded and ends in the very link that it must have, as
 * `sealText` writes it. Nearly every line does, and then need not be parsed; any other is looked at.
 */
function isAsWritten(entry: StoredEntry, previous: Head, leaf: string, body: string): boolean {
  const { line, seq, hash } = entry;
  if (leaf !== hash || seq !== previous.size) return false;
  const link = `,"seq":${seq},"prev":"${previous.hash}","body":`;
  if (entry.body !== null) return line.endsWith(`${link}"${body}"}`);
  // Of words that are gone, or never were, the line says what it says.
  if (line.endsWith(`${link}null}`)) return true;
  const at = line.length - HASHED_BODY;
  return line.startsWith(link, at - link.length) && A_HASH.test(line.slice(at));
}

/** A hash in quotes, and the brace behind it. */
const A_HASH = /^"[0-9a-f]{64}"\}$/;
const HASHED_BODY = 67;

function readLink(line: string): Linked | null {
  // A line that is no JSON object any more was changed; the caller reports it.
  const value = jsonObject(line);
  if (value === null) return null;
  const { seq, prev, body } = value;
  if (typeof seq !== 'number' || typeof prev !== 'string') return null;
  return body === null || typeof body === 'string' ? { seq, prev, body } : null;
}
