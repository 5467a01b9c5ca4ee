/**
 * A second person who is asked from the prompt, before the act: the question, what came of it, and who
 * stands in the attempt as having authorised it. Closed terms and numbers; what was stated and what was
 * noted are in the bodies.
 */
import type { OffenceGroup, Rank, Role, SignalKind } from '../vocabulary.ts';
import type { HeaderCommon } from './header.ts';

/** What became of a question: it is asked once and ends once on the device that asked. */
export const APPROVAL_STEPS = ['asked', 'granted', 'denied', 'withdrawn', 'expired'] as const;
export type ApprovalStep = (typeof APPROVAL_STEPS)[number];

/** What the officer is about to do, as it is asked about. */
export interface AskedAbout {
  readonly signal: SignalKind;
  readonly role: Role;
  readonly group: OffenceGroup;
  readonly rule: string;
  readonly reason: string;
  /** Handle of the record, null where the page showed none. */
  readonly record: string | null;
  /** Lowest rank that may grant it. */
  readonly needs: Rank;
}

export interface ApprovalHeader extends HeaderCommon {
  readonly kind: 'approval';
  readonly step: ApprovalStep;
  /** Id of the entry that asked; of that entry its own. */
  readonly request: string;
  /** Staff number of who asked, answered or took it back: from policy. */
  readonly by: string;
  /** Of a question. Its body has what the officer stated. */
  readonly about?: AskedAbout | undefined;
  /** Of an answer: leaf hash of the question, with all that it says. Its body has the note. */
  readonly question?: string | undefined;
  /** Of an answer: rank of who gave it, from policy. */
  readonly rank?: Rank | undefined;
  /** Of an answer: milliseconds for which the question stood on the screen. */
  readonly dwellMs?: number | undefined;
}

/** Named by the officer: nothing proves it until that person says so in review. */
export interface Claimed {
  readonly status: 'claimed';
  readonly by: string;
  readonly rank: Rank;
  /** Id of a question about the same that was asked before and led to no grant that was used. */
  readonly request?: string | undefined;
}

/** Given beforehand by that person, on a device of their own. */
export interface Granted {
  readonly status: 'granted';
  readonly by: string;
  readonly rank: Rank;
  /** Id of the entry that asked. */
  readonly request: string;
  /** Id of the entry that granted it. */
  readonly grant: string;
}

export type Authorisation = Claimed | Granted;
