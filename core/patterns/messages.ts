/** What the page of patterns asks the background. */
import type { Refused } from '../review/ledger-messages.ts';
import type { PatternLimits } from './limits.ts';
import type { Patterns } from './patterns.ts';
import type { ReviewQuality } from './review-quality.ts';

/** How review is going is for whoever leads it, and nobody else. */
export type QualityReply =
  | { readonly shown: true; readonly quality: ReviewQuality; readonly plantedPercent: number }
  | { readonly shown: false; readonly why: 'no-leads' | 'not-a-lead' };

export interface PatternsReply {
  readonly ok: true;
  readonly found: Patterns;
  /** From where on something is a pattern here. */
  readonly limits: PatternLimits;
  /** Entries that do not hold, and were left out. */
  readonly doubtful: number;
  readonly quality: QualityReply;
}

/** What `Messages` has of patterns. */
export interface PatternMessages {
  patterns: { from: 'page'; request: null; reply: PatternsReply | Refused };
}
