/**
 * The persons of a part of the page by name and date of birth, typed or shown. What is read here
 * is a person's data: it goes no further than `known.ts`, which makes a code of it.
 */

import { rolesIn } from '../../../core/forms/roles.ts';
import type { SourceText } from '../../../core/forms/snapshot.ts';
import { words } from '../../../core/forms/text.ts';
import { type Detail, detailOf, type Given, partOfDate } from '../../../core/persons/details.ts';
import { captionOf, isHtml, isText, referenced, textOf, tidy } from '../dom.ts';
import { remembered } from '../epoch.ts';
import { theLexicon, thePersonLexicon } from '../floor.ts';
import { labelsFor } from '../labels.ts';
import {
  all,
  attribute,
  closest,
  contains,
  elementAfter,
  first,
  idOf,
  inPageOrder,
  listOf,
  localName,
  nextOf,
  parentElementOf,
  type Root,
  textContentOf,
} from '../native.ts';
import { columnHeader, holdsControl } from '../read-cells.ts';
import { readNames } from '../read-names.ts';

/** Where a detail of a person stands on the page. */
interface Place {
  readonly element: Element;
  readonly detail: Detail;
  readonly value: string;
}

/** What is said of one person, and where the name stands. */
export interface PersonOnPage {
  readonly named: Element;
  readonly details: Given;
}

const FIELDS =
  'input:not([type=hidden i],[type=checkbox i],[type=radio i],[type=submit i],[type=button i],[type=reset i],[type=image i],[type=file i],[type=password i]),select';
const CAPTION_TAGS = 'dt,th,td,label,b,strong';
/** What may stand before or above a detail that is shown and not typed. To look for both at once takes too long. */
const CAPTIONS = [
  CAPTION_TAGS,
  `:is([class*=label i],[role=cell],[role=gridcell]):not(${CAPTION_TAGS})`,
];
const LONGEST_CAPTION = 40;
const LONGEST_VALUE = 80;
/** A larger part than this is about more people than anybody looks up at once. */
const MOST_PERSONS = 60;
/** Elements that are looked at between two pauses. */
const STRIDE = 100;

/** Null is a pause. */
export function* personsIn(part: Element | Root): Generator<null, readonly PersonOnPage[]> {
  const places: Place[] = [];
  let looked = 0;
  for (const field of all(part, FIELDS)) {
    if (++looked % STRIDE === 0) yield null;
    // Most fields are empty, and then it does not matter what they ask for.
    const detail = isEmpty(field) ? null : detailOfField(field);
    const value = detail === null ? '' : typedIn(field);
    if (detail !== null && value !== '') places.push({ element: field, detail, value });
  }
  const stated: Place[] = [];
  let inTags = 0;
  for (const captions of CAPTIONS) {
    yield null;
    for (const caption of all(part, captions)) {
      if (++looked % STRIDE === 0) yield null;
      const place = shownBy(caption);
      if (place) stated.push(place);
    }
    if (captions === CAPTION_TAGS) inTags = stated.length;
  }
  for (const title of listOf(part, 'h1,h2').slice(0, MOST_PERSONS)) {
    const value = nameInTitle(textOf(title));
    if (value !== '') stated.push({ element: title, detail: 'full', value });
  }
  if (stated.length > inTags) stated.sort((one, other) => inPageOrder(one.element, other.element));
  return byPerson([...places, ...stated], part);
}

export function allPersonsIn(part: Element | Root): readonly PersonOnPage[] {
  const reading = personsIn(part);
  for (;;) {
    const next = reading.next();
    if (next.done) return next.value;
  }
}

const BY_AUTOCOMPLETE: Readonly<Record<string, Detail>> = {
  name: 'full',
  'given-name': 'given',
  'family-name': 'family',
  bday: 'birth',
  'bday-day': 'birth-day',
  'bday-month': 'birth-month',
  'bday-year': 'birth-year',
};

/** Null for a field that holds no detail by which a person is found. */
export const detailOfField = remembered((field: Element): Detail | null => {
  const told = (attribute(field, 'autocomplete') ?? '').split(' ').at(-1) ?? '';
  const byBrowser = BY_AUTOCOMPLETE[told];
  if (byBrowser) return byBrowser;
  const names = namesOf(field);
  const detail = detailOf(names, thePersonLexicon());
  return detail ?? partByGroup(field, names);
});

function namesOf(field: Element): readonly SourceText[] {
  const said = [
    ...labelsFor(field),
    ...referenced(field, 'aria-labelledby'),
    ...[closest(field, 'label')].filter((each) => each !== null),
  ].map((label): SourceText => ({ source: 'label', text: captionOf(label) }));
  const own: SourceText[] = [
    { source: 'aria', text: tidy(attribute(field, 'aria-label')) },
    { source: 'placeholder', text: tidy(attribute(field, 'placeholder')) },
    { source: 'name', text: tidy(attribute(field, 'name')) },
    { source: 'name', text: tidy(idOf(field)) },
  ];
  const names = [...said, ...own].filter(({ text }) => text !== '');
  return names.some(({ source }) => source !== 'name') ? names : readNames(field);
}

