/** What is wrong with a decision as it was filled in. */
import type { Apart } from '../ledger/review-parts.ts';
import { findIdentifier } from '../policy/identifiers.ts';
import type { ReviewOutcome } from '../policy/model.ts';

export type DecisionFault =
  | 'no-outcome'
  | 'note-needed'
  | 'note-too-long'
  | 'note-holds-identifier'
  | 'follow-up-needed';

/** Whole days after which somebody looks at it again, at most. */
export const MOST_FOLLOW_UP_DAYS = 365;

/**
 * What is wrong with a decision as it was filled in, or null where it can be recorded.
 *
 * @param mustExplain whoever turns a decision round, or comes to another than the first reviewer, says
 *   why, whatever the outcome
 */
export function decisionFault(
  outcome: ReviewOutcome | undefined,
  note: string,
  mustExplain = false,
  { remedy, followUpDays }: Apart = {},
): DecisionFault | null {
  if (outcome === undefined || outcome.apart) return 'no-outcome';
  const isNeeded = outcome.needsNote || mustExplain || remedy === true;
  if (isNeeded && note.trim().length < 10) return 'note-needed';
  if (note.length > 2000) return 'note-too-long';
  if (findIdentifier(note)) return 'note-holds-identifier';
  if (followUpDays === undefined) return outcome.needsFollowUp ? 'follow-up-needed' : null;
  const isDays = Number.isInteger(followUpDays) && followUpDays >= 1;
  return isDays && followUpDays <= MOST_FOLLOW_UP_DAYS ? null : 'follow-up-needed';
}
