/** What our pages ask of decisions. */
import type { Apart } from '../ledger/review-parts.ts';
import type { Bar } from './bars.ts';
import type { DecisionFault } from './decision-fault.ts';
import type { CaseRow, ClaimTrouble, DecisionRow } from './rows.ts';

export type DecideReply =
  | {
      readonly ok: true;
      readonly seq: number;
      /** Recorded here, and not in the force's store yet, so it does not stand. */
      readonly waits?: ClaimTrouble | undefined;
      /** How many have decided alike, where that is not enough to close the case. */
      readonly quorum?: CaseRow['quorum'] | undefined;
    }
  | {
      readonly ok: false;
      readonly code:
        | Bar
        | DecisionFault
        | 'not-found'
        | 'failed'
        /** Somebody else's lies in its place; this one is in the ledger as having come second. */
        | 'decided-before'
        /** What lies in its place is no decision: the next one takes the next place. */
        | 'place-spoilt';
      /** The decision that stands instead. */
      readonly by?: DecisionRow | undefined;
    };

/** What `Messages` has of decisions. */
export interface DecideMessages {
  decide: {
    from: 'page';
    request: {
      readonly id: string;
      readonly outcome: string;
      readonly note: string;
      /** Id of the decision that it takes the place of; null for one where none stands. */
      readonly reverses: string | null;
      readonly apart?: Apart | undefined;
    };
    reply: DecideReply;
  };
}
