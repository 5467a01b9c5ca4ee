/** Tiles of a list that is drawn by places on the screen: each is about somebody else. */
import { CONTROL_SELECTOR, textOf } from './dom.ts';
import {
  classOf,
  elementAfter,
  elementBefore,
  first,
  isOver,
  listOf,
  localName,
  parentElementOf,
} from './native.ts';
import { roleOf } from './roles-in-texts.ts';

/** @returns the one of several that are drawn alike in which a control stands */
export function tileAround(control: Element): Element | null {
  let at = parentElementOf(control);
  for (let step = 0; at && step < MOST_LEVELS && !NO_TILE.test(localName(at)); step++) {
    const tile = at;
    const others = [elementBefore(tile), elementAfter(tile)];
    if (others.some((other) => other && isAlike(tile, other) && saysSomebody(other)))
      return saysSomebody(tile) ? tile : null;
    at = parentElementOf(at);
  }
  return null;
}

/** A row of buttons is drawn alike too, and is about nobody. */
function saysSomebody(tile: Element): boolean {
  const texts = isOver(tile, MOST_IN_TILE) ? [] : listOf(tile, ':not(:has(*))');
  return texts.some((each) => SHORT.test(textOf(each)) && roleOf(textOf(each)) !== null);
}

const MOST_IN_TILE = 30;
/** "Mostly for suspects" says nothing of the tile's person. */
const SHORT = /^\S+(?: \S+)?$/;

function isAlike(tile: Element, other: Element): boolean {
  const name = classOf(tile);
  return (
    name !== '' &&
    classOf(other) === name &&
    localName(other) === localName(tile) &&
    first(other, CONTROL_SELECTOR) !== null
  );
}

const MOST_LEVELS = 6;
const NO_TILE = /^(?:body|main|form|table|tbody|tr|dialog|fieldset)$/;
