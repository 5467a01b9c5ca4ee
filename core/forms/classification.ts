/** What a reading of the page amounts to, in closed terms that may leave the page. */
import type { EvidenceSource, OffenceGroup, Role, SignalKind } from '../vocabulary.ts';

/**
 * One piece of evidence: which lexicon entry was found, and where. It names the entry and never
 * repeats the page's own text, so evidence cannot carry a person's data.
 */
export interface Evidence {
  readonly term: string;
  readonly source: EvidenceSource;
  /** 0 to 1: how much this source and this term say. */
  readonly weight: number;
}

/** Who a control is about. */
export interface RoleReading {
  readonly role: Role;
  /** Protected and suspect on the same record. */
  readonly dual: boolean;
  /** Number of the person where the page counts them ("Victim 2"), else 1. */
  readonly ordinal: number;
  readonly because: readonly Evidence[];
}

/** What a control would do. */
export interface SignalReading {
  readonly kind: SignalKind;
  /** 0 to 1. */
  readonly confidence: number;
  readonly because: readonly Evidence[];
}

/** What the page around a frame says about what is shown in it. */
export interface Surroundings extends RoleReading {
  readonly group: OffenceGroup;
}

/** Protected roles that a person has beside what the page calls them now. */
export interface OtherRoles {
  /** Before the officer changed it a moment ago. */
  readonly roleBefore?: Role | undefined;
  /** On another record, by the same name and date of birth. */
  readonly roleElsewhere?: Role | undefined;
}

/** The role that protects a person, whatever the page calls them now; undefined where none does. */
export function protectedBy({ roleBefore, roleElsewhere }: OtherRoles): Role | undefined {
  return roleBefore ?? roleElsewhere;
}

/** Key of the wording that tells the officer of it. */
export function keyOfOtherRole({ roleBefore, roleElsewhere }: OtherRoles): string | null {
  if (roleBefore) return `ui.roleBefore.${roleBefore}`;
  return roleElsewhere ? `ui.roleElsewhere.${roleElsewhere}` : null;
}

/** Everything a decision needs to know about an attempt. */
export interface Classification extends OtherRoles {
  readonly kind: SignalKind;
  readonly confidence: number;
  readonly role: Role;
  readonly dual: boolean;
  readonly ordinal: number;
  readonly group: OffenceGroup;
  readonly because: readonly Evidence[];
}
