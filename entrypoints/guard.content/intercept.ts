/**
 * The first net: capture listeners on `window` from `document_start`, before any listener of the
 * page. They hold the officer's intent, whatever address the page then talks to.
 */
import { isHeld } from '../../core/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { carrierByKey, carrierOf } from './carriers.ts';
import { controlOf } from './controls-in-event.ts';
import { isElement, TYPED } from './dom.ts';
import { isFile } from './dropped.ts';
import { onChange, onComposing, onInput, onPaste } from './entered.ts';
import { type Interceptor, isEntry, lasts, lookAt, stop } from './interceptor.ts';
import { onKeyElsewhere } from './keys-elsewhere.ts';
import { lasting } from './lasting.ts';
import { assessListed } from './menu.ts';
import { matches } from './native.ts';
import { openAhead } from './network.ts';
import { opensHere, waitsForNetwork } from './network-wait.ts';
import { assessOffence } from './offences.ts';
import { isChoice, noteChosen, onPicked } from './picked.ts';
import { forgetLeft, noteLeft, noteMenuOn, notePressed, notePressedAt } from './pressed.ts';
import { isGroupMember } from './read-names.ts';
import { type Deed, endFollowUp, type Heard, heardAt, isReleased, release } from './release.ts';
import { renewRecipients } from './sent.ts';
import { isSentAgain } from './submission.ts';
import { readOrHold } from './unreadable.ts';

const PRELUDE = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'dblclick'] as const;
const TOUCHES = ['touchstart', 'touchend'] as const;
/** Keys that press a control that is not a native button. */
const PRESS_KEYS: ReadonlySet<string> = new Set(['Enter', ' ', 'Spacebar']);
/** Keys that move through a page and change nothing in a list. */
const MOVING_KEYS: ReadonlySet<string> = new Set([
  'Tab',
  'Escape',
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'F5',
  'CapsLock',
]);

const NATIVE_PRESS = 'button,input,a[href],summary,select,textarea';

/** Events of one gesture that the page did not hear, for the control they were meant for. */
let stopped: {
  readonly control: Element;
  readonly events: Heard[];
  /** As it was read at the first of them. */
  readonly assessment: Assessment;
} | null = null;

/** @param signal ends all listeners; our own, not one that a page can abort */
export function intercept(to: Interceptor, signal: AbortSignal): void {
  const options = { capture: true, signal } as const;
  const prelude = (event: Event): void => onPrelude(event, to);
  const click = (event: MouseEvent): void => onClick(event, to);
  const key = (event: KeyboardEvent): void => onKey(event, to);
  const input = (event: InputEvent): void => onInput(event, to);
  const picked = (event: Event): void => void onPicked(event, to);
  const paste = (event: ClipboardEvent): void => onPaste(event, to);
  const composing = (event: CompositionEvent): void => onComposing(event, to);
  lasting(() => {
    for (const type of PRELUDE) addEventListener(type, prelude, options);
    // Nothing of ours prevents a touch: one that might, the browser would have to wait for.
    for (const type of TOUCHES) addEventListener(type, prelude, { ...options, passive: true });
    addEventListener('click', click, options);
    addEventListener('auxclick', click, options);
    addEventListener('contextmenu', onMenu, options);
    addEventListener('keydown', key, options);
    addEventListener('keypress', onKeyAfter, options);
    addEventListener('keyup', onKeyAfter, options);
    addEventListener('beforeinput', input, options);
    addEventListener('paste', paste, options);
    addEventListener('input', picked, options);
    addEventListener('compositionstart', composing, options);
    addEventListener('focusout', onLeft, options);
  });
  listenIn(window, to, signal);
}

/** A menu of the right button is about what it was opened on. */
function onMenu(event: MouseEvent): void {
  const [place] = event.composedPath();
  const on = controlOf(event) ?? place;
  if (isElement(on)) noteMenuOn(on);
}

