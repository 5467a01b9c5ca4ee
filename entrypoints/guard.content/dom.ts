/** Small questions about elements. No layout is read here. */
import {
  attribute,
  childCount,
  documentOf,
  first,
  isShadow,
  localName,
  matches,
  parentElementOf,
  rootOf,
  slotOf,
  textContentOf,
  typeOf,
  withId,
} from './native.ts';

/** Of a page's own editor: what says nothing of how it is edited is none. */
export const WRITTEN = '[contenteditable=""],[contenteditable=true]';

/**
 * Elements of any of these roles. Here and below, roles and classes stand behind a question for the
 * attribute: most elements have none, and lists of selectors are held one by one against every
 * element that is looked through.
 */
export function ofRoles(names: string): string {
  return `[role]:is(${names.split(' ').map((name) => `[role=${name}]`)})`;
}

export const CONTROL_TAGS = 'button,input,select,textarea';
export const OTHER_CONTROLS = `a[href],area[href],summary,${ofRoles('button link tab menuitem menuitemcheckbox menuitemradio checkbox radio switch combobox textbox searchbox')},${WRITTEN},[onclick]:not(label[for],label:has(input,select,textarea),dialog,[role=dialog],[role=alertdialog]),[role=treeitem]:not([aria-expanded],:has([role=group],[role=treeitem],button,a[href]))`;
/** What counts as a control that an officer fills in or presses. */
export const CONTROL_SELECTOR = `${CONTROL_TAGS},${OTHER_CONTROLS}`;

/** Where text is typed. */
export const TYPED = 'input,textarea,[contenteditable]';

export const HEADING_TAGS = 'h1,h2,h3,h4,h5,h6,legend,caption';
export const HEADING_CLASSES =
  '.panel-title,.card-title,.card-header,.modal-title,.panel-heading,.box-title';
export const HEADING_SELECTOR = `${HEADING_TAGS},[role=heading],[class]:is(${HEADING_CLASSES})`;

export const DIALOG_SELECTOR =
  'dialog,[role]:is([role=dialog],[role=alertdialog]),[aria-modal=true],.modal,[popover]';

/** The way to this page; its last part is the page itself. */
export const PATH_SELECTOR = '[aria-label=breadcrumb i],[class*=breadcrumb]';

/** The open one of old tabs, which are links with a class. */
export const OPEN_TAB_CLASSES =
  '[class*=activetab i],[class*=selectedtab i],[class*=tab-active],[class*=tab--active],[class*=tab-selected]';
export const OPEN_TAB_SELECTOR = `:is([class*=tabs],[class*=tabbar]) > :is(.selected,.active,.current),[class]:is(${OPEN_TAB_CLASSES})`;

/** What speaks for itself and is no title of what stands below it. */
export const ALERT_SELECTOR = '[role=alert],[class*=alert]';

/** How controls name what they open. */
export const OPENER_ATTRIBUTES = [
  'aria-controls',
  'data-target',
  'data-bs-target',
  'href',
  'popovertarget',
  'commandfor',
];
export const OPENERS = OPENER_ATTRIBUTES.map((name) => `[${name}]`).join();

/** U+FEFF is unseen and parts no words, though the language counts it among the blanks. */
const BLANKS = /[^\S\ufeff]+/g;
const UNTIDY = /^\s|\s$|[^\S \ufeff]| {2}/;
/** Longest text read from one element. The matcher has its own, equal limit. */
const MAX_TEXT = 4096;

export function tidy(text: string | null | undefined): string {
  if (!text) return '';
  const short = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  // Most texts stand as they are written.
  return UNTIDY.test(short) ? short.replace(BLANKS, ' ').trim() : short;
}

/** What the officer writes in, and no part of it that is kept as it is. */
export const EDITABLE = '[contenteditable]:not([contenteditable=false])';

/** Elements whose text is no caption: programs, choices, and what the officer writes. */
export const UNREAD = `script,style,select,option,textarea,${EDITABLE}`;

/** Nodes within a text that are looked at. */
const MOST_NODES = 1000;

/** The words before these and in them are apart, though no blank says so: most begin a line. */
const LINES = 'br,p,div,li,td,th,tr,dt,dd,kbd,option,select,script,style';
const APART = `textarea,${EDITABLE},${LINES}`;
const TEXTS_AND_ELEMENTS = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;

function textIn(node: Node): string {
  const before = node.previousSibling;
  const isApart = before !== null && isElement(before) && matches(before, APART);
  return `${isApart ? ' ' : ''}${node.nodeValue ?? ''}`;
}

/** A word in each of two languages, drawn one below the other: "StatwsStatus" in the page's source. */
const RUN_TOGETHER = /\p{Ll}\p{Lu}/u;

