/**
 * What the officer pressed last. A dialog mostly stands at the end of the page and does not say
 * what opened it; it covers the rest, so it is about what was pressed before it came.
 */
import { DIALOG_SELECTOR } from './dom.ts';
import { newEpoch } from './epoch.ts';
import { closest, contains, documentOf, focused, isInPage, listOf, rootElement } from './native.ts';

const MOST_KEPT = 4;
const last: Element[] = [];
let at = Number.NEGATIVE_INFINITY;
/** Asked for as a global, it costs more than the time that it tells. */
const clock = performance;

export function notePressed(control: Element): void {
  at = clock.now();
  if (!isOfMenu(control)) menuOn = null;
  if (last[0] === control) return;
  last.unshift(control);
  last.length = Math.min(last.length, MOST_KEPT);
  newEpoch();
}

/** Lists of what to do that are drawn over the page. */
export const MENUS =
  '[role=menu],[role=listbox],.dropdown-menu,:is(menu,[class*=menu i]):is([popover],[style*=absolute],[style*=fixed],[class*=context i])';

/** Where a menu of the right button was opened, until something is pressed outside of it. */
let menuOn: Element | null = null;
let rightPressed: Element | null = null;
/** Menus and dialogs that were shown then already. */
let shownThen: ReadonlySet<Element> = new Set();

export function noteMenuOn(place: Element): void {
  menuOn = place;
  rightPressed = place;
  shownThen = new Set(listOf(documentOf(place), DRAWN_OVER).filter(isShown));
  // What the menu opens, a dialog too, is about this.
  if (last[0] !== place) last.unshift(place);
  last.length = Math.min(last.length, MOST_KEPT);
  newEpoch();
}

const DRAWN_OVER = `${DIALOG_SELECTOR},${MENUS}`;

function isShown(part: Element): boolean {
  return part.getClientRects().length > 0;
}

/** A press beside all controls closes a menu too. */
export function notePressedAt(place: Element): void {
  if (menuOn === null || isOfMenu(place)) return;
  menuOn = null;
  newEpoch();
}

/** In the menu itself, or in a dialog that came since; what was shown before is neither. */
function isOfMenu(place: Element): boolean {
  if (menuOn === null) return true;
  const part = closest(place, DRAWN_OVER);
  return part !== null && !shownThen.has(part) && !contains(part, menuOn);
}

/** @param part is about what it was opened on; a dialog that was there before is not */
export function openedOn(part: Element): Element | null {
  const isOfIt = menuOn && isInPage(menuOn) && !contains(part, menuOn) && !shownThen.has(part);
  return isOfIt ? menuOn : null;
}

/** The last control that was pressed outside of a dialog. */
export function pressedBefore(dialog: Element): Element | null {
  const isBefore = (control: Element): boolean =>
    isInPage(control) &&
    !contains(dialog, control) &&
    !(control === rightPressed && shownThen.has(dialog));
  return last.find(isBefore) ?? null;
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
