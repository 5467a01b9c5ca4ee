/** What the review page asks the background about planted cases. */
import type { Refused } from './ledger-messages.ts';
import type { CaseDetail } from './rows.ts';

/** What a reviewer is told once the answer is an entry. */
export interface PlantedTold {
  /** Outcomes that agree with the set; the first is the one that it would give. */
  readonly answers: readonly string[];
  readonly agrees: boolean;
  readonly why: { readonly en: string; readonly cy: string };
}

/** An answer that is an entry, to a case that the page had. */
export interface PlantedAnswered {
  readonly id: string;
  readonly seq: number;
  readonly outcome: string;
  readonly told: PlantedTold;
}

export type PlantedReply =
  | { readonly ok: true; readonly seq: number; readonly told: PlantedTold }
  | {
      readonly ok: false;
      readonly code: 'no-outcome' | 'not-found' | 'already-decided' | 'failed';
    };

export interface PlantedMessages {
  /** Those that wait for this reviewer, also such as are not to be listed yet: a row says when. */
  planted: {
    from: 'page';
    request: {
      /** Ids of those that the page had. */
      readonly known: readonly string[];
    };
    reply:
      | {
          readonly ok: true;
          readonly cases: readonly CaseDetail[];
          /** Of the known ones, those that this reviewer has answered, in whatever window. */
          readonly answered: readonly PlantedAnswered[];
        }
      | Refused;
  };
  'planted-answer': {
    from: 'page';
    request: {
      readonly id: string;
      readonly outcome: string;
      /** Milliseconds since the case was opened. */
      readonly dwellMs: number;
    };
    reply: PlantedReply;
  };
}
