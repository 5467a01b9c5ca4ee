/** Which control an event is about: the nearest one on its path, through open shadow roots. */
import { CONTROL_SELECTOR, isElement, textOf } from './dom.ts';

const MAX_CARRIER_TEXT = 60;
const PRESSABLE_CLASS =
  /(?:^|[-_ ])(?:btn|button|link|action|clickable|menu-?item|chip)(?:$|[-_ ])/i;

/**
 * @returns the control, or null for a click on plain page
 */
export function controlOf(event: Event): Element | null {
  const path = event.composedPath();
  let steps = 0;
  for (const target of path) {
    if (!isElement(target)) continue;
    if (target.matches(CONTROL_SELECTOR)) return target;
    if (target.tagName === 'FORM' || target.tagName === 'BODY') return null;
    if (++steps > 12) return null;
  }
  return null;
}

/**
 * An element without any sign of being a control may still have a listener that no script of ours
 * can see. A short text that the page shows with a hand pointer is treated as a button.
 */
export function carrierOf(event: Event): Element | null {
  let steps = 0;
  for (const target of event.composedPath()) {
    if (!isElement(target) || ++steps > 4) return null;
    if (/^(?:FORM|BODY|HTML|LABEL|TABLE|TR|FIELDSET)$/.test(target.tagName)) return null;
    const text = textOf(target);
    if (text.length > MAX_CARRIER_TEXT) return null;
    if (text !== '' && (PRESSABLE_CLASS.test(target.className.toString()) || hasHand(target)))
      return target;
  }
  return null;
}

function hasHand(element: Element): boolean {
  return getComputedStyle(element).cursor === 'pointer';
}
