/** Lists of which an option acts as soon as it is chosen, or says what policy holds. */
import { isHeld } from '../../core/vocabulary.ts';
import { controlOf } from './controls-in-event.ts';
import { isHtml } from './dom.ts';
import { type Interceptor, stop } from './interceptor.ts';
import { assessChosen } from './menu.ts';
import { isReleased } from './release.ts';
import { readOrHold } from './unreadable.ts';

export function isChoice(control: Element): control is HTMLSelectElement {
  return isHtml(control, 'select');
}

const takenBack = new WeakSet<HTMLSelectElement>();

/** What a list showed before the officer went to it. */
const chosenBefore = new WeakMap<HTMLSelectElement, number>();

export function noteChosen(control: HTMLSelectElement): void {
  chosenBefore.set(control, control.selectedIndex);
}

/**
 * An option that acts as soon as it is chosen: the page does not hear of it, and the list goes
 * back to what it showed.
 *
 * @returns whether it was held
 */
export function onPicked(event: Event, to: Interceptor): boolean {
  const control = controlOf(event);
  if (!control || !isChoice(control) || isReleased(control)) return false;
  if (event.type === 'change' && takenBack.delete(control)) {
    stop(event);
    return true;
  }
  const assessment = readOrHold(control, () => assessChosen(control));
  if (!assessment) return false;
  if (!isHeld(assessment.decision.outcome)) {
    if (event.type === 'change') to.observe(assessment, 'choose');
    return false;
  }
  stop(event);
  // One choice is announced twice, the second time with what the list shows again.
  if (event.type === 'input') takenBack.add(control);
  const picked = control.selectedIndex;
  control.selectedIndex = chosenBefore.get(control) ?? 0;
  to.hold(assessment, 'choose', { what: 'pick', control, index: picked });
  return true;
}
