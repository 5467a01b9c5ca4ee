/**
 * What an element said a moment ago, of one whose words come and go faster than anybody reads: a press
 * then meets whatever stands there by chance.
 */

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

/** @param text that was taken away, or put in another's place */
export function textGone(element: Element, { nodeValue }: Node): void {
  const now = performance.now();
  const before = gone.get(element);
  const is =
    before && now - before.at < STAYS_MS ? before : { at: now, times: 0, texts: new Set<string>() };
  is.at = now;
  is.times++;
  if (is.texts.size < MOST_TEXTS) is.texts.add(nodeValue?.slice(0, LONGEST) ?? '');
  gone.set(element, is);
}

/** @returns empty where its words stay */
export function flickering(element: Element): string {
  const is = gone.get(element);
  const flickers = is && is.times >= FLICKERS && performance.now() - is.at < STAYS_MS;
  return flickers ? [...is.texts].join(', ') : '';
}
