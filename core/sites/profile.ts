/**
 * A site profile teaches the guard one screen of one records system: which part of it says whose
 * record it is, which controls start a check, where the reference stands. Plain data, delivered by
 * managed policy or shipped in `policies/sites`; `schema.ts` checks it, so that the guard does not
 * carry the validator.
 *
 * Selectors are CSS. ` >>> ` steps into the shadow root of what the part before it matches.
 */

import { hostMatches } from '../policy/sites.ts';
import type { OffenceGroup, Role, SignalKind } from '../vocabulary.ts';
import { globMatches } from './glob.ts';

/** Steps into the shadow root of what stands before it. */
export const INTO_SHADOW = ' >>> ';

/** One place of the screen. Unless it is optional, a screen without it is not the one described. */
export interface Mark {
  readonly selector: string;
  readonly optional?: boolean | undefined;
}

/** A word of this system and what it stands for; compared without case, accents and punctuation. */
export interface RoleWord {
  readonly text: string;
  readonly role: Role;
}

export interface GroupWord {
  readonly text: string;
  readonly group: OffenceGroup;
}

/** Who a part of the screen is about: said by an element in it, or the same for every record. */
export interface RoleMark {
  /** The part that it speaks for; the whole screen where it is absent. */
  readonly block?: string | undefined;
  /** Within the part: a control whose chosen option is the role, or an element that shows it. */
  readonly says?: string | undefined;
  readonly is?: Role | undefined;
  readonly words?: readonly RoleWord[] | undefined;
  readonly optional?: boolean | undefined;
}

export interface OffenceMark extends Mark {
  readonly words?: readonly GroupWord[] | undefined;
}

/** A box, chip or banner; it counts where it is ticked, pressed or, being neither, on the screen. */
export interface FlagMark extends Mark {
  readonly group: OffenceGroup;
}

/** Addresses that a control of this system asks: `/status/*`, or with a host of its own. */
export interface LookupMark {
  readonly address: string;
  readonly kind: SignalKind;
  /** False for an address that also saves, or that only shows a form: the network stays open to it. */
  readonly network?: boolean | undefined;
}

export const TREATMENTS = [
  'immigration-lookup',
  'immigration-field',
  'immigration-referral',
  'pnc-check',
  'immigration-context',
  'ignore',
] as const;
export type Treatment = (typeof TREATMENTS)[number];

export interface ControlMark extends Mark {
  readonly treat: Treatment;
  /** Why a control is ignored; shown on the status page. */
  readonly because?: string | undefined;
}

export interface SiteProfile {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** `rms.example.police.uk`, or `*.example.police.uk` for the host and all below it. */
  readonly hosts: readonly string[];
  /** `/person/*`; `*` stands for any characters. With `?` or `#` query or fragment count too. */
  readonly paths: readonly string[];
  readonly roles?: readonly RoleMark[] | undefined;
  readonly reference?: Mark | undefined;
  readonly officer?: Mark | undefined;
  readonly offences?: readonly OffenceMark[] | undefined;
  readonly flags?: readonly FlagMark[] | undefined;
  readonly lookups?: readonly LookupMark[] | undefined;
  readonly controls?: readonly ControlMark[] | undefined;
}

/** Where a document was loaded from; query and fragment with their sign, or empty. */
export interface Place {
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** The first profile that is made for a place, or null. */
export function profileFor(profiles: readonly SiteProfile[], place: Place): SiteProfile | null {
  return (
    profiles.find(
      ({ hosts, paths }) =>
        hosts.some((host) => hostMatches(host, place.host)) &&
        paths.some((path) => globMatches(path, subjectOf(path, place))),
    ) ?? null
  );
}

function subjectOf(pattern: string, { path, query, fragment }: Place): string {
  return path + (pattern.includes('?') ? query : '') + (pattern.includes('#') ? fragment : '');
}

/** Profiles that a page of this host may need; all where the host is not known. */
export function profilesOn(
  profiles: readonly SiteProfile[],
  host: string | null,
): readonly SiteProfile[] {
  if (host === null) return profiles;
  return profiles.filter(({ hosts }) => hosts.some((pattern) => hostMatches(pattern, host)));
}

/** A force's own profile replaces a shipped one of the same id, and is asked before the others. */
export function mergeProfiles(
  shipped: readonly SiteProfile[],
  ofForce: readonly SiteProfile[],
): readonly SiteProfile[] {
  const own = new Set(ofForce.map(({ id }) => id));
  return [...ofForce, ...shipped.filter(({ id }) => !own.has(id))];
}

/** A selector of a profile with the name under which it is reported where nothing matches it. */
export interface NamedSelector {
  readonly key: string;
  /** Within it the selector is looked for; the whole screen where it is null. */
  readonly block: string | null;
  readonly selector: string;
}

/** Every selector that has to match something on the screen that the profile describes. */
export function neededSelectors(profile: SiteProfile): readonly NamedSelector[] {
  const needed: NamedSelector[] = [];
  const add = (key: string, mark: Mark | undefined): void => {
    if (mark && !mark.optional) needed.push({ key, block: null, selector: mark.selector });
  };
  profile.roles?.forEach(({ block, says, optional }, index) => {
    if (optional) return;
    const key = `roles[${index}]`;
    if (says) needed.push({ key: `${key}.says`, block: block ?? null, selector: says });
    else if (block) needed.push({ key: `${key}.block`, block: null, selector: block });
  });
  add('reference', profile.reference);
  add('officer', profile.officer);
  profile.offences?.forEach((mark, index) => {
    add(`offences[${index}]`, mark);
  });
  profile.flags?.forEach((mark, index) => {
    add(`flags[${index}]`, mark);
  });
  profile.controls?.forEach((mark, index) => {
    add(`controls[${index}]`, mark);
  });
  return needed;
}
