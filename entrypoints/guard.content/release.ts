/**
 * Letting go: the officer's own act is repeated once, on the same control, with the same
 * submitter. It runs inside the officer's click on the prompt, so the browser still counts it as
 * the officer's (user activation), and it is over before the next event: there is no open door.
 */

import type { SignalKind } from '../../core/vocabulary.ts';
import { settle } from './changes.ts';
import { readReference } from './read-page.ts';

/** An event that the page has not heard yet, with the place it was meant for. */
export interface Heard {
  readonly event: Event;
  readonly target: EventTarget;
}

export function heardAt(control: Element, event: Event): readonly Heard[] {
  return [{ event, target: event.composedPath()[0] ?? control }];
}

/** What the officer did, with all that is needed to do it again. */
export type Deed =
  | { readonly what: 'press'; readonly control: Element; readonly gesture: readonly Heard[] }
  | { readonly what: 'key'; readonly control: Element; readonly gesture: readonly Heard[] }
  | {
      /** A key, pressed elsewhere, that would have chosen the control. */
      readonly what: 'arrow';
      readonly control: Element;
      readonly from: Element;
      readonly gesture: readonly Heard[];
    }
  | {
      readonly what: 'submit';
      readonly form: HTMLFormElement;
      readonly submitter: HTMLElement | null;
    }
  | { readonly what: 'type'; readonly control: HTMLElement; readonly text: string | null }
  | { readonly what: 'choose'; readonly control: HTMLElement }
  | { readonly what: 'pick'; readonly control: HTMLSelectElement; readonly index: number }
  | { readonly what: 'put'; readonly control: HTMLInputElement; readonly files: FileList };

/** The control whose act is being repeated at this moment. */
let releasing: Element | null = null;

/** A decision about a field is about the record that was shown, and not for ever. */
const OPEN_MS = 10 * 60_000;
/** A page that submits by script after a released press does so at once. */
const FOLLOW_UP_MS = 5_000;

interface Grant {
  readonly until: number;
  readonly record: string | null;
}

/** Fields into which the officer may go on typing after a recorded decision. */
const opened = new WeakMap<Element, Grant>();
let followUp: (Grant & { readonly kind: SignalKind }) | null = null;

/** The record that the page shows now, with all that it has changed up to here. */
export function recordShown(page = document): string | null {
  settle();
  return readReference(page);
}

function grant(forMs: number): Grant {
  return { until: performance.now() + forMs, record: recordShown() };
}

function holdsStill({ until, record }: Grant): boolean {
  return performance.now() < until && recordShown() === record;
}

export function isReleased(control: Element): boolean {
  const open = opened.get(control);
  return releasing === control || (open !== undefined && holdsStill(open));
}

/** Whether a script's submit is what a released press a moment ago led to. Answers yes once. */
export function takeFollowUp(kind: SignalKind): boolean {
  const expected = followUp;
  followUp = null;
  return expected?.kind === kind && holdsStill(expected);
}

/** The released press has led to its submission: a second one is another act. */
export function endFollowUp(): void {
  followUp = null;
}

export type Released = 'released' | 'gone';

/** A key is pressed again where it was pressed; the browser's own choice is made without. */
function isGoneFrom(deed: Deed): boolean {
  if (deed.what !== 'arrow' || deed.control instanceof HTMLInputElement) return false;
  return !deed.from.isConnected;
}

export function release(deed: Deed, kind: SignalKind): Released {
  const control = deed.what === 'submit' ? deed.form : deed.control;
  if (!control.isConnected || isGoneFrom(deed)) return 'gone';
  const mark = deed.what === 'submit' ? (deed.submitter ?? deed.form) : deed.control;
  releasing = mark;
  followUp = { kind, ...grant(FOLLOW_UP_MS) };
  try {
    repeat(deed);
  } finally {
    releasing = null;
  }
  return 'released';
}

function repeat(deed: Deed): void {
  switch (deed.what) {
    case 'press':
    case 'key':
      replay(deed);
      return;
    case 'arrow':
      // No repeated key moves the browser's own choice; a click makes it, and pages hear of that too.
      if (deed.control instanceof HTMLInputElement) deed.control.click();
      else replay(deed);
      return;
    case 'submit':
      deed.form.requestSubmit(deed.submitter?.isConnected ? deed.submitter : null);
      return;
    case 'type':
      opened.set(deed.control, grant(OPEN_MS));
      deed.control.focus();
      // Keeps the page's own undo, and what the officer had begun to type.
      if (deed.text) deed.control.ownerDocument.execCommand('insertText', false, deed.text);
      return;
    case 'pick':
      deed.control.selectedIndex = deed.index;
      tellOfChoice(deed.control);
      return;
    case 'put':
      opened.set(deed.control, grant(OPEN_MS));
      deed.control.files = deed.files;
      tellOfChoice(deed.control);
      return;
    case 'choose':
      opened.set(deed.control, grant(OPEN_MS));
      deed.control.focus();
      openChoice(deed.control);
  }
}

