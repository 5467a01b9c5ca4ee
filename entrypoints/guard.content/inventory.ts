/** All signals on the page, for the badge and for `inspect`. Never needed for a decision. */
import { type Assessment, assess } from './assess.ts';
import { CONTROL_SELECTOR, type Root } from './dom.ts';
import { closedRootOf } from './roots.ts';

/** Elements between two pauses while shadow roots are looked for. */
const STRIDE = 200;

/**
 * Walks every control of every root. Null is a pause: the caller may go on later, so that a page
 * without any signal costs no long task either.
 */
export function* inventory(page: Document): Generator<Assessment | null> {
  const roots: Root[] = [page];
  for (const root of roots) {
    for (const control of root.querySelectorAll(CONTROL_SELECTOR)) yield assess(control);
    let seen = 0;
    for (const element of root.querySelectorAll('*')) {
      const inner = closedRootOf(element);
      if (inner) roots.push(inner);
      if (++seen % STRIDE === 0) yield null;
    }
  }
}

/** The same at once. */
export function allSignals(page: Document): readonly Assessment[] {
  return [...inventory(page)].filter((each) => each !== null);
}
