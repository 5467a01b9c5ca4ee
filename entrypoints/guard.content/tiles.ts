/** Tiles of a list that is drawn by places on the screen: each is about somebody else. */
import { CONTROL_SELECTOR } from './dom.ts';
import {
  classOf,
  elementAfter,
  elementBefore,
  first,
  localName,
  parentElementOf,
} from './native.ts';

/** @returns the one of several that are drawn alike in which a control stands */
export function tileAround(control: Element): Element | null {
  let at = parentElementOf(control);
  for (let step = 0; at && step < MOST_LEVELS && !NO_TILE.test(localName(at)); step++) {
    if (isAlike(at, elementBefore(at)) || isAlike(at, elementAfter(at))) return at;
    at = parentElementOf(at);
  }
  return null;
}

function isAlike(tile: Element, other: Element | null): boolean {
  const name = classOf(tile);
  return (
    other !== null &&
    name !== '' &&
    classOf(other) === name &&
    localName(other) === localName(tile) &&
    first(other, CONTROL_SELECTOR) !== null
  );
}

const MOST_LEVELS = 6;
const NO_TILE = /^(?:body|main|form|table|tbody|tr|dialog|fieldset)$/;
