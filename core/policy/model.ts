/**
 * The policy model as the guard and the background use it: already validated, plain data.
 * The zod schemas that check untrusted policy are in `schema.ts`, so that the guard does not
 * carry them.
 */
import type { OffenceGroup, Outcome, Rank, Role, SignalKind } from '../vocabulary.ts';

export const LAYERS = ['national', 'force', 'unit'] as const;
export type Layer = (typeof LAYERS)[number];

/** A document that a rule rests on. `checkedOn` is the date (ISO) on which someone looked. */
export interface Source {
  readonly document: string;
  readonly edition: string;
  readonly paragraph?: string | undefined;
  readonly url?: string | undefined;
  readonly checkedOn: string;
}

/** Conditions over the finite decision domain. An absent condition matches every value. */
export interface Conditions {
  readonly kind?: readonly SignalKind[] | undefined;
  readonly role?: readonly Role[] | undefined;
  readonly group?: readonly OffenceGroup[] | undefined;
  readonly dual?: boolean | undefined;
  readonly trust?: readonly SiteTrust[] | undefined;
  readonly granted?: boolean | undefined;
}

/** Whether roles on this site come from a tested site profile or from the generic reader. */
export const SITE_TRUST = ['generic', 'profile'] as const;
export type SiteTrust = (typeof SITE_TRUST)[number];

/** `enforce`, or a trial that ends. */
export const MODES = ['enforce', 'rehearse', 'observe'] as const;
export type Mode = (typeof MODES)[number];

export interface Rule {
  readonly id: string;
  readonly when: Conditions;
  readonly outcome: Outcome;
  /** Reason codes that an officer may choose from; empty where no reason is asked for. */
  readonly reasons: readonly string[];
  /** Rank that has to authorise where the outcome is `approve`. */
  readonly authoriser?: Rank | undefined;
  /** Key of the prompt's wording, the same in every language. */
  readonly wording: string;
  readonly sources: readonly Source[];
  /** @default enforce */
  readonly mode?: Mode | undefined;
  /** Last day (ISO, UTC) of a trial. */
  readonly until?: string | undefined;
  /** Set while it is rehearsed: the last day (ISO, UTC) on which one press is enough. */
  readonly pilot?: string | undefined;
}

/** Most rules that one pack or the settings of one force may hold. */
export const MAX_RULES = 500;

/** Times that a force may shorten and never lengthen. */
export interface Limits {
  /** Hours within which life at risk has to be explained. */
  readonly reasonWithinHours: number;
  /** Minutes for which the same attempt under the same reason is not asked about again. */
  readonly repeatMinutes: number;
}

/** Our proposal for the baseline: no national document sets these times. */
export const NATIONAL_LIMITS: Limits = { reasonWithinHours: 24, repeatMinutes: 60 };

export interface RulePack {
  readonly id: string;
  readonly layer: Layer;
  readonly version: string;
  readonly rules: readonly Rule[];
}

/** Which hosts are guarded, as host patterns: `rms.example.police.uk` or `*.police.uk`. */
export interface SiteList {
  readonly guarded: readonly string[];
  /** Hosts that face the public; never guarded by the baseline, may be named by a force. */
  readonly publicFacing: readonly string[];
}

/** A coded reason for going on past a hold. */
export interface ReasonCode {
  readonly code: string;
  /** Fewest characters that the explanation needs. */
  readonly minLength: number;
  /** Lowest rank that has to authorise before the act, whatever the rule asks. */
  readonly secondAuthorisation: 'none' | Rank;
  /** The same where the offence is sensitive; absent where it is no other. */
  readonly whenSensitive?: Rank | undefined;
  readonly label: { readonly en: string; readonly cy: string };
  readonly mustState: { readonly en: string; readonly cy: string };
}

export interface ReviewOutcome {
  readonly code: string;
  readonly needsNote: boolean;
  /** Whether the case stays open after this outcome. */
  readonly keepsOpen: boolean;
  /** Whether it names the days after which somebody looks at it again. */
  readonly needsFollowUp: boolean;
  /** Not chosen in place of another: stated beside any of them. */
  readonly apart: boolean;
  /** Hours from the decision that are shown to whoever may have to tell somebody of it. */
  readonly noticeHours?: number | undefined;
  readonly label: { readonly en: string; readonly cy: string };
}
