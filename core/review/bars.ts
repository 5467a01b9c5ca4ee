/** Who may decide on a case, and why somebody may not. */
import type { AttemptHeader, ReviewHeader } from '../ledger/header.ts';
import { type NamedReviewer, needsAt, unitKey } from '../policy/deciding.ts';
import { likeness, mayBeSamePerson } from '../sites/staff-numbers.ts';
import type { Case } from './cases.ts';
import { addsNothing, type Seated, seatOf, type Unfit, unfitFor } from './quorum.ts';

/** What somebody had to do, or may have had to do, with an override: it bars them from deciding on it. */
export function partIn(
  { officer, authorisation }: AttemptHeader,
  person: string,
): 'own-override' | 'may-be-own' | 'authorised-it' | 'may-have-authorised' | null {
  const own = likeness(officer, person);
  if (own === 'same') return 'own-override';
  const named = authorisation ? likeness(authorisation.by, person) : 'other';
  if (named === 'same') return 'authorised-it';
  if (own === 'may-be') return 'may-be-own';
  return named === 'may-be' ? 'may-have-authorised' : null;
}

/** `id`: collar or staff number from managed settings; empty where none is configured. */
export interface Reviewer extends Seated {
  readonly isReviewer: boolean;
}

export type Bar =
  | 'no-identity'
  | 'not-a-reviewer'
  | 'own-override'
  /** The number of whoever made it can be read as this person's. */
  | 'may-be-own'
  | 'authorised-it'
  | 'may-have-authorised'
  /** Made the decision that somebody else looks at. */
  | 'first-reviewer'
  | 'officer-unknown'
  | 'already-decided'
  /** This device decided, and the force's store was not reached yet. */
  | 'decision-waits'
  /** Two reviewers, each on a device of their own, decided differently. */
  | 'conflicting'
  | Unfit
  /** Decided, and others have to decide alike before it is closed. */
  | 'awaits-others'
  /** The number of whoever decided can be read as this person's. */
  | 'may-have-decided'
  /** Somebody of the same unit decided, and policy asks for different ones. */
  | 'unit-decided';

/**
 * Why this person may not decide on this case, or null where they may.
 *
 * @param now epoch milliseconds; without it also what policy asks for from a later day on counts
 */
export function barTo(reviewer: Reviewer, each: Case, now = Number.POSITIVE_INFINITY): Bar | null {
  const { id } = reviewer;
  if (id.trim() === '') return 'no-identity';
  if (!reviewer.isReviewer) return 'not-a-reviewer';
  if (each.attempt.officer === '') return 'officer-unknown';
  const part = partIn(each.attempt, id);
  if (part !== null) return part;
  const { second, quorum } = each;
  if (second && !second.done && mayBeSamePerson(second.first.reviewer, id)) return 'first-reviewer';
  if (each.state === 'conflicting') return 'conflicting';
  if (each.state === 'waiting') return 'decision-waits';
  if (each.state === 'decided') return 'already-decided';
  const unfit = unfitFor(needsAt(each.rules, now), reviewer, each.attempt);
  return unfit ?? (quorum && addsNothing(quorum, reviewer, unitIn(each.reviewers)));
}

/** Of which unit a decision is, as units are compared. */
export function unitIn(reviewers: readonly NamedReviewer[]): (decision: ReviewHeader) => string {
  return (decision) => unitKey(seatOf(decision, reviewers).unit ?? '');
}

/** The decision that counts: of several that agree, the first; where several have to, the latest. */
export function standingDecision({ decisions, statuses, quorum }: Case): ReviewHeader | null {
  return (
    quorum?.latest ??
    decisions.findLast(({ id, claim }) => claim && statuses.get(id) === 'stands') ??
    decisions.find(({ id }) => statuses.get(id) === 'stands') ??
    null
  );
}

/**
 * The decision in whose place this person may put another; null where there is none. Of a case that is
 * closed where one person is enough, and where the force's store says which of several is the later.
 * Where others have yet to decide alike it is their own: of one person the last counts anywhere.
 *
 * @param now as for `barTo`
 */
export function reversible(
  reviewer: Reviewer,
  each: Case,
  now = Number.POSITIVE_INFINITY,
): ReviewHeader | null {
  const bar = barTo(reviewer, each, now);
  if (bar === 'awaits-others') return ownIn(each, reviewer);
  if (bar !== 'already-decided') return null;
  if (unfitFor(needsAt(each.rules, now), reviewer, each.attempt) !== null) return null;
  const standing = standingDecision(each);
  if (each.home === null) return mayFollow(each, now) ? standing : null;
  return standing?.claim ? standing : null;
}

/**
 * Whether a decision can be put in the place of those that stand by naming them: one person is enough, and
 * none of them claimed a place in a store, which is not read here.
 *
 * @param now as for `barTo`
 */
export function mayFollow({ rules, decisions, statuses }: Case, now: number): boolean {
  const isUnclaimed = ({ id, claim }: ReviewHeader) => statuses.get(id) !== 'stands' || !claim;
  return needsAt(rules, now).people < 2 && decisions.every(isUnclaimed);
}

function ownIn({ quorum }: Case, { id }: Reviewer): ReviewHeader | null {
  return quorum?.agreed.findLast((each) => likeness(each.reviewer, id) === 'same') ?? null;
}
