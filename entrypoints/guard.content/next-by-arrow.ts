/** Answers and tabs of which an arrow key chooses the next. */
import { isWithModifier } from './active-item.ts';
import { attribute, classOf, closest, listOf, matches } from './native.ts';
import { isGroupMember } from './read-names.ts';
import { ofSameName } from './title-of-choices.ts';

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  Home: 1,
  End: -1,
};
const DRAWN = '[role=radio],[role=tab]';
const AROUND = '[role=radiogroup],[role=tablist],[role=group],fieldset,form';
const ANY_ARROW =
  '[data-bs-toggle]:is([data-bs-toggle=tab],[data-bs-toggle=pill],[data-bs-toggle=list]),[class*=ui-tabs],[class*=govuk-tabs]';
/** A longer list is no row of answers. */
const MOST = 60;

/** Answers or tabs among which an arrow key was pressed last. */
let movedIn: Element | null = null;
const OPEN_CLASS = /(?:^|[-_ ])(?:is-)?(?:active|selected|current|open)(?:$|[-_ ])/i;

/** Where the tab that was reached by a key is not the open one, keys only move there. */
function onlyMoves(reached: Element, all: readonly Element[]): boolean {
  if (attribute(reached, 'aria-selected') !== 'false' || OPEN_CLASS.test(classOf(reached)))
    return false;
  return all.some((each) => attribute(each, 'aria-selected') === 'true');
}

/** @returns what the key chooses; null where it only moves, or chooses nothing */
export function nextByArrow(control: Element, event: KeyboardEvent): Element | null {
  const step = STEPS[event.key];
  if (!step || isWithModifier(event)) return null;
  const isRadio = isGroupMember(control) && control.type === 'radio';
  if (!isRadio && !matches(control, DRAWN)) return null;
  const around = closest(control, AROUND);
  if (!around || !isAlong(control, around, event.key)) return null;
  const isKnown = movedIn === around;
  // Many pages know nothing of these two, and the browser scrolls.
  if (!isKnown && TO_END.test(event.key) && !matches(control, ANY_ARROW)) return null;
  movedIn = around;
  const same = isRadio ? ofSameName(control) : `[role=${attribute(control, 'role')}]`;
  const all = listOf(around, same).slice(0, MOST);
  if (isKnown && onlyMoves(control, all)) return null;
  const isToEnd = TO_END.test(event.key);
  const from = all.indexOf(control);
  if (from < 0) return null;
  // As if from beyond the other end.
  const at = isToEnd ? (step > 0 ? -1 : all.length) : from;
  for (let far = 1; far <= all.length; far++) {
    const next = all[(at + step * far + all.length * far) % all.length];
    if (next === control) return null;
    if (next && canBeChosen(next)) return next;
  }
  return null;
}

const TO_END = /Home|End/;

/** The other arrows scroll the page: tabs stand side by side, unless they say otherwise. */
function isAlong(control: Element, around: Element, key: string): boolean {
  if (attribute(control, 'role') !== 'tab') return !TO_END.test(key);
  // Some libraries go along at any arrow, however the tabs lie.
  if (TO_END.test(key) || matches(control, ANY_ARROW)) return true;
  const lies = attribute(around, 'aria-orientation');
  const isUpright = /Up|Down/.test(key);
  return (lies === 'vertical') === isUpright;
}

function canBeChosen(element: Element): boolean {
  return !matches(element, ':disabled,[aria-disabled=true]') && element.checkVisibility();
}
