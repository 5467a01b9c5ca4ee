/** What is recorded in review beside the outcome of a decision. */
import type { Rank } from '../vocabulary.ts';
import type { HeaderCommon } from './header.ts';

/** What is stated beside the outcome. */
export interface Apart {
  /** A remedy is needed for the victim; absent where none is. */
  readonly remedy?: true | undefined;
  /** Whole days after the decision until somebody looks at it again; a number holds no birthday. */
  readonly followUpDays?: number | undefined;
}

/**
 * Who decided, where policy asked for a rank, a unit or several people, or might by a reason that was
 * owed: as settings named them then. What is recorded, a later rank or unit does not change; where no
 * rank or unit was, readers go by their list of reviewers as it is now.
 */
export interface Seat {
  /** Absent where none was named: that of the reader's list, or the lowest. */
  readonly rank?: Rank | undefined;
  readonly unit?: string | undefined;
}

export const CLAIM_ANSWERS = ['confirmed', 'denied'] as const;
export type ClaimAnswer = (typeof CLAIM_ANSWERS)[number];

/** Whoever an attempt names as having authorised it says whether that is so. */
export interface AuthorisationHeader extends HeaderCommon {
  readonly kind: 'authorisation';
  /** Id of the attempt. */
  readonly of: string;
  readonly answer: ClaimAnswer;
  readonly by: string;
}
