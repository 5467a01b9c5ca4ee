/** What the page of patterns asks the background. */
import type { Refused } from '../review/ledger-messages.ts';
import type { Patterns } from './patterns.ts';

export interface PatternsReply {
  readonly ok: true;
  readonly found: Patterns;
  /** Entries that do not hold, and were left out. */
  readonly doubtful: number;
}

/** What `Messages` has of patterns. */
export interface PatternMessages {
  patterns: { from: 'page'; request: null; reply: PatternsReply | Refused };
}
