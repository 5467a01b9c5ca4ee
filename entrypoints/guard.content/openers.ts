/** What opened a menu, list, dialog or drawer: it is drawn elsewhere, and is about what is there. */
import {
  CONTROL_SELECTOR,
  DIALOG_SELECTOR,
  OPENER_ATTRIBUTES,
  OPENERS,
  parentOf,
  referenced,
} from './dom.ts';
import { remembered, rememberedTitle } from './epoch.ts';
import {
  all,
  attribute,
  classOf,
  contains,
  hasAttribute,
  idOf,
  isShadow,
  listOf,
  localName,
  matches,
  parentElementOf,
  type Root,
  rootOf,
  withId,
} from './native.ts';
import { MENUS, openedOn, pressedBefore } from './pressed.ts';

/** What is drawn over the page, mostly at its end. */
const OVERLAY = `${DIALOG_SELECTOR},${MENUS},.cdk-overlay-pane`;
/** How libraries call the parts of the body into which they draw such things. */
const PORTAL = /portal|overlay|pop(?:over|per|up)|drop-?down|menu|modal|dialog|drawer/i;
const EXPANDED = '[aria-expanded=true][aria-haspopup],[class*=dropdown-open]';

/** A part of the body, or of a shadow root, that holds nothing but what is drawn over the page. */
export function isPortal(element: Element): boolean {
  const parent = parentElementOf(element);
  return (
    (parent === null ? isOfWhole(element) : localName(parent) === 'body') &&
    PORTAL.test(`${classOf(element)} ${idOf(element)} ${attribute(element, 'role') ?? ''}`)
  );
}

/** A drop-down that is a component of its own draws its parts where it stands. */
function isOfWhole(element: Element): boolean {
  const root = rootOf(element);
  if (!root || !isShadow(root) || !IN_PLACE.test(localName(root.host))) return true;
  const around = parentElementOf(root.host);
  return around !== null && localName(around) === 'body';
}

const IN_PLACE = /drop-?down|menu/;

/** The part drawn over the page that an element is in, up to the outermost of it. */
export function overlayAround(element: Element): Element | null {
  for (let at: Element | null = element; at; at = parentOf(at))
    if (matches(at, MENUS) || isPortal(at)) return at;
  return null;
}

/** The one control that opens a part, where it says so; else the one pressed, or left open. */
export function openerOf(part: Element): Element | null {
  const isOverlay = matches(part, OVERLAY);
  const linked = linkedTo(part, isOverlay);
  if (linked.length > 0) return (linked.length === 1 && linked[0]) || null;
  if (!isOverlay && !isPortal(part)) return null;
  const naming = isOverlay ? referenced(part, 'aria-labelledby') : [];
  const named = naming.find((each) => matches(each, CONTROL_SELECTOR) && !contains(part, each));
  if (named) return named;
  // The link may be to a wrapping of it.
  for (let at = parentOf(part); at; at = parentOf(at))
    if (linkedTo(at, false).length > 0) return null;
  const menuOn = matches(part, MENUS) ? openedOn(part) : null;
  return menuOn ?? pressedBefore(part) ?? leftOpen(part);
}

function linkedTo(part: Element, isOverlay: boolean): readonly Element[] {
  return openersOf(part).filter(
    (each) => !contains(part, each) && (isOverlay || hasAttribute(each, 'aria-haspopup')),
  );
}

/** Controls that say that they open an element, by its id. */
export function openersOf(element: Element): readonly Element[] {
  const id = idOf(element);
  const root = id === '' ? null : rootOf(element);
  return (root && openersIn(root).get(id)) ?? [];
}

const openersIn = rememberedTitle((root: Root): ReadonlyMap<string, readonly Element[]> => {
  const openers = new Map<string, Element[]>();
  for (const element of all(root, OPENERS))
    for (const name of OPENER_ATTRIBUTES) {
      const id = attribute(element, name)?.replace(/^#/, '');
      const known = id && openers.get(id);
      if (known && !known.includes(element)) known.push(element);
      else if (id && !known) openers.set(id, [element]);
    }
  return openers;
});

/** The only control of the page that says that its menu is open, and not that it is another. */
function leftOpen(part: Element): Element | null {
  const root = rootOf(part);
  const [opener, second] = root ? openOnes(root) : [];
  return opener && !second && !contains(part, opener) ? opener : null;
}

const openOnes = remembered((root: Root): readonly Element[] =>
  listOf(root, EXPANDED).filter((control) => {
    const id = attribute(control, 'aria-controls') ?? attribute(control, 'aria-owns');
    return !id || withId(root, id) === null;
  }),
);
