/** Within which time a list says the same, where no entry comes: time alone turns little of it. */
import type { Deciding } from '../policy/deciding.ts';
import { countsFrom } from './assigned.ts';
import type { Case } from './cases.ts';

export interface SameWithin {
  /** Epoch milliseconds; null where it was so before too. */
  readonly from: number | null;
  /** Epoch milliseconds, without it; null where it stays so. */
  readonly until: number | null;
}

/** @param now epoch milliseconds, at which the list was made */
export function sameWithin(
  cases: readonly Pick<Case, 'assignments'>[],
  { rules }: Pick<Deciding, 'rules'>,
  now: number,
): SameWithin {
  let within: SameWithin = { from: null, until: null };
  for (const { since } of rules) within = narrowed(within, since, now);
  for (const { assignments } of cases)
    for (const each of assignments) within = narrowed(within, countsFrom(each), now);
  return within;
}

function narrowed({ from, until }: SameWithin, turn: number, now: number): SameWithin {
  return turn <= now
    ? { from: Math.max(from ?? turn, turn), until }
    : { from, until: Math.min(until ?? turn, turn) };
}

/** The time within which both say the same. */
export function sameWithinBoth(one: SameWithin, other: SameWithin): SameWithin {
  const froms = [one.from, other.from].filter((each) => each !== null);
  const untils = [one.until, other.until].filter((each) => each !== null);
  return {
    from: froms.length === 0 ? null : Math.max(...froms),
    until: untils.length === 0 ? null : Math.min(...untils),
  };
}

export function isWithin({ from, until }: SameWithin, now: number): boolean {
  return (from === null || now >= from) && (until === null || now < until);
}
