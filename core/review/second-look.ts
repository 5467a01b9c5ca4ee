/** Who looks a second time at what was decided: somebody else, where the decision was picked. */
import type { AttemptHeader, FollowUpHeader, ReviewHeader } from '../ledger/header.ts';
import { mayBeSamePerson } from '../sites/staff-numbers.ts';
import type { DecisionStatus } from './claims.ts';
import { givenReason } from './given-reason.ts';

/** What is picked; see `sampling.ts`. */
export interface Picks {
  /** Whether an attempt is reviewed that need not be. */
  readonly isPicked: (attempt: AttemptHeader) => boolean;
  /** @param reason that the officer gave, also afterwards */
  readonly needsSecond: (decision: ReviewHeader, reason: string | null) => boolean;
}

export interface SecondLook {
  /** The decision that was picked: the first that closed the case. */
  readonly first: ReviewHeader;
  /** Whether somebody else has decided since. */
  readonly done: boolean;
}

/** Decisions that stand or stood: in the order of the force's store, else of time as they came. */
export function countedIn(
  decisions: readonly ReviewHeader[],
  statuses: ReadonlyMap<string, DecisionStatus>,
): readonly ReviewHeader[] {
  return decisions
    .filter(({ id }) => statuses.get(id) === 'stands' || statuses.get(id) === 'followed')
    .toSorted((a, b) => (a.claim && b.claim ? a.claim.number - b.claim.number : 0));
}

/**
 * @param closing decisions that close a case, of whatever status, oldest first
 * @returns null where nothing was decided, or it was not picked
 */
export function secondLookAt(
  attempt: AttemptHeader,
  followUp: FollowUpHeader | null,
  closing: readonly ReviewHeader[],
  statuses: ReadonlyMap<string, DecisionStatus>,
  { needsSecond }: Picks,
): SecondLook | null {
  const counted = countedIn(closing, statuses);
  const [first] = counted;
  if (!first || !needsSecond(first, givenReason(attempt, followUp))) return null;
  return { first, done: counted.some((each) => !mayBeSamePerson(each.reviewer, first.reviewer)) };
}
