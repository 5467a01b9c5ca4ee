/**
 * Whether anything was passed on, to whom, on what basis, whether the victim was told and consented.
 * Closed lists only: there is no field that could hold a name.
 */
import { useState } from 'preact/hooks';
import {
  BASES,
  type Basis,
  CONSENTS,
  type Consent,
  PASSED,
  type Passed,
  type PassedOn,
  RECIPIENTS,
  type Recipient,
  TOLD,
  type Told,
} from '../../core/ledger/answers.ts';
import { type PassedOnFault, passedOnFault } from '../../core/review/after.ts';
import type { AnswerReply } from '../../core/review/history-messages.ts';
import type { Say } from '../../core/wording.ts';
import { ErrorSummary, type FormFault } from '../review/error-summary.tsx';

export type OnPassedOn = (id: string, said: PassedOn) => Promise<AnswerReply>;

export interface ThroughFormProps {
  readonly say: Say;
  /** Of the attempt: fields of several forms on one page are told apart by it. */
  readonly id: string;
  readonly onSay: OnPassedOn;
  readonly onDone: () => void;
}

interface Draft {
  readonly passed: Passed | null;
  readonly recipient: Recipient | null;
  readonly basis: Basis | null;
  readonly told: Told | null;
  readonly consent: Consent | null;
}

const NOTHING: Draft = { passed: null, recipient: null, basis: null, told: null, consent: null };

const FIELD_OF: Readonly<Record<PassedOnFault, keyof Draft>> = {
  'no-answer': 'passed',
  'no-recipient': 'recipient',
  'no-basis': 'basis',
  'no-told': 'told',
  'no-consent': 'consent',
};

export function ThroughForm({ say, id, onSay, onDone }: ThroughFormProps) {
  const [draft, setDraft] = useState(NOTHING);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FormFault | null>(null);
  const change = (some: Partial<Draft>) => setDraft((before) => ({ ...before, ...some }));
  const field = (name: keyof Draft) => `through-${name}-${id}`;
  const choice = { say, fieldOf: field, isWrong: (name: string) => fault?.field === name };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const { passed, ...details } = draft;
    const said = passed && { passed, ...details };
    const missing = passedOnFault(said);
    if (missing !== null || said === null) {
      const code = missing ?? 'no-answer';
      const name = FIELD_OF[code];
      // The first of the radio buttons carries the id of the question.
      return setFault({ text: say(`after.fault.${code}`), field: field(name) });
    }
    setBusy(true);
    const reply = await onSay(id, said);
    setBusy(false);
    setFault(reply.ok ? null : { text: say(`after.fault.${reply.code}`), field: null });
    if (reply.ok) onDone();
  };
  return (
    <form class="through" data-through={id} noValidate onSubmit={submit}>
      {fault && (
        <ErrorSummary id={`through-fault-${id}`} title={say('through.problem')} fault={fault} />
      )}
      <fieldset aria-invalid={choice.isWrong(field('passed')) ? 'true' : undefined}>
        <legend>{say('through.lead')}</legend>
        {PASSED.map((each, place) => (
          <label class="outcome" key={each}>
            <input
              type="radio"
              id={place === 0 ? field('passed') : undefined}
              name={field('passed')}
              value={each}
              checked={draft.passed === each}
              onChange={() => change({ passed: each })}
            />
            <span>{say(`through.passed.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      {draft.passed === 'yes' && (
        <div class="through__details">
          <Choice
            {...choice}
            name="recipient"
            all={RECIPIENTS}
            chosen={draft.recipient}
            onChoose={(recipient) => change({ recipient })}
          />
          <Choice
            {...choice}
            name="basis"
            all={BASES}
            chosen={draft.basis}
            onChoose={(basis) => change({ basis })}
          />
          <Choice
            {...choice}
            name="told"
            all={TOLD}
            chosen={draft.told}
            onChoose={(told) => change({ told })}
          />
          <Choice
            {...choice}
            name="consent"
            all={CONSENTS}
            chosen={draft.consent}
            onChoose={(consent) => change({ consent })}
          />
        </div>
      )}
      <button type="submit" class="main-button" aria-disabled={busy}>
        {say(busy ? 'through.busy' : 'through.send')}
      </button>
    </form>
  );
}

interface ChoiceProps<Term extends string> {
  readonly say: Say;
  readonly name: Exclude<keyof Draft, 'passed'>;
  readonly all: readonly Term[];
  readonly chosen: Term | null;
  readonly fieldOf: (name: keyof Draft) => string;
  readonly isWrong: (field: string) => boolean;
  readonly onChoose: (term: Term | null) => void;
}

function Choice<Term extends string>(props: ChoiceProps<Term>) {
  const { say, name, all, chosen, fieldOf, isWrong, onChoose } = props;
  const id = fieldOf(name);
  return (
    <label class="field" for={id}>
      <span>{say(`through.${name}`)}</span>
      <select
        id={id}
        value={chosen ?? ''}
        aria-invalid={isWrong(id) ? 'true' : undefined}
        onChange={({ currentTarget: { value } }) =>
          onChoose(all.find((each) => each === value) ?? null)
        }
      >
        <option value="">{say('through.choose')}</option>
        {all.map((each) => (
          <option key={each} value={each}>
            {say(`through.${name}.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
