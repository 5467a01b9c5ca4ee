/** What a control is for by what it opens, by the dialog or form around it, by its heading. */
import { saysNoMatter } from '../../core/forms/bare.ts';
import { dismisses } from '../../core/forms/declined.ts';
import type { SourceText } from '../../core/forms/snapshot.ts';
import { askedIn, askedInParts } from './dialog-text.ts';
import {
  ALERT_SELECTOR,
  DIALOG_SELECTOR,
  HEADING_SELECTOR,
  isElement,
  OPENER_ATTRIBUTES,
  parentOf,
  textOf,
  tidy,
} from './dom.ts';
import { memory, remembered, rememberedPart, rememberedTitle } from './epoch.ts';
import { theLexicon } from './floor.ts';
import {
  all,
  attribute,
  contains,
  documentOf,
  elementBefore,
  first,
  frameAround,
  listOf,
  localName,
  matches,
  rootOf,
  textContentOf,
  withId,
} from './native.ts';
import { dialogOutside, partsAround } from './parts.ts';
import { captionsBefore, captionsBeside } from './read-captions.ts';
import { captionOfPlace, holdsControl } from './read-cells.ts';
import { titlesBefore } from './read-headings.ts';
import { formNamedBy, whereSent } from './sent.ts';

/** What the form or dialog around a control is for, and what a bare action stands under. */
export function purposeOf(control: Element): readonly SourceText[] {
  return [...purposeAround(control), ...headingOf(control)];
}

/** In two languages it is twice as long. */
const BARE_CAPTION = 40;
const LONGEST_WHOLE = 80;
const FIELD = 'input:not([type=submit],[type=button],[type=checkbox],[type=radio]),select,textarea';
const ACTION =
  'button,input[type=submit],input[type=button],a,[role=button],[onclick],[role=menuitem]';

/**
 * A bare "Search" or "Check" does what it stands under, or what the field beside it is about; a bare
 * "Status" is of what it stands under. Asked of those alone.
 */
export function headingOf(control: Element): readonly SourceText[] {
  if (matches(control, FIELD)) {
    const title = titleAround(control);
    return title ? [title] : NONE;
  }
  if (!matches(control, ACTION)) return NONE;
  const own = (textContentOf(control) ?? '').trim();
  if (own.length > BARE_CAPTION) return NONE;
  const above = headingAbove(control) || (titleAround(control)?.text ?? '');
  const place = captionOfPlace(control);
  const whole = tidy(`${place} ${above}`);
  // Few words say one thing together; more are two texts.
  const said = whole.length > LONGEST_WHOLE ? [place, above] : [whole];
  return [
    ...said.filter((text) => text !== '').map((text) => ({ source: 'heading', text }) as const),
    ...captionsBeside(control, own).map((text) => ({ source: 'nearby-text', text }) as const),
  ];
}

const NONE: readonly SourceText[] = [];
const OPENING = /^(?:a|button)$/;

export function purposeAround(control: Element): readonly SourceText[] {
  const isOpening = OPENING.test(localName(control)) || attribute(control, 'role') !== null;
  const opened = isOpening ? openedBy(control) : null;
  if (opened) return [...dialogPurpose(opened), ...listOf(opened, 'form').flatMap(formPurpose)];
  const { dialog, form: inside, root } = partsAround(control);
  // A button may stand elsewhere, and name the form that it sends.
  const form = inside ?? formNamedBy(control);
  const around = dialog ?? (form ? null : dialogOutside(root));
  const to = whereSent(control, form ?? around);
  if (!around)
    return [...askedBefore(control), ...(form ? formPurpose(form) : frameTitle(control)), ...to];
  // A dialog inside or outside of the form is the nearer question to the officer.
  return form && contains(around, form)
    ? [...dialogPurpose(around), ...formPurpose(form), ...to]
    : [...dialogPurpose(around), ...to];
}

/** A small page in a frame of its own may say only by its frame what it is for. */
function frameTitle(control: Element): readonly SourceText[] {
  const window = documentOf(control).defaultView;
  const frame = window && window !== window.top ? frameAround(window) : null;
  const text = frame ? tidy(attribute(frame, 'title') ?? attribute(frame, 'aria-label')) : '';
  return text === '' ? NONE : [{ source: 'heading', text }];
}

const AGREES =
  /^(?:ok|okay|proceed|continue|go ahead|agree|accept|iawn|parhau|(?:yes|ie|oes|sure)(?:\W+(?!(?:already|done|before|later|close)\b)\w+){0,2})\W*$/i;

/** "OK" does what is asked before it, in no dialog: "Run a PNC check on this person? [OK] [Not now]". */
function askedBefore(control: Element): readonly SourceText[] {
  if (!matches(control, BUTTONS)) return NONE;
  const says = textOf(control) || tidy(attribute(control, 'value'));
  const repeats = AGAIN.test(says);
  if (!repeats && !AGREES.test(says)) return NONE;
  const [text = ''] = captionsBefore(firstOfRow(control));
  return text.includes('?') || (repeats && !NOT_KEPT.test(text))
    ? [{ source: 'form', text }]
    : NONE;
}

/** "Status request failed [Retry]". */
const AGAIN =
  /^(?:retry|(?:try|run|send) again|re-?send|re-?run|repeat|ceisio eto|ail-?anfon)\W*$/i;
/** What was not kept is kept by it. */
const NOT_KEPT =
  /\b(?:sav(?:e|ed|ing)|upload\w*|stor(?:e|ed|ing)|load\w*|print\w*|sync\w*|draft|cadw|llwytho)\b/i;

