/** Answers and tabs of which an arrow key chooses the next. */
import { attribute, closest, listOf, matches } from './native.ts';
import { isGroupMember } from './read-names.ts';

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};
const DRAWN = '[role=radio],[role=tab]';
const AROUND = '[role=radiogroup],[role=tablist],[role=group],fieldset,form';

/** Tabs in which an arrow key was pressed last. */
let movedIn: Element | null = null;

/** @returns what the key chooses; null where it only moves, or chooses nothing */
export function nextByArrow(control: Element, key: string): Element | null {
  const step = STEPS[key];
  if (!step) return null;
  const isRadio = isGroupMember(control) && control.type === 'radio';
  if (!isRadio && !matches(control, DRAWN)) return null;
  const around = closest(control, AROUND);
  if (!around) return null;
  // Where the tab that was reached by a key is not the open one, keys only move there.
  const isKnown = movedIn === around;
  movedIn = around;
  if (isKnown && attribute(control, 'aria-selected') === 'false') return null;
  const same = isRadio
    ? `input[type=radio][name="${CSS.escape(control.name)}"]`
    : `[role=${attribute(control, 'role')}]`;
  const all = listOf(around, same);
  return all[(all.indexOf(control) + step + all.length) % all.length] ?? null;
}
