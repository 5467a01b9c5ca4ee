/** What the page as a whole says: headings, title, address, open tab, offence, record reference. */
import type { PageSnapshot } from '../../core/forms/snapshot.ts';
import { isRecordReference } from '../../core/ledger/reference.ts';
import {
  DIALOG_SELECTOR,
  OPEN_TAB_CLASSES,
  OPEN_TAB_SELECTOR,
  PATH_SELECTOR,
  textOf,
  tidy,
} from './dom.ts';
import { remembered, rememberedTitle } from './epoch.ts';
import {
  all,
  closest,
  elementBefore,
  first,
  inPageOrder,
  isOver,
  listOf,
  localName,
  type Root,
  thePage,
} from './native.ts';
import { chosenOption } from './read-blocks.ts';
import { isGroupMember, readNames } from './read-names.ts';
import { knownRoots } from './roots.ts';
import { referencesBySite } from './site-profile.ts';
import { speakersOn } from './speakers.ts';
import { knownBars } from './watched.ts';

const MAX_HEADINGS = 3;
/** One after the other they are found in less than half of the time. */
const OPEN_TABS = [
  '[role=tab][aria-selected=true]',
  '[aria-current]:is([aria-current=step],[aria-current=page])',
  '.nav-tabs .active',
  '.breadcrumb .active',
];
/** Looked for with the plainest selector: it is held against every element of the page. */
const BARS = '[class*=tab],[class*=breadcrumb],[aria-label=breadcrumb i]';
/** The last part of a path is this page; a link leads to another. */
const LAST_STEP = `:is(${PATH_SELECTOR}) li:last-child:not(:has(a)),[class*=breadcrumb]:not(li,a,[class*=item]) > :last-child:not(a,:has(a,li))`;
const IN_BAR = `${LAST_STEP},${OPEN_TAB_SELECTOR}`;

type PageTitles = Omit<PageSnapshot, 'offences' | 'address'>;

export const readPage = remembered(
  (page: Document): PageSnapshot => new Page(page, titlesOf(page)),
);

class Page implements PageSnapshot {
  readonly headings: readonly string[];
  readonly title: string;
  readonly tabs: readonly string[];
  readonly #of: Document;
  #offences: readonly string[] | null = null;

  constructor(of: Document, { headings, title, tabs }: PageTitles) {
    this.#of = of;
    this.headings = headings;
    this.title = title;
    this.tabs = tabs;
  }

