/** Everything that happened to an override, oldest first. What was decided is never taken away. */
import type { CaseDetail } from '../../core/review/rows.ts';
import { type Labelled, labelOf } from '../labels.ts';
import { Moment } from '../moment.tsx';
import type { ReviewContext } from './review-context.ts';

export interface DecisionHistoryProps {
  readonly detail: CaseDetail;
  readonly outcomes: readonly Labelled[];
  readonly context: ReviewContext;
}

export function DecisionHistory({ detail, outcomes, context }: DecisionHistoryProps) {
  const { say, language } = context;
  const { attempt, decisions } = detail;
  return (
    <section id="history" class="card" aria-labelledby="history-title">
      <h3 id="history-title">{say('history.title')}</h3>
      {decisions.length === 0 && <p class="quiet">{say('history.none')}</p>}
      <ol class="timeline">
        <li>
          <Moment at={attempt.at} language={language} />
          <p>
            {attempt.officer
              ? say('history.made', { id: attempt.officer })
              : say('history.madeUnknown')}
          </p>
        </li>
        {decisions.map(({ id, at, outcome, reviewer, note, status, standing }) => (
          <li key={id} data-decision={outcome} data-status={status}>
            <Moment at={at} language={language} /> · {say('history.by', { id: reviewer })}
            <p>
              <strong>{labelOf(outcomes, outcome, language)}</strong>
            </p>
            {status !== 'stands' && <p class="quiet">{say(`history.${status}`)}</p>}
            {standing === 'unsigned' && <p class="quiet">{say('history.unsigned')}</p>}
            {note ? (
              <blockquote class="words">{note}</blockquote>
            ) : (
              <p class="quiet">{say('history.noNote')}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
