/**
 * What is carried by the pointer alone, as boards and trays of a page's own making do, and let go over
 * a part of the page that does something: the browser knows of no drop there.
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
/** One gesture is announced by the pointer, then by mouse or touch, and perhaps as a click. */
const GESTURE = ['mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend', 'click'] as const;
/** Where a drag marks text, and carries nothing. */
const TEXTS = 'input,textarea,[contenteditable]';

interface Taken {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly what: Element;
  /** What it lay in: a page may put it elsewhere while it is carried. */
  readonly from: ReadonlySet<Element>;
  /** What was marked: a drag that changes it marks words. */
  readonly marked: string;
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
  /** What the page still carries, as it never heard that it was let go; and where that was. */
  let hanging: { readonly taken: Taken; readonly zone: Element } | null = null;

  const down = (event: PointerEvent): void => {
    if (!event.isTrusted) return;
    // The page lets go of what hangs on the pointer at the next press: it is the same act.
    held = hanging && heldOver(event, hanging.taken, to);
    if (held) keep(event, held);
    else if (taken === null || event.isPrimary) taken = takenBy(event);
  };
  const end = (): void => {
    if (!held) return;
    const { zone, assessment, events } = held;
    held = null;
    to.hold(assessment, 'press', { what: 'key', control: zone, gesture: events });
  };
  const later = (event: Event): void => {
    if (!event.isTrusted) {
      // The letting go is repeated for the page by ourselves.
      if (hanging && isReleased(hanging.zone)) hanging = null;
      return;
    }
    if (event instanceof PointerEvent && event.type === 'pointerup') {
      const carried = taken?.pointer === event.pointerId ? taken : null;
      if (carried) taken = null;
      held ??= carried && isCarried(event, carried) ? heldOver(event, carried, to) : null;
      const what = carried ?? hanging?.taken;
      hanging = held && what ? { taken: what, zone: held.zone } : null;
      // The rest of the gesture comes before any timer.
      if (held) setTimeout(end);
    }
    if (held) keep(event, held);
  };
  const cancel = ({ pointerId }: PointerEvent): void => {
    if (taken?.pointer === pointerId) taken = null;
  };
  lasting(() => {
    addEventListener('pointerdown', down, options);
    addEventListener('pointercancel', cancel, options);
    for (const type of GESTURE) addEventListener(type, later, options);
  });
}

function keep(event: Event, { zone, events }: Held): void {
  stop(event);
  // The place of a click would be the part itself, which the officer did not press.
  if (event.type !== 'click') events.push({ event, target: event.composedPath()[0] ?? zone });
}

function takenBy(event: PointerEvent): Taken | null {
  const [what] = event.composedPath();
  if (!isElement(what) || matches(what, TEXTS)) return null;
  const from = new Set<Element>();
  for (let at = parentOf(what); at; at = parentOf(at)) from.add(at);
  const { pointerId: pointer, clientX: x, clientY: y } = event;
  return { pointer, x, y, what, from, marked: markedWords() };
}

/** Ends of what is marked, as text that can be compared; nothing of what it says. */
function markedWords(): string {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return '';
  return `${selection.anchorOffset} ${selection.focusOffset} ${String(selection).length}`;
}

function isCarried({ clientX, clientY }: PointerEvent, { x, y, marked }: Taken): boolean {
  const now = markedWords();
  return Math.hypot(clientX - x, clientY - y) >= CARRIED_PX && (now === '' || now === marked);
}

function heldOver(event: PointerEvent, { what, from }: Taken, to: Interceptor): Held | null {
  // What is carried lies between the pointer and what it is let go over.
  const below = document
    .elementsFromPoint(event.clientX, event.clientY)
    .find((each) => !contains(what, each) && !from.has(each));
  const zone = below ? zoneAround(below, from) : null;
  if (!zone || isReleased(zone)) return null;
  const assessment = lookAt(zone);
  if (!assessment || isEntry(assessment)) return null;
  if (isHeld(assessment.decision.outcome)) return { zone, assessment, events: [] };
  to.observe(assessment, 'press');
  return null;
}
