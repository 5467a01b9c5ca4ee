/** Who decided, what and when, in a sentence. */
import type { CaseRow, DecisionRow } from '../../core/review/rows.ts';
import { type Labelled, labelOf } from '../labels.ts';
import { momentText } from '../moment.tsx';
import type { ReviewContext } from './review-context.ts';

/** @param key of a sentence with places for reviewer, outcome and time @param quorum and for how many */
export function decidedBy(
  key: string,
  { reviewer, outcome, at }: DecisionRow,
  outcomes: readonly Labelled[],
  { say, language }: ReviewContext,
  quorum: CaseRow['quorum'] = null,
): string {
  return say(key, {
    ...(quorum && { have: quorum.have, need: quorum.need }),
    id: reviewer,
    outcome: labelOf(outcomes, outcome, language),
    time: momentText(at, language),
  });
}