function onLeft(event: FocusEvent): void {
  const control = controlOf(event);
  if (control) noteLeft(control);
}

/** Events that do not leave the shadow root in which they happen are heard there. */
export function listenIn(place: Window | ShadowRoot, to: Interceptor, signal: AbortSignal): void {
  const options = { capture: true, signal } as const;
  const submit = (event: Event): void => onSubmit(event, to);
  const change = (event: Event): void => onChange(event, to);
  const listen = (): void => {
    place.addEventListener('submit', submit, options);
    place.addEventListener('change', change, options);
  };
  // A root that the page takes away goes with all that listens in it.
  if (place === window) lasting(listen);
  else listen();
}

function remember(assessment: Assessment, control: Element, event: Event): void {
  if (stopped?.control !== control) stopped = { control, events: [], assessment };
  if (stopped.events.length < 12) {
    stopped.events.push({ event, target: event.composedPath()[0] ?? control });
  }
}

/** What began as an act that is held is one, whatever its control has been called since. */
function begunOn(control: Element, { timeStamp }: Event): Assessment | null {
  if (stopped?.control !== control) return null;
  const last = stopped.events.at(-1)?.event.timeStamp ?? 0;
  return timeStamp - last < GESTURE_MS ? lasts(stopped.assessment) : null;
}

const GESTURE_MS = 2_000;

function gestureOn(control: Element, click: Event): readonly Heard[] {
  const events = stopped?.control === control ? stopped.events : [];
  stopped = null;
  return [...events, ...heardAt(control, click)];
}

/** The page must not act on the press before the click; focus and the click itself go on. */
function onPrelude(event: Event, to: Interceptor): void {
  const isFirst = event.type === 'pointerdown' && event.isTrusted;
  if (isFirst) {
    stopped = null;
    const [place] = event.composedPath();
    if (event instanceof PointerEvent && event.button === 0 && isElement(place))
      notePressedAt(place);
  }
  const control = controlOf(event) ?? carrierOf(event);
  if (isFirst && control) renewRecipients(control);
  if (!control || isReleased(control)) return;
  if (isChoice(control)) noteChosen(control);
  const assessment = assessRun(control, event) ?? lookAt(control, event);
  if (!assessment) return;
  if (!isHeld(assessment.decision.outcome)) {
    if (event.type === 'pointerdown') openAhead(assessment);
    return;
  }
  if (isEntry(assessment)) {
    if (event.type === 'mousedown' && isChoice(control)) {
      stop(event);
      to.hold(assessment, 'choose', { what: 'choose', control });
    }
    return;
  }
  if (event.type === 'dblclick' && isChoice(control)) {
    stop(event);
    to.hold(assessment, 'press', { what: 'key', control, gesture: heardAt(control, event) });
    return;
  }
  event.stopImmediatePropagation();
  // A list that loses the focus closes, and what was pressed in it is gone before the click.
  if (event.type === 'mousedown' && matches(control, LISTED)) event.preventDefault();
  remember(assessment, control, event);
}

/** A line of a list that is pressed twice. */
function assessRun(control: Element, { type }: Event): Assessment | null {
  if (type !== 'dblclick' || !isChoice(control)) return null;
  return readOrHold(control, () => assessListed(control));
}

const LISTED = '[role=option],[role^=menuitem]';

/** A box or a button of several that says which offence it is. */
function lookAtOffence(control: Element): Assessment | null {
  return isGroupMember(control) ? readOrHold(control, () => assessOffence(control)) : null;
}

