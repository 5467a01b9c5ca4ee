/**
 * A first look at a part of the page: where its texts hold a telling word, and which controls such
 * a text may name. It reads the text of the part as a whole and touches the few controls near a
 * finding; whether they are of concern is for `assess.ts` to say. What it may miss costs the
 * badge's number and no decision.
 */
import { CONTROL_SELECTOR, DIALOG_SELECTOR, HEADING_SELECTOR, isElement, OPENERS } from './dom.ts';
import { REFERRERS } from './labels.ts';
import {
  type AttributeWords,
  attributeWordsIn,
  hasOwnWord,
  ownAttributeWords,
  textWordsIn,
} from './look-words.ts';
import {
  all,
  attribute,
  closest,
  elementAfter,
  elementBefore,
  first,
  idOf,
  isDocument,
  isInPage,
  isOver,
  localName,
  matches,
  nodesIn,
  parentElementOf,
  type Root,
  rootElement,
  rootOf,
  textContentOf,
  thePage,
  typeOf,
  withId,
} from './native.ts';
import { pressableAround } from './pressables.ts';
import { shadowRootOf } from './roots.ts';
import { CONCERN } from './telling.ts';

/** Controls that texts within an element or root may name. */
export function reachIn(within: Element | Root, wanted: number): ReadonlySet<Element> {
  const look = new Look(within, wanted);
  look.takeWhole(within);
  return look.end();
}

/** The same with pauses, for when nobody waits. */
export function* reachInSlices(
  within: Element | Root,
  wanted: number,
): Generator<null, ReadonlySet<Element>> {
  const look = new Look(within, wanted);
  yield* takeParts(within, look);
  return look.end();
}

/** Elements that are looked at between two pauses. */
const SLICE = 600;

function* takeParts(part: Element | Root, look: Look): Generator<null> {
  if (!isDocument(part) && !isOver(part, SLICE)) look.takeWhole(part);
  else {
    look.takeOwn(part);
    for (const child of [...nodesIn(part)].filter(isElement)) yield* takeParts(child, look);
  }
  yield null;
}

/** What the text that stands in an element may name, where nothing else of it is new. */
export function reachOfText(element: Element, wanted: number): ReadonlySet<Element> {
  const look = new Look(element, wanted);
  if (isOver(element, MOST_ELEMENTS)) look.takeOwn(element);
  else look.takeText(element);
  return look.end();
}

/** What is called otherwise, perhaps, where something in these places came, went or changed. */
export function reachNear(places: readonly Element[]): ReadonlySet<Element> {
  const look = new Look(thePage, CONCERN);
  for (const place of places) look.takeNear(place);
  return look.reached;
}

class Look {
  readonly reached = new Set<Element>();
  readonly #within: Element | Root;
  readonly #wanted: number;
  readonly #taken = new Set<Element>();
  readonly #counts = new Map<Element, NodeListOf<Element>>();
  #hasTitle = false;

  constructor(within: Element | Root, wanted: number) {
    this.#within = within;
    this.#wanted = wanted;
  }

  takeWhole(part: Element | Root): void {
    this.takeText(part);
    this.#takeSaid(attributeWordsIn(part, this.#wanted));
  }

  takeText(part: Element | Root): void {
    const places = textWordsIn(part, this.#wanted);
    if (places.length > MOST_PLACES) this.#addAll(all(part, CONTROL_SELECTOR));
    else if (places.length > 0) this.#locate(part, 0, places);
  }

  takeOwn(part: Element | Root): void {
    if (isElement(part) && hasOwnWord(part, this.#wanted)) this.#reachFrom(part);
    this.#takeSaid(ownAttributeWords(part, this.#wanted));
  }

  end(): ReadonlySet<Element> {
    if (this.#hasTitle && this.#wanted & CONCERN) this.#reachBareActions();
    return this.reached;
  }

  #takeSaid({ said, own }: AttributeWords): void {
    for (const element of said) this.#reachFrom(element);
    for (const control of own) this.reached.add(control);
  }

  /** Finds the elements whose own text stands at these places; steps into no other. */
  #locate(within: Node, from: number, places: readonly number[]): void {
    let at = from;
    let next = 0;
    const start = isDocument(within) ? rootElement(within) : null;
    for (const node of start ? [start] : nodesIn(within)) {
      const type = typeOf(node);
      if (type !== Node.TEXT_NODE && type !== Node.ELEMENT_NODE) continue;
      const end = at + (textContentOf(node)?.length ?? 0);
      const inside: number[] = [];
      for (let place = places[next]; place !== undefined && place < end; place = places[++next])
        inside.push(place);
      if (inside.length > 0) {
        if (type === Node.ELEMENT_NODE) this.#locate(node, at, inside);
        else if (isElement(within)) this.#reachFrom(within);
        // Text that stands in no element of a root may name any control of it.
        else this.#addAll(all(this.#within, CONTROL_SELECTOR));
      }
      if (next === places.length) return;
      at = end;
    }
  }

  /** Which controls a text that stands in an element may name. */
  #reachFrom(element: Element): void {
    this.takeNear(element);
    if (closest(element, `${HEADING_SELECTOR},th,b,strong`)) this.#hasTitle = true;
    const root = closest(element, DIALOG_SELECTOR) && rootOf(element);
    if (root) this.#reachOpeners(root);
  }

  takeNear(element: Element): void {
    const control = closest(element, CONTROL_SELECTOR);
    if (control) this.reached.add(control);
    else this.#addOne(pressableAround(element));
    const label = closest(element, 'label');
    const target = label && attribute(label, 'for');
    const root = rootOf(element);
    if (!root) return;
    if (target) this.#addOne(withId(root, target));
    this.#reachReferrers(element, root);
    this.#reachComponents(element);
    this.#reachTable(element);
    this.#reachAround(element);
  }

  /** Controls that are labelled or described by the id of an element around the text. */
  #reachReferrers(element: Element, root: Root): void {
    let at: Element | null = element;
    for (let step = 0; at && step < 4; step++, at = parentElementOf(at)) {
      const id = idOf(at);
      if (id !== '') this.#addAll(REFERRERS.in(root).get(id)?.filter(isInPage) ?? []);
    }
  }

