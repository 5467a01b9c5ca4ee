/**
 * Whose decision counts by rank and unit, and whether enough people decided alike. By what the device
 * that reads it asks for now, of decisions made since it is asked for.
 */
import type { AttemptHeader, ReviewHeader } from '../ledger/header.ts';
import {
  type AskedRank,
  type Distinct,
  isOfRank,
  type NamedReviewer,
  type Needs,
  namedAs,
  unitKey,
} from '../policy/deciding.ts';
import { likeness, mayBeSamePerson } from '../sites/staff-numbers.ts';
import type { Rank } from '../vocabulary.ts';
import type { DecisionStatus } from './claims.ts';
import { countedIn } from './second-look.ts';

/** Somebody who decides. */
export interface Seated {
  readonly id: string;
  readonly rank?: Rank | undefined;
  readonly unit?: string | undefined;
}

/** As the entry says; where it does not, as the reviewers of the force are named. */
export function seatOf(
  { reviewer: id, rank, unit }: ReviewHeader,
  reviewers: readonly NamedReviewer[],
): Seated {
  const named = rank === undefined || unit === undefined ? namedAs(reviewers, id) : undefined;
  return { id, rank: rank ?? named?.rank, unit: unit ?? named?.unit };
}

export type Unfit = `needs-${AskedRank}` | 'other-unit';

/**
 * Why somebody is not whom policy asks for; null where they are. Whose unit is not known may be of any;
 * where the officer's is not known, everybody with a unit passes, since nobody else ever could.
 */
export function unfitFor(
  { rank, otherUnit }: Needs,
  person: Seated,
  { unit }: Pick<AttemptHeader, 'unit'>,
): Unfit | null {
  if (rank !== null && !isOfRank(person.rank, rank)) return `needs-${rank}`;
  const own = unitKey(person.unit ?? '');
  return otherUnit && (own === '' || own === unitKey(unit)) ? 'other-unit' : null;
}

/** Where several have to decide alike, and somebody has decided. */
export interface Quorum {
  /** The decision with which the others have to agree. */
  readonly latest: ReviewHeader;
  /** Of each person the last one, where it agrees with the latest; in order. */
  readonly agreed: readonly ReviewHeader[];
  /** How many of them differ as policy asks. */
  readonly have: number;
  readonly need: number;
  readonly distinct: Distinct;
}

/** How many have decided alike, where that is not enough to close the case. */
export function stillOpenBy({
  state,
  quorum,
}: {
  readonly state: string;
  readonly quorum: Quorum | null;
}): Pick<Quorum, 'have' | 'need' | 'distinct'> | null {
  if (state !== 'open' || !quorum) return null;
  const { have, need, distinct } = quorum;
  return { have, need, distinct };
}

export interface Round {
  readonly state: 'open' | 'more-information' | 'decided' | 'conflicting';
  /** Of each decision that counts, whether a later one by the same person or a question came after it. */
  readonly statuses: ReadonlyMap<string, DecisionStatus>;
  /** Null where the latest decision asks for more. */
  readonly quorum: Quorum | null;
}

interface RoundParts {
  readonly decisions: readonly ReviewHeader[];
  readonly statuses: ReadonlyMap<string, DecisionStatus>;
  readonly keepsOpen: ReadonlySet<string>;
  readonly needsOf: (decision: ReviewHeader) => Needs;
  readonly unitOf: (decision: ReviewHeader) => string;
}

/**
 * What the decisions on a case come to where several people have to decide alike. A question begins
 * anew: who decided before it has not seen the answer.
 *
 * @returns null where one person is enough
 */
