/**
 * What the policy tester learns from a page: for each control that the guard recognises its kind,
 * its place, the ways in which it may be read, and what is decided there. Closed terms and
 * selectors, never a value, a name or a text of a record.
 */
import type { Reading } from '../forms/classify.ts';
import type { ProfileFit } from '../sites/profile-fit.ts';
import type { ControlKind, Outcome } from '../vocabulary.ts';

export interface ReadControl {
  /** A selector; of several elements alike, the same. */
  readonly path: string;
  readonly control: ControlKind;
  readonly readings: readonly Reading[];
  /** What the guard of the page decides by the policy that it goes by. */
  readonly outcome: Outcome;
  /** Id of the rule; empty where none applies. */
  readonly rule: string;
}

/** One frame of a page as its guard reads it. */
export interface ReadFrame {
  readonly host: string;
  readonly path: string;
  /** Null where no site profile is for it. */
  readonly fit: ProfileFit | null;
  /** The first ones, where there are very many. */
  readonly controls: readonly ReadControl[];
  /** How many there are. */
  readonly total: number;
}
