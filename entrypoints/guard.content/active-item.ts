/**
 * The option or item that a key picks while the focus stays on what is around it. Some pages say which
 * one is active (`aria-activedescendant`), others only draw it.
 */
import { inRootsAround, isElement, slottedIn, TYPED } from './dom.ts';
import { attribute, classOf, hasAttribute, listOf, matches, parentElementOf } from './native.ts';

const LIST = '[role=listbox],[role=menu],[role=tree]';
/** What else is open, such as a part of the page that can be folded away, has no item that is next. */
const OPENS_LIST = '[aria-haspopup],[role=combobox]';
const ITEMS =
  '[role=option],[role=menuitem],[role=menuitemcheckbox],[role=menuitemradio],[role=treeitem]';
const BOX = 'input[role=combobox]';
const MOST_ITEMS = 200;
/** How libraries mark the item that the next key would pick. */
const MARKED = ['highlighted', 'active', 'data-highlighted', 'data-active', 'data-focused'];
const MARKED_CLASS =
  /(?:^|[-_ ])(?:is-)?(?:active|highlighted|focus(?:ed)?|hover(?:ed)?)(?:$|[-_ ])/i;

export function activeIn(event: KeyboardEvent): Element | null {
  const [place] = event.composedPath();
  if (!isElement(place) || (event.key !== 'Enter' && matches(place, TYPED))) return null;
  return named(place) ?? drawnActive(place);
}

function named(place: Element): Element | null {
  const id = attribute(place, 'aria-activedescendant');
  return id ? inRootsAround(place, id) : null;
}

function drawnActive(place: Element): Element | null {
  const list = listAt(place);
  const items = list ? itemsOf(list) : [];
  const item = items.find(isMarked) ?? selectedOf(place, items);
  if (!item) return null;
  // The entry of a menu of the page's parts that is marked is the part that is shown.
  return matches(place, `${LIST},${OPENS_LIST},${TYPED}`) || !isCurrent(item) ? item : null;
}

/** Where nothing else is marked, the chosen one; of what is proposed for a box, the only one. */
function selectedOf(place: Element, items: readonly Element[]): Element | null {
  const chosen = items.filter((item) => attribute(item, 'aria-selected') === 'true');
  if (chosen.length === 1) return chosen[0] ?? null;
  const [only] = items;
  return items.length === 1 && only && matches(place, TYPED) && only.checkVisibility()
    ? only
    : null;
}

function isCurrent(item: Element): boolean {
  return attribute(item, 'aria-current') !== null || /(?:^|\s)active(?:$|\s)/.test(classOf(item));
}

/** The list that has the focus, or that an open button or box belongs to. */
function listAt(place: Element): Element | null {
  if (matches(place, LIST)) return place;
  // A box that says nothing of its list shows it as long as something is in it.
  const isOpen = attribute(place, 'aria-expanded') ?? String(matches(place, BOX));
  const id = attribute(place, 'aria-controls') ?? attribute(place, 'aria-owns');
  const linked = id ? inRootsAround(place, id) : null;
  // Some say that it is closed, and show it.
  if (isOpen !== 'true' && !linked?.checkVisibility()) return null;
  if (linked && matches(linked, LIST)) return linked;
  if (!matches(place, OPENS_LIST)) return null;
  if (linked) return listOf(linked, LIST)[0] ?? null;
  const around = parentElementOf(place);
  const [list = null] = around ? listOf(around, LIST) : [];
  return list;
}

/** Also those that stand outside of the root in which the list is drawn. */
function itemsOf(list: Element): readonly Element[] {
  const slotted = listOf(list, 'slot')
    .flatMap(slottedIn)
    .filter(isElement)
    .flatMap((each) => (matches(each, ITEMS) ? [each] : listOf(each, ITEMS)));
  return [...listOf(list, ITEMS), ...slotted].slice(0, MOST_ITEMS);
}

function isMarked(item: Element): boolean {
  return (
    attribute(item, 'aria-current') === 'true' ||
    MARKED.some((name) => hasAttribute(item, name)) ||
    MARKED_CLASS.test(classOf(item)) ||
    // A library's own part may be drawn as active inside of it.
    listOf(item, ':scope > :not(slot)').some((part) => MARKED_CLASS.test(classOf(part)))
  );
}

/** With another key held down, an arrow scrolls, selects or goes back in the browser. */
export function isWithModifier({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey;
}

/** What a list chooses next at an arrow key: one that is closed does so at once, like the browser's own. */
export function nextOption(event: KeyboardEvent): Element | null {
  if (isWithModifier(event)) return null;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const [place] = step === 0 ? [] : event.composedPath();
  const active = isElement(place) ? named(place) : null;
  if (!isElement(place) || !active || !matches(active, '[role=option]')) return null;
  const list = listAround(active);
  const isClosed = attribute(place, 'aria-expanded') === 'false';
  // One in which the option reached by a key is chosen already chooses the next one too.
  const chooses = isClosed || (movedIn === list && attribute(active, 'aria-selected') === 'true');
  movedIn = list;
  if (!list || !chooses) return null;
  const options = listOf(list, '[role=option]');
  return options[options.indexOf(active) + step] ?? null;
}

/** The list in which an arrow key was pressed last. */
let movedIn: Element | null = null;

function listAround(option: Element): Element | null {
  let at = parentElementOf(option);
  while (at && !matches(at, LIST)) at = parentElementOf(at);
  return at;
}
