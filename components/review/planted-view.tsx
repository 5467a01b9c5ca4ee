/**
 * What was planted, to read beside what the set says of it. It says of itself what it is, and nothing
 * of a ledger: whoever sees a picture of it takes it for nobody's override.
 */
import type { CaseDetail } from '../../core/review/rows.ts';
import { termLabel } from '../labels.ts';
import { Observed } from './observed.tsx';
import type { ReviewContext } from './review-context.ts';
import { ShownPromptCard } from './shown-prompt.tsx';
import { Stated } from './stated.tsx';

export interface PlantedViewProps {
  readonly detail: CaseDetail;
  readonly context: ReviewContext;
}

export function PlantedView({ detail, context }: PlantedViewProps) {
  const { say } = context;
  const { row, body } = detail;
  return (
    <article id="case" data-case={row.id} data-planted="true" aria-labelledby="case-title">
      <h2 id="case-title" tabIndex={-1}>
        {say('case.title', {
          signal: termLabel(say, 'signal', row.signal),
          role: termLabel(say, 'role', row.role),
        })}
      </h2>
      <p class="case__line">
        <span class="badge">{say('planted.badge')}</span>
      </p>
      <div class="pair">
        <Observed detail={detail} context={context} isInLedger={false} />
        <div>
          <Stated detail={detail} context={context} isInLedger={false} />
          {body && <ShownPromptCard body={body} context={context} />}
        </div>
      </div>
    </article>
  );
}
