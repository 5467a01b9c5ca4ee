/**
 * The browser's own functions, called on any element. In the guard's world no script can replace
 * them, but a form or a document answers to the names of its own fields first: with a field
 * called "id" or "closest" in it, `form.closest` is that field.
 */

function getter<Owner, Value>(owner: object, name: string): (of: Owner) => Value {
  const get = Object.getOwnPropertyDescriptor(owner, name)?.get;
  // Every browser that the guard is built for has these; one without them must not start half.
  if (!get) throw new TypeError(`no ${name}`);
  return (of) => get.call(of);
}

const element = Element.prototype;
const page = Document.prototype;
const fragment = DocumentFragment.prototype;

export type Root = Document | ShadowRoot;

export const parentElementOf = getter<Node, Element | null>(Node.prototype, 'parentElement');
export const firstChildOf = getter<Node, ChildNode | null>(Node.prototype, 'firstChild');
export const lastChildOf = getter<Node, ChildNode | null>(Node.prototype, 'lastChild');
export const nextOf = getter<Node, ChildNode | null>(Node.prototype, 'nextSibling');
export const textContentOf = getter<Node, string | null>(Node.prototype, 'textContent');
export const isInPage = getter<Node, boolean>(Node.prototype, 'isConnected');
export const elementBefore = getter<Element, Element | null>(element, 'previousElementSibling');
export const elementAfter = getter<Element, Element | null>(element, 'nextElementSibling');
export const childCount = getter<Element, number>(element, 'childElementCount');
export const localName = getter<Element, string>(element, 'localName');
export const slotOf = getter<Element, HTMLSlotElement | null>(element, 'assignedSlot');
export const openRootOf = getter<Element, ShadowRoot | null>(element, 'shadowRoot');
export const elementsOf = getter<HTMLFormElement, HTMLFormControlsCollection>(
  HTMLFormElement.prototype,
  'elements',
);
export const documentOf = getter<Node, Document>(Node.prototype, 'ownerDocument');
export const typeOf = getter<Node, number>(Node.prototype, 'nodeType');
export const rootElement = getter<Document, Element>(page, 'documentElement');
export const focused = getter<Document, Element | null>(page, 'activeElement');

/** The page of this world. Asked for as a global, it costs more than most questions about it. */
export const thePage = document;

/** Address of a page, at less than half the price of `location.href`. */
export const addressOf = getter<Document, string>(page, 'URL');

/** All nodes directly in another. */
export function* nodesIn(of: Node): Generator<ChildNode> {
  for (let node = firstChildOf(of); node; node = nextOf(node)) yield node;
}

export function attribute(of: Element, name: string): string | null {
  return element.getAttribute.call(of, name);
}

export function hasAttribute(of: Element, name: string): boolean {
  return element.hasAttribute.call(of, name);
}

export function hasAny(of: Element): boolean {
  return element.hasAttributes.call(of);
}

const PLAIN = /^(?:div|span|p)$/;

/**
 * A mere wrapping: without any attribute it says nothing and is nothing.
 *
 * @param tags what may be one
 */
export function isPlain(of: Element, tags = PLAIN): boolean {
  return tags.test(localName(of)) && !hasAny(of);
}

/** Of all its attributes: to ask for each that it may have takes longer. */
export function attributesOf(of: Element): readonly string[] {
  return element.getAttributeNames.call(of);
}

export function idOf(of: Element): string {
  return attribute(of, 'id') ?? '';
}

export function classOf(of: Element): string {
  return attribute(of, 'class') ?? '';
}

export function matches(of: Element, selector: string): boolean {
  return element.matches.call(of, selector);
}

export function closest(of: Element, selector: string): Element | null {
  return element.closest.call(of, selector);
}

export function contains(outer: Node, inner: Node): boolean {
  return Node.prototype.contains.call(outer, inner);
}

/** The first match within an element. */
export function first(within: Element, selector: string): Element | null {
  return element.querySelector.call(within, selector);
}

/** All matches within an element, a document or a shadow root. */
export function all(within: Element | Root, selector: string): NodeListOf<Element> {
  const of = isElementNode(within) ? element : isDocument(within) ? page : fragment;
  return of.querySelectorAll.call(within, selector);
}

/** The same as a list of our own: gone through one by one, the browser's takes four times as long. */
export function listOf(within: Element | Root, selector: string): readonly Element[] {
  const found = all(within, selector);
  const list: Element[] = [];
  for (let at = 0, { length } = found; at < length; at++) {
    const each = found[at];
    if (each) list.push(each);
  }
  return list;
}

/** Whether there are more elements than that within an element or a root; no more are counted. */
export function isOver(of: Element | Root, most: number): boolean {
  const inside = isElementNode(of) ? element.getElementsByTagName.call(of, '*') : all(of, '*');
  // Asked for by its index in brackets, it counts them all.
  return inside.item(most) !== null;
}

function isElementNode(node: Node): node is Element {
  return typeOf(node) === Node.ELEMENT_NODE;
}

/** The document or shadow root that a node is in; null for what is in none. */
export function rootOf(node: Node): Root | null {
  const root = Node.prototype.getRootNode.call(node);
  return isRoot(root) ? root : null;
}

function isRoot(node: Node): node is Root {
  return isDocument(node) || (typeOf(node) === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node);
}

export function isDocument(node: Node): node is Document {
  return typeOf(node) === Node.DOCUMENT_NODE;
}

export function isShadow(root: Root): root is ShadowRoot {
  return !isDocument(root);
}

export function withId(root: Root, id: string): Element | null {
  return isShadow(root) ? root.getElementById(id) : page.getElementById.call(root, id);
}

/** For sorting: elements in the order of their document. */
export function inPageOrder(a: Element, b: Element): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** The element of the page around that shows a window; null where that is of another origin. */
export function frameAround(inner: Window): Element | null {
  try {
    return inner.frameElement;
  } catch {
    // Firefox throws where Chromium answers null.
    return null;
  }
}
