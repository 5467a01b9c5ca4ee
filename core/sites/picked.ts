/**
 * What the profile builder learns from a page: selectors, numbers, closed terms, and the options of
 * a list, which are words of the records system. Never a value, a name or a text of a record.
 */

import type { OffenceGroup, Outcome, Role, SignalKind } from '../vocabulary.ts';
import type { RoleWord } from './profile.ts';
import type { ProfileFit } from './profile-fit.ts';

/** What somebody may be asked to point at. */
export const PICKS = ['role', 'reference', 'officer', 'offence', 'flag', 'control'] as const;
export type Pick = (typeof PICKS)[number];

export interface Suggestion {
  readonly selector: string;
  /** How many elements it matches now. */
  readonly count: number;
}

/** An element that was pointed at. */
export interface Picked {
  /** The most lasting first. */
  readonly selectors: readonly Suggestion[];
  /** Parts of the page around it, the innermost first. */
  readonly blocks: readonly Suggestion[];
  /** Options, where it is a list of a few, and what the lexicon makes of each as a role. */
  readonly options: readonly RoleWord[];
  /** `button`, `select`. */
  readonly tag: string;
  readonly reads: Reads;
}

/** What the guard reads of an element, with and without a profile. */
export interface Reads {
  readonly kind: SignalKind | null;
  readonly role: Role;
  readonly outcome: Outcome | null;
  readonly group: OffenceGroup;
}

/** A control that the guard recognises while a draft is tried on the page. */
export interface TriedSignal extends Reads {
  readonly path: string;
  readonly bySite: boolean;
}

/** One frame of the page with the draft. */
export interface Tried {
  readonly host: string;
  readonly path: string;
  /** Null where the draft is not for this frame. */
  readonly fit: ProfileFit | null;
  readonly signals: readonly TriedSignal[];
  /** Whether the mark shows a reference, or a staff number, in the shape of one. */
  readonly hasReference: boolean;
  readonly hasOfficer: boolean;
}
