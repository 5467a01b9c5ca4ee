/**
 * Persons seen in a protected role on this page and on others that are open: a look-up of somebody
 * with the same name and date of birth is a look-up of them, whatever the page calls them. Names
 * stay in this frame and for the moment of reading; what is compared and passed on are codes.
 */

import type { Classification } from '../../../core/forms/classification.ts';
import { readWhose } from '../../../core/forms/classify.ts';
import type { ControlSnapshot, SourceText } from '../../../core/forms/snapshot.ts';
import type { KnownPersons } from '../../../core/messages.ts';
import { codeOf, findSame, type PersonKey, type SeenPerson } from '../../../core/persons/code.ts';
import { personOf } from '../../../core/persons/details.ts';
import { isProtected } from '../../../core/vocabulary.ts';
import { notify, onNotice } from '../channel.ts';
import { isElement, textOf } from '../dom.ts';
import { memory } from '../epoch.ts';
import { theLexicon } from '../floor.ts';
import { lasting } from '../lasting.ts';
import { closest, documentOf, isInPage, matches, type Root, rootOf, thePage } from '../native.ts';
import { readAround, readControl } from '../read-form.ts';
import { readPage } from '../read-page.ts';
import { knownRoots } from '../roots.ts';
import { inSlices } from '../slices.ts';
import { allPersonsIn, detailOfField, type PersonOnPage, personsIn } from './read.ts';

let key: PersonKey | null = null;
/** Seen on other pages of this browser. */
let elsewhere: readonly SeenPerson[] = [];
let here: readonly SeenPerson[] = [];

/** To be called with what the background knows. */
export function learnPersons(told: KnownPersons): void {
  // What was read before there was a key is read again.
  isTyped ||= key?.join() !== told.key.join();
  key = told.key;
  elsewhere = told.seen;
}

/** Whether anybody was seen at all: mostly nobody was, and nothing is compared. */
export function areAnyKnown(): boolean {
  return here.length > 0 || elsewhere.length > 0;
}

/** Who a control is about, where somebody in a protected role goes by the same name. */
export function sameAs(control: Element, { role }: Classification): SeenPerson | null {
  if (!areAnyKnown() || key === null || isProtected(role)) return null;
  const known = [...here, ...elsewhere];
  for (const person of personsAbout(control)) {
    const read = personOf(person.details);
    if (!read || isProtected(seenAs(person).role)) continue;
    const found = findSame(read, key, known);
    if (found) return found;
  }
  return null;
}

/** The persons of the nearest part around a control that names any. */
function personsAbout(control: Element): readonly PersonOnPage[] {
  const parts: (Element | Root | null)[] = [
    closest(control, 'tr,[role=row],li'),
    closest(control, 'form,dialog,[role=dialog]'),
    rootOf(control),
    documentOf(control),
  ];
  for (const part of parts) {
    const all = part ? allPersonsIn(part) : [];
    // Of a whole page, what is not shown is about somebody else.
    const persons = part && isElement(part) ? all : all.filter(isInSight);
    if (persons.length > 0) return persons;
  }
  return [];
}

/** What another tab of the page shows, the open one says nothing of: it is read when it is opened. */
function isInSight({ named }: PersonOnPage): boolean {
  return closest(named, '[hidden],[style*="display:none"],[style*="display: none"]') === null;
}

function seenAs({ named }: PersonOnPage) {
  const own = matches(named, 'input,select') ? readControl(named) : shownIn(named);
  return readWhose(readAround(named, own, []), theLexicon());
}

/** A title says itself whom it names. */
function shownIn(named: Element): ControlSnapshot {
  const names: readonly SourceText[] = matches(named, 'h1,h2')
    ? [{ source: 'heading', text: textOf(named) }]
    : [];
  return { kind: 'text', names, isAction: false, isSubmit: false };
}

/** A page that stays open says again whom it shows, before the background forgets it. */
const AGAIN_MS = 10 * 60_000;

const readOn = memory<Root, true>('parts');
let isTyped = false;
let reading: Generator<null> | null = null;

/** To be called when the page is quiet: reads whom it shows, where that may be new. */
export function lookForPersons(): void {
  if (reading || (readOn.get(thePage) && !isTyped)) return;
  isTyped = false;
  readOn.set(thePage, true);
  const walk = read();
  reading = walk;
  // A page that cannot be read names nobody; each of its controls is still held by its own words.
  const end = (): void => {
    if (reading === walk) reading = null;
  };
  inSlices(walk, end, end);
}

function* read(): Generator<null> {
  const seen: SeenPerson[] = [];
  const hasTabs = readPage(thePage).tabs.length > 0;
  for (const root of knownRoots(thePage))
    for (const person of yield* personsIn(root)) {
      if (hasTabs && !isInSight(person)) continue;
      const { role, group } = seenAs(person);
      const details = isProtected(role) ? personOf(person.details) : null;
      // By a family name alone nobody is found.
      if (details && key !== null && (details.given || details.birth))
        seen.push({ ...codeOf(details, key), role, group });
      yield null;
    }
  const isNew = JSON.stringify(seen) !== JSON.stringify(here);
  here = seen;
  if (isNew) tell();
}

function tell(): void {
  if (here.length > 0) notify('persons', { seen: here });
}

/**
 * Follows whom the officer types, and what other pages of the browser show.
 *
 * @param named called when somebody was named on the page
 */
export function followPersons(signal: AbortSignal, named: () => void): void {
  onNotice('persons-changed', ({ seen }) => {
    elsewhere = seen;
  });
  const typed = ({ target }: Event): void => {
    if (!isElement(target) || !isInPage(target) || detailOfField(target) === null) return;
    isTyped = true;
    lookForPersons();
    named();
  };
  /** What was typed last goes with the page to the next one. */
  const leaving = (): void => {
    if (!isTyped && !reading) return;
    // What had been begun is begun anew, and told of once.
    reading?.return(undefined);
    reading = null;
    isTyped = false;
    for (const _pause of read());
  };
  lasting(() => {
    addEventListener('change', typed, { capture: true, passive: true, signal });
    addEventListener('pagehide', leaving, { signal });
  });
  const again = setInterval(tell, AGAIN_MS);
  signal.addEventListener('abort', () => clearInterval(again));
}