  /** A component shows in its shadow root what its host is given as text or attribute. */
  #reachComponents(element: Element): void {
    let at: Element | null = element;
    for (let step = 0; at && step < 4; step++, at = parentElementOf(at)) {
      const root = localName(at).includes('-') ? shadowRootOf(at) : null;
      if (root) this.#addAll(all(root, CONTROL_SELECTOR));
    }
  }

  /** A header names its column; a cell names its row and may name the row below. */
  #reachTable(element: Element): void {
    const row = closest(element, 'tr,[role=row]');
    const table = row && closest(row, 'table,[role=grid],[role=table],[role=treegrid]');
    if (!table) return;
    const isHeader = elementBefore(row) === null || closest(element, 'th,[role=columnheader]');
    if (isHeader) {
      this.#addPart(table);
      return;
    }
    this.#addPart(row);
    const below = elementAfter(row);
    if (below) this.#addPart(below);
  }

  #reachOpeners(root: Root): void {
    this.#addAll(all(root, OPENERS));
  }

  /** The smallest part around the text with fields in it, and what stands beside that. */
  #reachAround(element: Element): void {
    let part = element;
    for (let step = 0; step < 5; step++) {
      const up: Element | null = parentElementOf(part);
      if (!up || isOver(up, MOST_ELEMENTS) || this.#controlsOf(up).length > MOST_NEAR) break;
      part = up;
    }
    this.#addPart(part);
    let beside: Element | null = elementBefore(part);
    for (let step = 0; step < 3; step++) {
      if (beside) this.#addSome(beside);
      beside = step === 0 ? elementAfter(part) : beside && elementAfter(beside);
    }
  }

  #controlsOf(element: Element): NodeListOf<Element> {
    const known = this.#counts.get(element);
    if (known) return known;
    const controls = all(element, CONTROL_SELECTOR);
    this.#counts.set(element, controls);
    return controls;
  }

  /** What has no words of its own but a verb is for what it stands under. */
  #reachBareActions(): void {
    for (const control of all(this.#within, 'button,input[type=submit],input[type=button],a'))
      if ((textContentOf(control)?.length ?? 0) <= BARE_LENGTH) this.reached.add(control);
  }

  #addOne(element: Element | null): void {
    if (element) this.reached.add(element);
  }

  /** Texts of one table or section stand close together: each part is gone through once. */
  #addPart(part: Element): void {
    if (this.#taken.has(part)) return;
    this.#taken.add(part);
    for (const control of this.#controlsOf(part)) this.reached.add(control);
  }

  #addAll(elements: Iterable<Element>): void {
    for (const element of elements)
      if (matches(element, CONTROL_SELECTOR)) this.reached.add(element);
  }

  #addSome(part: Element): void {
    if (matches(part, CONTROL_SELECTOR)) this.reached.add(part);
    if (isOver(part, MOST_ELEMENTS)) {
      this.#addOne(first(part, CONTROL_SELECTOR));
      return;
    }
    let some = 0;
    for (const control of this.#controlsOf(part)) {
      this.reached.add(control);
      if (++some === FEW) return;
    }
  }
}

/** A part with more controls than this is too large for a text in it to be about all of them. */
const MOST_NEAR = 60;
/** Counting elements costs less than finding controls among them. */
const MOST_ELEMENTS = 400;
const FEW = 4;
/** A page that says it more often than this is about nothing else. */
const MOST_PLACES = 2000;
/** Captions with blanks around them, as they stand in the page's source. */
const BARE_LENGTH = 80;
