/**
 * What is carried by the pointer alone, as boards and trays of a page's own making do, and let go over
 * a part of the page that does something: the browser knows of no drop there.
 */
import { isHeld } from '../../core/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { zoneAround } from './controls-in-event.ts';
import { isElement } from './dom.ts';
import { type Interceptor, isEntry, lookAt, stop } from './interceptor.ts';
import { lasting } from './lasting.ts';
import { contains } from './native.ts';
import { type Heard, isReleased } from './release.ts';

/** CSS pixels; a press trembles. */
const CARRIED_PX = 24;
/** One letting go is announced by the pointer, then by mouse or touch, and perhaps as a click. */
const LET_GO = ['pointerup', 'mouseup', 'touchend', 'click'] as const;

interface Taken {
  readonly x: number;
  readonly y: number;
  readonly what: Element;
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
  const down = (event: PointerEvent): void => {
    const [what] = event.composedPath();
    taken = isElement(what) ? { x: event.clientX, y: event.clientY, what } : null;
    held = null;
  };
  const end = (): void => {
    if (!held) return;
    const { zone, assessment, events } = held;
    held = null;
    to.hold(assessment, 'press', { what: 'key', control: zone, gesture: events });
  };
  const up = (event: Event): void => {
    if (!event.isTrusted) return;
    if (event instanceof PointerEvent && event.type === 'pointerup') {
      held = taken && heldAt(event, taken);
      taken = null;
      // The rest of the gesture comes before any timer.
      if (held) setTimeout(end);
    }
    if (!held) return;
    stop(event);
    // The place of a click would be the part itself, which the officer did not press.
    if (event.type !== 'click')
      held.events.push({ event, target: event.composedPath()[0] ?? held.zone });
  };
  lasting(() => {
    addEventListener('pointerdown', down, options);
    for (const type of LET_GO) addEventListener(type, up, options);
  });
}

function heldAt(event: PointerEvent, { x, y, what }: Taken): Held | null {
  if (Math.hypot(event.clientX - x, event.clientY - y) < CARRIED_PX) return null;
  // Whoever draws a line over words marks them.
  if (getSelection()?.isCollapsed === false) return null;
  const zone = zoneBelow(event, what);
  if (!zone || isReleased(zone)) return null;
  const assessment = lookAt(zone);
  if (!assessment || isEntry(assessment) || !isHeld(assessment.decision.outcome)) return null;
  return { zone, assessment, events: [] };
}

/** What is carried lies between the pointer and what it is let go over. */
function zoneBelow(event: PointerEvent, what: Element): Element | null {
  const below = document
    .elementsFromPoint(event.clientX, event.clientY)
    .find((each) => !contains(what, each) && !contains(each, what));
  return below ? zoneAround(below) : null;
}
