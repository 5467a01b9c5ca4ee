/** The reason for a look-up that was opened by its address, by the same rules as the prompt's. */
import { useState } from 'preact/hooks';
import type { OtherRoles } from '../../core/forms/classification.ts';
import type { AttemptReport, RecordReply } from '../../core/messages.ts';
import { authorised, faultText, fieldOf } from '../../core/policy/answers.ts';
import type { Decision } from '../../core/policy/decide.ts';
import type { ReasonCode } from '../../core/policy/model.ts';
import {
  authoriserFor,
  isOffered,
  isRankEnough,
  type ReasonFault,
  reasonFault,
} from '../../core/policy/reasons.ts';
import { type Language, RANKS } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { ErrorSummary, type FormFault } from '../review/error-summary.tsx';
import type { HeldAnswer } from './held-answer.ts';
import { type NewSecond, useSecondPerson } from './use-second-person.ts';

type Given = Pick<HeldAnswer, 'reason' | 'explanation' | 'authorisation'>;

export interface ReasonFormProps {
  readonly say: Say;
  readonly language: Language;
  readonly reasons: readonly ReasonCode[];
  readonly decision: Decision;
  /** What protects the person beside the role that the officer gave. */
  readonly roles: OtherRoles;
  readonly onGiven: (given: Given) => Promise<RecordReply>;
  /** A second person; null where there is nobody to ask. */
  readonly second: NewSecond | null;
  /** What would be recorded. */
  readonly reportOf: (given: Given) => AttemptReport;
}

export function ReasonForm(props: ReasonFormProps) {
  const { say, language, reasons, decision, roles, onGiven } = props;
  const asked = useSecondPerson(props.second);
  const [code, setCode] = useState('');
  const [explanation, setExplanation] = useState('');
  const [by, setBy] = useState('');
  const [rank, setRank] = useState('');
  const [fault, setFault] = useState<FormFault | null>(null);
  const [busy, setBusy] = useState(false);
  const { outcome, rule } = decision;
  const needsReason = outcome === 'justify' || outcome === 'approve';
  const offered = reasons.filter((reason) => isOffered(rule, reason.code, roles));
  const chosen = offered.find((each) => each.code === code);
  const lowest = authoriserFor(decision, chosen);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const wrong = needsReason ? reasonFault(chosen, explanation) : null;
    if (wrong) return setFault(faultOf(wrong, say, explanation));
    const authorisation = lowest ? authorised(asked.granted(), by, rank) : null;
    if (authorisation === undefined)
      return setFault({ text: say('ui.faultAuthoriser'), field: 'held-authoriser' });
    const named = authorisation?.status === 'claimed' ? authorisation.rank : null;
    if (lowest && named && !isRankEnough(named, lowest))
      return setFault(faultOf({ code: 'rank-needed', needs: lowest }, say, null));
    setBusy(true);
    const reply = await onGiven({
      reason: chosen?.code ?? null,
      explanation: explanation.trim(),
      authorisation,
    });
    setBusy(false);
    if (!reply.ok && reply.fault?.code === 'no-grant') asked.withdraw();
    setFault(reply.ok ? null : refusal(reply, say));
  };

  /** By the same rules as what is recorded: nobody is asked about what could not go on. */
  const ask = () => {
    const wrong = reasonFault(chosen, explanation);
    setFault(wrong && faultOf(wrong, say, explanation));
    const stated = { explanation: explanation.trim(), authorisation: null };
    if (wrong === null && chosen) asked.ask(props.reportOf({ reason: chosen.code, ...stated }));
  };

  return (
    <form id="held-form" noValidate onSubmit={submit}>
      {fault && <ErrorSummary title={say('decide.problem')} fault={fault} />}
      {needsReason && (
        <>
          <label for="held-reason">{say('ui.reason')}</label>
          <select
            id="held-reason"
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          >
            <option value="">{say('ui.reasonChoose')}</option>
            {offered.map((reason) => (
              <option key={reason.code} value={reason.code}>
                {reason.label[language]}
              </option>
            ))}
          </select>
          <label for="held-explanation">{say('ui.explanation')}</label>
          <p class="quiet">{say('ui.explanationHint')}</p>
          <textarea
            id="held-explanation"
            rows={4}
            value={explanation}
            onInput={({ currentTarget }) => setExplanation(currentTarget.value)}
          />
        </>
      )}
      {lowest && (
        <>
          <label for="held-authoriser">{say('ui.authoriserId')}</label>
          <input
            id="held-authoriser"
            value={by}
            autoComplete="off"
            onInput={({ currentTarget }) => setBy(currentTarget.value)}
          />
          <label for="held-rank">{say('ui.authoriserRank')}</label>
          <select
            id="held-rank"
            value={rank}
            onChange={({ currentTarget }) => setRank(currentTarget.value)}
          >
            <option value="">{say('held.choose')}</option>
            {RANKS.slice(RANKS.indexOf(lowest)).map((each) => (
              <option key={each} value={each}>
                {say(`rank.${each}`)}
              </option>
            ))}
          </select>
          {props.second && (
            <>
              <p id="held-asked" role="status">
                {asked.text}
              </p>
              <p>
                <button type="button" id="held-ask" onClick={asked.isOpen ? asked.withdraw : ask}>
                  {say(asked.isOpen ? 'ui.askBack' : 'ui.askNow')}
                </button>
              </p>
            </>
          )}
        </>
      )}
      <p>
        <button type="submit" id="held-record" class="main-button" aria-disabled={busy}>
          {say(busy ? 'ui.recording' : 'ui.proceed')}
        </button>
      </p>
    </form>
  );
}

/** @param typed null where the fault is in what was sent, which may be shorter */
function faultOf(fault: ReasonFault, say: Say, typed: string | null): FormFault {
  const isMarked = fault.code === 'holds-identifier' && typed !== null;
  return {
    text: faultText(say, fault),
    field: `held-${fieldOf(fault)}`,
    ...(isMarked && { wrong: { text: typed, place: fault } }),
  };
}

function refusal(reply: Extract<RecordReply, { ok: false }>, say: Say): FormFault {
  if (reply.fault) return faultOf(reply.fault, say, null);
  const key =
    reply.code === 'storage-full'
      ? 'ui.storageFull'
      : reply.code === 'reason-refused'
        ? 'ui.faultAuthoriser'
        : reply.code === 'stricter-outcome'
          ? 'ui.policyStricter'
          : 'ui.notRecorded';
  return { text: say(key), field: null };
}