/** "Day" asks for a day of birth where the group around it asks for a date of birth. */
function partByGroup(field: Element, names: readonly SourceText[]): Detail | null {
  const part = names.map(({ text }) => partOfDate(words(text).folded)).find((each) => each);
  const group = part && closest(field, 'fieldset,[role=group]');
  if (!group) return null;
  const title = first(group, 'legend') ?? referenced(group, 'aria-labelledby')[0];
  const asks: SourceText = {
    source: 'legend',
    text: title ? textOf(title) : tidy(attribute(group, 'aria-label')),
  };
  return detailOf([asks], thePersonLexicon()) === 'birth' ? part : null;
}

function isEmpty(field: Element): boolean {
  return isHtml(field, 'input') && field.value === '';
}

function typedIn(field: Element): string {
  if (isHtml(field, 'select')) return tidy(field.selectedOptions[0]?.textContent);
  return isHtml(field, 'input') ? tidy(field.value.slice(0, LONGEST_VALUE)) : '';
}

/** Of whom, and then who: "Victim \u2013 Ifeoma Udeh". */
const PARTED = /[:\u2013\u2014-] /;
const NAME_WORD = /^\p{Lu}[\p{L}'\u2019.-]*,?$/u;
const LONGEST_NAME = 80;
const NO_NAME =
  /\b(?:details?|information|statements?|records?|history|summary|contacts?|notes?|address(?:es)?|status|page|form|care|needs|account|property|injur\w+|medical|risks?|assessments?|services?|support|code|impact|offences?|crimes?|case|log|file|new|edit|add|view|checks?|search|unknown|name|person|manylion|datganiad|cofnod|cyswllt)\b/i;

function nameInTitle(title: string): string {
  const parted = PARTED.exec(title);
  const whose = parted ? title.slice(0, parted.index).trim() : '';
  if (!parted || whose.length < 2 || whose.length > 30) return '';
  const name = title.slice(parted.index + parted[0].length).trim();
  const words = name.split(' ');
  const isName =
    words.length >= 2 && words.length <= 5 && words.every((word) => NAME_WORD.test(word));
  if (!isName || name.length > LONGEST_NAME || NO_NAME.test(name)) return '';
  return rolesIn([{ source: 'heading', text: whose }], theLexicon()) ? name : '';
}

/** What stands beside a caption, or under a header. */
function shownBy(caption: Element): Place | null {
  if (isCell(caption)) {
    const header = captionDetail(columnHeader(caption));
    const under = header && shown(caption, header, textOf(caption));
    if (under) return under;
  }
  const detail = captionDetail(textContentOf(caption));
  if (!detail) return null;
  const beside = localName(caption) === 'dt' || isCell(caption) ? elementAfter(caption) : null;
  if (beside) return shown(beside, detail, textOf(beside));
  const next = nextOf(caption);
  if (!next) return null;
  const after = elementAfter(caption);
  if (!isText(next)) return after && shown(after, detail, textOf(after));
  const text = tidy(next.nodeValue);
  if (/\p{L}|\d/u.test(text)) return shown(caption, detail, text);
  return after && shown(after, detail, textOf(after));
}

function isCell(element: Element): boolean {
  return /^t[dh]$/.test(localName(element)) || /cell$/.test(attribute(element, 'role') ?? '');
}

function shown(element: Element, detail: Detail, text: string): Place | null {
  const value = text.replace(/^\s*:/, '').trim();
  if (value === '' || value.length > LONGEST_VALUE || holdsControl(element)) return null;
  // A caption beside or below another is no value of it.
  return captionDetail(value) === null ? { element, detail, value } : null;
}

function captionDetail(text: string | null): Detail | null {
  if (text === null || text === '' || text.length > LONGEST_CAPTION) return null;
  return detailOf([{ source: 'label', text: tidy(text) }], thePersonLexicon());
}

const NAMES: ReadonlySet<Detail> = new Set(['family', 'full']);

/** A person's details stand nearer to the name than another person's name does. */
function byPerson(places: readonly Place[], part: Element | Root): readonly PersonOnPage[] {
  const named = places.filter(({ detail }) => NAMES.has(detail)).slice(0, MOST_PERSONS);
  return named.map((name) => {
    let around = name.element;
    for (
      let up = parentElementOf(around);
      up && contains(part, up) && !named.some((other) => isOther(other, name, up));
      up = parentElementOf(around)
    )
      around = up;
    const details: Partial<Record<Detail, string>> = {};
    for (const { element, detail, value } of places)
      if (contains(around, element) && !NAMES.has(detail)) details[detail] ??= value;
    details[name.detail] = name.value;
    return { named: name.element, details };
  });
}

/** A full name and a family name of one person may stand in one part; two of a kind are two people's. */
function isOther(other: Place, name: Place, within: Element | null): boolean {
  return (
    other !== name &&
    other.detail === name.detail &&
    within !== null &&
    contains(within, other.element)
  );
}
