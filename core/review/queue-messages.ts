/** What the review page asks the background about the list of overrides. */
import type { Identity } from '../policy/assemble.ts';
import type { Language } from '../vocabulary.ts';
import type { Refused } from './ledger-messages.ts';
import type { CaseRead } from './timeline.ts';

/** Rows of one answer: a message that is easily carried. */
export const MOST_ROWS = 5_000;

export interface QueueAsked {
  /** Of the answer before; empty for the first. */
  readonly reading: string;
  /** As that answer said; 0 for the first. */
  readonly after: number;
  readonly count: number;
}

export interface QueueReply {
  readonly identity: Identity;
  readonly language: Language | null;
  /** Code of what of the ledger could not be read. */
  readonly failure: string | null;
  /** Another one where the list begins anew: what was read before is no longer right. */
  readonly reading: string;
  /** Rows that are new, or changed since, as `rowsText` writes them. */
  readonly rows: string;
  /** Where to go on. */
  readonly next: number;
  readonly hasMore: boolean;
  /** How many overrides there are in all. */
  readonly all: number;
}

export interface QueueMessages {
  /** Who opened an override. */
  reads: {
    from: 'page';
    request: { readonly id: string };
    reply: { readonly ok: true; readonly reads: readonly CaseRead[] } | Refused;
  };
  queue: { from: 'page'; request: QueueAsked; reply: QueueReply };
}
