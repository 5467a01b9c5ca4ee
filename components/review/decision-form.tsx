/** The reviewer's decision: an outcome, a note where it is needed, and what is missing. */
import { useState } from 'preact/hooks';
import type { DecideReply } from '../../core/messages.ts';
import { identifierText } from '../../core/policy/answers.ts';
import { findIdentifier } from '../../core/policy/identifiers.ts';
import type { ReviewOutcome } from '../../core/policy/model.ts';
import { decisionFault } from '../../core/review/cases.ts';
import { ErrorSummary, type FormFault } from './error-summary.tsx';
import { OutcomeChoice, outcomeId } from './outcome-choice.tsx';
import type { ReviewContext } from './review-context.ts';

export interface DecisionFormProps {
  readonly outcomes: readonly ReviewOutcome[];
  readonly context: ReviewContext;
  readonly onDecide: (outcome: string, note: string) => Promise<DecideReply>;
}

type Refusal = Extract<DecideReply, { ok: false }>['code'];

export function DecisionForm({ outcomes, context, onDecide }: DecisionFormProps) {
  const { say } = context;
  const [outcome, setOutcome] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FormFault | null>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const chosen = outcomes.find(({ code }) => code === outcome);
    const wrong = decisionFault(chosen, note);
    if (wrong !== null) return setFault(faultOf(wrong, note, outcomes, context));
    setBusy(true);
    const reply = await onDecide(outcome, note.trim());
    setBusy(false);
    setFault(reply.ok ? null : faultOf(reply.code, note, outcomes, context));
  };

  const noteFault = fault?.field === 'decision-note';
  return (
    <form id="decision-form" class="card decision" noValidate onSubmit={submit}>
      <h3 id="decision-title">{say('decide.title')}</h3>
      {fault && <ErrorSummary title={say('decide.problem')} fault={fault} />}
      <OutcomeChoice
        outcomes={outcomes}
        chosen={outcome}
        context={context}
        invalid={fault !== null && fault.field !== null && !noteFault}
        onChoose={setOutcome}
      />
      <label for="decision-note" class="decision__label">
        {say('decide.note')}
      </label>
      <p class="quiet" id="decision-note-hint">
        {say('decide.noteHint')}
      </p>
      <textarea
        id="decision-note"
        name="note"
        rows={4}
        value={note}
        aria-describedby="decision-note-hint"
        aria-invalid={noteFault ? 'true' : undefined}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <p class="quiet">{say('decide.final')}</p>
      <button type="submit" id="decide" class="main-button" aria-disabled={busy}>
        {say(busy ? 'decide.busy' : 'decide.submit')}
      </button>
    </form>
  );
}

function faultOf(
  code: Refusal,
  note: string,
  outcomes: readonly ReviewOutcome[],
  { say }: ReviewContext,
): FormFault {
  switch (code) {
    case 'no-outcome':
      return { text: say('fault.no-outcome'), field: outcomeId(outcomes[0]?.code ?? '') };
    case 'note-holds-identifier': {
      const found = findIdentifier(note);
      if (found === null) return { text: say(`fault.${code}`), field: 'decision-note' };
      const wrong = { text: note, place: found };
      return { text: identifierText(say, found), field: 'decision-note', wrong };
    }
    case 'note-needed':
    case 'note-too-long':
      return { text: say(`fault.${code}`), field: 'decision-note' };
    case 'not-found':
    case 'failed':
      return { text: say(`fault.${code}`), field: null };
    default:
      return { text: say(`bar.${code}`), field: null };
  }
}
