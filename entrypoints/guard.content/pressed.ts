/**
 * What the officer pressed last. A dialog mostly stands at the end of the page and does not say
 * what opened it; it covers the rest, so it is about what was pressed before it came.
 */
import { newEpoch } from './epoch.ts';
import { contains, isInPage } from './native.ts';

const MOST_KEPT = 4;
const last: Element[] = [];

export function notePressed(control: Element): void {
  if (last[0] === control) return;
  last.unshift(control);
  last.length = Math.min(last.length, MOST_KEPT);
  newEpoch();
}

/** The last control that was pressed outside of a dialog. */
export function pressedBefore(dialog: Element): Element | null {
  return last.find((control) => isInPage(control) && !contains(dialog, control)) ?? null;
}
