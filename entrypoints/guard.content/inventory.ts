/** All signals on the page, for the badge and for `inspect`. Never needed for a decision. */
import { isHeld } from '../../core/vocabulary.ts';
import { type Assessment, assessAlone } from './assess.ts';
import { settle, settleMany, takeDirty } from './changes.ts';
import { concernsUs } from './concern.ts';
import { CONTROL_SELECTOR, DIALOG_SELECTOR } from './dom.ts';
import { remembered, rememberedTitle, timesForgotten } from './epoch.ts';
import { LABELS, labelsFor, REFERRERS } from './labels.ts';
import { reachIn, reachInSlices, reachNear, reachOfText } from './look.ts';
import { assessMenu } from './menu.ts';
import { all, attribute, contains, idOf, isInPage, listOf, matches, type Root } from './native.ts';
import { pressablesOn } from './pressables.ts';
import { learnPage } from './read-page.ts';
import { purposeOf } from './read-purpose.ts';
import { knownRoots, sweep } from './roots.ts';
import { namedBySiteIn } from './site-profile.ts';
import { learnSpeakers } from './speakers.ts';
import { noteSeen } from './standing.ts';
import { CONCERN } from './telling.ts';

/** Controls that were of concern when they were last looked at, with the labels that pointed at them. */
const signals = new Map<Element, readonly Element[]>();

/**
 * Brings the count up to date, at a cost that follows what changed. Null is a pause: the caller
 * may go on later, so that no page feels it.
 *
 * @returns the number of controls of concern
 */
export function* recount(page: Document): Generator<null, number> {
  for (let attempt = 1; ; attempt++) {
    settle();
    const begun = timesForgotten();
    const walk = countChanged(page);
    for (;;) {
      const next = walk.next();
      if (next.done) return next.value;
      yield null;
      settleMany();
      // What has to be learned of the whole page again is learned with pauses, and not by a control.
      if (timesForgotten() !== begun && attempt < MOST_ATTEMPTS) break;
    }
  }
}

/** A page that changes all of itself again and again is counted nevertheless. */
const MOST_ATTEMPTS = 3;

function* countChanged(page: Document): Generator<null, number> {
  yield* sweep();
  const { parts, texts, titles, near } = takeDirty();
  if (parts === null) {
    yield* learn(page);
    signals.clear();
    for (const root of knownRoots(page)) yield* countIn(root);
  } else {
    for (const part of parts) yield* countIn(part);
    for (const text of texts) yield* countEach(reachOfText(text, CONCERN));
    yield* lookAgain(parts, near);
  }
  if (titles) for (const root of knownRoots(page)) yield* countForms(root);
  for (const control of namedBySiteIn(page)) count(control);
  return signals.size;
}

/** What is known of the whole page costs a decision nothing any more. */
function* learn(page: Document): Generator<null> {
  for (const root of knownRoots(page)) {
    yield* LABELS.learn(root);
    yield* REFERRERS.learn(root);
    yield null;
    for (const form of formsIn(root)) {
      yield null;
      purposeOf(form);
    }
    yield null;
  }
  yield* learnPage(page);
  for (const root of knownRoots(page)) yield* learnSpeakers(root);
}

function* countIn(part: Element | Root): Generator<null> {
  yield* countEach(yield* reachInSlices(part, CONCERN));
}

function* countEach(controls: Iterable<Element>): Generator<null> {
  for (const control of controls) {
    count(control);
    yield null;
  }
}

/** A control, or the option of a list that acts like one. */
function assessShown(control: Element): Assessment | null {
  // The twin that a library keeps under the field that it draws, or beside it for the form.
  if (matches(control, '[aria-hidden=true],[hidden],input[type=hidden]')) return null;
  // What wraps a combo box and says that it is one too.
  if (matches(control, '[role=combobox]:has([role=combobox])')) return null;
  return assessAlone(control) ?? assessMenu(control);
}

function count(control: Element): void {
  const found = assessShown(control);
  if (!found) {
    signals.delete(control);
    return;
  }
  signals.set(control, labelsFor(control));
  if (isHeld(found.decision.outcome)) noteSeen(found);
}

/** After more changes than this at once, all are looked at again. */
const MOST_PLACES = 50;

/** Those that may have lost what they were counted for. */
function* lookAgain(
  parts: readonly (Element | ShadowRoot)[],
  places: readonly Element[] | null,
): Generator<null> {
  const near = places && places.length <= MOST_PLACES ? reachNear(places) : null;
  const due: Element[] = [];
  for (const [control, labels] of signals)
    if (!isInPage(control)) signals.delete(control);
    else if (
      !near ||
      near.has(control) ||
      parts.some((part) => contains(part, control)) ||
      labels.some((label) => !isInPage(label) || attribute(label, 'for') !== idOf(control))
    )
      due.push(control);
  yield* countEach(due);
}

/** What a form or dialog is for speaks for controls in it that say nothing themselves. */
function* countForms(root: Root): Generator<null> {
  for (const form of formsOfConcern(root)) yield* countEach(all(form, CONTROL_SELECTOR));
}

const formsIn = rememberedTitle((root: Root): readonly Element[] => [
  ...all(root, `form,${DIALOG_SELECTOR}`),
]);

const formsOfConcern = remembered((root: Root): readonly Element[] =>
  formsIn(root).filter((form) => concernsUs(purposeOf(form))),
);

/** All signals, by a first look at every root and a reading of what it reached. */
export function seeSignals(page: Document): readonly Assessment[] {
  settle();
  for (const _pause of sweep());
  const reached = new Set<Element>();
  for (const root of knownRoots(page)) {
    for (const control of reachIn(root, CONCERN)) reached.add(control);
    for (const form of formsOfConcern(root))
      for (const control of all(form, CONTROL_SELECTOR)) reached.add(control);
  }
  for (const control of namedBySiteIn(page)) reached.add(control);
  return assessed(reached);
}

/** The same by reading each single control: what the first look is measured against. */
export function everySignal(page: Document): readonly Assessment[] {
  settle();
  for (const _pause of sweep());
  const controls = [...knownRoots(page)].flatMap((root) => listOf(root, CONTROL_SELECTOR));
  return assessed(new Set([...controls, ...pressablesOn(page), ...namedBySiteIn(page)]));
}

function assessed(controls: Iterable<Element>): readonly Assessment[] {
  return [...controls].map(assessShown).filter((each) => each !== null);
}
