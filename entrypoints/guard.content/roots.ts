/**
 * Shadow roots, open and closed, by the means that each browser gives to extensions. No event
 * announces a root, so added elements are looked through once, and every root that an event
 * passes is noted.
 */
import { isElement } from './dom.ts';
import { all, documentOf, isInPage, localName, openRootOf, type Root } from './native.ts';

interface ChromiumDom {
  openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null;
}
declare const chrome: { readonly dom?: ChromiumDom } | undefined;

/** Elements that can hold a shadow root: custom elements and a few of HTML. */
const HOSTS =
  /^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

/**
 * What cannot hold one and is common, the commonest first: to leave it out in the search costs less
 * than to touch it. What stands before is found without asking for all of these.
 */
const MAY_HOLD = `div,span,p,:not(${'option input label td tr button a li select th b i strong br path svg img dd dt fieldset legend em small textarea form ul ol dl table tbody thead script style link meta'.split(' ').join()})`;

const IS_FIREFOX = 'openOrClosedShadowRoot' in Element.prototype;

export function shadowRootOf(element: Element): ShadowRoot | null {
  const name = localName(element);
  if (!name.includes('-') && !HOSTS.test(name)) return null;
  if (IS_FIREFOX) {
    const root: unknown = Reflect.get(element, 'openOrClosedShadowRoot');
    return root instanceof ShadowRoot ? root : null;
  }
  const open = openRootOf(element);
  if (open) return open;
  if (!(element instanceof HTMLElement) || typeof chrome === 'undefined') return null;
  // Firefox has no such API, and its own was asked above.
  return import.meta.env.FIREFOX ? null : (chrome.dom?.openOrClosedShadowRoot(element) ?? null);
}

/** Elements between two pauses while roots are looked for. */
const STRIDE = 200;

const known = new Set<ShadowRoot>();
const ours = new WeakSet<Element>();
let onFound: (root: ShadowRoot) => void = () => {};

/** @param found called once for each root, as soon as it is known */
export function followRoots(found: (root: ShadowRoot) => void): void {
  onFound = found;
  for (const root of known) found(root);
}

/** A host of ours, whose inside is none of the page's. */
export function isOurHost(element: Element): void {
  ours.add(element);
}

export function noteRoot(root: ShadowRoot): void {
  if (known.has(root) || ours.has(root.host)) return;
  known.add(root);
  onFound(root);
}

/** The document and every known root that is still in it. */
export function* knownRoots(page: Document): Generator<Root> {
  yield page;
  for (const root of known) {
    if (!isInPage(root.host)) known.delete(root);
    // The pages around a frame have roots of their own.
    else if (documentOf(root) === page) yield root;
  }
}

/** Added elements that were not looked through yet; the document at first. */
const unswept = new Set<Element | Document>([document]);
/** Components without a root so far: they may get one at any time, and nothing tells of it. */
const rootless = new Set<Element>();

export function noteAdded(element: Element): void {
  unswept.add(element);
}

export function sweepAgain(page: Document): void {
  unswept.clear();
  unswept.add(page);
}

let sweeping: Generator<null> | null = null;

/**
 * Looks for roots in all that was added, and within those found; pauses now and then. Whoever asks
 * while another has paused goes on with the same.
 */
export function* sweep(): Generator<null> {
  for (;;) {
    sweeping ??= sweepAdded();
    if (!sweeping.next().done) yield null;
    else {
      sweeping = null;
      if (unswept.size === 0) return;
    }
  }
}

function* sweepAdded(): Generator<null> {
  const places: (Element | Root)[] = [...unswept];
  const waiting = [...rootless];
  unswept.clear();
  rootless.clear();
  for (const host of waiting) if (isInPage(host)) look(host, places);
  let seen = 0;
  for (const place of places) {
    if (!isInPage(place)) continue;
    if (isElement(place)) look(place, places);
    const found = all(place, MAY_HOLD);
    // The list's own way through it takes four times as long.
    for (let at = 0, { length } = found; at < length; at++) {
      const element = found[at];
      if (element) look(element, places);
      if (++seen % STRIDE === 0) yield null;
    }
  }
}

function look(element: Element, places: (Element | Root)[]): void {
  if (ours.has(element)) return;
  const root = shadowRootOf(element);
  if (!root) {
    if (localName(element).includes('-')) rootless.add(element);
  } else if (!known.has(root)) {
    noteRoot(root);
    places.push(root);
  }
}
