/**
 * Items of menus that a library draws as plain elements: nothing but their class says that they are
 * pressed. They are held by where the pointer is (`controls-in-event.ts`); here they are found, so
 * that they are counted too.
 */
import { isActionOption } from './action-lists.ts';
import { CONTROL_SELECTOR, textOf } from './dom.ts';
import { closest, first, listOf, matches, parentElementOf } from './native.ts';
import { knownRoots } from './roots.ts';

const PRESSABLE =
  'a:not([href]),[class*=menu-item],[class*=menuitem],[class*=menu__item],[class*=dropdown-item],[class*=dropdown-option],[class*=item--link],[role=option]';
const MAX_TEXT = 60;

/** The item that an element is part of; null where that is a control or holds one. */
export function pressableAround(element: Element): Element | null {
  let item = closest(element, PRESSABLE);
  if (!item || closest(item, CONTROL_SELECTOR) || first(item, CONTROL_SELECTOR)) return null;
  if (matches(item, '[role=option]') && !isActionOption(item)) return null;
  const text = textOf(item);
  if (text === '' || text.length > MAX_TEXT) return null;
  for (let up = parentElementOf(item); up && matches(up, PRESSABLE) && textOf(up) === text; ) {
    item = up;
    up = parentElementOf(up);
  }
  return item;
}

export function pressablesOn(page: Document): readonly Element[] {
  return [...knownRoots(page)]
    .flatMap((root) => listOf(root, PRESSABLE))
    .filter((each) => pressableAround(each) === each);
}
