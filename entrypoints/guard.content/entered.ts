/** What is typed, pasted or filled into a field: held before the first character. */
import { isHeld } from '../../core/vocabulary.ts';
import { controlOf } from './controls-in-event.ts';
import { type Interceptor, isEntry, lookAt, stop } from './interceptor.ts';
import { assessOffence } from './offences.ts';
import { onPicked } from './picked.ts';
import { noteLeft } from './pressed.ts';
import { isReleased } from './release.ts';
import { readOrHold } from './unreadable.ts';

/** Before the first character: what the officer typed is kept and put in when it is let go. */
export function onInput(event: InputEvent, to: Interceptor): void {
  if (!event.inputType.startsWith('insert')) return;
  const control = controlOf(event);
  if (!(control instanceof HTMLElement) || isReleased(control)) return;
  const assessment = lookAt(control);
  if (!assessment || !isHeld(assessment.decision.outcome) || event.isComposing) return;
  stop(event);
  const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? null;
  to.hold(assessment, 'enter', { what: 'type', control, text });
}

/** A page may look up what is pasted before anything of it stands in the field. */
export function onPaste(event: ClipboardEvent, to: Interceptor): void {
  const control = controlOf(event);
  if (!(control instanceof HTMLElement) || isReleased(control)) return;
  // Nothing comes in there.
  if (control.matches(':read-only')) return;
  const assessment = lookAt(control);
  if (!assessment || !isEntry(assessment) || !isHeld(assessment.decision.outcome)) return;
  stop(event);
  const text = event.clipboardData?.getData('text/plain') ?? null;
  to.hold(assessment, 'enter', { what: 'type', control, text });
}

/** Nothing is held here any more: the value is in the page. It is observed, so that it counts. */
export function onChange(event: Event, to: Interceptor): void {
  if (onPicked(event, to)) return;
  const control = controlOf(event);
  if (!control || isReleased(control)) return;
  noteLeft(control);
  const act = event.isTrusted ? 'enter' : 'fill';
  const assessment = lookAt(control);
  if (assessment && isEntry(assessment)) to.observe(assessment, act);
  const offence = readOrHold(control, () => assessOffence(control));
  if (offence) to.observe(offence, act);
}

/**
 * The beginning of a text that is composed, as for letters that the keyboard lacks. Nothing can
 * cancel it; a field that loses the focus before the first character gets none.
 */
export function onComposing(event: CompositionEvent, to: Interceptor): void {
  const control = controlOf(event);
  if (!(control instanceof HTMLElement) || isReleased(control)) return;
  const assessment = lookAt(control);
  if (!assessment || !isHeld(assessment.decision.outcome)) return;
  event.stopImmediatePropagation();
  control.blur();
  to.hold(assessment, 'enter', { what: 'type', control, text: null });
}