  get address(): string {
    return addressOf(this.#of);
  }

  /** Read only where somebody asks: most controls have nothing to do with them. */
  get offences(): readonly string[] {
    this.#offences ??= readOffences(this.#of);
    return this.#offences;
  }
}

const titlesOf = rememberedTitle(
  (page: Document): PageTitles => ({
    headings: highestHeadings(page),
    title: tidy(all(page, 'title')[0]?.textContent),
    tabs: openTabs(page),
  }),
);

/** Reads the page's titles with pauses: each search goes through all of it. */
export function* learnPage(page: Document): Generator<null> {
  for (const root of knownRoots(page)) {
    openTabsIn(root);
    yield null;
    tabsInBars(root);
    yield null;
  }
  highestHeadings(page);
  yield null;
  readPage(page);
  yield null;
}

const MOST_TABS = 6;

const openTabsIn = rememberedTitle((root: Root): readonly Element[] => [
  ...OPEN_TABS.flatMap((tabs) => listOf(root, tabs)),
  ...listOf(root, MAY_BE_TAB).filter(isTab),
]);

/** A pane may have such a class as well, and is no tab. */
const MAY_BE_TAB = `[class]:is(${OPEN_TAB_CLASSES})`;
const LONGEST_TAB = 60;

function isTab(element: Element): boolean {
  return (
    textOf(element).length <= LONGEST_TAB && first(element, 'button,input,select,textarea') === null
  );
}

const tabsInBars = rememberedTitle((root: Root): readonly Element[] =>
  listOf(root, BARS)
    .filter((bar) => !isOver(bar, MOST_IN_BAR))
    .flatMap((bar) => {
      knownBars.add(bar);
      return listOf(bar, IN_BAR);
    }),
);

/** Tabs that are open, the step that is taken, the end of the path to this page. */
function openTabs(page: Document): readonly string[] {
  const found = new Set<Element>();
  for (const root of knownRoots(page))
    for (const element of [...openTabsIn(root), ...tabsInBars(root)]) found.add(element);
  const shown = [...found].sort(inPageOrder).map(stepSays);
  return [...new Set(shown)].filter((text) => text !== '').slice(0, MOST_TABS);
}

/** Of a path that ends in "Record 2", the step before says of what. */
function stepSays(step: Element): string {
  const text = textOf(step);
  const isOfPath = localName(step) === 'li' && closest(step, PATH_SELECTOR) !== null;
  const before = isOfPath && NUMBERED.test(text) ? elementBefore(step) : null;
  return before ? `${textOf(before)} ${text}` : text;
}

const NUMBERED = /^(?:(?:record|person|entry|details|cofnod|manylion)(?: ?\d{1,4})?|\d{1,4})$/i;

/** A bar with more in it is a part of the page that is only called so. */
const MOST_IN_BAR = 200;

function addressOf(page: Document): string {
  const place = page === thePage ? location : page.defaultView?.location;
  return place ? decoded(`${place.pathname} ${place.search}`) : '';
}

/** Many systems have no `h1`: the first headings of the highest level that they use. */
const highestHeadings = rememberedTitle((page: Document): readonly string[] => {
  // What is drawn over the page is about whomever it was opened for.
  const not = `:not([class*=alert] *,:is(${DIALOG_SELECTOR},[class*=offcanvas]) *,:has([aria-expanded]))`;
  for (let level = 1; level <= 5; level++) {
    const found = texts(
      page,
      `h${level}${not},[role=heading][aria-level="${level}"]${not}`,
      MAX_HEADINGS,
    );
    if (found.length > 0) return found;
  }
  return [];
});

function texts(page: Document, selector: string, most: number): readonly string[] {
  const found: string[] = [];
  for (const root of knownRoots(page))
    for (const element of all(root, selector)) {
      const text = textOf(element);
      if (text !== '') found.push(text);
      if (found.length >= most) return found;
    }
  return found;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    // A malformed escape in an address: read it as it stands.
    return address;
  }
}

/** Chosen offence types and ticked flags; of other controls nothing is read. */
function readOffences(page: Document): readonly string[] {
  return speakersOn(page).offences.flatMap((control) => {
    if (!isGroupMember(control)) return chosenOption(control) || [];
    return control.checked ? readNames(control).map(({ text }) => text) : [];
  });
}

/** One to six letters or digits, a separator, and so on: no run of letters long enough for a name. */
const REFERENCE = /\b[A-Z0-9]{1,6}(?:[/-][A-Z0-9]{1,8}){1,4}\b/gi;

/** The record's reference, where a heading, the title or the address shows one. */
export const readReference = remembered((page: Document): string | null => {
  try {
    return findReference(page);
  } catch {
    // A reading of ours that fails must not let a look-up go unasked: it is recorded without.
    return null;
  }
});

function findReference(page: Document): string | null {
  const told = referencesBySite(page).find(isRecordReference);
  if (told) return told.toUpperCase();
  const { headings, title, address } = readPage(page);
  return referenceIn([...headings, title, address]) ?? referenceIn(smallTitles(page));
}

/** Looked for among all elements: most pages say it in a heading, and are not asked for these. */
const smallTitles = (page: Document): readonly string[] => texts(page, 'h2,.breadcrumb,dd', 20);

function referenceIn(said: readonly string[]): string | null {
  for (const text of said)
    for (const [candidate] of text.matchAll(REFERENCE))
      if (isRecordReference(candidate)) return candidate.toUpperCase();
  return null;
}
