/** Selectors of site profiles, followed into shadow roots. One that cannot be read matches nothing. */
import { INTO_SHADOW } from '../../core/sites/profile.ts';
import { parentOf } from './dom.ts';
import { documentOf, isShadow, listOf, matches, type Root, rootOf } from './native.ts';
import { shadowRootOf } from './roots.ts';

/** All matches, each part of the selector within the shadow roots of what the part before matched. */
export function allDeep(within: Element | Root, selector: string): readonly Element[] {
  const [start = '', ...inner] = selector.split(INTO_SHADOW);
  let found = each(within, start);
  for (const part of inner)
    found = found.flatMap((host) => {
      const root = shadowRootOf(host);
      return root ? each(root, part) : [];
    });
  return found;
}

function each(within: Element | Root, selector: string): readonly Element[] {
  try {
    return listOf(within, selector);
  } catch {
    // SyntaxError: another browser may know it. Nothing matches, which is reported as drift.
    return [];
  }
}

export function matchesDeep(element: Element, selector: string): boolean {
  const parts = selector.split(INTO_SHADOW);
  let at: Element | null = element;
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (at === null || !isMatch(at, part)) return false;
    const root = rootOf(at);
    at = root && isShadow(root) ? root.host : null;
  }
  // Without a step into a shadow root the selector is for the page itself.
  return at === null || rootOf(at) === documentOf(at);
}

function isMatch(element: Element, selector: string): boolean {
  try {
    return matches(element, selector);
  } catch {
    // As above: a selector that this browser cannot read matches nothing.
    return false;
  }
}

const MOST_STEPS = 200;

/** The element or the nearest around it that matches, stepping out of shadow roots. */
export function closestDeep(element: Element, selector: string): Element | null {
  let at: Element | null = element;
  for (let step = 0; at && step < MOST_STEPS; step++, at = parentOf(at))
    if (matchesDeep(at, selector)) return at;
  return null;
}
