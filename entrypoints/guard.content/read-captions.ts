/** Text that stands before a control and is its caption, though no label points at the control. */
import { CONTROL_SELECTOR, isElement, isText, parentOf, textOf, tidy } from './dom.ts';
import { remembered } from './epoch.ts';
import {
  all,
  attribute,
  classOf,
  contains,
  elementBefore,
  first,
  hasAttribute,
  idOf,
  isOver,
  listOf,
  localName,
  matches,
  parentElementOf,
  textContentOf,
} from './native.ts';
import { holdsControl, MAX_CAPTION } from './read-cells.ts';

export const EDGE = /^(?:form|body|fieldset|table|tbody|tr|td|section)$/;
/** Steps within which any text counts. */
const NEAR = 3;
/** Libraries wrap a field many times; so far out only a label counts. */
const FAR = 9;
const FIELDS = 'input:not([type=hidden]),select,textarea';
const LABEL = 'label,[class*=label]';
/** What a component says of itself: what may be typed, how many choices there are. */
const SAID = '[class*=placeholder],[aria-live],[role=log],[role=alert],[role=status]';

/** Nearest text before a control and the label of its wrapping, not crossing another control. */
export function captionsBefore(control: Element): readonly string[] {
  const first = sharesCaption(control);
  if (first) return captionsBefore(first);
  const captions: string[] = [];
  let from: Element | null = control;
  for (let step = 0; step < FAR && from; step++) {
    const isFar = step >= NEAR || captions.length > 0;
    const text = isFar ? labelBeside(from) : textBesideIt(from, control);
    if (text.length > MAX_CAPTION) return captions;
    if (text !== '') captions.push(text);
    if (text !== '' && (isFar || hasLabel(from))) return captions;
    const before = elementBefore(from);
    if (before && holdsControl(before)) return captions;
    from = parentOf(from);
    if (!from || EDGE.test(localName(from)) || (isFar && holdsOther(from, control)))
      return captions;
  }
  return captions;
}

const PARTED = /^\s*[/\u2013-]\s*$/;

/** "Visa type / expiry: [ ] / [ ]": the box before, where no more than a stroke parts them. */
function sharesCaption(control: Element): Element | null {
  const between = control.previousSibling;
  if (!between || !isText(between) || !PARTED.test(between.nodeValue ?? '')) return null;
  const before = elementBefore(control);
  return before && matches(before, FIELDS) && matches(control, FIELDS) ? before : null;
}

/**
 * Captions of a control that no label names. Most stand before it; where a line begins with a
 * control and ends with words, they stand behind each.
 */
export function captionsNear(control: Element): readonly string[] {
  const line = parentElementOf(control);
  const controls = line ? controlsOnLine(line) : 0;
  if (!line || controls === 0) return captionsBefore(control);
  // What follows a single field may be a hint or an error: a caption before it tells more.
  const before = controls === 1 ? captionsBefore(line) : [];
  return before.length > 0 ? before : [textBehind(control)];
}

/** A row of buttons that are only drawn, each with its words behind it. */
export function captionOfTile(button: Element): string {
  const row = parentElementOf(button);
  return row && controlsOnLine(row) > 1 ? textBehind(button) : '';
}

/** @returns 0 where the line does not begin with a control and end with words */
const controlsOnLine = remembered((line: Element): number => {
  let controls = 0;
  let isWords = false;
  for (let node = line.firstChild, left = MOST_ON_LINE; node; node = node.nextSibling) {
    if (left-- === 0) return 0;
    if (isElement(node) && holdsControl(node)) {
      controls++;
      isWords = false;
    } else if (tidy(textContentOf(node)) !== '') {
      if (controls === 0) return 0;
      isWords = true;
    }
  }
  return isWords ? controls : 0;
});

const MOST_ON_LINE = 40;

function textBehind(control: Element): string {
  let text = '';
  for (let node = control.nextSibling; node; node = node.nextSibling) {
    if (isElement(node) && endsCaption(node)) break;
    text += isElement(node) ? ` ${textOf(node)}` : isText(node) ? (node.nodeValue ?? '') : '';
  }
  return text.length > MAX_CAPTION ? '' : tidy(text);
}

