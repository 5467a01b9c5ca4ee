/**
 * What is carried by the pointer alone, as boards and trays of a page's own making do, and let go over
 * a part of the page that does something: the browser knows of no drop there. The page is told that
 * it was put back where it was taken, so that nothing hangs on the pointer while the officer is asked;
 * let go, it is carried there again.
 */
import { isHeld } from '../../core/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { zoneAround } from './controls-in-event.ts';
import { isElement, parentOf } from './dom.ts';
import { type Interceptor, isEntry, lookAt, stop } from './interceptor.ts';
import { lasting } from './lasting.ts';
import { contains, matches } from './native.ts';
import { type Heard, isReleased } from './release.ts';

/** CSS pixels; a press trembles. */
const CARRIED_PX = 24;
const TAKING = ['pointerdown', 'mousedown'] as const;
const CARRYING = ['pointermove', 'mousemove'] as const;
/** One letting go is announced by the pointer, then by mouse or touch, and perhaps as a click. */
const LETTING_GO = ['pointerup', 'mouseup', 'click'] as const;
/** Where a drag marks text, and carries nothing. */
const TEXTS = 'input,textarea,[contenteditable]';

interface Taken {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly what: Element;
  /** What it lay in: a page may put it elsewhere while it is carried. */
  readonly from: ReadonlySet<Element>;
  /** Where what was marked begins and ends: a drag that changes it marks words. */
  readonly marked: readonly unknown[];
  /** How it was taken, and how it was last moved: one event of each kind. */
  readonly heard: Map<string, Heard>;
}

interface Held {
  readonly zone: Element;
  readonly assessment: Assessment;
  readonly events: Heard[];
}

/** @param signal ends all listeners; our own, not one that a page can abort */
export function interceptDragged(to: Interceptor, signal: AbortSignal): void {
  const options = { capture: true, signal } as const;
  let taken: Taken | null = null;
  let held: Held | null = null;

  const take = (event: MouseEvent): void => {
    if (!event.isTrusted) return;
    if (event instanceof PointerEvent && (taken === null || event.isPrimary))
      taken = takenBy(event);
    if (taken) note(event, taken);
  };
  const carry = (event: MouseEvent): void => {
    if (taken && event.isTrusted) note(event, taken);
  };
  const end = (): void => {
    if (!held) return;
    const { zone, assessment, events } = held;
    held = null;
    to.hold(assessment, 'press', { what: 'key', control: zone, gesture: events });
  };
  const letGo = (event: Event): void => {
    if (!event.isTrusted) return;
    const carried =
      event instanceof PointerEvent &&
      event.type === 'pointerup' &&
      taken?.pointer === event.pointerId
        ? taken
        : null;
    if (carried && event instanceof PointerEvent) {
      taken = null;
      held = isCarried(event, carried) ? heldOver(event, carried, to) : null;
      if (held) {
        putBack(event, carried);
        // The rest of the gesture comes before any timer.
        setTimeout(end);
      }
    }
    if (!held) return;
    if (event.type === 'touchend') event.stopImmediatePropagation();
    else stop(event);
    // The place of a click would be the part itself, which the officer did not press.
    if (event.type !== 'click')
      held.events.push({ event, target: event.composedPath()[0] ?? held.zone });
  };
  const cancel = ({ pointerId }: PointerEvent): void => {
    if (taken?.pointer === pointerId) taken = null;
  };
  lasting(() => {
    for (const type of TAKING) addEventListener(type, take, options);
    for (const type of CARRYING) addEventListener(type, carry, options);
    addEventListener('pointercancel', cancel, options);
    for (const type of LETTING_GO) addEventListener(type, letGo, options);
    // One that might prevent a touch, the browser would have to wait for.
    addEventListener('touchend', letGo, { ...options, passive: true });
  });
}

function takenBy(event: PointerEvent): Taken | null {
  const [what] = event.composedPath();
  if (!isElement(what) || matches(what, TEXTS)) return null;
  const from = new Set<Element>();
  for (let at = parentOf(what); at; at = parentOf(at)) from.add(at);
  const { pointerId: pointer, clientX: x, clientY: y } = event;
  return { pointer, x, y, what, from, marked: endsOfMarked(), heard: new Map() };
}

function note(event: MouseEvent, { what, heard }: Taken): void {
  heard.set(event.type, { event, target: event.composedPath()[0] ?? what });
}

/** @returns the ends of what is marked, nothing of what it says; empty where nothing is */
function endsOfMarked(): readonly unknown[] {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return [];
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  return [anchorNode, anchorOffset, focusNode, focusOffset];
}

function isCarried({ clientX, clientY }: PointerEvent, { x, y, marked }: Taken): boolean {
  const isMarking = endsOfMarked().some((end, at) => end !== marked[at]);
  return Math.hypot(clientX - x, clientY - y) >= CARRIED_PX && !isMarking;
}

function heldOver(event: PointerEvent, { what, from, heard }: Taken, to: Interceptor): Held | null {
  // What is carried lies between the pointer and what it is let go over.
  const below = document
    .elementsFromPoint(event.clientX, event.clientY)
    .find((each) => !contains(what, each) && !from.has(each));
  const zone = below ? zoneAround(below, from) : null;
  if (!zone || isReleased(zone)) return null;
  const assessment = lookAt(zone);
  if (!assessment || isEntry(assessment)) return null;
  if (isHeld(assessment.decision.outcome)) return { zone, assessment, events: [...heard.values()] };
  to.observe(assessment, 'press');
  return null;
}

/** For the page it is let go where it was taken; a finger is taken away. */
function putBack(event: PointerEvent, { what, x, y }: Taken): void {
  const { pointerId, pointerType, isPrimary, button } = event;
  const at = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, button };
  const pointer = { ...at, pointerId, pointerType, isPrimary };
  if (pointerType === 'touch') {
    what.dispatchEvent(new PointerEvent('pointercancel', pointer));
    what.dispatchEvent(new Event('touchcancel', { bubbles: true, composed: true }));
    return;
  }
  what.dispatchEvent(new PointerEvent('pointermove', { ...pointer, buttons: 1 }));
  what.dispatchEvent(new MouseEvent('mousemove', { ...at, buttons: 1 }));
  what.dispatchEvent(new PointerEvent('pointerup', pointer));
  what.dispatchEvent(new MouseEvent('mouseup', at));
}
