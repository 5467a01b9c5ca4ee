/** From an element to a decision. Synchronous, on demand: it never waits for a scan. */

import type { Classification } from '../../core/forms/classification.ts';
import { classify, classifyOnSite } from '../../core/forms/classify.ts';
import type { FormSnapshot } from '../../core/forms/snapshot.ts';
import { type Decision, decide } from '../../core/policy/decide.ts';
import type { DecisionTable } from '../../core/policy/table.ts';
import { outcomeRank, type SignalKind } from '../../core/vocabulary.ts';
import { settle } from './changes.ts';
import { concernsUs } from './concern.ts';
import { currentEpoch } from './epoch.ts';
import { theLexicon } from './floor.ts';
import { policyInForce } from './in-force.ts';
import { closest, documentOf, rootElement } from './native.ts';
import { readAround, readControl, sectionsOf } from './read-form.ts';
import { purposeOf } from './read-purpose.ts';
import { isNamedBySite, siteSaid, siteSaidOfAsked } from './site-profile.ts';

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
  const isOfConcern = concernsUs(own.names) || concernsUs(form) || isNamedBySite(control);
  return isOfConcern ? readAround(control, own, form) : null;
}

/** The same for a snapshot that is of no control, such as a question of the page. */
export function assessSnapshot(near: Element, snapshot: FormSnapshot): Assessment | null {
  const said = { ...snapshot, site: siteSaid(near, false) };
  return judged(near, said, policyInForce().table);
}

/** A look-up that the page starts by itself, about whom the part says in which it happens. */
export function assessAsked(near: Element, kind: SignalKind): Assessment | null {
  const control = { kind: 'link', names: [], isAction: true, isSubmit: false } as const;
  const around = closest(near, 'form') ?? rootElement(documentOf(near));
  const snapshot = {
    ...readAround(near, control, []),
    site: siteSaidOfAsked(near, kind),
    // Where nothing nearer says it, it is about all of whom the form or the page speaks.
    sections: sectionsOf(around),
  };
  return judged(near, snapshot, policyInForce().table);
}

function judged(
  control: Element,
  snapshot: FormSnapshot | null,
  table: DecisionTable,
): Assessment | null {
  if (!snapshot) return null;
  if (snapshot.site) return strictestOf(control, snapshot, table);
  const classification = classify(snapshot, theLexicon());
  if (!classification) return null;
  return { control, snapshot, classification, decision: decide(classification, table) };
}

/** A page with a site profile may be read in more than one way: the strictest outcome counts. */
function strictestOf(
  control: Element,
  snapshot: FormSnapshot,
  table: DecisionTable,
): Assessment | null {
  let strictest: Assessment | null = null;
  for (const { classification, trust } of classifyOnSite(snapshot, theLexicon())) {
    const decision = decide(classification, table, { trust, granted: false });
    if (
      strictest === null ||
      outcomeRank(decision.outcome) > outcomeRank(strictest.decision.outcome)
    )
      strictest = { control, snapshot, classification, decision };
  }
  return strictest;
}
