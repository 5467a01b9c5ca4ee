/** What an event may be about that has no sign of being a control: words with a hand, a cell, a card. */
import { concernsUs } from './concern.ts';
import { ACTS, MAX_CARRIER_TEXT, NO_CARRIER, placeOf } from './controls-in-event.ts';
import { CONTROL_SELECTOR, HAS_LETTER, HEADING_SELECTOR, isText, parentOf, textOf } from './dom.ts';
import { drawnOn } from './drawn.ts';
import {
  classOf,
  first,
  hasAttribute,
  listOf,
  localName,
  matches,
  parentElementOf,
  textContentOf,
} from './native.ts';
import { shadowRootOf } from './roots.ts';

const PRESSABLE_CLASS =
  /(?:^|[-_ ])(?:btn|button|link|act|action|cmd|command|clickable|menu-?item|chip|trigger)(?:$|[-_ ])/i;
/** `dxbButton_Office` */
const BUTTON_IN_CLASS = /[a-z](?:Button|Btn)(?:$|[-_ ])/;
const FIELD_OR_LABEL = 'input,select,textarea,label,[contenteditable]';
/** "Slide to refer": it says itself that it is no mere text. */
const SAYS_HOW = /\b(?:slide|swipe|drag)\b.{0,30} to\b/i;

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
  '[role=gridcell][tabindex],[tabindex]:not([tabindex="-1"],h1,h2,h3,h4,h5,h6,section,article,main,dialog,th,pre,abbr,dt,blockquote,figure,img):not([aria-activedescendant],[role=columnheader],[role=grid],[role=tree],[role=treegrid],[role=slider],[role=img],[role=note],[role=log],[role=tooltip],[role=figure],[role=heading],[role=tabpanel],[role=region],[role=dialog],[role=alertdialog],[role=alert],[role=status],[role=document])';

function carrierFrom(place: Element | null, key = ''): Element | null {
  const hasFocus = key !== '';
  let at = place;
  for (let step = 0; at && step < 4; step++, at = parentOf(at)) {
    if (NO_CARRIER.test(localName(at))) return null;
    const text = textOf(at);
    if (text.length > MAX_CARRIER_TEXT) return null;
    if (hasFocus && matches(at, CELL) && !saysAct(text)) return isTick(at, text) ? at : null;
    // Space scrolls what only tells of a check.
    const isTold = !saysAct(text) && (key === ' ' || TELLS.test(text));
    if (hasFocus && isTold && !isPressable(at)) return null;
    if ((hasFocus || isPressable(at)) && (text !== '' || hasTip(at) || drawnOn(at) !== ''))
      return wholeOf(at);
    if (matches(at, CELL) && text.length <= LONGEST_ACT && saysAct(text) && !TELLS_OF.test(text))
      return at;
    if (!hasFocus && isBoxed(at, text)) return at;
    if (isTick(at, text)) return at;
    if (hasFocus) return null;
  }
  return null;
}

/** A box that the pointer calls up says what a button without words does. */
function hasTip(at: Element): boolean {
  return hasAttribute(at, 'title') || hasAttribute(at, 'data-qtip');
}

/** "Run", "Check": the header of the column says what. */
const LONGEST_ACT = 16;
const CELL = 'td,[role=gridcell]';

/** Behind an arrow stands what it begins. */
function saysAct(text: string): boolean {
  return ACTS.test(text) || /^[\u25b6\u25ba\u279c\u27a4]\ufe0f? /.test(text);
}

/** Words of doing what concerns us, drawn in a box of their own, on which a finger may be waited for. */
function isBoxed(at: Element, text: string): boolean {
  if (!ACTS.test(text) || matches(at, NO_BOX)) return false;
  if (TELLS_OF.test(text) && !/^(?:run|request|start|send)\b/i.test(text)) return false;
  if (!concernsUs([{ source: 'value', text }])) return false;
  const { borderTopStyle, borderBottomStyle, borderLeftStyle } = getComputedStyle(at);
  return [borderTopStyle, borderBottomStyle, borderLeftStyle].every((line) => line !== 'none');
}

const NO_BOX = `${CELL},${HEADING_SELECTOR},output,dd,blockquote,:has(*)`;
const TELLS_OF =
  /\b(?:sent|made|received|requested|done|before|when|guidance|completed?|pending|results?|notes)\b/i;

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
    BUTTON_IN_CLASS.test(classOf(element)) ||
    isWorked(element) ||
    hasHand(element) ||
    matches(element, 'menu > li') ||
    matches(element, DELEGATED) ||
    (matches(element, REACHED) && mayAct(textOf(element))) ||
    (matches(element, 'svg:has(use)') && isSmallDrawing(element)) ||
    (localName(element).includes('-') && isButtonLike(element))
  );
}

function mayAct(text: string): boolean {
  return saysAct(text) || !TELLS.test(text);
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

/** "PNC checks 3", "PNC check: clear", "12 May"; and not "PNC check – victim 1", "Status check: start". */
const TELLS =
  /:\s*(?!(?:start|run|go|request|dechrau|rhedeg)\b)\S|\b\d{1,2}(?:[/.]\d| \p{L}{3})|\d{3}|s\W{1,3}\d+$|\(\d+\)|\b(?:done|completed|recorded|received|waiting|none|required|overdue|by (?:pc|ps|dc|ds|sgt|insp)\b|results?|\d of \d+|carried out|declined|requested|pending)\b/iu;

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

function hasHand(element: Element): boolean {
  return getComputedStyle(element).cursor === 'pointer';
}
