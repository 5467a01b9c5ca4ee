/** Answers and tabs of which an arrow key chooses the next. */
import { isWithModifier } from './active-item.ts';
import { attribute, closest, listOf, matches } from './native.ts';
import { isGroupMember, ofSameName } from './read-names.ts';

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};
const DRAWN = '[role=radio],[role=tab]';
const AROUND = '[role=radiogroup],[role=tablist],[role=group],fieldset,form';
const ANY_ARROW = '[data-bs-toggle],[data-toggle],[class*=ui-tabs],[class*=govuk-tabs]';
/** A longer list is no row of answers. */
const MOST = 60;

/** Answers or tabs among which an arrow key was pressed last. */
let movedIn: Element | null = null;

/** @returns what the key chooses; null where it only moves, or chooses nothing */
export function nextByArrow(control: Element, event: KeyboardEvent): Element | null {
  const step = STEPS[event.key];
  if (!step || isWithModifier(event)) return null;
  const isRadio = isGroupMember(control) && control.type === 'radio';
  if (!isRadio && !matches(control, DRAWN)) return null;
  const around = closest(control, AROUND);
  if (!around || !isAlong(control, around, event.key)) return null;
  // Where the tab that was reached by a key is not the open one, keys only move there.
  const isKnown = movedIn === around;
  movedIn = around;
  if (isKnown && attribute(control, 'aria-selected') === 'false') return null;
  const same = isRadio ? ofSameName(control) : `[role=${attribute(control, 'role')}]`;
  const all = listOf(around, same).slice(0, MOST);
  const at = all.indexOf(control);
  if (at < 0) return null;
  for (let far = 1; far < all.length; far++) {
    const next = all[(at + step * far + all.length * far) % all.length];
    if (next && next !== control && canBeChosen(next)) return next;
  }
  return null;
}

/** The other arrows scroll the page: tabs stand side by side, unless they say otherwise. */
function isAlong(control: Element, around: Element, key: string): boolean {
  if (attribute(control, 'role') !== 'tab') return true;
  const lies = attribute(around, 'aria-orientation');
  const isUpright = /Up|Down/.test(key);
  // Some libraries go along at any arrow.
  if (lies === null && matches(control, ANY_ARROW)) return true;
  return (lies === 'vertical') === isUpright;
}

function canBeChosen(element: Element): boolean {
  return !matches(element, ':disabled,[aria-disabled=true]') && element.checkVisibility();
}