function tellOfChoice(control: HTMLElement): void {
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Events that the page did not hear while the act was held, again in their order. */
function replay({ control, gesture }: Extract<Deed, { readonly gesture: readonly Heard[] }>): void {
  for (const { event, target } of gesture) {
    if (target instanceof Node && !target.isConnected) continue;
    const place = event.type.endsWith('click') && !isWithin(control, target) ? control : target;
    const repeated = again(event);
    const link = newTabLink(control, event);
    if (link)
      addEventListener(event.type, (last) => last === repeated && openTab(last, link), ONCE);
    place.dispatchEvent(repeated);
  }
  const heard = (type: string) => gesture.find(({ event }) => event.type === type);
  const down = heard('keydown');
  // The key went up over the prompt, where the page did not hear it.
  if (down && !heard('keyup')) down.target.dispatchEvent(again(down.event, 'keyup'));
}

const ONCE = { once: true } as const;

/** What a closed root hides is not named as the place of a click; there it is the control. */
function isWithin(control: Element, target: EventTarget): boolean {
  return target instanceof Node && control.contains(target);
}

/** The link that a press opens in a new tab: no browser does that for a repeated press alike. */
function newTabLink(control: Element, event: Event): HTMLAnchorElement | null {
  const link = control.closest('a[href]');
  if (!(link instanceof HTMLAnchorElement) || !(event instanceof MouseEvent)) return null;
  const isNew = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
  return isNew && /^(?:aux)?click$/.test(event.type) ? link : null;
}

/** The page has heard the press and let it be. */
function openTab(press: Event, link: HTMLAnchorElement): void {
  if (press.defaultPrevented) return;
  press.preventDefault();
  const copy = document.createElement('a');
  copy.href = link.href;
  copy.target = '_blank';
  copy.rel = `noopener ${link.rel}`;
  copy.referrerPolicy = link.referrerPolicy;
  copy.click();
}

function again(event: Event, type = event.type): Event {
  const { bubbles, cancelable, composed } = event;
  const init = { bubbles, cancelable, composed };
  if (!(event instanceof UIEvent)) return new Event(type, init);
  const shared = { ...init, view: window, detail: event.detail };
  if (event instanceof KeyboardEvent) {
    const { key, code, location, repeat } = event;
    // Old pages go by the numbers of keys.
    const { keyCode, charCode } = event;
    const more = { key, code, location, repeat, keyCode, charCode };
    return new KeyboardEvent(type, { ...shared, ...modifiers(event), ...more });
  }
  if (event instanceof MouseEvent) {
    const { clientX, clientY, screenX, screenY, button, buttons } = event;
    const place = { clientX, clientY, screenX, screenY, button, buttons };
    const mouse = { ...shared, ...modifiers(event), ...place };
    if (event instanceof DragEvent)
      return new DragEvent(type, { ...mouse, dataTransfer: event.dataTransfer });
    if (!(event instanceof PointerEvent)) return new MouseEvent(type, mouse);
    const { pointerId, pointerType, isPrimary, width, height, pressure } = event;
    return new PointerEvent(type, {
      ...mouse,
      ...{ pointerId, pointerType, isPrimary, width, height, pressure },
    });
  }
  if (typeof TouchEvent === 'function' && event instanceof TouchEvent) {
    const [touches, targetTouches, changedTouches] = [
      [...event.touches],
      [...event.targetTouches],
      [...event.changedTouches],
    ];
    const fingers = { touches, targetTouches, changedTouches };
    return new TouchEvent(type, { ...shared, ...modifiers(event), ...fingers });
  }
  return new UIEvent(type, shared);
}

function modifiers(event: KeyboardEvent | MouseEvent | TouchEvent) {
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  return { ctrlKey, shiftKey, altKey, metaKey };
}

function openChoice(control: HTMLElement): void {
  if (!(control instanceof HTMLSelectElement || control instanceof HTMLInputElement)) return;
  try {
    control.showPicker();
  } catch {
    // No picker without a recent act of the officer, or in this browser: focus is enough.
  }
}
