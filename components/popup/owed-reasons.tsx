/** What the officer owes for having said that life was at risk, and the form that gives it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GiveReasonReply, OwedReason } from '../../core/messages.ts';
import { identifierText } from '../../core/policy/answers.ts';
import { findIdentifier } from '../../core/policy/identifiers.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { type Labelled, labelOf, termLabel } from '../labels.ts';
import { Marked, select, type Wrong } from '../marked.tsx';
import { Moment } from '../moment.tsx';
import { Notice } from '../notice.tsx';

export interface OwedReasonsProps {
  readonly say: Say;
  readonly language: Language;
  /** The oldest first. */
  readonly owed: readonly OwedReason[];
  readonly reasons: readonly Labelled[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly onGive: (id: string, reason: string, explanation: string) => Promise<GiveReasonReply>;
}

export function OwedReasons(props: OwedReasonsProps) {
  const { say, owed } = props;
  const [given, setGiven] = useState(false);
  const place = useRef<HTMLElement>(null);
  const [first] = owed;
  // The form that had the focus is gone with what it was about.
  useEffect(() => {
    if (given) place.current?.focus();
  }, [given, owed.length]);
  if (first === undefined)
    return given ? (
      <section id="owed-given" class="notice notice--good" tabIndex={-1} ref={place}>
        <p>{say('owed.given')}</p>
      </section>
    ) : null;
  return (
    <section id="owed" aria-labelledby="owed-title" tabIndex={-1} ref={place}>
      <h2 id="owed-title">{say('owed.title', { n: owed.length })}</h2>
      <OwedForm key={first.id} {...props} first={first} onGiven={() => setGiven(true)} />
    </section>
  );
}

interface Fault {
  readonly text: string;
  readonly wrong?: Wrong;
}

interface OwedFormProps extends OwedReasonsProps {
  readonly first: OwedReason;
  readonly onGiven: () => void;
}

function OwedForm({ say, language, first, reasons, now, onGive, onGiven }: OwedFormProps) {
  const [reason, setReason] = useState('');
  const [explanation, setExplanation] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const isLate = now > first.owedBy;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    // Before it is sent: what points to a person goes nowhere.
    const found = findIdentifier(explanation);
    if (found !== null) {
      const wrong = { text: explanation, place: found };
      setFault({ text: identifierText(say, found), wrong });
      return select('owed-explanation', wrong);
    }
    setBusy(true);
    const reply = await onGive(first.id, reason, explanation);
    setBusy(false);
    setFault(reply.ok ? null : { text: faultText(reply, say) });
    if (reply.ok) onGiven();
  };
  return (
    <form onSubmit={submit} noValidate>
      <p data-late={isLate}>
        {termLabel(say, 'signal', first.signal)}, <Moment at={first.at} language={language} />.{' '}
        {say(isLate ? 'owed.late' : 'owed.by')} <Moment at={first.owedBy} language={language} />.
      </p>
      {fault !== null && (
        <Notice tone="bad" id="owed-fault" role="alert">
          <p>{fault.text}</p>
          {fault.wrong && <Marked wrong={fault.wrong} />}
        </Notice>
      )}
      <p class="field">
        <label for="owed-reason">{say('stated.reason')}</label>
        <select
          id="owed-reason"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        >
          <option value="">{say('owed.choose')}</option>
          {reasons.map(({ code }) => (
            <option key={code} value={code}>
              {labelOf(reasons, code, language)}
            </option>
          ))}
        </select>
      </p>
      <label for="owed-explanation">{say('stated.explanation')}</label>
      <textarea
        id="owed-explanation"
        rows={4}
        maxLength={1000}
        value={explanation}
        aria-describedby="owed-hint"
        onInput={(event) => setExplanation(event.currentTarget.value)}
      />
      <p class="quiet" id="owed-hint">
        {say('owed.hint')}
      </p>
      <button type="submit" id="owed-give" class="main-button" aria-disabled={busy}>
        {say('owed.give')}
      </button>
    </form>
  );
}

function faultText(reply: Extract<GiveReasonReply, { ok: false }>, say: Say): string {
  if (reply.code !== 'reason-refused') return say(`owed.fault.${reply.code}`);
  const { fault } = reply;
  if (fault?.code === 'too-short')
    return say('owed.fault.too-short', { needs: fault.needs, has: fault.has });
  return say(`owed.fault.${fault?.code ?? 'no-reason-code'}`);
}
