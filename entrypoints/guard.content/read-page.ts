/** What the page as a whole says: headings, title, address, open tab, offence, record reference. */
import type { PageSnapshot } from '../../core/forms/snapshot.ts';
import { isRecordReference } from '../../core/ledger/reference.ts';
import { textOf, tidy } from './dom.ts';
import { remembered } from './epoch.ts';
import { chosenOption } from './read-blocks.ts';
import { readNames } from './read-names.ts';

const OFFENCE_CONTROL = /offence|offense|crime|incident|flag|marker|trosedd|digwyddiad|baner/i;
const MAX_HEADINGS = 3;
const MAX_CONTROLS = 200;

export const readPage = remembered((page: Document): PageSnapshot => {
  const place = page.defaultView?.location;
  return {
    headings: highestHeadings(page),
    title: tidy(page.title),
    address: place ? decoded(`${place.pathname} ${place.search}`) : '',
    tabs: texts(
      page,
      '[role=tab][aria-selected=true],[aria-current=step],[aria-current=page],.nav-tabs .active,.breadcrumb .active',
      6,
    ),
    offences: readOffences(page),
  };
});

/** Many systems have no `h1`: the first headings of the highest level that they use. */
function highestHeadings(page: Document): readonly string[] {
  for (let level = 1; level <= 5; level++) {
    const found = texts(
      page,
      `:is(h${level},[role=heading][aria-level="${level}"]):not([class*=alert] *)`,
      MAX_HEADINGS,
    );
    if (found.length > 0) return found;
  }
  return [];
}

function texts(page: Document, selector: string, most: number): readonly string[] {
  const found: string[] = [];
  for (const element of page.querySelectorAll(selector)) {
    const text = textOf(element);
    if (text !== '') found.push(text);
    if (found.length >= most) break;
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
  const chosen: string[] = [];
  let looked = 0;
  for (const control of page.querySelectorAll(
    'select,input[type=checkbox]:checked,input[type=radio]:checked',
  )) {
    if (++looked > MAX_CONTROLS) break;
    const names = readNames(control);
    if (!names.some(({ text }) => OFFENCE_CONTROL.test(text)) && !isFlagGroup(control)) continue;
    const option = control instanceof HTMLSelectElement ? chosenOption(control) : '';
    if (option !== '') chosen.push(option);
    else if (!(control instanceof HTMLSelectElement)) chosen.push(...names.map(({ text }) => text));
  }
  return chosen;
}

function isFlagGroup(control: Element): boolean {
  const legend = control.closest('fieldset')?.querySelector(':scope > legend');
  return legend ? OFFENCE_CONTROL.test(textOf(legend)) : false;
}

/** One to six letters or digits, a separator, and so on: no run of letters long enough for a name. */
const REFERENCE = /\b[A-Z0-9]{1,6}(?:[/-][A-Z0-9]{1,8}){1,4}\b/gi;

/** The record's reference, where a heading, the title or the address shows one. */
export const readReference = remembered((page: Document): string | null => {
  const { headings, title, address } = readPage(page);
  for (const text of [...headings, title, address, ...texts(page, 'h2,.breadcrumb,dd', 20)]) {
    for (const [candidate] of text.matchAll(REFERENCE)) {
      if (isRecordReference(candidate)) return candidate.toUpperCase();
    }
  }
  return null;
});
