/** One of the officer's own entries: what was recorded, what became of it, what is still asked. */
import { useEffect, useRef } from 'preact/hooks';
import type { HistoryRow } from '../../core/review/history-messages.ts';
import { type Fact, Facts } from '../facts.tsx';
import { ThroughCard } from '../follow-through/through-card.tsx';
import { labelOf, termLabel } from '../labels.ts';
import { Moment } from '../moment.tsx';
import { Notice } from '../notice.tsx';
import { caseAddress } from '../review/case-address.ts';
import { EntryTurns } from './entry-turns.tsx';
import type { HistoryPageProps } from './history-page.tsx';
import { ReplyForm } from './reply-form.tsx';

export type EntryContext = Pick<
  HistoryPageProps,
  'say' | 'language' | 'reasons' | 'outcomes' | 'now' | 'news' | 'drafts' | 'onReply' | 'onPassedOn'
>;

/** Decision that the guard was wrong. */
const GUARD_ERROR = 'RV-7';
const WRONG_MATCH = 'RR-13';
const TONE: Readonly<Record<HistoryRow['state'], string>> = {
  recorded: 'badge',
  waiting: 'badge badge--open',
  asked: 'badge badge--more-information',
  answered: 'badge badge--open',
  decided: 'badge badge--decided',
  conflicting: 'badge badge--urgent',
};

interface EntryCardProps {
  readonly row: HistoryRow;
  readonly context: EntryContext;
}

export function EntryCard({ row, context }: EntryCardProps) {
  const { say, language, now, drafts, onReply, onPassedOn } = context;
  const { id, question, passedOn, owedBy } = row;
  const title = useRef<HTMLHeadingElement>(null);
  const asked = useRef<string | null>(null);
  // The form that had the focus is gone once it was answered.
  useEffect(() => {
    const isGone = asked.current !== null && asked.current !== question?.id;
    if (isGone && document.activeElement === document.body) title.current?.focus();
    asked.current = question?.id ?? null;
  }, [question?.id]);
  const signal = termLabel(say, 'signal', row.signal);
  const role = termLabel(say, 'role', row.role);
  return (
    <article class="card" data-entry={id} data-state={row.state} aria-labelledby={`entry-${id}`}>
      <h3 id={`entry-${id}`} tabIndex={-1} ref={title}>
        {say('case.title', { signal, role })}
      </h3>
      <p class="case__line">
        <span class={TONE[row.state]}>{say(`mine.state.${row.state}`)}</span>{' '}
        {say('mine.entry', { seq: row.seq })} · <Moment at={row.at} language={language} />
        {row.delivered !== null && (
          <span data-delivered={row.delivered}>
            {' '}
            · {say(row.delivered ? 'mine.delivered' : 'mine.notDelivered')}
          </span>
        )}
      </p>
      <Facts facts={factsOf(row, context)} />
      {owedBy !== null && (
        <p data-owed={now > owedBy}>
          <strong>
            {say(now > owedBy ? 'mine.owedLate' : 'mine.owed')}{' '}
            <Moment at={owedBy} language={language} />.
          </strong>{' '}
          {say('mine.owedHow')}
        </p>
      )}
      <EntryTurns {...context} turns={row.turns} />
      {question && (
        <ReplyForm
          key={question.id}
          {...{ say, language, id, question, now, onReply }}
          draft={drafts.of(question.id).note}
          onDraft={(note) => drafts.keep(question.id, { outcome: '', note })}
        />
      )}
      <Unsent row={row} context={context} />
      {passedOn && (
        <ThroughCard heading="h4" {...{ say, language, id, passedOn, now }} onSay={onPassedOn} />
      )}
      {row.state !== 'recorded' && (
        <p class="mine__evidence noprint">
          <a href={`review.html${caseAddress(id)}`}>
            {say('mine.evidence')}
            <span class="unseen">: {say('mine.entry', { seq: row.seq })}</span>
          </a>
        </p>
      )}
    </article>
  );
}

/** An answer that was being written when somebody decided: it is not taken any more, and not lost. */
function Unsent({ row, context: { say, drafts } }: EntryCardProps) {
  const unsent = row.turns
    .filter(({ id }) => id !== row.question?.id)
    .map(({ id }) => drafts.of(id).note)
    .find((note) => note !== '');
  if (unsent === undefined) return null;
  return (
    <Notice tone="warn">
      <p>{say('reply.unsent')}</p>
      <blockquote class="words">{unsent}</blockquote>
    </Notice>
  );
}

function factsOf(
  row: HistoryRow,
  { say, language, reasons, outcomes }: EntryContext,
): readonly Fact[] {
  const { choice, reason, explanation, recordReference } = row;
  const fact = (name: string, value: Fact['value']) => ({
    name,
    label: say(`mine.${name}`),
    value,
  });
  return [
    fact('choice', termLabel(say, 'choice', choice)),
    ...(recordReference === null ? [] : [fact('record', recordReference)]),
    ...(reason === null
      ? []
      : [fact('reason', `${labelOf(reasons, reason, language)} (${reason})`)]),
    ...(explanation === null
      ? []
      : [fact('words', <blockquote class="words">{explanation}</blockquote>)]),
    ...(reason === WRONG_MATCH && row.state !== 'recorded'
      ? [
          fact(
            'wrong',
            wrongText(row, (code) => labelOf(outcomes, code, language), say),
          ),
        ]
      : []),
  ];
}

function wrongText(
  { state, turns }: HistoryRow,
  outcomeText: (code: string) => string,
  say: EntryContext['say'],
): string {
  const decided = turns.findLast((turn) => turn.kind === 'decision' && !turn.isOver);
  if (state !== 'decided' || decided?.kind !== 'decision') return say('mine.wrong.waiting');
  return decided.outcome === GUARD_ERROR
    ? say('mine.wrong.upheld')
    : say('mine.wrong.other', { outcome: outcomeText(decided.outcome) });
}
