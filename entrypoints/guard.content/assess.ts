/** From an element to a decision. Synchronous, on demand: it never waits for a scan. */

import { isForItsHeading } from '../../core/forms/bare.ts';
import type { Classification } from '../../core/forms/classification.ts';
import { classify, classifyOnSite, type Reading } from '../../core/forms/classify.ts';
import type { ControlSnapshot, FormSnapshot } from '../../core/forms/snapshot.ts';
import { type Decision, decide } from '../../core/policy/decide.ts';
import type { DecisionTable } from '../../core/policy/table.ts';
import { outcomeRank, type SignalKind } from '../../core/vocabulary.ts';
import { settle } from './changes.ts';
import { noticeChoices } from './choices.ts';
import { concernsUs } from './concern.ts';
import { currentEpoch, remembered } from './epoch.ts';
import { theLexicon } from './floor.ts';
import { policyInForce } from './in-force.ts';
import { closest, documentOf, matches, rootElement, thePage } from './native.ts';
import { areAnyKnown, sameAs } from './persons/known.ts';
import { readAround, readControl, sectionsOf } from './read-form.ts';
import { headingOf, purposeAround } from './read-purpose.ts';
import { isNamedBySite, siteSaid, siteSaidOfAsked } from './site-profile.ts';
import { roleBefore } from './standing.ts';

export interface Assessment {
  readonly control: Element;
  readonly snapshot: FormSnapshot;
  readonly classification: Classification;
  readonly decision: Decision;
  /** How it is read again before it is let go, where it was not read of the control itself. */
  readonly again?: () => Assessment | null;
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
  return asKnown(assessSettled(control));
}

/** By what the page alone says, whoever was seen on others: for the count, and for `inspect`. */
export function assessAlone(control: Element): Assessment | null {
  settle();
  return assessSettled(control);
}

/** The same at an act of the officer, when scripts may have chosen what no change told of. */
export function assessActedOn(control: Element): Assessment | null {
  settle();
  // What the page chose says whose record it is: nothing to most controls.
  if (wordsOf(control) === null) return null;
  noticeChoices(thePage);
  return asKnown(assessSettled(control));
}

function assessSettled(control: Element): Assessment | null {
  const { table } = policyInForce();
  const known = answers.get(control);
  if (known && known.epoch === currentEpoch() && known.table === table) return known.assessment;
  const own = wordsOf(control);
  const snapshot = own && readAround(control, own);
  const assessment = judged(control, snapshot, table);
  answers.set(control, { epoch: currentEpoch(), table, assessment });
  return assessment;
}

/**
 * About whom it is, where the page names somebody who is protected on an open record. Asked each
 * time: who somebody is depends on what is typed, and typing changes nothing that is told.
 */
function asKnown(assessment: Assessment | null): Assessment | null {
  if (assessment === null || !areAnyKnown()) return assessment;
  const { control, classification: read, decision } = assessment;
  // What was changed here is known better.
  if (read.roleBefore) return assessment;
  const same = sameAs(control, read);
  if (same === null) return assessment;
  const group = read.group === 'OTHER' ? same.group : read.group;
  const classification = { ...read, roleElsewhere: same.role, group };
  const { trust, granted } = decision.cell;
  const { table } = policyInForce();
  return {
    ...assessment,
    classification,
    decision: decide(classification, table, { trust, granted }),
  };
}

/** Most controls have nothing to do with us, and their names alone say so: then null. */
const wordsOf = remembered((control: Element): ControlSnapshot | null => {
  const own = readControl(control);
  const isOurs = isOfConcern(control, own) && !matches(control, SERVICE_NAME);
  return isOurs || isNamedBySite(control) ? own : null;
});

/** What a service is called, at the top of each of its pages, leads to its first page: "Request a Home Office check". */
const SERVICE_NAME =
  ':is(body>header,[role=banner]) :is(a[class*=service-name],[class*=service-name]>a):not([href*="?"],[onclick],:is(article,section,main,aside,form,dialog,[role=dialog]) *)';

/** By its own words, by what is around it, or by what it stands under where that speaks for it. */
export function isOfConcern(control: Element, own: ControlSnapshot): boolean {
  return (
    concernsUs(own.names) ||
    concernsUs(purposeAround(control)) ||
    (isForItsHeading(own, theLexicon()) && concernsUs(headingOf(control)))
  );
}

/** Words that say what an act does, and are no control's: a legend of keys, what a style draws. */
export function assessWords(near: Element, read: () => string): Assessment | null {
  const text = read();
  if (text === '') return null;
  const control = {
    kind: 'button',
    names: [{ source: 'value', text }],
    isAction: true,
    isSubmit: false,
  } as const;
  if (!concernsUs(control.names)) return null;
  const { form, blocks, page, outer, nearby } = readAround(near, control, []);
  const found = assessSnapshot(near, { control, form, blocks, page, outer, nearby });
  return found && { ...found, again: () => assessWords(near, read) };
}

/** The same for a snapshot that is of no control, such as a question of the page. */
export function assessSnapshot(near: Element, snapshot: FormSnapshot): Assessment | null {
  return asKnown(assessSnapshotAlone(near, snapshot));
}

/** By what the page alone says. */
export function assessSnapshotAlone(near: Element, snapshot: FormSnapshot): Assessment | null {
  const said = { ...snapshot, site: siteSaid(near, false) };
  return judged(near, said, policyInForce().table);
}

/** A look-up that the page starts by itself, about whom the part says in which it happens. */
export function assessAsked(near: Element, kind: SignalKind): Assessment | null {
  const control = { kind: 'link', names: [], isAction: true, isSubmit: false } as const;
  const around = closest(near, 'form') ?? rootElement(documentOf(near));
  const { form, blocks, page, outer, nearby } = readAround(near, control, []);
  const snapshot = {
    control,
    form,
    blocks,
    page,
    outer,
    nearby,
    site: siteSaidOfAsked(near, kind),
    // Where nothing nearer says it, it is about all of whom the form or the page speaks.
    sections: sectionsOf(around),
  };
  return asKnown(judged(near, snapshot, policyInForce().table));
}

function judged(
  control: Element,
  snapshot: FormSnapshot | null,
  table: DecisionTable,
): Assessment | null {
  if (!snapshot) return null;
  if (snapshot.site) return strictestOf(control, snapshot, table);
  const read = classify(snapshot, theLexicon());
  return read && decidedBy(table, control, snapshot, read);
}

/** What policy says of a reading, with whom else the person is. */
export function decided(
  control: Element,
  snapshot: FormSnapshot,
  read: Classification,
): Assessment | null {
  return asKnown(decidedBy(policyInForce().table, control, snapshot, read));
}

function decidedBy(
  table: DecisionTable,
  control: Element,
  snapshot: FormSnapshot,
  read: Classification,
): Assessment {
  const classification = withStanding(control, read);
  return { control, snapshot, classification, decision: decide(classification, table) };
}

function withStanding(control: Element, classification: Classification): Classification {
  const before = roleBefore(control, classification);
  return before === null ? classification : { ...classification, roleBefore: before };
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
    classification: withStanding(control, classification),
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
