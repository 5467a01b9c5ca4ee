/** From an element to a decision. Synchronous, on demand: it never waits for a scan. */

import type { Classification } from '../../core/forms/classification.ts';
import { classify } from '../../core/forms/classify.ts';
import type { FormSnapshot } from '../../core/forms/snapshot.ts';
import { type Decision, decide } from '../../core/policy/decide.ts';
import { concernsUs } from './concern.ts';
import { remembered } from './epoch.ts';
import { theLexicon } from './floor.ts';
import { policyInForce } from './in-force.ts';
import { purposeOf, readAround, readControl } from './read-form.ts';

export interface Assessment {
  readonly control: Element;
  readonly snapshot: FormSnapshot;
  readonly classification: Classification;
  readonly decision: Decision;
}

interface Reading {
  readonly snapshot: FormSnapshot;
  readonly classification: Classification;
}

function readingOf(snapshot: FormSnapshot): Reading | null {
  const classification = classify(snapshot, theLexicon());
  return classification && { snapshot, classification };
}

/** Most controls have nothing to do with us, and their names alone say so. */
const reading = remembered((control: Element): Reading | null => {
  const own = readControl(control);
  const form = purposeOf(control);
  if (!concernsUs(own.names) && !concernsUs(form)) return null;
  return readingOf(readAround(control, own, form));
});

/** @returns null where the control is of no concern */
export function assess(control: Element): Assessment | null {
  return judged(control, reading(control));
}

/** The same for a snapshot that is of no control, such as a question of the page. */
export function assessSnapshot(near: Element, snapshot: FormSnapshot): Assessment | null {
  return judged(near, readingOf(snapshot));
}

function judged(control: Element, read: Reading | null): Assessment | null {
  return read && { control, ...read, decision: decide(read.classification, policyInForce().table) };
}
