/**
 * Who closes what is reviewed: from which rank on, whether of another unit, how many people who decide
 * alike. Rules of a force come on top of the nation's, and what several ask is asked together, so a
 * force can ask for more and never for less. Our proposal: no national document sets this.
 */
import national from '../../policies/national/deciding.json' with { type: 'json' };
import { unitAsRecorded } from '../ledger/unit-recorded.ts';
import { likeness } from '../sites/staff-numbers.ts';
import { type Outcome, RANKS, type Rank, type SignalKind } from '../vocabulary.ts';

/** Ranks that can be asked for. Whoever has no rank counts as the lowest, so that one asks nothing. */
export const ASKED_RANKS = ['inspector', 'superintendent'] as const satisfies readonly Rank[];
export type AskedRank = (typeof ASKED_RANKS)[number];

/** By what several who decide have to differ. Of different units they are different people as well. */
export const DISTINCT = ['person', 'unit'] as const;
export type Distinct = (typeof DISTINCT)[number];

/** What is asked of who closes a case. */
export interface Needs {
  /** Least rank; null where any will do. */
  readonly rank: AskedRank | null;
  /** Whether it has to be somebody of another unit than the officer's. */
  readonly otherUnit: boolean;
  /** How many people have to decide alike. */
  readonly people: number;
  readonly distinct: Distinct;
}

/** Any one reviewer. */
export const NO_NEEDS: Needs = { rank: null, otherUnit: false, people: 1, distinct: 'person' };

export const MOST_PEOPLE = 5;

/** Of which cases a rule is; all that are given have to hold. */
export interface DecidingWhen {
  readonly reasons?: readonly string[] | undefined;
  readonly kinds?: readonly SignalKind[] | undefined;
  /** Ids of the rules that held it. */
  readonly rules?: readonly string[] | undefined;
  /** What policy asked for. */
  readonly outcomes?: readonly Outcome[] | undefined;
}

export interface DecidingRule extends DecidingWhen, Needs {
  /** `YYYY-MM-DD`, UTC. */
  readonly from: string;
  /** Decisions from then on are held to it, epoch milliseconds: what was decided before, stays. */
  readonly since: number;
}

/** Somebody who reviews, as settings name them. */
export interface NamedReviewer {
  readonly id: string;
  readonly unit?: string | undefined;
  readonly rank?: Rank | undefined;
}

export interface Deciding {
  readonly rules: readonly DecidingRule[];
  readonly reviewers: readonly NamedReviewer[];
  /** Hours after which a case that somebody took counts as taken by nobody. */
  readonly assignedHours: number;
}

/** A rule as settings have it. */
export interface StatedRule extends DecidingWhen {
  readonly from: string;
  readonly rank?: string | undefined;
  readonly otherUnit?: boolean | undefined;
  readonly people?: number | undefined;
  readonly distinct?: string | undefined;
}

/** A day that a month does not have is the next one's, in every browser: Firefox parses it as none. */
function beginOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1, date);
}

function ruleOf({ from, rank, otherUnit, people, distinct, ...when }: StatedRule): DecidingRule {
  return {
    ...when,
    from,
    since: beginOf(from),
    rank: ASKED_RANKS.find((each) => each === rank) ?? null,
    otherUnit: otherUnit ?? NO_NEEDS.otherUnit,
    people: people ?? NO_NEEDS.people,
    distinct: DISTINCT.find((each) => each === distinct) ?? NO_NEEDS.distinct,
  };
}

/** What holds where a force says nothing, and the least that it may say. */
export const NATIONAL_DECIDING: Deciding = {
  rules: national.rules.map(ruleOf),
  reviewers: [],
  assignedHours: national.assignedHours,
};

/** Compared with what entries say, and recorded itself. */
function asRecorded(reviewer: NamedReviewer): NamedReviewer {
  const { unit } = reviewer;
  return unit === undefined ? reviewer : { ...reviewer, unit: unitAsRecorded(unit) };
}

