/** Which control an event is about: the nearest one around the place where it happened. */
import { isActionOption } from './action-lists.ts';
import { concernsUs } from './concern.ts';
import {
  CONTROL_SELECTOR,
  HAS_LETTER,
  HEADING_SELECTOR,
  isElement,
  isHtml,
  isText,
  parentOf,
  textOf,
  WRITTEN,
} from './dom.ts';
import { drawnOn } from './drawn.ts';
import {
  classOf,
  first,
  focused,
  hasAttribute,
  isShadow,
  listOf,
  localName,
  matches,
  parentElementOf,
  rootOf,
  textContentOf,
} from './native.ts';
import { noteRoot, shadowRootOf } from './roots.ts';
import { isNamedBySite } from './site-profile.ts';

const MAX_CARRIER_TEXT = 60;
const PRESSABLE_CLASS =
  /(?:^|[-_ ])(?:btn|button|link|act|action|cmd|command|clickable|menu-?item|chip)(?:$|[-_ ])/i;
const FIELD_OR_LABEL = 'input,select,textarea,label,[contenteditable]';
/** "Slide to refer": it says itself that it is no mere text. */
const SAYS_HOW = /\b(?:slide|swipe|drag)\b.{0,30} to\b/i;

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

/** A label only passes a press on; one with a handler of its own acts at once, and one of nothing may. */
function isActingLabel(element: Element): boolean {
  if (isHtml(element, 'label') && !element.control && ACTS.test(textOf(element)))
    return first(parentElementOf(element) ?? element, 'input,select,textarea') === null;
  return (
    matches(element, 'label[onclick]') && concernsUs([{ source: 'label', text: textOf(element) }])
  );
}

