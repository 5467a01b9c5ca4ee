/** The site profile of a page: which one it is, and what it says of a control. */

import { groupSaid, roleSaid, type SaidRole, type SiteSaid } from '../../core/forms/site-said.ts';
import { globMatches } from '../../core/sites/glob.ts';
import { staffNumberIn } from '../../core/sites/officer.ts';
import {
  type Mark,
  neededSelectors,
  type Place,
  profileFor,
  type RoleMark,
  type SiteProfile,
  type Treatment,
} from '../../core/sites/profile.ts';
import type { SignalKind } from '../../core/vocabulary.ts';
import { allDeep, closestDeep, matchesDeep } from './deep-selectors.ts';
import { isHtml, textOf, tidy } from './dom.ts';
import { currentAddress, remembered } from './epoch.ts';
import { theLexicon } from './floor.ts';
import { policyInForce } from './in-force.ts';
import { attribute, closest, contains, documentOf, localName, thePage } from './native.ts';
import { addressIn, closedTo } from './network.ts';
import { chosenOption, isChosen } from './read-blocks.ts';
import { isGroupMember } from './read-names.ts';

/** Longest text that is taken for a role or an offence. */
const MAX_SAID = 120;

/** Only for trying a profile out; never asked for a decision. */
let draft: SiteProfile | null = null;

/** @returns null on a page that no profile is made for: most pages, at the price of a comparison */
export function siteProfileOf(page: Document): SiteProfile | null {
  if (draft) return draft;
  const { profiles } = policyInForce();
  if (profiles.length === 0) return null;
  const address = currentAddress();
  if (page !== thePage || !HAS_HOST.test(address)) return profileAround(page);
  // A page changes far more often than its address.
  if (last?.address !== address || last.profiles !== profiles)
    last = { address, profiles, profile: profileFor(profiles, placeOf(page)) };
  return last.profile;
}

const HAS_HOST = /^https?:/;

let last: {
  readonly address: string;
  readonly profiles: readonly SiteProfile[];
  readonly profile: SiteProfile | null;
} | null = null;

const profileAround = remembered((page: Document): SiteProfile | null =>
  profileFor(policyInForce().profiles, placeOf(page)),
);

/** Reads with a draft in place of the profiles in force, and undoes that at once. */
export function withDraft<T>(profile: SiteProfile, forget: () => void, read: () => T): T {
  draft = profile;
  forget();
  try {
    return read();
  } finally {
    draft = null;
    forget();
  }
}

/** A page without an address of its own, as in a frame that a script fills, has that around it. */
export function placeOf(page: Document): Place {
  let view: Window | null = page === thePage ? window : page.defaultView;
  while (view && view.location.hostname === '' && view !== view.parent) {
    const around = outerOf(view);
    if (!around) break;
    view = around;
  }
  const { hostname = '', pathname = '', search = '', hash = '' } = view?.location ?? {};
  return { host: hostname, path: pathname, query: search, fragment: hash };
}

function outerOf(view: Window): Window | null {
  try {
    return view.parent.location.hostname === undefined ? null : view.parent;
  } catch {
    // SecurityError: the page around is of another origin, and its address is not known here.
    return null;
  }
}

/** Selectors that the profile needs and that match nothing now, by their names in the profile. */
export const missingOf = remembered((page: Document): readonly string[] => {
  const profile = siteProfileOf(page);
  if (!profile) return [];
  return neededSelectors(profile)
    .filter(({ block, selector }) =>
      block === null
        ? allDeep(page, selector).length === 0
        : !allDeep(page, block).some((part) => allDeep(part, selector).length > 0),
    )
    .map(({ key }) => key);
});

/** Whether the profile says what a control does: then it is read whatever its words are. */
export function isNamedBySite(control: Element): boolean {
  const profile = siteProfileOf(documentOf(control));
  return (
    (profile !== null && treatmentOf(profile, control) !== null) ||
    addressOf(profile, control) !== null
  );
}

/** Controls within a part of the page that the profile names, for the count. */
export function namedBySiteIn(page: Document): readonly Element[] {
  const { controls = [] } = siteProfileOf(page) ?? {};
  return controls.flatMap(({ selector }) => allDeep(page, selector));
}

/**
 * @param isControl false for what stands near a control, such as a dialog: it is about the same
 *   person and does something else
 */
export function siteSaid(control: Element, isControl: boolean): SiteSaid | null {
  const profile = siteProfileOf(documentOf(control));
  return profile && (isControl ? saidOfControl(control) : saidNear(profile, control, false));
}

const saidOfControl = remembered((control: Element): SiteSaid | null => {
  const profile = siteProfileOf(documentOf(control));
  if (profile) return saidNear(profile, control, true);
  const address = addressOf(null, control);
  return address && saidByAddress(address);
});

/** What a closed address does it does from every page; of whom the page says, if anybody. */
function saidByAddress(address: SignalKind): SiteSaid {
  return { treat: null, address, role: null, group: 'OTHER', holds: false };
}

/** What is said of a look-up of the page itself, near an element. */
export function siteSaidOfAsked(near: Element, address: SignalKind): SiteSaid {
  return { ...(siteSaid(near, false) ?? saidByAddress(address)), address };
}

