/**
 * Whose decision stands. A decision on a case that lies in the force's store claims a place there,
 * and the store keeps the first for ever: what lies at the places of an attempt, from 0 on without a
 * gap, is the order of its decisions, the same for everybody who reads it.
 */
import type { AttemptHeader, Claim, ReviewHeader } from '../ledger/header.ts';

/** Where the decisions of an attempt lie. */
export type Home = Pick<Claim, 'force' | 'unit'>;

/** What is known of the force's store. */
export interface Held {
  /** The device whose own decisions wait to be claimed. */
  readonly device: string;
  /** Id of the entry that lies at a place, by `claimKey`; empty where that is no decision. */
  readonly at: ReadonlyMap<string, string>;
  /** @returns undefined where the attempt came by a file and never from the store */
  readonly home: (attempt: string) => Home | undefined;
}

export type DecisionStatus =
  | 'stands'
  /** By whoever made the override or is named as authorising it. */
  | 'void'
  /** By somebody of a rank or a unit that policy does not let close it. */
  | 'barred'
  /** Does not lie in the store, as far as is known here. */
  | 'waiting'
  /** Somebody else's lies in its place. */
  | 'second'
  /** It stood until a later one took its place. */
  | 'followed';

/** Names of places cannot hold a dot, so no two are alike. */
export function claimKey(attempt: string, { force, unit, number }: Claim): string {
  return [force, unit, attempt, number].join('.');
}

/** @returns ids of what lies at the attempt's places, in order; empty text for what is no decision */
export function chainOf({ at, home }: Held, { id }: Pick<AttemptHeader, 'id'>): readonly string[] {
  const where = home(id);
  const chain: string[] = [];
  for (;;) {
    const there = where && at.get(claimKey(id, { ...where, number: chain.length }));
    if (there === undefined) return chain;
    chain.push(there);
  }
}

/**
 * Where no store says the order, whoever puts a decision in the place of others names them, and has seen
 * them: that it is the later one follows from nothing else.
 *
 * @returns ids of those whose place another took
 */
function followedIn(
  decisions: readonly ReviewHeader[],
  barred: ReadonlyMap<string, 'void' | 'barred' | null>,
): ReadonlySet<string> {
  const followed = new Set<string>();
  for (const { id, follows = [] } of decisions)
    if (barred.get(id) === null) for (const each of follows) if (each !== id) followed.add(each);
  return followed;
}

/**
 * What becomes of each decision on one attempt.
 *
 * @param decisions in any order
 * @param barring why a decision counts for nothing, whatever lies where; null where it may count
 * @param held null where no store is known: a claim then says nothing
 */
export function statusesOf(
  attempt: AttemptHeader,
  decisions: readonly ReviewHeader[],
  barring: (decision: ReviewHeader) => 'void' | 'barred' | null,
  held: Held | null,
): ReadonlyMap<string, DecisionStatus> {
  const home = held?.home(attempt.id);
  const chain = held ? chainOf(held, attempt) : [];
  const barred = new Map(decisions.map((each) => [each.id, barring(each)]));
  const last = chain.findLast((id) => barred.get(id) === null);
  const followed = followedIn(decisions, barred);
  const statusOf = (decision: ReviewHeader): DecisionStatus => {
    const { id, claim } = decision;
    const bar = barred.get(id) ?? null;
    if (bar !== null) return bar;
    if (claim === undefined || home === undefined) return followed.has(id) ? 'followed' : 'stands';
    if (claim.force !== home.force || claim.unit !== home.unit) return 'second';
    const there = chain[claim.number];
    if (there === undefined) return 'waiting';
    if (there !== id) return 'second';
    return id === last ? 'stands' : 'followed';
  };
  return new Map(decisions.map((each) => [each.id, statusOf(each)]));
}
