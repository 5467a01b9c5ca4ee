/**
 * What the officer pressed last. A dialog mostly stands at the end of the page and does not say
 * what opened it; it covers the rest, so it is about what was pressed before it came.
 */
import { DIALOG_SELECTOR } from './dom.ts';
import { newEpoch } from './epoch.ts';
import {
  closest,
  contains,
  documentOf,
  focused,
  isInPage,
  listOf,
  parentElementOf,
  rootElement,
} from './native.ts';

const MOST_KEPT = 4;
const last: Element[] = [];
let at = Number.NEGATIVE_INFINITY;
/** Asked for as a global, it costs more than the time that it tells. */
const clock = performance;

export function notePressed(control: Element): void {
  at = clock.now();
  if (!isOfMenu(control)) menuOn = null;
  if (last[0] === control) return;
  // What a menu of the right button opens is about what the menu was opened on.
  if (menuOn && isInPage(menuOn)) last.unshift(menuOn);
  last.unshift(control);
  last.length = Math.min(last.length, MOST_KEPT);
  newEpoch();
}

/** Lists of what to do that are drawn over the page. */
export const MENUS =
  '[role=menu],[role=listbox],.dropdown-menu,:is(menu,[class*=menu i]):is([popover],[style*=absolute],[style*=fixed],[class*=context i])';

/** Where a menu of the right button was opened, until something is pressed outside of it. */
let menuOn: Element | null = null;
/** Dialogs that were shown then already. */
let shownThen: ReadonlySet<Element> = new Set();

export function noteMenuOn(place: Element): void {
  menuOn = place;
  shownThen = new Set(
    listOf(documentOf(place), DIALOG_SELECTOR).filter((each) => each.getClientRects().length > 0),
  );
  newEpoch();
}

/** A press beside all controls closes a menu too. */
export function notePressedAt(place: Element): void {
  if (menuOn === null || isOfMenu(place)) return;
  menuOn = null;
  newEpoch();
}

/** In the menu itself, or in a dialog that came since. */
function isOfMenu(place: Element): boolean {
  if (menuOn === null) return true;
  if (closest(place, MENUS) || isDrawnOver(place, menuOn)) return true;
  const dialog = closest(place, DIALOG_SELECTOR);
  return dialog !== null && !shownThen.has(dialog) && !contains(dialog, menuOn);
}

/** A menu of a page's own making is known by nothing but its place. */
function isDrawnOver(place: Element, on: Element): boolean {
  let at: Element | null = place;
  for (let step = 0; at && step < MOST_STEPS && !contains(at, on); step++) {
    if (/^(?:absolute|fixed)$/.test(getComputedStyle(at).position)) return true;
    at = parentElementOf(at);
  }
  return false;
}

const MOST_STEPS = 8;

/** @param part is about what it was opened on; a dialog that was there before is not */
export function openedOn(part: Element): Element | null {
  const isOfIt = menuOn && isInPage(menuOn) && !contains(part, menuOn) && !shownThen.has(part);
  return isOfIt ? menuOn : null;
}

/** The last control that was pressed outside of a dialog. */
export function pressedBefore(dialog: Element): Element | null {
  return last.find((control) => isInPage(control) && !contains(dialog, control)) ?? null;
}

let left: Element | null = null;
let leftAt = Number.NEGATIVE_INFINITY;
/** What a page asks because a field was left, it asks at once. */
const FOR_A_FIELD_MS = 1_000;

/** A field that loses the focus, or whose change the browser tells just before it does. */
export function noteLeft(field: Element): void {
  left = field;
  leftAt = clock.now();
}

/** The officer went on to press something else. */
export function forgetLeft(): void {
  left = null;
}

/** Where the officer is: between two fields the page says that nothing has the focus. */
export function placeOfOfficer(page: Document): Element {
  const at = focused(page);
  if (at && at !== page.body && at !== rootElement(page)) return at;
  const isLeft = left !== null && clock.now() - leftAt < FOR_A_FIELD_MS && isInPage(left);
  return (isLeft && left) || at || rootElement(page);
}

/** What a page asks this soon after a press it asks for the press. */
const FOR_A_PRESS_MS = 2_000;

/** What the page is busy with at the officer's wish; null where it does something by itself. */
export function pressedJustNow(): Element | null {
  const [control] = last;
  if (!control || clock.now() - at >= FOR_A_PRESS_MS) return null;
  // A dialog goes with its answer; then it is about the page.
  return isInPage(control) ? control : document.documentElement;
}
