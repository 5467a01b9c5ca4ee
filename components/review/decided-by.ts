/** Who decided, what and when, in a sentence. */
import type { DecisionRow } from '../../core/review/rows.ts';
import { type Labelled, labelOf } from '../labels.ts';
import { momentText } from '../moment.tsx';
import type { ReviewContext } from './review-context.ts';

/** @param key of a sentence with places for reviewer, outcome and time */
export function decidedBy(
  key: string,
  { reviewer, outcome, at }: DecisionRow,
  outcomes: readonly Labelled[],
  { say, language }: ReviewContext,
): string {
  return say(key, {
    id: reviewer,
    outcome: labelOf(outcomes, outcome, language),
    time: momentText(at, language),
  });
}