/** What has a role is a part of its own, such as the list that a box opens. */
function endsCaption(element: Element): boolean {
  return (
    /^[bh]r$/.test(localName(element)) || hasAttribute(element, 'role') || holdsControl(element)
  );
}

function hasLabel(from: Element): boolean {
  const before = elementBefore(from);
  return before !== null && (matches(before, LABEL) || first(before, LABEL) !== null);
}

/** The label directly before a wrapping. */
function labelBeside(from: Element): string {
  const before = elementBefore(from);
  return before && hasLabel(from) && !holdsControl(before) ? textOf(before) : '';
}

function holdsOther(wrapping: Element, control: Element): boolean {
  return listOf(wrapping, FIELDS).some(
    (field) =>
      field !== control &&
      !contains(control, field) &&
      attribute(field, 'aria-hidden') !== 'true' &&
      attribute(field, 'tabindex') !== '-1',
  );
}

/** Nodes looked at before a control; a caption is near. */
const MOST_NODES = 24;

function textBesideIt(from: Element, control: Element): string {
  let text = '';
  let node = from.previousSibling;
  for (let step = 0; node && step < MOST_NODES; step++, node = node.previousSibling) {
    const element: Element | null = isElement(node) ? node : null;
    if (element && holdsControl(element)) break;
    if (element && isSaid(element, control)) continue;
    if (element && /^(?:br|hr)$/.test(localName(element)) && text !== '') break;
    const part = element ? textOf(element) : isText(node) ? tidy(node.nodeValue) : '';
    text = `${part} ${text}`.trim();
    if (text.length > MAX_CAPTION || (part !== '' && element)) break;
  }
  return text;
}

function isSaid(element: Element, control: Element): boolean {
  const id = idOf(element);
  const describing = attribute(control, 'aria-describedby')?.split(/\s+/) ?? [];
  return (
    matches(element, SAID) ||
    (id !== '' && describing.includes(id) && !/label|caption/i.test(classOf(element)))
  );
}

/** Whether captions stand before their fields here: then the label after a field is the next one's. */
export function isCaptionFirst(control: Element): boolean {
  const parent = parentElementOf(control);
  const start = parent && first(parent, `:scope > label,:scope > :is(${CONTROL_SELECTOR})`);
  return start !== null && localName(start) === 'label' && !contains(start, control);
}

const STATUS = /\b(?:status|statws)\b/i;
const CHECKS =
  /\b(?:check|verify|look ?up|find|search|query|run|go|execute|start|begin|do (?:it|now)|gwirio|rhedeg)\b/i;
const CAPTIONS = 'label,legend,dt,th,[class*=label],[label]';
const MOST_CAPTIONS = 30;
const MOST_LEVELS = 6;
const MOST_AROUND = 400;

/**
 * What a bare "Check" is about: the one field beside it, as in "Immigration status [ ] [Check]". For
 * "Check status", captions of the same part of the page say which status it is.
 */
export function captionsBeside(control: Element, own: string): readonly string[] {
  if (!CHECKS.test(own)) return [];
  const isOfStatus = STATUS.test(own);
  let around = parentOf(control);
  for (let step = 0; around && step < (isOfStatus ? MOST_LEVELS : 2); step++) {
    // What holds so much is the page, and no field beside the button.
    if (localName(around) === 'body' || isOver(around, MOST_AROUND)) return [];
    const fields = all(around, FIELDS);
    const captions = listOf(around, CAPTIONS).slice(0, MOST_CAPTIONS).map(captionOf);
    const [field, second] = fields;
    if (!isOfStatus && second) return [];
    const found = isOfStatus
      ? captions.filter((text) => STATUS.test(text))
      : [
          ...(field ? captionsBefore(field) : step === 0 ? captionsBefore(control) : []),
          ...(captions.length === 1 ? captions : []),
        ];
    if (found.length > 0) return found;
    around = parentOf(around);
  }
  return [];
}

/** A component draws its label out of sight and keeps the words in an attribute. */
function captionOf(element: Element): string {
  return tidy(attribute(element, 'label')) || textOf(element);
}
