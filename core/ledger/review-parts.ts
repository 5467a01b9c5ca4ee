/** What is recorded in review beside the outcome of a decision. */
import type { HeaderCommon } from './header.ts';

/** What is stated beside the outcome. */
export interface Apart {
  /** A remedy is needed for the victim; absent where none is. */
  readonly remedy?: true | undefined;
  /** Whole days after the decision until somebody looks at it again; a number holds no birthday. */
  readonly followUpDays?: number | undefined;
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
