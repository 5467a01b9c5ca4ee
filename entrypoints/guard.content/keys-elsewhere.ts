/** What a key does to something else than the control that has the focus. */
import { isHeld } from '../../core/vocabulary.ts';
import { activeIn, nextOption } from './active-item.ts';
import { type Assessment, assessWords } from './assess.ts';
import { isElement } from './dom.ts';
import { type Interceptor, isEntry, lookAt, stop } from './interceptor.ts';
import { legendOf } from './key-legend.ts';
import { thePage } from './native.ts';
import { nextByArrow } from './next-by-arrow.ts';
import { heardAt, isReleased } from './release.ts';
import { knownRoots } from './roots.ts';
import { controlByShortcut } from './shortcuts.ts';
import { readOrHold } from './unreadable.ts';

/**
 * @param control what the key is pressed on
 * @param presses whether the key presses what is active, or may be a shortcut
 */
export function onKeyElsewhere(
  event: KeyboardEvent,
  control: Element | null,
  presses: boolean,
  to: Interceptor,
): void {
  const meant = presses
    ? chosenBy(() => activeIn(event))
    : controlByShortcut(event, knownRoots(thePage));
  if (meant) onMeant(meant, event, to);
  else onLegend(event, to);
  const next = chosenBy(() => (control && nextByArrow(control, event)) ?? nextOption(event));
  if (next) onNext(next, event, to);
}

/** A page that draws its own answers or tabs chooses the next one at the key, and nothing else tells of it. */
function onNext(next: Element, event: KeyboardEvent, to: Interceptor): void {
  if (isReleased(next)) return;
  const assessment = lookAt(next);
  if (!assessment || isEntry(assessment) || !isHeld(assessment.decision.outcome)) return;
  stop(event);
  const [from] = event.composedPath();
  const gesture = heardAt(next, event);
  to.hold(assessment, 'press', {
    what: 'arrow',
    control: next,
    from: isElement(from) ? from : next,
    gesture,
  });
}

/** What a key chooses elsewhere comes on top of what it does to the control itself: failing, it adds nothing. */
function chosenBy(find: () => Element | null): Element | null {
  try {
    return find();
  } catch {
    return null;
  }
}

/** A key that no control stands for does what the page says of it. */
function onLegend(event: KeyboardEvent, to: Interceptor): void {
  const legend = legendOf(event, knownRoots(thePage));
  if (!legend || isReleased(legend.near)) return;
  const { near: control, read } = legend;
  const assessment = readOrHold(control, () => assessWords(control, read), read);
  if (assessment) onKeyOf(assessment, event, to);
}

/** The page listens for these keys elsewhere; the control that they stand for says what they do. */
function onMeant(control: Element, event: KeyboardEvent, to: Interceptor): void {
  if (isReleased(control)) return;
  const assessment = lookAt(control);
  if (assessment && !isEntry(assessment)) onKeyOf(assessment, event, to);
}

/** A key that does what was read, wherever the page listens for it. */
function onKeyOf(assessment: Assessment, event: KeyboardEvent, to: Interceptor): void {
  const { control, decision } = assessment;
  if (!isHeld(decision.outcome)) {
    to.observe(assessment, 'press');
    return;
  }
  stop(event);
  to.hold(assessment, 'press', { what: 'key', control, gesture: heardAt(control, event) });
}
