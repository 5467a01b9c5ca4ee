/** The reviewer's decision: an outcome, a note where it is needed, and what is missing. */
import { useState } from 'preact/hooks';
import type { Apart } from '../../core/ledger/review-parts.ts';
import { identifierText } from '../../core/policy/answers.ts';
import { findIdentifier } from '../../core/policy/identifiers.ts';
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { DecideReply } from '../../core/review/decide-messages.ts';
import { decisionFault } from '../../core/review/decision-fault.ts';
import { decidedBy } from './decided-by.ts';
import { apartOf, DecisionApart } from './decision-apart.tsx';
import type { Draft } from './drafts.ts';
import { ErrorSummary, type FormFault } from './error-summary.tsx';
import { OutcomeChoice, outcomeId } from './outcome-choice.tsx';
import type { ReviewContext } from './review-context.ts';

/** @param reverses id of the decision that it takes the place of */
export type Decide = (
  outcome: string,
  note: string,
  reverses: string | null,
  apart: Apart,
) => Promise<DecideReply>;

export interface DecisionFormProps {
  readonly outcomes: readonly ReviewOutcome[];
  readonly context: ReviewContext;
  /** What was begun before. */
  readonly draft: Draft;
  /** Id of the decision that it takes the place of; null where none stands. */
  readonly reverses: string | null;
  /** Whether that is their own, with which nobody else has agreed yet. */
  readonly isCorrection?: boolean;
  /** What was decided first, where this is a second look; whoever comes to something else says why. */
  readonly first: string | null;
  readonly onDraft: (draft: Draft) => void;
  readonly onDecide: Decide;
}

type Refusal = Extract<DecideReply, { ok: false }>;

export function DecisionForm(props: DecisionFormProps) {
  const { outcomes, context, draft, reverses, first, onDraft, onDecide } = props;
  const { say } = context;
  const [written, setDraft] = useState(draft);
  const { outcome, note } = written;
  const chosen = outcomes.find(({ code }) => code === outcome);
  const needsFollowUp = chosen?.needsFollowUp ?? false;
  const write = (change: Partial<Draft>) => {
    const changed = { ...written, ...change };
    setDraft(changed);
    onDraft(changed);
  };
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FormFault | null>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const apart = apartOf(written, needsFollowUp);
    const differs = first !== null && first !== outcome;
    const wrong = decisionFault(chosen, note, reverses !== null || differs, apart);
    if (wrong !== null)
      return setFault(faultOf({ ok: false, code: wrong }, note, outcomes, context));
    setBusy(true);
    const reply = await onDecide(outcome, note.trim(), reverses, apart);
    setBusy(false);
    setFault(reply.ok ? null : faultOf(reply, note, outcomes, context));
  };

  const turning = props.isCorrection ? 'correct' : 'reverse';
  const noteFault = fault?.field === 'decision-note';
  const daysFault = fault?.field === 'decision-days';
  return (
    <form id="decision-form" class="card decision" noValidate onSubmit={submit}>
      <h3 id="decision-title">{say(reverses === null ? 'decide.title' : `${turning}.title`)}</h3>
      {reverses !== null && <p class="quiet">{say(`${turning}.lead`)}</p>}
      {fault && <ErrorSummary title={fault.title ?? say('decide.problem')} fault={fault} />}
      <OutcomeChoice
        outcomes={outcomes}
        chosen={outcome}
        context={context}
        invalid={fault !== null && fault.field !== null && !noteFault && !daysFault}
        onChoose={(code) => write({ outcome: code })}
      />
      <label for="decision-note" class="decision__label">
        {say('decide.note')}
      </label>
      <p class="quiet" id="decision-note-hint">
        {say(reverses === null ? 'decide.noteHint' : 'reverse.noteHint')}
      </p>
      <textarea
        id="decision-note"
        name="note"
        rows={4}
        value={note}
        aria-describedby="decision-note-hint"
        aria-invalid={noteFault ? 'true' : undefined}
        onInput={(event) => write({ note: event.currentTarget.value })}
      />
      <DecisionApart
        draft={written}
        needsFollowUp={needsFollowUp}
        context={context}
        invalid={daysFault}
        onWrite={write}
      />
      <p class="quiet">{say('decide.final')}</p>
      <button type="submit" id="decide" class="main-button" aria-disabled={busy}>
        {say(busy ? 'decide.busy' : 'decide.submit')}
      </button>
    </form>
  );
}

function faultOf(
  { code, by }: Refusal,
  note: string,
  outcomes: readonly ReviewOutcome[],
  context: ReviewContext,
): FormFault {
  const { say } = context;
  if (by !== undefined)
    return {
      // One that came second is in the ledger all the same.
      title: say(`decide.${code === 'decided-before' ? 'second' : 'problem'}`),
      text: decidedBy(
        `fault.${code === 'decided-before' ? code : 'decided'}`,
        by,
        outcomes,
        context,
      ),
      field: null,
    };
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
    case 'follow-up-needed':
      return { text: say(`fault.${code}`), field: 'decision-days' };
    case 'not-found':
    case 'failed':
    case 'decided-before':
    case 'place-spoilt':
      return { text: say(`fault.${code}`), field: null };
    default:
      return { text: say(`bar.${code}`), field: null };
  }
}
