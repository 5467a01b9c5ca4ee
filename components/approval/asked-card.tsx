/** One question to a second person: what it is about, why, and for how long it can be answered. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { noteFault } from '../../core/approval/answering.ts';
import type { AnswerAskedReply, AskedAnswer, AskedRow } from '../../core/approval/messages.ts';
import { identifierText } from '../../core/policy/answers.ts';
import { findIdentifier } from '../../core/policy/identifiers.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { type Fact, Facts } from '../facts.tsx';
import { type Labelled, labelOf, termLabel } from '../labels.ts';
import { Moment } from '../moment.tsx';
import { ErrorSummary, type FormFault } from '../review/error-summary.tsx';
import type { OnAnswer, ShownQuestion } from './asked-page.tsx';

export interface AskedCardProps {
  readonly question: ShownQuestion;
  readonly say: Say;
  readonly language: Language;
  readonly reasons: readonly Labelled[];
  readonly onAnswer: OnAnswer;
}

const TICK_MS = 5_000;
const MINUTE_MS = 60_000;

export function AskedCard(props: AskedCardProps) {
  const { question, say, language } = props;
  const { row, isOver } = question;
  const left = useLeft(question);
  const title = `asked-title-${row.id}`;
  const signal = termLabel(say, 'signal', row.about.signal);
  const role = termLabel(say, 'role', row.about.role);
  const isOpen = !isOver && left > 0;
  return (
    <article class="card" data-asked={row.id} data-over={!isOpen} aria-labelledby={title}>
      <h3 id={title}>{say('case.title', { signal, role })}</h3>
      <p class="case__line">
        {say('asked.by', { id: row.officer })} · <Moment at={row.at} language={language} /> ·{' '}
        {isOpen ? say('asked.left', { n: Math.ceil(left / MINUTE_MS) }) : say('asked.over')}
      </p>
      <Facts facts={factsOf(row, props)} />
      {isOpen && row.bar !== null && (
        <p data-bar={row.bar}>
          <strong>{say(`asked.bar.${row.bar}`)}</strong>
        </p>
      )}
      {row.bar === null && <Answer {...props} isOpen={isOpen} />}
    </article>
  );
}

/** Milliseconds for which it is open yet, as time goes by. */
function useLeft({ row, readAt }: ShownQuestion): number {
  const [now, setNow] = useState(readAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return row.leftMs - Math.max(0, now - readAt);
}

function factsOf(row: AskedRow, { say, language, reasons }: AskedCardProps): readonly Fact[] {
  const { about, words, id, depositor } = row;
  const reason = `${labelOf(reasons, about.reason, language)} (${about.reason})`;
  return [
    { name: 'reason', label: say('stated.reason'), value: reason },
    {
      name: 'explanation',
      label: say('stated.explanation'),
      value: <blockquote class="words">{words}</blockquote>,
    },
    { name: 'group', label: say('observed.group'), value: termLabel(say, 'group', about.group) },
    { name: 'needs', label: say('asked.needs'), value: termLabel(say, 'rank', about.needs) },
    { name: 'rule', label: say('observed.rule'), value: <code>{about.rule}</code> },
    { name: 'record', label: say('asked.record'), value: about.record ?? say('word.none') },
    { name: 'depositor', label: say('asked.depositor'), value: <code>{depositor}</code> },
    { name: 'reference', label: say('asked.reference'), value: <code>{id.slice(0, 8)}</code> },
  ];
}

/** What was written stays where the question is over meanwhile. */
function Answer({
  question,
  say,
  isOpen,
  onAnswer,
}: AskedCardProps & { readonly isOpen: boolean }) {
  const { id } = question.row;
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FormFault | null>(null);
  const since = useRef(performance.now());
  const field = `asked-note-${id}`;
  const answer = async (said: AskedAnswer['answer']) => {
    if (busy || !isOpen) return;
    const wrong = noteFault({ answer: said, note });
    if (wrong !== null) return setFault(faultOf({ code: wrong }, note, field, say));
    setBusy(true);
    const dwellMs = performance.now() - since.current;
    const reply = await onAnswer({ id, answer: said, note: note.trim(), dwellMs });
    setBusy(false);
    setFault(reply.ok ? null : faultOf(reply, note, field, say));
  };
  return (
    <>
      {fault && (
        <ErrorSummary id={`asked-fault-${id}`} title={say('asked.problem')} fault={fault} />
      )}
      <label for={field} class="decision__label">
        {say('decide.note')}
      </label>
      <p class="quiet" id={`${field}-hint`}>
        {say('asked.noteHint')}
      </p>
      <textarea
        id={field}
        rows={2}
        value={note}
        aria-describedby={`${field}-hint`}
        aria-invalid={fault?.field === field ? 'true' : undefined}
        onInput={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <p class="choices">
        {(['granted', 'denied'] as const).map((said) => (
          <button
            key={said}
            type="button"
            data-answer={said}
            class={said === 'granted' ? 'main-button' : undefined}
            aria-disabled={busy || !isOpen}
            aria-describedby={`asked-title-${id}`}
            onClick={() => answer(said)}
          >
            {say(`asked.do.${said}`)}
          </button>
        ))}
      </p>
    </>
  );
}

type Refusal = Pick<Extract<AnswerAskedReply, { ok: false }>, 'code' | 'by'>;

function faultOf({ code, by = '' }: Refusal, note: string, field: string, say: Say): FormFault {
  switch (code) {
    case 'note-holds-identifier': {
      const found = findIdentifier(note);
      if (found === null) return { text: say('fault.note-holds-identifier'), field };
      return { text: identifierText(say, found), field, wrong: { text: note, place: found } };
    }
    case 'note-needed':
    case 'note-too-long':
      return { text: say(`asked.fault.${code}`), field };
    case 'over':
    case 'failed':
      return { text: say(`asked.fault.${code}`), field: null };
    case 'answered-before':
      return { text: say(by ? 'asked.fault.first' : 'asked.fault.over', { id: by }), field: null };
    default:
      return { text: say(`asked.bar.${code}`), field: null };
  }
}
