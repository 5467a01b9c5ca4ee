/** The officer's answer to a reviewer who asked for more information. */
import { useState } from 'preact/hooks';
import { identifierText } from '../../core/policy/answers.ts';
import { findIdentifier } from '../../core/policy/identifiers.ts';
import { type ReplyFault, replyFault } from '../../core/review/after.ts';
import type { AnswerReply, HistoryRow } from '../../core/review/history-messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Moment } from '../moment.tsx';
import { ErrorSummary, type FormFault } from '../review/error-summary.tsx';

export interface ReplyFormProps {
  readonly say: Say;
  readonly language: Language;
  /** Of the attempt: fields of several forms on one page are told apart by it. */
  readonly id: string;
  readonly question: NonNullable<HistoryRow['question']>;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What was begun before. */
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  readonly onReply: (id: string, to: string, answer: string) => Promise<AnswerReply>;
}

export function ReplyForm(props: ReplyFormProps) {
  const { say, language, id, question, now, draft, onDraft, onReply } = props;
  const [text, setText] = useState(draft);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FormFault | null>(null);
  const field = `reply-${id}`;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    // Before it is sent: what points to a person goes nowhere.
    const wrong = replyFault(text);
    if (wrong !== null) return setFault(faultOf(wrong, text, field, say));
    setBusy(true);
    const reply = await onReply(id, question.id, text.trim());
    setBusy(false);
    setFault(reply.ok ? null : { text: say(`after.fault.${reply.code}`), field: null });
  };
  return (
    <form class="after decision" data-reply={id} noValidate onSubmit={submit}>
      <h4>{say('reply.title')}</h4>
      <p class="quiet">
        {say(now > question.answerBy ? 'reply.late' : 'reply.by')}{' '}
        <Moment at={question.answerBy} language={language} />.
      </p>
      {fault && <ErrorSummary id={`${field}-fault`} title={say('reply.problem')} fault={fault} />}
      <label for={field} class="decision__label">
        {say('reply.label')}
      </label>
      <p class="quiet" id={`${field}-hint`}>
        {say('reply.hint')}
      </p>
      <textarea
        id={field}
        rows={4}
        value={text}
        aria-describedby={`${field}-hint`}
        aria-invalid={fault?.field === field ? 'true' : undefined}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          onDraft(value);
        }}
      />
      <button type="submit" class="main-button" aria-disabled={busy}>
        {say(busy ? 'reply.busy' : 'reply.send')}
      </button>
    </form>
  );
}

function faultOf(code: ReplyFault, text: string, field: string, say: Say): FormFault {
  const found = code === 'reply-holds-identifier' ? findIdentifier(text) : null;
  if (found === null) return { text: say(`after.fault.${code}`), field };
  return { text: identifierText(say, found), field, wrong: { text, place: found } };
}
