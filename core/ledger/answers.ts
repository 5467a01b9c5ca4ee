/**
 * What is asked of an officer after an override, and answered: a reviewer's question, and whether
 * anything was then passed on. The second is closed terms only: it is counted, and holds no words.
 */
import type { HeaderCommon } from './header.ts';

/** Whether anything was passed on. */
export const PASSED = ['no', 'yes', 'not-known'] as const;
export type Passed = (typeof PASSED)[number];

/** To whom. */
export const RECIPIENTS = [
  'immigration-enforcement',
  'home-office-other',
  /** National Referral Mechanism, or a notification without a name: counted apart from the first. */
  'nrm',
  'police',
  'prosecution',
  'social-care',
  'support',
  'other',
] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** On what basis. */
export const BASES = [
  'consent',
  'victim-asked',
  'serious-harm',
  'investigation',
  'modern-slavery',
  'court-or-statute',
  'other',
] as const;
export type Basis = (typeof BASES)[number];

/** Whether the victim was told. */
export const TOLD = ['yes', 'no', 'not-known'] as const;
export type Told = (typeof TOLD)[number];

export const CONSENTS = [
  'sought-given',
  'sought-refused',
  'not-sought',
  'not-applicable',
  'not-known',
] as const;
export type Consent = (typeof CONSENTS)[number];

export const ANSWERERS = ['officer', 'reviewer'] as const;
export type Answerer = (typeof ANSWERERS)[number];

/** What became of what was looked up or referred. All but the first are null unless it is "yes". */
export interface PassedOn {
  readonly passed: Passed;
  readonly recipient: Recipient | null;
  readonly basis: Basis | null;
  readonly told: Told | null;
  readonly consent: Consent | null;
}

/** The officer's answer to a reviewer who asked for more information; its words are in the body. */
export interface ReplyHeader extends HeaderCommon {
  readonly kind: 'reply';
  /** Id of the attempt. */
  readonly of: string;
  /** Id of the decision that asked. */
  readonly to: string;
  /** Staff number, from policy. */
  readonly by: string;
}

/** Whether anything was passed on after an override. Of several the latest counts; all stay. */
export interface FollowThroughHeader extends HeaderCommon, PassedOn {
  readonly kind: 'follow-through';
  /** Id of the attempt. */
  readonly of: string;
  /** Staff number, from policy. */
  readonly by: string;
  readonly as: Answerer;
}
