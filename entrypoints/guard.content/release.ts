/**
 * Letting go: the officer's own act is repeated once, on the same control, with the same
 * submitter. It runs inside the officer's click on the prompt, so the browser still counts it as
 * the officer's (user activation), and it is over before the next event: there is no open door.
 */

import type { SignalKind } from '../../core/vocabulary.ts';

/** An event that the page has not heard yet, with the place it was meant for. */
export interface Heard {
  readonly event: Event;
  readonly target: EventTarget;
}

/** What the officer did, with all that is needed to do it again. */
export type Deed =
  | { readonly what: 'press'; readonly control: Element; readonly gesture: readonly Heard[] }
  | { readonly what: 'key'; readonly control: Element; readonly gesture: readonly Heard[] }
  | {
      readonly what: 'submit';
      readonly form: HTMLFormElement;
      readonly submitter: HTMLElement | null;
    }
  | { readonly what: 'type'; readonly control: HTMLElement; readonly text: string | null }
  | { readonly what: 'choose'; readonly control: HTMLElement }
  | { readonly what: 'pick'; readonly control: HTMLSelectElement; readonly index: number };

/** The control whose act is being repeated at this moment. */
let releasing: Element | null = null;
/** Fields into which the officer may go on typing after a recorded decision. */
const opened = new WeakSet<Element>();

export function isReleased(control: Element): boolean {
  return releasing === control || opened.has(control);
}

/** A page that submits by script after a released press does so at once. */
const FOLLOW_UP_MS = 5_000;
let followUp: { readonly kind: SignalKind; readonly until: number } | null = null;

/** Whether a script's submit is what a released press a moment ago led to. Answers yes once. */
export function takeFollowUp(kind: SignalKind): boolean {
  const expected = followUp;
  followUp = null;
  return expected?.kind === kind && performance.now() < expected.until;
}

export type Released = 'released' | 'gone';

export function release(deed: Deed, kind: SignalKind): Released {
  const control = deed.what === 'submit' ? deed.form : deed.control;
  if (!control.isConnected) return 'gone';
  const mark = deed.what === 'submit' ? (deed.submitter ?? deed.form) : deed.control;
  releasing = mark;
  followUp = { kind, until: performance.now() + FOLLOW_UP_MS };
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
      replay(deed.gesture);
      if (deed.control instanceof HTMLElement) deed.control.click();
      else deed.control.dispatchEvent(new MouseEvent('click', CLICK));
      return;
    case 'key':
      replay(deed.gesture);
      return;
    case 'submit':
      deed.form.requestSubmit(deed.submitter?.isConnected ? deed.submitter : null);
      return;
    case 'type':
      opened.add(deed.control);
      deed.control.focus();
      // Keeps the page's own undo, and what the officer had begun to type.
      if (deed.text) deed.control.ownerDocument.execCommand('insertText', false, deed.text);
      return;
    case 'pick':
      deed.control.selectedIndex = deed.index;
      deed.control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      deed.control.dispatchEvent(new Event('change', { bubbles: true }));
      return;
    case 'choose':
      opened.add(deed.control);
      deed.control.focus();
      openChoice(deed.control);
  }
}

const CLICK: MouseEventInit = { bubbles: true, cancelable: true, composed: true };

/** Events that the page did not hear while the act was held, again in their order. */
function replay(gesture: readonly Heard[]): void {
  for (const { event, target } of gesture) {
    if (target instanceof Node && !target.isConnected) continue;
    target.dispatchEvent(again(event));
  }
}

function again(event: Event): Event {
  const init = { bubbles: event.bubbles, cancelable: event.cancelable, composed: true };
  if (event instanceof KeyboardEvent) {
    const { key, code, location, ctrlKey, shiftKey, altKey, metaKey } = event;
    return new KeyboardEvent(event.type, {
      ...init,
      key,
      code,
      location,
      ctrlKey,
      shiftKey,
      altKey,
      metaKey,
    });
  }
  if (event instanceof MouseEvent) {
    const { clientX, clientY, screenX, screenY, button, buttons, detail } = event;
    const place = { ...init, clientX, clientY, screenX, screenY, button, buttons, detail };
    if (event instanceof DragEvent)
      return new DragEvent(event.type, { ...place, dataTransfer: event.dataTransfer });
    return event instanceof PointerEvent
      ? new PointerEvent(event.type, {
          ...place,
          pointerId: event.pointerId,
          pointerType: event.pointerType,
          isPrimary: event.isPrimary,
        })
      : new MouseEvent(event.type, place);
  }
  return new Event(event.type, init);
}

function openChoice(control: HTMLElement): void {
  if (!(control instanceof HTMLSelectElement || control instanceof HTMLInputElement)) return;
  try {
    control.showPicker();
  } catch {
    // No picker without a recent act of the officer, or in this browser: focus is enough.
  }
}