/** "Cancel" may stand before "OK". */
function firstOfRow(button: Element): Element {
  let at = button;
  for (let step = 0; step < MOST_BUTTONS; step++) {
    const before = elementBefore(at);
    if (!before || !matches(before, BUTTONS)) return at;
    at = before;
  }
  return at;
}

/** The dialog that a control opens. */
function openedBy(control: Element): Element | null {
  for (const name of OPENER_ATTRIBUTES) {
    const id = attribute(control, name)?.replace('#', '');
    const root = id ? rootOf(control) : null;
    const opened = id && root ? withId(root, id) : null;
    if (opened && matches(opened, DIALOG_SELECTOR) && !contains(opened, control)) return opened;
  }
  return null;
}

const BUTTONS = 'button,[role=button],input[type=button],input[type=submit]';
const MOST_BUTTONS = 8;
const BUTTON_HOST = /-(?:button|btn)$/;

/** A dialog with one button tells; one that can be left by "Cancel" or "No" asks. */
const isAsking = remembered((dialog: Element): boolean => {
  if (askedIn(dialog) === '') return false;
  const buttons = [...listOf(dialog, BUTTONS), ...hostsOfButtons(dialog)];
  return (
    buttons.length > 1 &&
    buttons.length <= MOST_BUTTONS &&
    buttons.some((each) => dismisses({ source: 'value', text: textOf(each) }, theLexicon()))
  );
});

/** Components that draw a button in their shadow root. */
function hostsOfButtons(dialog: Element): readonly Element[] {
  if (!localName(dialog).includes('-')) return NO_HOSTS;
  return listOf(dialog, '*').filter(
    (each) => BUTTON_HOST.test(localName(each)) && first(each, BUTTONS) === null,
  );
}

const NO_HOSTS: readonly Element[] = [];

/** Whether a button answers what a dialog asks. */
export function answers(button: Element): boolean {
  const { dialog, root } = partsAround(button);
  const around = dialog ?? dialogOutside(root);
  return (around !== null && isAsking(around)) || isAgain(button);
}

function isAgain(button: Element): boolean {
  return AGAIN.test(textOf(button)) && askedBefore(button).length > 0;
}

const dialogPurpose = remembered((dialog: Element): readonly SourceText[] => {
  const heading = first(dialog, HEADING_SELECTOR);
  const asked = askedIn(dialog);
  const texts = [
    heading ? textOf(heading) : '',
    tidy(attribute(dialog, 'aria-label')),
    asked,
    asked === '' ? '' : askedInParts(dialog),
  ];
  return [...new Set(texts)].flatMap((text) => (text === '' ? [] : [{ source: 'form', text }]));
});

const formPurpose = rememberedPart((form: Element): readonly SourceText[] => {
  const purpose: SourceText[] = [];
  const add = (source: SourceText['source'], text: string): void => {
    if (text !== '') purpose.push({ source, text });
  };
  add('form', tidy(attribute(form, 'aria-label')));
  add('name', tidy(attribute(form, 'name')));
  add('name', tidy(attribute(form, 'id')));
  add('target', tidy(attribute(form, 'action')?.slice(0, 512).split('#')[0]));
  add('form', headingWithin(form) ?? headingAbove(form));
  return purpose;
});

/** The second heading of a form mostly stands not far below the first. */
const NEAR = 500;

/** The first heading of a form with many sections names its first section, not the form. */
const headingWithin = rememberedTitle((form: Element): string | null => {
  const heading = first(form, HEADING_SELECTOR);
  if (!heading) return null;
  const walker = documentOf(form).createTreeWalker(form, NodeFilter.SHOW_ELEMENT);
  walker.currentNode = heading;
  for (let step = 0, node = walker.nextNode(); step < NEAR; step++, node = walker.nextNode()) {
    if (!isElement(node)) return textOf(heading);
    if (matches(node, HEADING_SELECTOR)) return '';
  }
  // To look for it among all elements of the largest form takes its time.
  return all(form, HEADING_SELECTOR).length > 1 ? '' : textOf(heading);
});

const MOST_LEVELS = 6;

/** The heading that a form or a button stands under. */
function headingAbove(element: Element): string {
  let inside: Element | null = element;
  for (let depth = 0; inside && depth < MOST_LEVELS; depth++) {
    const text = headingBefore(inside);
    if (text !== '') return text;
    inside = parentOf(inside);
  }
  return '';
}

/** The same of whatever is drawn as a title; the field's own label is none. */
function titleAround(control: Element): SourceText | null {
  let inside: Element | null = control;
  for (let depth = 0; inside && depth < MOST_LEVELS; depth++) {
    const [title] = titlesBefore(inside);
    if (title && !saysNoMatter(title)) return title;
    inside = parentOf(inside);
  }
  return null;
}

/** Nearest heading among what stands before an element in the same part. Remembered for each. */
function headingBefore(element: Element): string {
  const passed: Element[] = [];
  let text = '';
  for (let at = elementBefore(element); at; at = elementBefore(at)) {
    const known = headings.get(at);
    if (known !== undefined) {
      text = known;
      break;
    }
    passed.push(at);
    text = headingIn(at);
    if (text !== '') break;
  }
  for (const each of passed) headings.set(each, text);
  return text;
}

/** The heading at or before an element among its siblings. */
const headings = memory<Element, string>('parts');

function headingIn(element: Element): string {
  if (matches(element, HEADING_SELECTOR)) return textOf(element);
  const heading = first(element, HEADING_SELECTOR);
  // What has fields of its own is about something else.
  return heading && !holdsControl(element) && !matches(element, ALERT_SELECTOR)
    ? textOf(heading)
    : '';
}
