/** Checks a run of stored entries: each hash, each link, each body, each number. */

import { jsonObject } from '../json.ts';
import { bodyHash, EMPTY_HEAD, type Head, type StoredEntry } from './entry.ts';
import { leafHash } from './tree.ts';

export type BreakCode =
  | 'line-changed'
  | 'link-broken'
  | 'sequence-gap'
  | 'body-changed'
  | 'unreadable'
  | 'head-differs';

export interface Break {
  readonly seq: number;
  readonly code: BreakCode;
}

interface Linked {
  readonly seq: number;
  readonly prev: string;
  readonly body: string | null;
}

/**
 * @param entries in order of sequence
 * @param head the ledger's recorded head, which shows a missing tail
 * @returns every place where the chain does not hold; empty when it does
 */
export function verifyChain(entries: readonly StoredEntry[], head: Head): readonly Break[] {
  const breaks: Break[] = [];
  let previous: Head = EMPTY_HEAD;
  for (const entry of entries) {
    const code = breakAt(entry, previous);
    if (code !== null) breaks.push({ seq: entry.seq, code });
    previous = { size: entry.seq + 1, hash: entry.hash };
  }
  if (previous.size !== head.size || previous.hash !== head.hash)
    breaks.push({ seq: previous.size, code: 'head-differs' });
  return breaks;
}

function breakAt(entry: StoredEntry, previous: Head): BreakCode | null {
  const linked = readLink(entry.line);
  if (linked === null) return 'unreadable';
  if (leafHash(entry.line) !== entry.hash) return 'line-changed';
  if (entry.seq !== previous.size || linked.seq !== entry.seq) return 'sequence-gap';
  if (linked.prev !== previous.hash) return 'link-broken';
  if (entry.body !== null && bodyHash(entry.salt ?? '', entry.body) !== linked.body)
    return 'body-changed';
  return null;
}

function readLink(line: string): Linked | null {
  // A line that is no JSON object any more was changed; the caller reports it.
  const value = jsonObject(line);
  if (value === null) return null;
  const { seq, prev, body } = value;
  if (typeof seq !== 'number' || typeof prev !== 'string') return null;
  return body === null || typeof body === 'string' ? { seq, prev, body } : null;
}