/** The nation's rules, and those of a force beside them. */
export function decidingOf(asked: {
  readonly deciding?: readonly StatedRule[] | undefined;
  readonly reviewers?: readonly NamedReviewer[] | undefined;
  readonly assignedHours?: number | undefined;
}): Deciding {
  return {
    rules: [...NATIONAL_DECIDING.rules, ...(asked.deciding ?? []).map(ruleOf)],
    reviewers: (asked.reviewers ?? []).map(asRecorded),
    assignedHours: asked.assignedHours ?? NATIONAL_DECIDING.assignedHours,
  };
}

/** What of it is hashed into the policy in force: who comes and goes makes no other policy. */
export function decidingAsHashed({ rules, assignedHours }: Deciding): object {
  return { rules, assignedHours };
}

function levelOf(rank: Rank | null | undefined): number {
  return rank ? RANKS.indexOf(rank) : 0;
}

export function isOfRank(rank: Rank | null | undefined, least: AskedRank | null): boolean {
  return levelOf(rank) >= levelOf(least);
}

/** Of two that are stated of one person the lower; the one where only one is stated. */
export function lowerRank(one: Rank | undefined, other: Rank | undefined): Rank | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return levelOf(one) <= levelOf(other) ? one : other;
}

/** What satisfies both: the higher rank, the more people, the stricter way to differ. */
export function joined(one: Needs, other: Needs): Needs {
  return {
    rank: levelOf(one.rank) >= levelOf(other.rank) ? one.rank : other.rank,
    otherUnit: one.otherUnit || other.otherUnit,
    people: Math.max(one.people, other.people),
    distinct: one.distinct === 'unit' ? 'unit' : other.distinct,
  };
}

/** What can be said of a case when it is asked who may close it. */
export interface DecidedOn {
  /** That the officer gave, also afterwards. */
  readonly reason: string | null;
  readonly signal: SignalKind;
  readonly rule: string;
  readonly outcome: Outcome;
}

const NO_RULES: readonly DecidingRule[] = [];

function isAmong<Value>(list: readonly Value[] | undefined, value: Value): boolean {
  return list === undefined || list.includes(value);
}

export function rulesOn(
  rules: readonly DecidingRule[],
  { reason, signal, rule, outcome }: DecidedOn,
): readonly DecidingRule[] {
  const isOf = ({ reasons, kinds, rules: ids, outcomes }: DecidingRule): boolean =>
    (reasons === undefined || (reason !== null && reasons.includes(reason))) &&
    isAmong(kinds, signal) &&
    isAmong(ids, rule) &&
    isAmong(outcomes, outcome);
  // Asked of a hundred thousand cases, of which few are of any rule.
  return rules.some(isOf) ? rules.filter(isOf) : NO_RULES;
}

/** What is asked of a decision. @param at epoch milliseconds at which it is made */
export function needsAt(rules: readonly DecidingRule[], at: number): Needs {
  return rules.reduce<Needs>((all, each) => (each.since <= at ? joined(all, each) : all), NO_NEEDS);
}

/**
 * As settings name this very person: with the lowest rank, where they do so more than once; undefined
 * where they do not.
 */
export function namedAs(
  reviewers: readonly NamedReviewer[],
  person: string,
): NamedReviewer | undefined {
  if (person === '') return undefined;
  const [first, ...more] = reviewers.filter(({ id }) => likeness(id, person) === 'same');
  // No rank is below the lowest: it grants nothing beforehand.
  const stated = ({ rank }: NamedReviewer): number => (rank ? RANKS.indexOf(rank) : -1);
  return more.reduce(
    (lowest, each) => (stated(each) < stated(lowest ?? each) ? each : lowest),
    first,
  );
}

/** Units are written with and without blanks and hyphens; empty where none is known. */
export function unitKey(unit: string): string {
  return unit
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}?]/gu, '');
}
