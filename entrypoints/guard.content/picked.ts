/** Lists of which an option acts as soon as it is chosen, or says what policy holds; and files alike. */
import { isHeld } from '../../core/vocabulary.ts';
import { controlOf } from './controls-in-event.ts';
import { isHtml } from './dom.ts';
import { isFile } from './dropped.ts';
import { type Interceptor, lookAt, stop } from './interceptor.ts';
import { assessChosen } from './menu.ts';
import { isReleased } from './release.ts';
import { readOrHold } from './unreadable.ts';

export function isChoice(control: Element): control is HTMLSelectElement {
  return isHtml(control, 'select');
}

const takenBack = new WeakSet<Element>();

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
  if (!control || isReleased(control)) return false;
  if (event.type === 'change' && takenBack.delete(control)) {
    stop(event);
    return true;
  }
  if (isHtml(control, 'input') && control.type === 'file') return onFiles(event, control, to);
  if (!isChoice(control)) return false;
  const assessment = readOrHold(control, () => assessChosen(control));
  if (!assessment) return false;
  if (!isHeld(assessment.decision.outcome)) {
    if (event.type === 'change') to.observe(assessment, 'choose');
    return false;
  }
  stop(event);
  // One choice is announced twice, the second time with what the list shows again.
  takeBack(event, control);
  const picked = control.selectedIndex;
  control.selectedIndex = chosenBefore.get(control) ?? 0;
  to.hold(assessment, 'choose', { what: 'pick', control, index: picked });
  return true;
}

/** The browser tells of one choice twice, at once; a page that tells of it itself may do so once. */
function takeBack({ type }: Event, control: Element): void {
  if (type !== 'input') return;
  takenBack.add(control);
  setTimeout(() => takenBack.delete(control), 0);
}

/** Files that came without a press on the box: from another control, or a program of the officer's. */
function onFiles(event: Event, control: HTMLInputElement, to: Interceptor): boolean {
  const assessment = control.files?.length ? lookAt(control) : null;
  if (!assessment || !isFile(assessment) || !isHeld(assessment.decision.outcome)) return false;
  stop(event);
  takeBack(event, control);
  // What is chosen goes back into the box as it was when it is let go.
  const files = new DataTransfer();
  for (const file of control.files ?? []) files.items.add(file);
  control.value = '';
  to.hold(assessment, 'choose', { what: 'put', control, files: files.files });
  return true;
}
