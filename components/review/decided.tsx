/** Confirms a decision once it is in the ledger, and leads on to the next override. */
import { useEffect, useRef } from 'preact/hooks';
import type { PlantedTold } from '../../core/review/planted-messages.ts';
import type { CaseRow, ClaimTrouble, DecisionRow } from '../../core/review/rows.ts';
import { type Labelled, labelOf } from '../labels.ts';
import { caseAddress } from './case-address.ts';
import { decidedBy } from './decided-by.ts';
import { PlantedToldText } from './planted-told.tsx';
import type { ReviewContext } from './review-context.ts';

/** A decision that the ledger has taken. */
export interface Confirmation {
  readonly id: string;
  readonly outcome: string;
  readonly seq: number;
  /** Why it does not stand yet; absent where it does. */
  readonly waits?: ClaimTrouble | undefined;
  /** The decision that was there before it, where it waited and came second. */
  readonly second?: DecisionRow | undefined;
  /** It was a planted case; absent where it was somebody's override. */
  readonly told?: PlantedTold | undefined;
  /** As the list had it when it was decided: until the list has it anew, `quorum` here counts. */
  readonly row?: CaseRow | null | undefined;
  readonly quorum?: CaseRow['quorum'] | undefined;
  /** It is the answer that was given before, and not what was answered now. */
  readonly isBefore?: boolean | undefined;
}

export interface DecidedProps {
  readonly confirmation: Confirmation;
  readonly outcomes: readonly Labelled[];
  /** How many decided alike, where that is not enough yet. */
  readonly quorum: CaseRow['quorum'];
  readonly next: CaseRow | null;
  readonly context: ReviewContext;
}

export function Decided({ confirmation, outcomes, quorum, next, context }: DecidedProps) {
  const { say, language } = context;
  const box = useRef<HTMLElement>(null);
  const { seq, waits, second, told, isBefore } = confirmation;
  // Once: what becomes of a decision that waited takes the focus from nobody.
  useEffect(() => box.current?.focus(), [seq]);
  const title = told
    ? 'planted.title'
    : second
      ? 'decide.second'
      : waits
        ? 'claim.waits'
        : 'decide.done';
  const isGood = !waits && !second && told?.agrees !== false;
  const outcome = labelOf(outcomes, confirmation.outcome, language);
  return (
    <section
      id="decided"
      class={`notice notice--${isGood ? 'good' : 'warn'}`}
      data-waits={waits}
      tabIndex={-1}
      ref={box}
      aria-labelledby="decided-title"
    >
      <h2 id="decided-title">{say(title)}</h2>
      {told ? (
        <>
          {isBefore && <p id="planted-before">{say('planted.before')}</p>}
          <PlantedToldText {...{ told, outcomes, context }} outcome={confirmation.outcome} />
        </>
      ) : (
        <p>{say('decide.doneBody', { outcome, seq })}</p>
      )}
      {quorum && (
        <p id="stays-open">{say('decide.staysOpen', { have: quorum.have, need: quorum.need })}</p>
      )}
      {second && <p>{decidedBy('decide.secondBody', second, outcomes, context)}</p>}
      {waits && <p>{say('claim.waitsBody')}</p>}
      {waits && <p>{say(`claim.${waits}`)}</p>}
      <p>
        {next ? (
          <a id="next-open" href={caseAddress(next.id, context.view)}>
            {say('decide.nextOpen')}
          </a>
        ) : (
          say('decide.noMore')
        )}
      </p>
    </section>
  );
}
