/** Single parts of the guard's work, for `npm run bench` to measure. */
import { classify, readWhose } from '../../core/forms/classify.ts';
import { isOfConcern } from './assess.ts';
import { forgetAll } from './changes.ts';
import { theLexicon } from './floor.ts';
import { recount } from './inventory.ts';
import { countWords } from './look-words.ts';
import { all, listOf } from './native.ts';
import { readAround, readControl } from './read-form.ts';
import { knownRoots, sweep } from './roots.ts';
import { CONCERN } from './telling.ts';

export interface MeasuredView {
  /** Forgets all that was read of the page; searches it for shadow roots at once or later. */
  forget(sweepNow: boolean): void;
  /** How many texts hold a telling word, among how many controls. */
  words(): readonly [words: number, controls: number];
  /** Reads each control, and whose record it is part of; how many say so. */
  classifyAll(): number;
  /** Brings the badge's number up to date at once. */
  recount(): number;
}

export const MEASURED: MeasuredView = {
  forget(sweepNow) {
    forgetAll();
    if (sweepNow) for (const _pause of sweep());
  },
  words,
  classifyAll,
  recount: () => lastOf(recount(document)),
};

/** One after the other they are found in a third of the time. */
const CONTROLS = ['input', 'select', 'textarea', 'button', 'a', '[role]'];

function words(): readonly [number, number] {
  let found = 0;
  let controls = 0;
  for (const root of knownRoots(document)) {
    found += countWords(root, CONCERN);
    for (const tag of CONTROLS) controls += all(root, tag).length;
  }
  return [found, controls];
}

function classifyAll(): number {
  let told = 0;
  for (const root of knownRoots(document))
    for (const tag of CONTROLS)
      for (const control of listOf(root, tag)) if (roleOf(control) !== 'unknown') told++;
  return told;
}

/** As a decision reads it, and the role also where nothing is of concern. */
function roleOf(control: Element): string {
  const own = readControl(control);
  const snapshot = readAround(control, own);
  const classification = isOfConcern(control, own) ? classify(snapshot, theLexicon()) : null;
  return (classification ?? readWhose(snapshot, theLexicon())).role;
}

function lastOf(walk: Generator<null, number>): number {
  for (;;) {
    const next = walk.next();
    if (next.done) return next.value;
  }
}
