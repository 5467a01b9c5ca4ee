/** From an element to a decision. Synchronous, on demand: it never waits for a scan. */

import type { Classification } from '../../core/forms/classification.ts';
import { classify } from '../../core/forms/classify.ts';
import type { FormSnapshot } from '../../core/forms/snapshot.ts';
import { type Decision, decide } from '../../core/policy/decide.ts';
import type { DecisionTable } from '../../core/policy/table.ts';
import { settle } from './changes.ts';
import { concernsUs } from './concern.ts';
import { currentEpoch } from './epoch.ts';
import { theLexicon } from './floor.ts';
import { policyInForce } from './in-force.ts';
import { readAround, readControl } from './read-form.ts';
import { purposeOf } from './read-purpose.ts';

export interface Assessment {
  readonly control: Element;
  readonly snapshot: FormSnapshot;
  readonly classification: Classification;
  readonly decision: Decision;
}

interface Answer {
  readonly epoch: number;
  readonly table: DecisionTable;
  readonly assessment: Assessment | null;
}

const answers = new WeakMap<Element, Answer>();

/** @returns null where the control is of no concern */
export function assess(control: Element): Assessment | null {
  settle();
  const { table } = policyInForce();
  const known = answers.get(control);
  if (known && known.epoch === currentEpoch() && known.table === table) return known.assessment;
  const assessment = judged(control, read(control), table);
  answers.set(control, { epoch: currentEpoch(), table, assessment });
  return assessment;
}

/** Most controls have nothing to do with us, and their names alone say so. */
function read(control: Element): FormSnapshot | null {
  const own = readControl(control);
  const form = purposeOf(control);
  return concernsUs(own.names) || concernsUs(form) ? readAround(control, own, form) : null;
}

/** The same for a snapshot that is of no control, such as a question of the page. */
export function assessSnapshot(near: Element, snapshot: FormSnapshot): Assessment | null {
  return judged(near, snapshot, policyInForce().table);
}

function judged(
  control: Element,
  snapshot: FormSnapshot | null,
  table: DecisionTable,
): Assessment | null {
  const classification = snapshot && classify(snapshot, theLexicon());
  if (!classification) return null;
  return { control, snapshot, classification, decision: decide(classification, table) };
}
