/** Everything that happened to an override, oldest first. What was decided is never taken away. */
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { CaseDetail, DecisionDetail } from '../../core/review/rows.ts';
import { labelOf } from '../labels.ts';
import { Moment, momentText } from '../moment.tsx';
import { followUpText } from './decision-apart.tsx';
import type { ReviewContext } from './review-context.ts';

export interface DecisionHistoryProps {
  readonly detail: CaseDetail;
  readonly outcomes: readonly ReviewOutcome[];
  readonly context: ReviewContext;
}

export function DecisionHistory({ detail, outcomes, context }: DecisionHistoryProps) {
  const { say, language } = context;
  const { attempt, decisions, row } = detail;
  const made = row.why === 'picked' ? 'history.attempt' : 'history.made';
  return (
    <section id="history" class="card" aria-labelledby="history-title">
      <h3 id="history-title">{say('history.title')}</h3>
      {decisions.length === 0 && <p class="quiet">{say('history.none')}</p>}
      <ol class="timeline">
        <li>
          <Moment at={attempt.at} language={language} />
          <p>{attempt.officer ? say(made, { id: attempt.officer }) : say(`${made}Unknown`)}</p>
        </li>
        {decisions.map((decision) => {
          const { id, at, outcome, reviewer, note, status, standing } = decision;
          return (
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
              {apartLines(decision, outcomes, context).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const HOUR_MS = 3_600_000;

/** What was stated beside the outcome, and what follows from it by time. */
function apartLines(
  { at, outcome, remedy, followUpDays }: DecisionDetail,
  outcomes: readonly ReviewOutcome[],
  context: ReviewContext,
): readonly string[] {
  const { say, language } = context;
  const hours = outcomes.find(({ code }) => code === outcome)?.noticeHours;
  return [
    ...(remedy ? [say('history.remedy')] : []),
    ...(followUpDays === undefined
      ? []
      : [say('history.followUp', { time: followUpText({ at, followUpDays }, context) })]),
    ...(hours === undefined
      ? []
      : [say('history.notice', { hours, time: momentText(at + hours * HOUR_MS, language) })]),
  ];
}
