/**
 * What is dropped on a part of the page, and the right click: both act on what stands below the
 * pointer, which need not be a control.
 */
import { isHeld } from '../../core/vocabulary.ts';
import { type Assessment, assessWords } from './assess.ts';
import { carrierOf } from './carriers.ts';
import { controlOf, MAX_CARRIER_TEXT, zoneOf } from './controls-in-event.ts';
import { isElement, textOf } from './dom.ts';
import { type Interceptor, lookAt, stop } from './interceptor.ts';
import { lasting } from './lasting.ts';
import { type Heard, isReleased } from './release.ts';
import { readOrHold } from './unreadable.ts';

/** @param signal ends all listeners; our own, not one that a page can abort */
export function interceptDrops(to: Interceptor, signal: AbortSignal): void {
  const options = { capture: true, signal } as const;
  let carried = '';
  const take = (event: DragEvent): void => {
    const [what] = event.composedPath();
    carried = isElement(what) ? textOf(what).slice(0, MAX_CARRIER_TEXT) : '';
  };
  const drop = (event: DragEvent): void =>
    holdAt(event, controlOf(event) ?? zoneOf(event), to, carried);
  const end = (): void => {
    carried = '';
  };
  // The browser's own menu offers a link in a new tab, and nothing tells what is chosen from it.
  const menu = (event: MouseEvent): void =>
    holdAt(event, controlOf(event) ?? carrierOf(event), to, '');
  lasting(() => {
    addEventListener('dragstart', take, { ...options, passive: true });
    addEventListener('dragend', end, { ...options, passive: true });
    addEventListener('drop', drop, options);
    addEventListener('contextmenu', menu, options);
  });
}

function holdAt(
  event: MouseEvent,
  control: Element | null,
  to: Interceptor,
  carried: string,
): void {
  if (!control || isReleased(control)) return;
  const assessment = lookAt(control) ?? toldOf(control, carried);
  if (!assessment || isTyped(assessment)) return;
  if (!isHeld(assessment.decision.outcome)) {
    // A right click alone does nothing yet.
    if (event.type === 'drop') to.observe(assessment, 'press');
    return;
  }
  stop(event);
  if (isFile(assessment) && control instanceof HTMLElement)
    to.hold(assessment, 'choose', { what: 'choose', control });
  else to.hold(assessment, 'press', { what: 'key', control, gesture: [heard(event, control)] });
}

/** "Agencies informed" does nothing by itself, and tells whoever is dropped on it. */
function toldOf(zone: Element, carried: string): Assessment | null {
  if (carried === '') return null;
  const text = textOf(zone);
  if (!TELLS.test(text) || KEEPS_BACK.test(text)) return null;
  return readOrHold(zone, () => assessWords(zone, () => `${text}: ${carried}`));
}

const TELLS =
  /\b(?:inform\w*|notif\w+|refer\w*|shar(?:e|ed|ing)|send|sent|pass(?:ed)?|tell|told|contact\w*|disclos\w+|hysbys\w+|cyfeiri\w+|anfon\w*|rhann\w+)\b/i;
const KEEPS_BACK =
  /\b(?:not|never|no|without|withh\w+|available|exclud\w+|remov\w+|nid|ddim|heb)\b/i;

/** The browser tells of a file only when it was chosen. */
export function isFile({ snapshot }: Assessment): boolean {
  return snapshot.control.kind === 'file';
}

/** Into a field of text or a list nothing comes but as an input, which is held where it comes. */
function isTyped({ snapshot }: Assessment): boolean {
  return snapshot.control.kind === 'text' || snapshot.control.kind === 'choice';
}

/** What was dropped can be read only now; it is kept for the page, and not looked at. */
function heard(event: MouseEvent, control: Element): Heard {
  const target = event.composedPath()[0] ?? control;
  if (!(event instanceof DragEvent) || !event.dataTransfer) return { event, target };
  const dataTransfer = new DataTransfer();
  for (const type of event.dataTransfer.types)
    if (type !== 'Files') dataTransfer.setData(type, event.dataTransfer.getData(type));
  for (const file of event.dataTransfer.files) dataTransfer.items.add(file);
  const { bubbles, cancelable, clientX, clientY, screenX, screenY } = event;
  const place = { bubbles, cancelable, composed: true, clientX, clientY, screenX, screenY };
  return { event: new DragEvent(event.type, { ...place, dataTransfer }), target };
}
