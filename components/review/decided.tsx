/** Confirms a decision once it is in the ledger, and leads on to the next override. */
import { useEffect, useRef } from 'preact/hooks';
import type { CaseRow, ClaimTrouble } from '../../core/review/rows.ts';
import { type Labelled, labelOf } from '../labels.ts';
import { caseAddress } from './case-address.ts';
import type { ReviewContext } from './review-context.ts';

/** A decision that the ledger has taken. */
export interface Confirmation {
  readonly id: string;
  readonly outcome: string;
  readonly seq: number;
  /** Why it does not stand yet; absent where it does. */
  readonly waits?: ClaimTrouble | undefined;
}

export interface DecidedProps {
  readonly confirmation: Confirmation;
  readonly outcomes: readonly Labelled[];
  readonly next: CaseRow | null;
  readonly context: ReviewContext;
}

export function Decided({ confirmation, outcomes, next, context }: DecidedProps) {
  const { say, language } = context;
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), [confirmation]);
  const { waits } = confirmation;
  const outcome = labelOf(outcomes, confirmation.outcome, language);
  return (
    <section
      id="decided"
      class={`notice notice--${waits ? 'warn' : 'good'}`}
      data-waits={waits}
      tabIndex={-1}
      ref={box}
      aria-labelledby="decided-title"
    >
      <h3 id="decided-title">{say(waits ? 'claim.waits' : 'decide.done')}</h3>
      <p>{say('decide.doneBody', { outcome, seq: confirmation.seq })}</p>
      {waits && <p>{say('claim.waitsBody')}</p>}
      {waits && <p>{say(`claim.${waits}`)}</p>}
      <p>
        {next ? (
          <a id="next-open" href={caseAddress(next.id)}>
            {say('decide.nextOpen')}
          </a>
        ) : (
          say('decide.noMore')
        )}
      </p>
    </section>
  );
}