export function onClick(event: MouseEvent, to: Interceptor): void {
  forgetLeft();
  const control = controlOf(event) ?? carrierOf(event);
  if (!control || isReleased(control)) return;
  // What a script presses, no pointer was on before.
  if (!event.isTrusted) renewRecipients(control);
  const assessment = lookAt(control, event) ?? lookAtOffence(control) ?? begunOn(control, event);
  notePressed(control);
  if (!assessment || (isEntry(assessment) && !isFile(assessment))) return;
  const press = () => ({ what: 'press', control, gesture: gestureOn(control, event) }) as const;
  if (!isHeld(assessment.decision.outcome)) {
    to.observe(assessment, 'press');
    if (opensHere(control, event) && waits(press(), assessment)) stop(event);
    else openAhead(assessment);
    // What was kept of this gesture is for an act that is held, and this one is not.
    stopped = null;
    return;
  }
  stop(event);
  // The browser has ticked the box already and takes it back after this event: what is drawn for a
  // ticked one, such as a picture that is fetched, must not be drawn for the prompt's sake.
  if (isTicked(control, event)) control.checked = !control.checked;
  if (isFile(assessment) && control instanceof HTMLElement)
    to.hold(assessment, 'choose', { what: 'choose', control });
  else to.hold(assessment, 'press', press());
}

/** Only a click of the first button ticks, and only the box that it is told of itself. */
function isTicked(control: Element, click: MouseEvent): control is HTMLInputElement {
  const isTick = click.type === 'click' && click instanceof MouseEvent && click.button === 0;
  return isTick && click.composedPath()[0] === control && isGroupMember(control);
}

function waits(press: Deed & { readonly control: Element }, assessment: Assessment): boolean {
  const again = (): void => void release(press, assessment.classification.kind);
  return waitsForNetwork(press.control, assessment, again);
}

function onKey(event: KeyboardEvent, to: Interceptor): void {
  const presses = PRESS_KEYS.has(event.key);
  const control = controlOf(event) ?? (presses ? carrierByKey(event) : null);
  onKeyElsewhere(event, control, presses, to);
  if (!control || isReleased(control)) return;
  // A page may open its menu at the key, and then no click follows.
  const isTyped = matches(control, TYPED);
  // Where words are typed a space sends nothing, and is heard often.
  if (event.key === 'Enter' || (presses && !isTyped)) renewRecipients(control);
  if (presses && !isTyped) notePressed(control);
  if (isChoice(control)) noteChosen(control);
  const chooses = isChoice(control) && !MOVING_KEYS.has(event.key);
  if (!chooses && (isChoice(control) || !presses)) return;
  const assessment = lookAt(control, event);
  if (!assessment || !isHeld(assessment.decision.outcome)) return;
  if (chooses) {
    stop(event);
    to.hold(assessment, 'choose', { what: 'choose', control });
  } else if (isEntry(assessment)) {
    return;
  } else if (control.matches(NATIVE_PRESS)) {
    // The browser turns this key into a click, which is held; the page must not act on the key.
    event.stopImmediatePropagation();
    remember(assessment, control, event);
  } else {
    stop(event);
    to.hold(assessment, 'press', { what: 'key', control, gesture: heardAt(control, event) });
  }
}

/** A page that acts on another event of the same key must not act on that one either. */
function onKeyAfter(event: KeyboardEvent): void {
  const control = controlOf(event);
  if (control && stopped?.control === control) {
    event.stopImmediatePropagation();
    remember(stopped.assessment, control, event);
  }
}

/** Catches what no click preceded: `requestSubmit()`, and Enter in a form without a button. */
function onSubmit(event: Event, to: Interceptor): void {
  if (!(event instanceof SubmitEvent) || isSentAgain(event)) return;
  const form = event.composedPath()[0];
  if (!(form instanceof HTMLFormElement)) return;
  const { submitter } = event;
  const control = submitter ?? form;
  if (isReleased(control) || isReleased(form)) {
    endFollowUp();
    return;
  }
  renewRecipients(control);
  const assessment = lookAt(control);
  if (!assessment) return;
  const deed = { what: 'submit', form, submitter } as const;
  if (!isHeld(assessment.decision.outcome)) {
    const again = (): void => void release(deed, assessment.classification.kind);
    if (waitsForNetwork(control, assessment, again)) stop(event);
    return;
  }
  stop(event);
  to.hold(assessment, 'submit', deed);
}
