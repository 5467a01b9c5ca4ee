/** Small questions about elements. No layout is read here. */
import {
  attribute,
  documentOf,
  first,
  isShadow,
  localName,
  parentElementOf,
  rootOf,
  slotOf,
  textContentOf,
  typeOf,
  withId,
} from './native.ts';

/** What counts as a control that an officer fills in or presses. */
export const CONTROL_SELECTOR =
  'button,input,select,textarea,a[href],area[href],summary,[role=button],[role=link],[role=tab],[role=menuitem],[role=menuitemcheckbox],[role=menuitemradio],[role=checkbox],[role=radio],[role=switch],[role=combobox],[role=textbox],[role=searchbox],[contenteditable=""],[contenteditable=true],[onclick]';

export const HEADING_SELECTOR =
  'h1,h2,h3,h4,h5,h6,legend,caption,[role=heading],.panel-title,.card-title,.card-header,.modal-title,.panel-heading,.box-title';

export const DIALOG_SELECTOR =
  'dialog,[role=dialog],[role=alertdialog],[aria-modal=true],.modal,[popover]';

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

const BLANKS = /\s+/g;
/** Longest text read from one element. The matcher has its own, equal limit. */
const MAX_TEXT = 4096;

export function tidy(text: string | null | undefined): string {
  if (!text) return '';
  return (text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text).replace(BLANKS, ' ').trim();
}

/** Elements whose text is no caption: programs, choices, and what the officer writes. */
export const UNREAD = 'script,style,select,option,textarea,[contenteditable]';

/** Text that the page shows in an element, without scripts, styles and options. */
export function textOf(element: Element): string {
  if (first(element, UNREAD) === null) return tidy(textContentOf(element)) || slottedText(element);
  let text = '';
  const walker = documentOf(element).createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && text.length < MAX_TEXT; node = walker.nextNode()) {
    if (!node.parentElement?.closest(UNREAD)) text += ` ${node.nodeValue ?? ''}`;
  }
  return tidy(text);
}

/** What a component's frame shows in its slot stands outside of its shadow root. */
function slottedText(element: Element): string {
  const slot = first(element, 'slot');
  return isHtml(slot, 'slot')
    ? tidy(slot.assignedNodes({ flatten: true }).map(textContentOf).join(' '))
    : '';
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
  return value instanceof Node
    ? value.nodeType === Node.ELEMENT_NODE
    : typeof value === 'object' && value !== null && 'nodeType' in value && value.nodeType === 1;
}

export function isHtml<Name extends keyof HTMLElementTagNameMap>(
  element: Element | null,
  name: Name,
): element is HTMLElementTagNameMap[Name] {
  return element !== null && localName(element) === name;
}

export function isText(node: Node): boolean {
  return typeOf(node) === Node.TEXT_NODE;
}

/** Elements named by an id list attribute, in the element's own root. */
export function referenced(element: Element, name: string): readonly Element[] {
  const ids = attribute(element, name);
  const root = ids ? rootOf(element) : null;
  if (!ids || !root) return NONE;
  return ids
    .split(BLANKS)
    .slice(0, 16)
    .flatMap((id) => (id ? (withId(root, id) ?? []) : []));
}

const NONE: readonly Element[] = [];
