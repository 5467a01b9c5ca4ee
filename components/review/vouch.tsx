/** Asks whoever an override names as having authorised it whether that is so. The answer is an entry. */
import { useState } from 'preact/hooks';
import { CLAIM_ANSWERS, type ClaimAnswer } from '../../core/ledger/review-parts.ts';
import type { Messages } from '../../core/messages.ts';
import type { ReviewContext } from './review-context.ts';

type Reply = Messages['vouch']['reply'];
export type Vouch = (answer: ClaimAnswer) => Promise<Reply>;

export interface VouchAskedProps {
  readonly officer: string;
  readonly context: ReviewContext;
  readonly onVouch: Vouch;
}

export function VouchAsked({ officer, context, onVouch }: VouchAskedProps) {
  const { say } = context;
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const answer = async (said: ClaimAnswer) => {
    if (busy) return;
    setBusy(true);
    const reply = await onVouch(said);
    setBusy(false);
    setFault(reply.ok ? null : reply.code);
    // The question goes with its answer: whoever has the focus on it is led to the top of the case.
    if (reply.ok) document.getElementById('case-title')?.focus();
  };
  return (
    <section id="vouch" class="notice notice--warn" aria-labelledby="vouch-title">
      <h3 id="vouch-title">{say('vouch.title')}</h3>
      <p>{say('vouch.lead', { id: officer || say('row.officerUnknown') })}</p>
      {fault !== null && (
        <p id="vouch-fault" role="alert">
          {say(`vouch.${fault}`)}
        </p>
      )}
      <p class="choices">
        {CLAIM_ANSWERS.map((said) => (
          <button
            key={said}
            type="button"
            id={`vouch-${said}`}
            aria-disabled={busy}
            onClick={() => answer(said)}
          >
            {say(`vouch.${said}`)}
          </button>
        ))}
      </p>
    </section>
  );
}
