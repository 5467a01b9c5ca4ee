/**
 * What an element said a moment ago, of one whose words come and go faster than anybody reads: a press
 * then meets whatever stands there by chance.
 */

import { EDITABLE } from './dom.ts';
import { closest, localName, parentElementOf } from './native.ts';

/** Words that stay longer than this are what the officer read. */
const STAYS_MS = 1_000;
/** A button that says how far it has come changes less often. */
const FLICKERS = 8;
const MOST_TEXTS = 4;
const LONGEST = 100;

interface Gone {
  at: number;
  times: number;
  readonly texts: Set<string>;
}

const gone = new WeakMap<Element, Gone>();

/** @param text that stood in the element before */
export function textGone(within: Element, text: string | null): void {
  // What the officer types comes and goes as well.
  if (!text?.trim() || closest(within, `input,textarea,${EDITABLE}`)) return;
  // A button's words may stand in a part of it.
  const around = PIECE.test(localName(within)) ? parentElementOf(within) : null;
  note(within, text);
  if (around) note(around, text);
}

const PIECE = /^(?:span|b|strong|i|em|slot)$/;

function note(element: Element, text: string): void {
  const now = performance.now();
  const before = gone.get(element);
  const is =
    before && now - before.at < STAYS_MS ? before : { at: now, times: 0, texts: new Set<string>() };
  is.at = now;
  is.times++;
  is.texts.add(text.slice(0, LONGEST));
  const [oldest = ''] = is.texts;
  if (is.texts.size > MOST_TEXTS) is.texts.delete(oldest);
  gone.set(element, is);
}

/** @returns empty where its words stay */
export function flickering(element: Element): string {
  const is = gone.get(element);
  const flickers = is && is.times >= FLICKERS && performance.now() - is.at < STAYS_MS;
  return flickers ? [...is.texts].join(', ') : '';
}