function saidNear(profile: SiteProfile, control: Element, isControl: boolean): SiteSaid {
  const page = documentOf(control);
  return {
    treat: isControl ? treatmentOf(profile, control) : null,
    address: isControl ? addressOf(profile, control) : null,
    role: roleOf(profile, control),
    group: groupOf(page),
    holds: missingOf(page).length === 0,
  };
}

function treatmentOf({ controls = [] }: SiteProfile, control: Element): Treatment | null {
  return controls.find(({ selector }) => matchesDeep(control, selector))?.treat ?? null;
}

/** What a control asks: its own address, or that of the form which it sends. */
function addressOf(profile: SiteProfile | null, control: Element): SignalKind | null {
  const { lookups = [] } = profile ?? {};
  if (lookups.length === 0 && policyInForce().endpoints.length === 0) return null;
  const target = targetOf(control);
  const url = target === null ? null : addressIn(documentOf(control), target);
  if (!url) return null;
  const { host } = placeOf(documentOf(control));
  const found = lookups.find(({ address }) =>
    address.startsWith('/')
      ? url.hostname === host && globMatches(address, url.pathname)
      : globMatches(address, `${url.hostname}${url.pathname}`),
  );
  return found?.kind ?? closedTo(url);
}

/** The address that a control asks, as it stands in the page; null where it names none. */
export function targetOf(control: Element): string | null {
  const isLink = localName(control) === 'a' || localName(control) === 'area';
  const own = attribute(control, isLink ? 'href' : 'formaction');
  const sends = !isLink && attribute(control, 'type') !== 'button';
  const form = own === null && sends ? closest(control, 'form') : null;
  return own ?? (form && attribute(form, 'action'));
}

interface Spoken {
  readonly block: Element | null;
  readonly role: SaidRole;
}

/** By the innermost part of the page that says it; what is said of the whole page comes last. */
function roleOf({ roles = [] }: SiteProfile, control: Element): SaidRole | null {
  let nearest: Spoken | null = null;
  for (const mark of roles) {
    const spoken = spokenBy(mark, control);
    if (spoken && (nearest === null || isWithin(spoken.block, nearest.block))) nearest = spoken;
  }
  return nearest?.role ?? null;
}

function isWithin(block: Element | null, other: Element | null): boolean {
  return block !== null && block !== other && (other === null || contains(other, block));
}

function spokenBy(mark: RoleMark, control: Element): Spoken | null {
  const block = mark.block === undefined ? null : closestDeep(control, mark.block);
  if (mark.block !== undefined && block === null) return null;
  if (mark.is !== undefined) return { block, role: { role: mark.is, dual: false, isFixed: true } };
  const speakers = allDeep(block ?? documentOf(control), mark.says ?? '');
  const role = roleSaid(speakers.flatMap(textSaid), mark.words ?? [], theLexicon());
  return role && { block, role };
}

const CHOICES =
  'select,input,[role=combobox],[role=radio],[role=option],[role=checkbox],[aria-pressed]';

/** The chosen option of a control, or the text that an element shows. */
function textSaid(element: Element): readonly string[] {
  if (!matchesDeep(element, CHOICES)) {
    const text = textOf(element);
    return text === '' || text.length > MAX_SAID ? [] : [text];
  }
  if (isGroupMember(element) ? !element.checked : !isChosen(element)) return [];
  const chosen = chosenOption(element);
  return chosen === '' ? [] : [chosen];
}

const groupOf = remembered((page: Document): SiteSaid['group'] => {
  const { offences = [], flags = [] } = siteProfileOf(page) ?? {};
  const flag = flags.find(({ selector }) => allDeep(page, selector).some(isSet));
  if (flag && flag.group !== 'OTHER') return flag.group;
  for (const { selector, words = [] } of offences) {
    const texts = allDeep(page, selector).flatMap(textSaid);
    const group = groupSaid(texts, words, theLexicon());
    if (group !== 'OTHER') return group;
  }
  return 'OTHER';
});

/** Ticked or pressed; what can be neither counts by being there. */
function isSet(element: Element): boolean {
  if (isGroupMember(element)) return element.checked;
  const state = attribute(element, 'aria-checked') ?? attribute(element, 'aria-pressed');
  return state !== 'false';
}

/** What stands where the profile says that the reference is; a field for it is one of the record's own. */
export function referencesBySite(page: Document): readonly string[] {
  const { reference } = siteProfileOf(page) ?? {};
  return reference ? allDeep(page, reference.selector).map(shownIn) : [];
}

/** Staff number of whoever is signed in, where the profile says that the page shows it. */
export function officerBySite(page: Document): string | null {
  const { officer } = siteProfileOf(page) ?? {};
  const numbers = officer ? allDeep(page, officer.selector).map((each) => textOf(each)) : [];
  return numbers.map(staffNumberIn).find((number) => number !== null) ?? null;
}

function shownIn(element: Element): string {
  return isHtml(element, 'input') ? tidy(element.value) : textOf(element);
}

/** Elements that say a role or an offence by the profile of the page. */
export function choicesBySite(page: Document): readonly Element[] {
  const profile = siteProfileOf(page);
  if (!profile) return NONE;
  const { roles = [], offences = [], flags = [] } = profile;
  const selectors = [...roles.map(({ says }) => says), ...[...offences, ...flags].map(selectorOf)];
  return selectors.flatMap((selector) => (selector ? allDeep(page, selector) : []));
}

const NONE: readonly Element[] = [];
const selectorOf = ({ selector }: Mark): string => selector;