export function roundOf({
  decisions,
  statuses,
  keepsOpen,
  needsOf,
  unitOf,
}: RoundParts): Round | null {
  const counted = countedIn(decisions, statuses);
  const latest = counted.at(-1);
  if (latest === undefined) return null;
  const { people: need, distinct } = needsOf(latest);
  if (need < 2) return null;
  const asked = counted.findLastIndex(({ outcome }) => keepsOpen.has(outcome));
  const own = lastOfEach(counted.slice(asked + 1));
  const isAsking = own.length === 0;
  const lasting = new Set((isAsking ? [latest] : own).map(({ id }) => id));
  const now = new Map(statuses);
  for (const { id } of counted) now.set(id, lasting.has(id) ? 'stands' : 'followed');
  if (isAsking) return { state: 'more-information', statuses: now, quorum: null };
  const agreeing = (outcome: string) => own.filter((each) => each.outcome === outcome);
  // Before several were asked for; once anybody came to something else it takes several again.
  const closedAlone = (each: ReviewHeader): boolean =>
    needsOf(each).people < 2 &&
    counted.slice(counted.indexOf(each) + 1).every(({ outcome }) => outcome === each.outcome);
  const isEnough = (agreed: readonly ReviewHeader[]): boolean =>
    differing(agreed, distinct, unitOf) >= need || agreed.some(closedAlone);
  const outcomes = [...new Set(own.map(({ outcome }) => outcome))];
  const enough = outcomes.filter((outcome) => isEnough(agreeing(outcome)));
  // Without a store nobody knows which came later: a clock that is ahead decides nothing.
  const isUnordered = own.some(({ claim }) => claim === undefined);
  const [only = latest.outcome, ...more] = isUnordered ? enough : [];
  const agreed = agreeing(only);
  const quorum = {
    ...{ latest: agreed.at(-1) ?? latest, agreed, need, distinct },
    have: differing(agreed, distinct, unitOf),
  };
  const closed = more.length > 0 ? 'conflicting' : 'decided';
  return { state: isEnough(agreed) ? closed : 'open', statuses: now, quorum };
}

/**
 * When somebody came to something else on a case that was closed, epoch milliseconds; null where it
 * never was.
 */
export function reopenedAt(parts: RoundParts): number | null {
  const { statuses, keepsOpen } = parts;
  const counted = countedIn(parts.decisions, statuses);
  const closed = counted.findLastIndex(({ outcome }, place) => {
    const round = roundOf({ ...parts, decisions: counted.slice(0, place + 1) });
    return round === null ? !keepsOpen.has(outcome) : round.state === 'decided';
  });
  return closed < 0 ? null : (counted[closed + 1]?.at ?? null);
}

/** In order; whoever decided again has changed their mind. */
function lastOfEach(decisions: readonly ReviewHeader[]): readonly ReviewHeader[] {
  const last: ReviewHeader[] = [];
  for (const decision of decisions.toReversed())
    if (!last.some(({ reviewer }) => mayBeSamePerson(reviewer, decision.reviewer)))
      last.push(decision);
  return last.toReversed();
}

function differing(
  agreed: readonly ReviewHeader[],
  distinct: Distinct,
  unitOf: RoundParts['unitOf'],
): number {
  return distinct === 'person' ? agreed.length : unitsAmong(agreed.map(unitOf));
}

/**
 * How many units people are of for certain: one that is not known may be that of anybody else.
 *
 * @param units as they are compared; empty where not known
 */
export function unitsAmong(units: readonly string[]): number {
  const known = new Set(units.filter((unit) => unit !== ''));
  return units.length === 0 ? 0 : Math.max(1, known.size);
}

/** Why this person adds nothing to what was decided so far; null where they do. */
export function addsNothing(
  { agreed, distinct }: Quorum,
  { id, unit = '' }: Seated,
  unitOf: (decision: ReviewHeader) => string,
): 'awaits-others' | 'may-have-decided' | 'unit-decided' | null {
  const likenesses = agreed.map(({ reviewer }) => likeness(reviewer, id));
  if (likenesses.includes('same')) return 'awaits-others';
  if (likenesses.includes('may-be')) return 'may-have-decided';
  if (distinct !== 'unit') return null;
  // Whose unit is known is kept out by nobody of an unknown one: else nobody could close it any more.
  const own = unitKey(unit);
  return own === '' || agreed.some((each) => unitOf(each) === own) ? 'unit-decided' : null;
}
