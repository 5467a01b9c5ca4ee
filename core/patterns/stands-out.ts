/** What stands out of what was counted of one rule, team or person, and whether there is enough of it. */
import { isAbove, LIMITS, type PatternLimits } from './limits.ts';
import type { Pattern, Share } from './patterns.ts';

/** Seven days. */
export const WEEK_MS = 7 * 86_400_000;

export interface Counted {
  held: number;
  overridden: number;
}

export function count(counted: Counted, isOverridden: boolean): void {
  counted.held++;
  if (isOverridden) counted.overridden++;
}

export interface Team {
  held: number;
  overridden: number;
  flips: number;
  authorised: number;
  quick: number;
  readonly officers: Set<string>;
  /** By reason, four weeks before and now. */
  readonly reasons: readonly [Map<string, number>, Map<string, number>];
}

export interface Person {
  held: number;
  overridden: number;
  wrong: number;
  emergencies: number;
  /** Times by record. */
  readonly lookups: Map<string, number[]>;
}

export interface Reviewer {
  decided: number;
  quick: number;
}

export const newCounted = (): Counted => ({ held: 0, overridden: 0 });
export const newWeeks = (): readonly [Counted, Counted] => [newCounted(), newCounted()];
export const newTeam = (): Team => ({
  ...{ ...newCounted(), flips: 0, authorised: 0, quick: 0, officers: new Set<string>() },
  reasons: [new Map(), new Map()],
});
export const newPerson = (): Person => ({
  ...{ ...newCounted(), wrong: 0, emergencies: 0, lookups: new Map<string, number[]>() },
});
export const newReviewer = (): Reviewer => ({ decided: 0, quick: 0 });

export interface Found {
  readonly patterns: readonly Pattern[];
  readonly isTooFew: boolean;
}

const TOO_FEW: Found = { patterns: [], isTooFew: true };

export function rulePatterns(
  rule: string,
  weeks: readonly [Counted, Counted],
  limits: PatternLimits,
): Found {
  if (weeks.some(({ held }) => held < limits.heldInWeek)) return TOO_FEW;
  const isHot = weeks.every(({ held, overridden }) => isAbove(overridden, held, limits.hotPercent));
  const [earlier, later] = weeks;
  const shares: [Share, Share] = [shareOf(earlier), shareOf(later)];
  return { patterns: isHot ? [{ kind: 'hot-rule', rule, weeks: shares }] : [], isTooFew: false };
}

const shareOf = ({ held, overridden }: Counted): Share => ({ n: overridden, of: held });

export function teamPatterns(unit: string, team: Team, limits: PatternLimits): Found {
  // What is said of a team of two is said of a person.
  if (team.officers.size < limits.officersInTeam || team.held < limits.heldInTeam) return TOO_FEW;
  const patterns: Pattern[] = [];
  const [before, now] = team.reasons;
  const given = sum(now);
  const [most] = [...now].sort((a, b) => b[1] - a[1]);
  if (most && given >= LIMITS.reasonsInTeam && isAbove(most[1], given, limits.oneReasonPercent))
    patterns.push({ kind: 'one-reason', unit, reason: most[0], n: most[1], of: given });
  const isComparable = Math.min(sum(before), given) >= LIMITS.reasonsInTeam;
  const bits = { before: entropy(before), now: entropy(now) };
  if (isComparable && bits.before - bits.now > LIMITS.bitsLost)
    patterns.push({ kind: 'vaguer', unit, ...bits, of: given });
  if (team.flips >= limits.fewest && isAbove(team.flips, team.held, limits.flipPercent))
    patterns.push({ kind: 'role-flips', unit, n: team.flips, of: team.held });
  if (team.quick >= limits.fewest && isAbove(team.quick, team.authorised, limits.quickPercent))
    patterns.push({ kind: 'quick-authorisation', unit, n: team.quick, of: team.authorised });
  return { patterns, isTooFew: false };
}

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, each) => total + each, 0);

/** Bits of one reason, after Shannon (1948). */
function entropy(counts: ReadonlyMap<string, number>): number {
  const all = sum(counts);
  return [...counts.values()].reduce(
    (bits, each) => bits - (each / all) * Math.log2(each / all),
    0,
  );
}

export function personPatterns(officer: string, person: Person, limits: PatternLimits): Found {
  const patterns: Pattern[] = [];
  const { held, overridden, wrong, emergencies, lookups } = person;
  const busiest = [...lookups.values()].map((times) => mostInWeek(times));
  const again = busiest.filter((n) => n >= limits.lookupsOfRecord);
  const most = Math.max(0, ...busiest);
  if (again.length >= LIMITS.recordsAgain || most >= limits.lookupsOfOne)
    patterns.push({ kind: 'repeat-lookups', officer, n: again.length, of: most });
  // The same record again and again is no share, and is said of whoever did it.
  const isFew = held < limits.heldByPerson;
  if (!isFew && wrong >= limits.fewest && isAbove(wrong, overridden, limits.personPercent))
    patterns.push({ kind: 'wrong-match', officer, n: wrong, of: overridden });
  if (!isFew && emergencies >= limits.fewest && isAbove(emergencies, held, limits.personPercent))
    patterns.push({ kind: 'life-at-risk', officer, n: emergencies, of: held });
  return { patterns, isTooFew: patterns.length === 0 && isFew };
}

/** How many of the times lie within seven days at most. */
function mostInWeek(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let [first, most] = [0, 0];
  for (const [last, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) > WEEK_MS) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

export function reviewerPatterns(
  reviewer: string,
  { decided, quick }: Reviewer,
  limits: PatternLimits,
): Found {
  if (decided < limits.heldByPerson) return TOO_FEW;
  const isQuick = quick >= limits.fewest && isAbove(quick, decided, limits.quickPercent);
  const patterns: readonly Pattern[] = isQuick
    ? [{ kind: 'quick-review', reviewer, n: quick, of: decided }]
    : [];
  return { patterns, isTooFew: false };
}
