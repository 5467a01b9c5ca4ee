/**
 * What a site profile says of one control, and what becomes of it beside the generic reading. A
 * profile corrects reading; it is no way to switch the guard off. So a fixed role never takes
 * protection away, an offence group is only ever added, and a control that plainly says what it
 * does is not ignored. While not all of a profile's marks are on the screen, both readings stand
 * and the stricter outcome counts (the caller decides on each).
 */
import type { GroupWord, RoleWord, Treatment } from '../sites/profile.ts';
import {
  isEntered,
  isProtected,
  type OffenceGroup,
  type Role,
  type SignalKind,
} from '../vocabulary.ts';
import type { Evidence, SignalReading, Surroundings } from './classification.ts';
import type { Lexicon, Topic } from './lexicon.ts';
import { readOffence } from './offence.ts';
import { rolesIn, strongerRole } from './roles.ts';
import { SOURCE_WEIGHT } from './sources.ts';
import { words } from './text.ts';

/** Terms of evidence that a profile gives; like those of the lexicon they name our own words. */
export const SITE_TERMS = ['site-control', 'site-address', 'site-role', 'site-offence'] as const;
type SiteTerm = (typeof SITE_TERMS)[number];

export interface SaidRole {
  readonly role: Role;
  readonly dual: boolean;
  /** The same for every record, and not read from this one. */
  readonly isFixed: boolean;
}

/** What the profile of the page says of one control. */
export interface SiteSaid {
  readonly treat: Treatment | null;
  /** What the address that the control asks does. */
  readonly address: SignalKind | null;
  readonly role: SaidRole | null;
  /** `OTHER` where the profile names no sensitive offence on the screen. */
  readonly group: OffenceGroup;
  /** Whether everything that the profile needs is on the screen. */
  readonly holds: boolean;
}

/** What a control does by its profile, beside what it says itself. */
export function signalsBySite(
  generic: SignalReading | null,
  { treat, address }: SiteSaid,
  lexicon: Lexicon,
): readonly SignalReading[] {
  const told: SignalReading[] = [];
  if (generic && (treat !== 'ignore' || isPlain(generic, lexicon))) told.push(generic);
  const add = (kind: SignalKind, term: SiteTerm): void => {
    if (generic?.kind !== kind) told.push({ kind, confidence: 1, because: [site(term)] });
  };
  if (treat && treat !== 'ignore') add(treat, 'site-control');
  if (address) add(address, 'site-address');
  return told;
}

const PLAIN_TOPICS: ReadonlySet<Topic> = new Set(['status', 'recipient', 'pnc']);
/** Below this a word stands in prose, a hint or an id. */
const PLAIN_WEIGHT = 0.8;

/**
 * Whether a control says in words that the officer reads, and that mean nothing else, that it is
 * a look-up, a referral or a check. No profile takes that back.
 */
export function isPlain(signal: SignalReading, lexicon: Lexicon): boolean {
  if (isEntered(signal.kind)) return false;
  const entries = signal.because.map(({ term, weight }) => ({
    weight,
    entry: lexicon.entries.find(({ id }) => id === term),
  }));
  // "PNC" alone may be something else; "Run PNC check" is not.
  const hasVerb = entries.some(({ entry }) => entry?.topic === 'look-up');
  return entries.some(
    ({ weight, entry }) =>
      entry !== undefined &&
      weight >= PLAIN_WEIGHT &&
      PLAIN_TOPICS.has(entry.topic) &&
      (entry.strength === 'strong' || (hasVerb && entry.topic === 'pnc')),
  );
}

/** Whose record it is by the profile; a role that it only declares takes no protection away. */
export function whoseBySite(whose: Surroundings, { role, group, holds }: SiteSaid): Surroundings {
  const offence = group === 'OTHER' ? [] : [site('site-offence')];
  const stands = group === 'OTHER' ? whose.group : group;
  const isWeaker = role !== null && !isProtected(role.role) && isProtected(whose.role);
  if (role === null || (isWeaker && (role.isFixed || !holds)))
    return { ...whose, group: stands, because: [...whose.because, ...offence] };
  return {
    role: role.role,
    dual: role.dual,
    ordinal: whose.ordinal,
    group: stands,
    because: [site('site-role'), ...offence],
  };
}

function site(term: SiteTerm): Evidence {
  return { term, source: 'site-profile', weight: SOURCE_WEIGHT['site-profile'] };
}

/**
 * The role that texts of the page say by the words of its system, else by the lexicon.
 *
 * @param texts chosen options or shown texts, from the page, untrusted
 */
export function roleSaid(
  texts: readonly string[],
  own: readonly RoleWord[],
  lexicon: Lexicon,
): SaidRole | null {
  let role: Role | null = null;
  let isSuspect = false;
  for (const text of texts) {
    const word = own.find((each) => isSame(each.text, text));
    const found = word
      ? { role: word.role, dual: false }
      : rolesIn([{ source: 'role-control', text }], lexicon);
    // A word that stands for nobody known says nothing.
    if (found === null || found.role === 'unknown') continue;
    isSuspect ||= found.dual || found.role === 'suspect';
    role = role === null ? found.role : strongerRole(role, found.role);
  }
  return role === null ? null : { role, dual: isSuspect && isProtected(role), isFixed: false };
}

/** The sensitive offence group that texts of the page say, or `OTHER`. */
export function groupSaid(
  texts: readonly string[],
  own: readonly GroupWord[],
  lexicon: Lexicon,
): OffenceGroup {
  const known = texts.flatMap((text) => own.find((word) => isSame(word.text, text))?.group ?? []);
  return known.find((group) => group !== 'OTHER') ?? readOffence(texts, lexicon);
}

function isSame(one: string, other: string): boolean {
  return words(one).folded.join(' ') === words(other).folded.join(' ');
}
