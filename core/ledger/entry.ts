/**
 * Ledger entries. An entry is a header, which is counted and kept, and a body, which a reviewer
 * reads and the retention job may drop. The header holds a salted hash of its body, so the ledger
 * still verifies when a body is gone. A line is stored as the bytes that were hashed.
 */
import { textHash } from '../text-hash.ts';
import type { Language } from '../vocabulary.ts';
import type { Header, HeaderDraft } from './header.ts';
import { type Edge, EMPTY_EDGE, leafHash, pushLeaf } from './tree.ts';

/** The part of an attempt that only a reviewer reads. */
export interface AttemptBody {
  /** What the officer wrote, after the check for identifiers. */
  readonly explanation: string;
  /** Record reference as the page showed it, in the shape of a reference. */
  readonly recordReference: string | null;
  readonly prompt: ShownPrompt | null;
  /** Version of the policy in force, as force IT names it; the header holds its hash. */
  readonly policyVersion: string;
}

/** The prompt word for word as the officer saw it. */
export interface ShownPrompt {
  readonly language: Language;
  readonly title: string;
  readonly why: string;
  readonly instead: string;
}

export interface ReviewBody {
  readonly note: string;
}

export interface FollowUpBody {
  readonly explanation: string;
}

/** The officer's answer to a question. */
export interface ReplyBody {
  readonly answer: string;
}

export type Body = AttemptBody | FollowUpBody | ReplyBody | ReviewBody;

/** An entry as it is kept and moved. */
export interface LedgerRecord {
  /** The header, as the exact text that was hashed. */
  readonly line: string;
  /** Hex; null where there was no body or it was dropped. */
  readonly salt: string | null;
  /** The body as the exact text that was hashed; null where there was none or it was dropped. */
  readonly body: string | null;
}

/** What an entry is checked by. */
export interface RecordHashes {
  /** Leaf hash of the line as it is now. */
  readonly leaf: string;
  /** Hash of the body as it is now; null where there is none. */
  readonly body: string | null;
}

/** An entry with its place in the ledger of its device. */
export interface StoredEntry extends LedgerRecord {
  readonly seq: number;
  /** Leaf hash of the line as it was when it was recorded. */
  readonly hash: string;
}

export interface Head {
  readonly size: number;
  /** Leaf hash of the last entry. */
  readonly hash: string;
}

export const EMPTY_HEAD: Head = { size: 0, hash: '0'.repeat(64) };

/** The end of a ledger that can be appended to. */
export interface Tip extends Head {
  readonly edge: Edge;
}

export const EMPTY_TIP: Tip = { ...EMPTY_HEAD, edge: EMPTY_EDGE };

/** What is hashed for a body: @param salt hex, random, so that a short one cannot be guessed */
export function bodyText(salt: string, body: string): string {
  return `${salt}\n${body}`;
}

export function bodyHash(salt: string, body: string): string {
  return textHash(bodyText(salt, body));
}

export function hashesOf({ line, salt, body }: LedgerRecord): RecordHashes {
  return { leaf: leafHash(line), body: body === null ? null : bodyHash(salt ?? '', body) };
}

/** Gives a draft its place behind the head of the ledger. */
export function sealEntry(
  draft: HeaderDraft,
  body: Body | null,
  head: Head,
  salt: string,
): StoredEntry {
  return sealText(draft, body === null ? null : JSON.stringify(body), head, salt);
}

/** @param bodyText the body as it is kept */
export function sealText(
  draft: HeaderDraft,
  bodyText: string | null,
  head: Head,
  salt: string,
): StoredEntry {
  const header: Header = {
    ...draft,
    v: 1,
    seq: head.size,
    prev: head.hash,
    body: bodyText === null ? null : bodyHash(salt, bodyText),
  };
  const line = JSON.stringify(header);
  return {
    seq: head.size,
    line,
    hash: leafHash(line),
    salt: bodyText === null ? null : salt,
    body: bodyText,
  };
}

/** The end of the ledger once an entry stands behind it. */
export function tipAfter({ edge }: Tip, { hash }: Pick<StoredEntry, 'hash'>): Tip {
  const grown = pushLeaf(edge, hash);
  return { size: grown.size, hash, edge: grown };
}
