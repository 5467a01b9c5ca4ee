/** Who is on a case: told to every reviewer, and it bars nobody. */
import type { AssignmentHeader } from '../ledger/assignment.ts';
import type { AttemptHeader, ReviewHeader } from '../ledger/header.ts';
import { type NamedReviewer, namedAs } from '../policy/deciding.ts';
import { isSameStaff } from '../sites/officer.ts';
import { partIn } from './bars.ts';
import type { Case, CaseState } from './cases.ts';
import type { DecisionStatus } from './claims.ts';
import { inOrder } from './ledger-order.ts';

const HOUR_MS = 3_600_000;
/** A device whose clock is ahead by more says nothing that can be gone by. */
const AHEAD_MS = HOUR_MS;

/**
 * Why what somebody says of a case counts for nothing; null where it counts. Every ledger that is read
 * can hold such an entry, so it has to be by, and of, somebody who could be on it.
 *
 * @param reviewers as settings list them; where they list nobody, anybody may be one
 */
export function whyNotSaid(
  { to, by }: Pick<AssignmentHeader, 'to' | 'by'>,
  attempt: AttemptHeader,
  reviewers: readonly NamedReviewer[],
): 'had-part' | 'not-named' | null {
  const people = to === '' ? [by] : [by, to];
  if (people.some((each) => partIn(attempt, each) !== null)) return 'had-part';
  const isListed = (person: string) => namedAs(reviewers, person) !== undefined;
  return reviewers.length === 0 || people.every(isListed) ? null : 'not-named';
}

/**
 * Ids of those that keep nobody on a case any more: it is decided, or whoever was on it has decided.
 *
 * @param closing decisions that close a case, of whatever status
 */
export function overIn(
  given: readonly AssignmentHeader[],
  state: CaseState,
  closing: readonly ReviewHeader[],
  statuses: ReadonlyMap<string, DecisionStatus>,
): ReadonlySet<string> {
  const isClosed = state === 'decided' || state === 'waiting';
  const hasDecided = ({ to, at: since }: AssignmentHeader): boolean =>
    closing.some(
      ({ id, at, reviewer }) =>
        at >= since && isSameStaff(reviewer, to) && statuses.get(id) === 'stands',
    );
  return new Set(given.filter((each) => isClosed || hasDecided(each)).map(({ id }) => id));
}

/** From when on it is gone by, by the clock of whoever reads: epoch milliseconds. */
export function countsFrom({ at }: Pick<AssignmentHeader, 'at'>): number {
  return at - AHEAD_MS;
}

/**
 * Whoever the latest says, but for one whose clock is ahead: it hides nothing that was said before it.
 *
 * @param now epoch milliseconds
 * @returns null where nobody is on it
 */
export function assignedTo(
  { assignments, over }: Pick<Case, 'assignments' | 'over'>,
  now: number,
): AssignmentHeader | null {
  const last = inOrder(assignments.filter((each) => now >= countsFrom(each))).at(-1);
  return last === undefined || last.to === '' || over.has(last.id) ? null : last;
}

/** As a list shows it. */
export interface AssignedRow {
  readonly to: string;
  readonly by: string;
  /** Epoch milliseconds by the device of whoever said so. */
  readonly at: number;
  /** From then on it counts as taken by nobody. */
  readonly until: number;
  /** Whether it is the reader's. */
  readonly isMine: boolean;
}

/** @param hours for which it counts */
export function assignedRow(
  { to, by, at }: Pick<AssignmentHeader, 'to' | 'by' | 'at'>,
  hours: number,
  reader: string,
): AssignedRow {
  return { to, by, at, until: at + hours * HOUR_MS, isMine: isSameStaff(to, reader) };
}

/** Whether somebody is on it still. That the time is over decides nothing. */
export function isAssigned(assigned: AssignedRow | null, now: number): assigned is AssignedRow {
  return assigned !== null && assigned.at <= now + AHEAD_MS && now < assigned.until;
}