/** The innermost element that an event is about, inside of shadow roots whether open or closed. */
function placeOf(event: Event): Element | null {
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

const NO_CARRIER = /^(?:form|body|html|label|table|tr|fieldset)$/;

/**
 * An element without any sign of being a control may still have a listener that no script of ours
 * can see. A short text that the page shows with a hand pointer is treated as a button.
 */
export function carrierOf(event: Event): Element | null {
  return carrierFrom(placeOf(event));
}

/** The same of what has the focus and is no control by any sign but that: a cell, a component. */
export function carrierByKey(event: KeyboardEvent): Element | null {
  const place = placeOf(event);
  return place && isWorkedByKey(place) ? carrierFrom(place, event.key) : null;
}

/** Headings and parts of a page are given the focus so that they are read out, and do nothing. */
function isWorkedByKey(element: Element): boolean {
  return matches(element, FOCUSED) && first(element, CONTROL_SELECTOR) === null;
}

const FOCUSED =
  '[tabindex]:not([tabindex="-1"],h1,h2,h3,h4,h5,h6,section,article,main,dialog,th,pre,abbr,dt,blockquote,figure,img):not([aria-activedescendant],[role=columnheader],[role=grid],[role=tree],[role=treegrid],[role=slider],[role=img],[role=note],[role=log],[role=tooltip],[role=figure],[role=heading],[role=tabpanel],[role=region],[role=dialog],[role=alertdialog],[role=alert],[role=status],[role=document])';

function carrierFrom(place: Element | null, key = ''): Element | null {
  const hasFocus = key !== '';
  let at = place;
  for (let step = 0; at && step < 4; step++, at = parentOf(at)) {
    if (NO_CARRIER.test(localName(at))) return null;
    const text = textOf(at);
    if (text.length > MAX_CARRIER_TEXT) return null;
    if (hasFocus && matches(at, CELL) && !ACTS.test(text)) return isTick(at, text) ? at : null;
    // Space scrolls what only tells of a check.
    const isTold = !ACTS.test(text) && (key === ' ' || TELLS.test(text));
    if (hasFocus && isTold && !isPressable(at)) return null;
    if ((hasFocus || isPressable(at)) && (text !== '' || drawnOn(at) !== '')) return wholeOf(at);
    if (matches(at, CELL) && text.length <= LONGEST_ACT && ACTS.test(text)) return at;
    if (isTick(at, text)) return at;
    if (hasFocus) return null;
  }
  return null;
}

/** "Run", "Check": the header of the column says what. */
const LONGEST_ACT = 12;
const CELL = 'td,[role=gridcell]';
/** A key on any other cell begins to change what stands in it. */
const ACTS =
  /^(?:run|check|search|send|refer|request|view|open|go|start|enquire|look|rhedeg|gwirio|chwilio|anfon|cyfeirio)\b/i;

function isTick(at: Element, text: string): boolean {
  return matches(at, CELL) && !HAS_LETTER.test(text) && !!first(at, MARK) && isTicking(at);
}

/** A tick that a grid draws in a cell that can be pressed: what that does, the header of its column says. */
function isTicking(cell: Element): boolean {
  if (hasAttribute(cell, 'aria-checked')) return true;
  const row = parentElementOf(cell);
  // The hand of a whole row, or of all that stands in it, opens the row.
  if (!row || !hasHand(cell)) return false;
  const cells = listOf(row, ':scope > *').slice(0, MOST_CELLS);
  const others = cells.filter((each) => first(each, MARK) === null);
  const isRow = others.length > 0 && others.length * 2 >= cells.length && others.every(hasHand);
  return !hasHand(row) && !isRow;
}

/** A row may hold some cells, and no more are asked. */
const MOST_CELLS = 40;
const MARK = 'svg,img,i';

function isPressable(element: Element): boolean {
  return (
    PRESSABLE_CLASS.test(classOf(element)) ||
    isWorked(element) ||
    hasHand(element) ||
    matches(element, 'menu > li') ||
    matches(element, DELEGATED) ||
    (matches(element, REACHED) && !TELLS.test(textOf(element))) ||
    (matches(element, 'svg:has(use)') && isSmallDrawing(element)) ||
    (localName(element).includes('-') && isButtonLike(element))
  );
}

/** A word that keys reach is there to be pressed. */
const REACHED = ':is(span,a,b,i,small,li)[tabindex]:not([tabindex="-1"],[role],:has(*))';

/** An icon, whose title stands where it is kept; a chart is larger. */
function isSmallDrawing(drawing: Element): boolean {
  const { width, height } = drawing.getBoundingClientRect();
  return Math.max(width, height) <= LARGEST_ICON;
}

const LARGEST_ICON = 64;
const BUTTON_NAME = /-(?:button|btn|action|link|command|chip|menu-?item)$/;

/** By its name, or since keys reach it: a card is reached by keys too, and tells something. */
function isButtonLike(component: Element): boolean {
  const isNamed = BUTTON_NAME.test(localName(component));
  const text = textOf(component);
  const mayBe = isNamed || (isWorkedByKey(component) && (ACTS.test(text) || !TELLS.test(text)));
  return mayBe && isSmall(component);
}

const TELLS = /:\s*\S|\d|\b(?:done|completed|recorded|received|waiting|none)\b/i;

/** A component that is one button, and none that holds text or controls. */
function isSmall(component: Element): boolean {
  const root = shadowRootOf(component);
  const texts = (root ? listOf(root, ':not(style,script,:has(*))') : []).map(textContentOf);
  return (
    !(root && listOf(root, `${CONTROL_SELECTOR},${HEADING_SELECTOR},p,dl,table`)[0]) &&
    first(component, 'p,dl,table') === null &&
    texts.join('').trim().length <= MAX_CARRIER_TEXT
  );
}

/** What has a field in it, or a label, only holds that: a press beside the field is meant for nothing. */
function isWorked(element: Element): boolean {
  return SAYS_HOW.test(textOf(element)) && first(element, FIELD_OR_LABEL) === null;
}

/** A dialog that listens for presses on what stands in it. */
const DELEGATED =
  ':is(dialog,[role=dialog],[role=alertdialog])[onclick] :not(:has(*),p,h1,h2,h3,h4)';

const INLINE = /^(?:span|b|strong|i|em|u|small|font|mark)$/;

/** A word that is drawn in pieces, one of which was pressed: all that it stands in. */
function wholeOf(piece: Element): Element {
  let whole = piece;
  for (let up = parentOf(whole); up && isPiece(whole); up = parentOf(whole)) {
    if (NO_CARRIER.test(localName(up)) || textOf(up).length > MAX_CARRIER_TEXT) break;
    if (!isPressable(up)) break;
    whole = up;
  }
  return whole;
}

const ENDS_IN_WORD = /\p{L}\u00ad?$/u;
const BEGINS_IN_WORD = /^\u00ad?\p{L}/u;

/** Buttons that stand side by side are parted by more than that; what says enough stands for itself. */
function isPiece(element: Element): boolean {
  if (!INLINE.test(localName(element)) || PRESSABLE_CLASS.test(classOf(element))) return false;
  const own = textContentOf(element) ?? '';
  if (concernsUs([{ source: 'value', text: own }])) return false;
  const { previousSibling: left, nextSibling: right } = element;
  // Between buttons that stand side by side are blanks alone.
  if ([left, right].some((each) => each && isText(each) && HAS_LETTER.test(each.nodeValue ?? '')))
    return true;
  const before = (left && textContentOf(left)) ?? '';
  const after = (right && textContentOf(right)) ?? '';
  return (
    (ENDS_IN_WORD.test(before) && BEGINS_IN_WORD.test(own)) ||
    (ENDS_IN_WORD.test(own) && BEGINS_IN_WORD.test(after))
  );
}

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

function hasHand(element: Element): boolean {
  return getComputedStyle(element).cursor === 'pointer';
}
