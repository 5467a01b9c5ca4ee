/** Small questions about elements. No layout is read here. */

/** What counts as a control that an officer fills in or presses. */
export const CONTROL_SELECTOR =
  'button,input,select,textarea,a[href],summary,[role=button],[role=link],[role=tab],[role=menuitem],[role=checkbox],[role=radio],[role=switch],[role=combobox],[role=textbox],[role=searchbox],[contenteditable=""],[contenteditable=true],[onclick]';

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

/** Elements whose text is no caption. */
export const UNREAD = 'script,style,select,option,textarea';

/** Text that the page shows in an element, without scripts, styles and options. */
export function textOf(element: Element): string {
  if (element.querySelector(UNREAD) === null) {
    return tidy(element.textContent);
  }
  let text = '';
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && text.length < MAX_TEXT; node = walker.nextNode()) {
    if (!node.parentElement?.closest(UNREAD)) {
      text += ` ${node.nodeValue ?? ''}`;
    }
  }
  return tidy(text);
}

export type Root = Document | ShadowRoot;

export function rootOf(node: Node): Root | null {
  const root = node.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root : null;
}

/** Parent element, stepping out of shadow roots to their host and into slots. */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

export function isElement(value: unknown): value is Element {
  return value instanceof Element;
}

/** Elements named by an id list attribute, in the element's own root. */
export function referenced(element: Element, attribute: string): Element[] {
  const ids = element.getAttribute(attribute);
  const root = rootOf(element);
  if (!ids || !root) return [];
  return ids
    .split(/\s+/)
    .slice(0, 16)
    .flatMap((id) => (id ? (root.getElementById(id) ?? []) : []));
}
