/**
 * The closed vocabulary that every part of the product shares: who a record is about, what a
 * control would do, how firmly policy answers and what the officer chose.
 *
 * Everything here is an enumeration on purpose. A value of these types can be written to the
 * ledger or sent between contexts without any risk that it carries a person's data.
 */

/** What a control or an event would do with a person's immigration status or PNC record. */
export const SIGNAL_KINDS = [
  'immigration-lookup',
  'immigration-field',
  'immigration-referral',
  'pnc-check',
  'immigration-context',
  'immigration-mention',
  /** An offence that is only an immigration offence, recorded against a person. */
  'immigration-offence',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** Whether a field is filled in there; most other kinds are acts. */
export function isEntered(kind: SignalKind): boolean {
  return kind === 'immigration-field' || kind === 'immigration-context';
}

/** The role of the person that a part of a form is about. */
export const ROLES = [
  'victim',
  'witness',
  'reporting',
  'other-protected',
  'suspect',
  'neutral',
  'unknown',
] as const;
export type Role = (typeof ROLES)[number];

/** The roles that the national baseline protects. */
export const PROTECTED_ROLES = [
  'victim',
  'witness',
  'reporting',
  'other-protected',
] as const satisfies readonly Role[];

const protectedRoles: ReadonlySet<Role> = new Set(PROTECTED_ROLES);

export function isProtected(role: Role): boolean {
  return protectedRoles.has(role);
}

/** Offence groups. All but `OTHER` count as sensitive in the national baseline. */
export const OFFENCE_GROUPS = [
  'OTHER',
  'DA',
  'SEX',
  'MSHT',
  'HBA',
  'STALK',
  'CSE',
  'HATE',
  'WORK',
] as const;
export type OffenceGroup = (typeof OFFENCE_GROUPS)[number];

/** How firmly policy answers. The order is a lattice: combining layers takes the later one. */
export const OUTCOMES = [
  'allow',
  'observe',
  'inform',
  'warn',
  'justify',
  'approve',
  'block',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const rank: Readonly<Record<Outcome, number>> = {
  allow: 0,
  observe: 1,
  inform: 2,
  warn: 3,
  justify: 4,
  approve: 5,
  block: 6,
};

export function outcomeRank(outcome: Outcome): number {
  return rank[outcome];
}

/** Whether the attempt has to wait for the officer. */
export function isHeld(outcome: Outcome): boolean {
  return rank[outcome] >= rank.warn;
}

/** What the officer did about a prompt. `unasked` is an attempt that policy did not hold. */
export const CHOICES = [
  'complied',
  'overridden',
  /** Went on under a reason that was given a little earlier, and was not asked again. */
  'repeated',
  /** Went on past a rule that is rehearsed, with one press. */
  'piloted',
  'asked',
  'abandoned',
  'corrected',
  'emergency',
  'unasked',
  /** Came to be on the page without an act that could be held, where policy holds such acts. */
  'unheld',
] as const;
export type Choice = (typeof CHOICES)[number];

/** The act of the officer that a hold stops. `fill` is a page's own, which put in what nobody typed. */
export const ACTS = ['press', 'enter', 'choose', 'submit', 'dialog', 'open', 'fill'] as const;
export type Act = (typeof ACTS)[number];

/** The kind of control, as far as a decision needs it. */
export const CONTROL_KINDS = [
  'button',
  'link',
  'tab',
  'menu-item',
  'text',
  'choice',
  'tick',
  'file',
  'form',
  'dialog',
] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];

/** Where on the page a piece of evidence was read. */
export const EVIDENCE_SOURCES = [
  'label',
  'aria',
  'legend',
  'heading',
  'table-header',
  'nearby-text',
  'placeholder',
  'title',
  'value',
  'option',
  'name',
  'target',
  'form',
  'role-control',
  'tab',
  'page-heading',
  'page-title',
  'address',
  'dialog-text',
  'free-text',
  'site-profile',
] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

/** Who says which officer made an attempt: managed settings, or only the page. */
export const OFFICER_SOURCES = ['policy', 'page', 'none'] as const;
export type OfficerSource = (typeof OFFICER_SOURCES)[number];

/** Where the policy in force came from. */
export const POLICY_ORIGINS = [
  'managed',
  'last-good',
  'baseline-none-configured',
  'baseline-not-loaded',
  'baseline-rejected',
] as const;
export type PolicyOrigin = (typeof POLICY_ORIGINS)[number];

export const LANGUAGES = ['en', 'cy'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Ranks that can authorise, lowest first. */
export const RANKS = ['sergeant', 'inspector', 'superintendent'] as const;
export type Rank = (typeof RANKS)[number];

/** Who has to authorise where a rule of outcome `approve` names no rank. */
export const USUAL_RANK: Rank = 'inspector';

/** For the end of a switch: the compiler refuses a union member that was forgotten. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value ${String(value)}`);
}
