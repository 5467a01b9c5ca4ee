/** Which control an event is about: the nearest one around the place where it happened. */
import { isActionOption } from './action-lists.ts';
import { concernsUs } from './concern.ts';
import {
  CONTROL_SELECTOR,
  HEADING_SELECTOR,
  isElement,
  isHtml,
  parentOf,
  textOf,
  WRITTEN,
} from './dom.ts';
import { first, focused, isShadow, localName, matches, parentElementOf, rootOf } from './native.ts';
import { noteRoot, shadowRootOf } from './roots.ts';
import { isNamedBySite } from './site-profile.ts';

/** Elements that are controls whatever they say, and never hold a shadow root. */
const FIELDS: ReadonlySet<string> = new Set(['input', 'button', 'select', 'textarea']);
const MOST_STEPS = 12;
const EDGE = /^(?:form|body)$/;

/**
 * @returns the control, or null for a click on plain page
 */
export function controlOf(event: Event): Element | null {
  const { target } = event;
  if (isElement(target) && FIELDS.has(localName(target))) return target;
  let at = placeOf(event);
  let isApart = false;
  let label: Element | null = null;
  for (let step = 0; at && step < MOST_STEPS; step++, at = parentOf(at)) {
    // In what is being written, it is no part of the text.
    if (isApart && matches(at, WRITTEN)) return null;
    if (matches(at, CONTROL_SELECTOR) || isNamedBySite(at)) return at;
    if (isActingLabel(at)) label ??= at;
    isApart ||= matches(at, '[contenteditable=false]');
    if (matches(at, '[role=option]') && isActionOption(at)) return at;
    if (EDGE.test(localName(at))) break;
  }
  return label;
}

/** A verb of doing; a key on any other cell begins to change what stands in it. */
export const ACTS =
  /^(?:run|check|search|send|refer|request|view|open|go|start|enquire|look|rhedeg|gwirio|chwilio|anfon|cyfeirio)\b/i;

/** A label only passes a press on; one with a handler of its own acts at once, and one of nothing may. */
function isActingLabel(element: Element): boolean {
  if (isHtml(element, 'label') && !element.control && ACTS.test(textOf(element)))
    return first(parentElementOf(element) ?? element, 'input,select,textarea') === null;
  return (
    matches(element, 'label[onclick]') && concernsUs([{ source: 'label', text: textOf(element) }])
  );
}

/** The innermost element that an event is about, inside of shadow roots whether open or closed. */
export function placeOf(event: Event): Element | null {
  const [innermost] = event.composedPath();
  let place: Element | null = isElement(innermost) ? innermost : null;
  const root = place && rootOf(place);
  if (root && isShadow(root)) noteRoot(root);
  for (let inner = place; inner; ) {
    const closed = shadowRootOf(inner);
    if (closed) noteRoot(closed);
    inner = closed ? innerPlace(closed, event) : null;
    place = inner ?? place;
  }
  return place;
}

/** A closed root hides the target: a pointer's place tells it, and the focus for all else. */
function innerPlace(root: ShadowRoot, event: Event): Element | null {
  const isAtPlace = event instanceof MouseEvent && (event.clientX !== 0 || event.clientY !== 0);
  const pointed = isAtPlace ? root.elementFromPoint(event.clientX, event.clientY) : null;
  return pointed && rootOf(pointed) === root ? pointed : root.activeElement;
}

/** The control that has the focus, inside of shadow roots too. */
export function focusedControl(page: Document): Element | null {
  let place = focused(page);
  for (let inner = place; inner; ) {
    inner = shadowRootOf(inner)?.activeElement ?? null;
    place = inner ?? place;
  }
  return place;
}

export const NO_CARRIER = /^(?:form|body|html|label|table|tr|fieldset)$/;
export const MAX_CARRIER_TEXT = 60;

export function zoneOf(event: Event): Element | null {
  const place = placeOf(event);
  return place && zoneAround(place);
}

const NOWHERE: ReadonlySet<Element> = new Set();

/**
 * Where something may be dropped: a part of the page with a short text, or with a title of its own.
 *
 * @param from parts that it was carried out of, and that say nothing of where it goes
 */
export function zoneAround(place: Element, from: ReadonlySet<Element> = NOWHERE): Element | null {
  let at: Element | null = place;
  for (let step = 0; at && step < 4; step++, at = parentOf(at)) {
    if (NO_CARRIER.test(localName(at)) || from.has(at)) return null;
    const text = textOf(at);
    if (text === '') continue;
    if (text.length <= MAX_CARRIER_TEXT) return at;
    const title = first(at, HEADING_SELECTOR);
    const bar = title && parentElementOf(title);
    const isBar = bar && parentElementOf(bar) === at && textOf(bar).length <= MAX_CARRIER_TEXT;
    if (bar === at || isBar) return title;
  }
  return null;
}
