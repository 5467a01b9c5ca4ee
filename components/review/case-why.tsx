/** Why an override is in the queue: all of its kind are, or it was picked. */
import type { CaseRow } from '../../core/review/rows.ts';
import type { Labelled } from '../labels.ts';
import { decidedBy } from './decided-by.ts';
import type { ReviewContext } from './review-context.ts';

export interface CaseWhyProps {
  readonly row: CaseRow;
  readonly outcomes: readonly Labelled[];
  readonly context: ReviewContext;
}

export function CaseWhy({ row: { why, decision, quorum }, outcomes, context }: CaseWhyProps) {
  const { say } = context;
  const isSecond = why === 'second' && decision !== null;
  if (quorum && decision)
    return (
      <p id="why" data-why="quorum">
        <strong>{say('why.title')}:</strong>{' '}
        {decidedBy('why.quorum', decision, outcomes, context, quorum)}
      </p>
    );
  return (
    <p id="why" data-why={why}>
      <strong>{say('why.title')}:</strong>{' '}
      {isSecond ? decidedBy('why.second', decision, outcomes, context) : say(`why.${why}`)}
    </p>
  );
}
