/** All signals on the page, for the badge and for `inspect`. Never needed for a decision. */
import { type Assessment, assess } from './assess.ts';
import { CONTROL_SELECTOR, type Root } from './dom.ts';
import { closedRootOf } from './roots.ts';

/** Every open and closed root of the document, the document first. */
export function* allRoots(root: Root): Generator<Root> {
  yield root;
  for (const element of root.querySelectorAll('*')) {
    const inner = closedRootOf(element);
    if (inner) yield* allRoots(inner);
  }
}

/** Assesses every control; slow pages are walked in slices by the caller's iteration. */
export function* inventory(page: Document): Generator<Assessment> {
  for (const root of allRoots(page)) {
    for (const control of root.querySelectorAll(CONTROL_SELECTOR)) {
      const assessment = assess(control);
      if (assessment) yield assessment;
    }
  }
}
