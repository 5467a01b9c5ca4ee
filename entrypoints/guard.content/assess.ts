/** From an element to a decision. Synchronous, on demand: it never waits for a scan. */

import type { Classification } from '../../core/forms/classification.ts';
import { classify, classifyOnSite, type Reading } from '../../core/forms/classify.ts';
import type { ControlSnapshot, FormSnapshot, SourceText } from '../../core/forms/snapshot.ts';
import { type Decision, decide } from '../../core/policy/decide.ts';
import type { DecisionTable } from '../../core/policy/table.ts';
import { isProtected, outcomeRank, type SignalKind } from '../../core/vocabulary.ts';
import { settle } from './changes.ts';
import { noticeChoices } from './choices.ts';
import { concernsUs } from './concern.ts';
import { currentEpoch, remembered } from './epoch.ts';
import { theLexicon } from './floor.ts';
import { policyInForce } from './in-force.ts';
import { closest, documentOf, rootElement, thePage } from './native.ts';
import { areAnyKnown, sameAs } from './persons/known.ts';
import { readAround, readControl, sectionsOf } from './read-form.ts';
import { purposeOf } from './read-purpose.ts';
import { isNamedBySite, siteSaid, siteSaidOfAsked } from './site-profile.ts';
import { roleBefore } from './standing.ts';

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
  return assessSettled(control);
}

/** The same at an act of the officer, when scripts may have chosen what no change told of. */
export function assessActedOn(control: Element): Assessment | null {
  settle();
  // What the page chose says whose record it is: nothing to most controls.
  if (wordsOf(control) === null) return null;
  noticeChoices(thePage);
  return assessSettled(control);
}

function assessSettled(control: Element): Assessment | null {
  const { table } = policyInForce();
  const known = answers.get(control);
  if (known && known.epoch === currentEpoch() && known.table === table && !mayBeKnown(known))
    return known.assessment;
  const words = wordsOf(control);
  const snapshot = words && readAround(control, words.own, words.form);
  const assessment = judged(control, snapshot, table);
  answers.set(control, { epoch: currentEpoch(), table, assessment });
  return assessment;
}

/** Who somebody is depends on what is typed, and typing changes nothing that is told. */
function mayBeKnown({ assessment }: Answer): boolean {
  return assessment !== null && !isProtected(assessment.classification.role) && areAnyKnown();
}

interface OwnWords {
  readonly own: ControlSnapshot;
  readonly form: readonly SourceText[];
}

/** Most controls have nothing to do with us, and their names alone say so: then null. */
const wordsOf = remembered((control: Element): OwnWords | null => {
  const own = readControl(control);
  const form = purposeOf(control);
  const isOfConcern = concernsUs(own.names) || concernsUs(form) || isNamedBySite(control);
  return isOfConcern ? { own, form } : null;
});

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
  const read = classify(snapshot, theLexicon());
  return read && decided(control, snapshot, read, table);
}

/** What policy says of a reading, with whom else the person is. */
export function decided(
  control: Element,
  snapshot: FormSnapshot,
  read: Classification,
  table: DecisionTable = policyInForce().table,
): Assessment {
  const classification = withOtherRoles(control, read);
  return { control, snapshot, classification, decision: decide(classification, table) };
}

/** What the page calls a person now, and what they were a moment ago or are on another record. */
function withOtherRoles(control: Element, classification: Classification): Classification {
  const before = roleBefore(control, classification);
  if (before !== null) return { ...classification, roleBefore: before };
  const same = sameAs(control, classification);
  if (same === null) return classification;
  const { group } = classification;
  return {
    ...classification,
    roleElsewhere: same.role,
    group: group === 'OTHER' ? same.group : group,
  };
}

/** All readings of a control that policy is asked about; the strictest outcome of them counts. */
export function readingsOf({
  control,
  snapshot,
  classification,
  decision,
}: Assessment): readonly Reading[] {
  return snapshot.site
    ? readOnSite(control, snapshot)
    : [{ classification, trust: decision.cell.trust }];
}

/** A page with a site profile may be read in more than one way. */
function readOnSite(control: Element, snapshot: FormSnapshot): readonly Reading[] {
  return classifyOnSite(snapshot, theLexicon()).map(({ classification, trust }) => ({
    classification: withOtherRoles(control, classification),
    trust,
  }));
}

function strictestOf(
  control: Element,
  snapshot: FormSnapshot,
  table: DecisionTable,
): Assessment | null {
  let strictest: Assessment | null = null;
  for (const { classification, trust } of readOnSite(control, snapshot)) {
    const decision = decide(classification, table, { trust, granted: false });
    if (
      strictest === null ||
      outcomeRank(decision.outcome) > outcomeRank(strictest.decision.outcome)
    )
      strictest = { control, snapshot, classification, decision };
  }
  return strictest;
}
