/** What became of decisions that waited for the force's store, since the page was opened. */
import type { CaseRow } from '../../core/review/rows.ts';
import { type Labelled, termLabel } from '../labels.ts';
import { Notice } from '../notice.tsx';
import { caseAddress } from './case-address.ts';
import { decidedBy } from './decided-by.ts';
import type { ReviewContext } from './review-context.ts';

export interface ClaimNewsProps {
  /** Rows of the overrides that were decided on, as they are now. */
  readonly rows: readonly CaseRow[];
  readonly outcomes: readonly Labelled[];
  readonly context: ReviewContext;
}

/** Always on the page: a region that comes with its text is not read out. */
export function ClaimNews({ rows, outcomes, context }: ClaimNewsProps) {
  const { say } = context;
  return (
    <div id="claim-news" class="news" role="status">
      {rows.map((row) => (
        <Notice key={row.id} tone={row.cameSecond ? 'warn' : 'good'}>
          <p data-claim={row.cameSecond ? 'second' : 'stands'}>
            <a href={caseAddress(row.id, context.view)}>
              {say('claim.of', { signal: termLabel(say, 'signal', row.signal), seq: row.seq })}
            </a>{' '}
            {textOf(row, outcomes, context)}
          </p>
        </Notice>
      ))}
    </div>
  );
}

function textOf(row: CaseRow, outcomes: readonly Labelled[], context: ReviewContext): string {
  const { say } = context;
  if (!row.cameSecond) return say('claim.stands');
  return row.decision
    ? decidedBy('claim.second', row.decision, outcomes, context)
    : say('claim.spoilt');
}
