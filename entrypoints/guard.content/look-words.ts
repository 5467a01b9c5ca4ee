/**
 * Where the texts of a part of the page hold a telling word. It reads the text of the part as a
 * whole, and of elements only the attributes that can name a control.
 */

import { isElement } from './dom.ts';
import type { Root } from './native.ts';
import {
  attribute,
  idOf,
  isDocument,
  listOf,
  localName,
  nodesIn,
  rootElement,
  textContentOf,
  typeOf,
} from './native.ts';
import { isTerm, SPEAKER, theScanner } from './telling.ts';

export interface AttributeWords {
  /** Elements with a telling a word in an attribute that the officer reads. */
  readonly said: readonly Element[];
  /** Controls whose identifiers hold one. */
  readonly own: readonly Element[];
}

/** Attributes that name a control or a part of the page. */
const SAID = ['aria-label', 'placeholder', 'title', 'alt', 'label', 'formaction'];
const SAYING = SAID.map((name) => `[${name}]`).join();
const PRESSED = /^(?:submit|button|reset)$/i;
const FIELDS = 'input,select,textarea,button,a';

/**
 * How many words there are in what the officer reads; no control is touched for it.
 *
 * @param wanted bits of the words that count
 */
export function countWords(within: Element | Root, wanted: number): number {
  return placesIn(textOf(within), wanted).length + sayingIn(within, wanted).length;
}

function textOf(within: Element | Root): string | null {
  return textContentOf(isDocument(within) ? rootElement(within) : within);
}

function sayingIn(within: Element | Root, wanted: number): Element[] {
  return listOf(within, SAYING).filter((element) => says(element, wanted));
}

/** @returns indices of telling words in the text of the whole */
export function textWordsIn(within: Element | Root, wanted: number): readonly number[] {
  return placesIn(textOf(within), wanted);
}

export function attributeWordsIn(within: Element | Root, wanted: number): AttributeWords {
  const said = sayingIn(within, wanted);
  const own: Element[] = [];
  for (const control of listOf(within, FIELDS)) {
    if (isIdentified(control, wanted)) own.push(control);
    if (isPressed(control) && saysIn(control, 'value', wanted)) said.push(control);
  }
  const ofPart = ownAttributeWords(within, wanted);
  return { said: [...said, ...ofPart.said], own: [...own, ...ofPart.own] };
}

/** Those of the part alone and of no element in it. */
export function ownAttributeWords(part: Element | Root, wanted: number): AttributeWords {
  return {
    said: isElement(part) && says(part, wanted) ? [part] : [],
    own: isElement(part) && isIdentified(part, wanted) ? [part] : [],
  };
}

/** Whether a text that stands directly in an element holds one. */
export function hasOwnWord(element: Element, wanted: number): boolean {
  for (const node of nodesIn(element))
    if (typeOf(node) === Node.TEXT_NODE && placesIn(node.nodeValue, wanted).length > 0) return true;
  return false;
}

function placesIn(text: string | null, wanted: number): readonly number[] {
  const places: number[] = [];
  if (text)
    theScanner().scan(text, (at, bits) => {
      const isWanted = bits & wanted & SPEAKER || (bits & wanted && isTerm(text, at));
      if (isWanted) places.push(at);
    });
  return places;
}

function says(element: Element, wanted: number): boolean {
  return SAID.some((name) => saysIn(element, name, wanted));
}

function saysIn(element: Element, name: string, wanted: number): boolean {
  const text = attribute(element, name);
  return text !== null && (theScanner().bitsIn(text) & wanted) !== 0;
}

/** Names and ids of one control are mostly the same word. */
function isIdentified(control: Element, wanted: number): boolean {
  const scanner = theScanner();
  const id = idOf(control);
  const name = attribute(control, 'name');
  const target = localName(control) === 'a' ? attribute(control, 'href') : null;
  let bits = id === '' ? 0 : scanner.bitsIn(id);
  if (name !== null && name !== id) bits |= scanner.bitsIn(name);
  if (target !== null) bits |= scanner.bitsIn(target);
  return (bits & wanted) !== 0;
}

function isPressed(control: Element): boolean {
  const type = attribute(control, 'type');
  return type !== null && PRESSED.test(type) && localName(control) === 'input';
}
