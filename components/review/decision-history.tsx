/** Everything that happened to an override, oldest first. What was decided is never taken away. */
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { CaseDetail, DecisionDetail } from '../../core/review/rows.ts';
import { type TimelineItem, timelineOf } from '../../core/review/timeline.ts';
import { isSameStaff } from '../../core/sites/officer.ts';
import { labelOf, termLabel } from '../labels.ts';
import { Moment, momentText } from '../moment.tsx';
import { followUpText } from './decision-apart.tsx';
import { type AskReads, Reads } from './reads.tsx';
import type { ReviewContext } from './review-context.ts';

export interface DecisionHistoryProps {
  readonly detail: CaseDetail;
  readonly outcomes: readonly ReviewOutcome[];
  readonly context: ReviewContext;
  /** Null where this person may not know who read it. */
  readonly onReads: AskReads | null;
}

export function DecisionHistory({ detail, outcomes, context, onReads }: DecisionHistoryProps) {
  const { say } = context;
  const { decisions, row } = detail;
  return (
    <section id="history" class="card" aria-labelledby="history-title">
      <h3 id="history-title">{say('history.title')}</h3>
      {decisions.length === 0 && <p class="quiet">{say('history.none')}</p>}
      <ol class="timeline">
        {timelineOf(detail).map((item) => (
          <Item key={keyOf(item)} item={item} {...{ detail, outcomes, context }} />
        ))}
      </ol>
      {onReads && <Reads id={row.id} context={context} onReads={onReads} />}
    </section>
  );
}

function keyOf(item: TimelineItem): string {
  return `${item.kind} ${item.at} ${item.kind === 'approval' ? item.approval.id : ''}`;
}

interface ItemProps extends Omit<DecisionHistoryProps, 'onReads'> {
  readonly item: TimelineItem;
}

function Item({ item, detail, outcomes, context }: ItemProps) {
  const { language } = context;
  if (item.kind === 'decided')
    return <DecisionItem decision={item.decision} {...{ outcomes, context }} />;
  return (
    <li data-item={item.kind}>
      <Moment at={item.at} language={language} />
      <p>{itemText(item, detail, context)}</p>
      {wordsOf(item) !== null && <blockquote class="words">{wordsOf(item)}</blockquote>}
    </li>
  );
}

function wordsOf(item: TimelineItem): string | null {
  if (item.kind === 'approval') return item.approval.words;
  return item.kind === 'replied' ? item.words : null;
}

function itemText(
  item: Exclude<TimelineItem, { kind: 'decided' }>,
  { attempt, row }: CaseDetail,
  { say, language, reasons }: ReviewContext,
): string {
  switch (item.kind) {
    case 'held':
      return say('history.held');
    case 'chosen': {
      const made = row.why === 'picked' ? 'history.attempt' : 'history.made';
      const text = attempt.officer ? say(made, { id: attempt.officer }) : say(`${made}Unknown`);
      // The role was another a moment before, and it is that one which protects.
      return attempt.roleBefore
        ? `${text} ${say('history.roleBefore', { role: termLabel(say, 'role', attempt.roleBefore) })}`
        : text;
    }
    case 'approval': {
      const { step, by, isUnused } = item.approval;
      return say(isUnused ? 'history.approval.unused' : `history.approval.${step}`, { id: by });
    }
    case 'vouched':
      return say(`history.vouched.${item.answer}`, { id: item.by });
    case 'explained':
      return say('history.explained', { reason: labelOf(reasons, item.reason, language) });
    case 'replied':
      return say('history.replied');
    case 'passed-on':
      return say('history.passedOn', { id: item.by });
    case 'assigned':
      return assignedText(item, say);
  }
}

function assignedText(
  { by, to, from }: Extract<TimelineItem, { kind: 'assigned' }>,
  say: ReviewContext['say'],
): string {
  if (to === '') {
    const isOff = from !== '' && !isSameStaff(from, by);
    return isOff ? say('history.assigned.off', { by, from }) : say('history.assigned.back', { by });
  }
  return by === to
    ? say('history.assigned.take', { by })
    : say('history.assigned.give', { by, to });
}

interface DecisionItemProps extends Omit<DecisionHistoryProps, 'detail' | 'onReads'> {
  readonly decision: DecisionDetail;
}

function DecisionItem({ decision, outcomes, context }: DecisionItemProps) {
  const { say, language } = context;
  const { at, outcome, reviewer, note, status, standing } = decision;
  return (
    <li data-decision={outcome} data-status={status}>
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