/** Text that the page shows in an element, without scripts, styles and options. */
export function textOf(element: Element): string {
  const whole = textContentOf(element);
  if (childCount(element) === 0 || (first(element, APART) === null && !isRunTogether(whole)))
    return tidy(whole) || slottedText(element);
  let text = '';
  const walker = documentOf(element).createTreeWalker(element, TEXTS_AND_ELEMENTS);
  let left = MOST_NODES;
  for (let node = walker.nextNode(); node && text.length < MAX_TEXT; node = walker.nextNode()) {
    // A label that was never closed holds the rest of the page.
    if (left-- === 0) break;
    if (isElement(node)) text += matches(node, LINES) ? ' ' : '';
    else {
      // What is read may itself stand in what the officer writes.
      const unread = node.parentElement?.closest(UNREAD);
      if (unread && !unread.contains(element)) continue;
      const part = textIn(node);
      text += isRunTogether(text.slice(-1) + part.slice(0, 1)) ? ` ${part}` : part;
    }
  }
  return tidy(text) || slottedText(element);
}

/** Of a text that is long, its beginning is read; so it is here. */
function isRunTogether(text: string | null): boolean {
  return RUN_TOGETHER.test(text?.slice(0, MAX_TEXT) ?? '');
}

/** What a component's frame shows in its slot stands outside of its shadow root. */
function slottedText(element: Element): string {
  const slot = localName(element) === 'slot' ? element : first(element, 'slot');
  return tidy(slottedIn(slot).map(textContentOf).join(' '));
}

/** What a slot shows. A drawing may hold an element of that name which is none. */
export function slottedIn(slot: Element | null): readonly Node[] {
  return isHtml(slot, 'slot') && typeof slot.assignedNodes === 'function'
    ? slot.assignedNodes({ flatten: true })
    : [];
}

/** Parent element, stepping out of shadow roots to their host and into slots. */
export function parentOf(element: Element): Element | null {
  const slot = slotOf(element);
  if (slot) return slot;
  const parent = parentElementOf(element);
  if (parent) return parent;
  const root = rootOf(element);
  return root && isShadow(root) ? root.host : null;
}

/** Also of another window: a control may have been moved here from a frame. */
export function isElement(value: unknown): value is Element {
  // Asked at every event: what is no node has no such property, and to look for it first takes twice as long.
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { readonly nodeType?: unknown }).nodeType === 1
  );
}

export function isHtml<Name extends keyof HTMLElementTagNameMap>(
  element: Element | null,
  name: Name,
): element is HTMLElementTagNameMap[Name] {
  return element !== null && localName(element) === name;
}

export const HAS_LETTER = /\p{L}/u;

/** Pages are full of blanks between their elements. */
export function isBlank(node: Node): boolean {
  return !/\S/.test(node.nodeValue ?? '');
}

export function isText(node: Node): boolean {
  return typeOf(node) === Node.TEXT_NODE;
}

/** Elements named by an id list attribute, in the element's own root or one around it. */
export function referenced(element: Element, name: string): readonly Element[] {
  const ids = attribute(element, name);
  if (ids === null) return NONE;
  // Set by a script across roots, the attribute is there and empty.
  if (ids === '') return name === 'aria-labelledby' ? labelledByScript(element) : NONE;
  return ids
    .split(BLANKS)
    .slice(0, 16)
    .flatMap((id) => (id ? (inRootsAround(element, id) ?? []) : []));
}

/** Components are given the ids of labels that stand outside of them, which browsers do not find. */
export function inRootsAround(element: Element, id: string): Element | null {
  let root = rootOf(element);
  for (let step = 0; root && step < 8; step++) {
    const found = withId(root, id);
    if (found) return found;
    root = isShadow(root) ? rootOf(root.host) : null;
  }
  return null;
}

function labelledByScript(element: Element): readonly Element[] {
  const labels: unknown = Reflect.get(Element.prototype, 'ariaLabelledByElements', element);
  return Array.isArray(labels) ? labels.filter(isElement).slice(0, 16) : NONE;
}

const IMAGES = 'img[alt],svg[aria-label],svg > title,[role=img][aria-label]';

/** What an image in an element stands for. */
export function imageText(element: Element): string {
  const image = first(element, IMAGES);
  if (!image) return '';
  return tidy(attribute(image, 'alt') ?? attribute(image, 'aria-label') ?? textOf(image));
}

/** What an element that names another says: its text, else what stands for text. */
export function captionOf(element: Element): string {
  return textOf(element) || tidy(attribute(element, 'aria-label')) || imageText(element);
}

const NONE: readonly Element[] = [];

/** What stands in a box: read of those alone that say a role or a recipient. */
export function typedIn(control: Element): string {
  return 'value' in control && typeof control.value === 'string' ? control.value : '';
}
