/** Cases: what supervisors review, folded from the ledger's entries. */
import type { AttemptHeader, FollowUpHeader, Header, ReviewHeader } from '../ledger/header.ts';
import { findIdentifier } from '../policy/identifiers.ts';
import type { ReviewOutcome } from '../policy/model.ts';
import { chainOf, type DecisionStatus, type Held, type Home, statusesOf } from './claims.ts';

export type CaseState =
  | 'open'
  | 'more-information'
  /** A decision of this device waits for the force's store, and does not stand yet. */
  | 'waiting'
  | 'decided'
  | 'conflicting';

export interface Case {
  readonly attempt: AttemptHeader;
  readonly state: CaseState;
  /** All decisions, oldest first; none is ever taken away. */
  readonly decisions: readonly ReviewHeader[];
  /** What became of each, by id. */
  readonly statuses: ReadonlyMap<string, DecisionStatus>;
  /** Where a decision on it lies in the force's store; null where it lies in none. */
  readonly home: Home | null;
  /** How many places of its decisions are taken there. */
  readonly taken: number;
  /** The reason that was owed and given. */
  readonly followUp: FollowUpHeader | null;
  /** How often it was done again under the same reason. */
  readonly repeats: number;
}

/** Whether life was said to be at risk and nobody has said yet why. */
export function owesReason({ attempt, followUp }: Pick<Case, 'attempt' | 'followUp'>): boolean {
  return attempt.choice === 'emergency' && followUp === null;
}

/**
 * Attempts that went past a hold, or in without one: those that a supervisor has to look at. What a
 * page filled in by itself, nobody did.
 */
export function needsReview(header: Header): header is AttemptHeader {
  if (header.kind !== 'attempt') return false;
  const { choice, act } = header;
  return (
    choice === 'overridden' || choice === 'emergency' || (choice === 'unheld' && act !== 'fill')
  );
}

/** Whether cases are made of this entry. */
export function isOfCase(header: Header): boolean {
  if (header.kind === 'attempt' && header.repeats !== null) return true;
  return needsReview(header) || header.kind === 'follow-up' || header.kind === 'review';
}

/**
 * @param headers of one ledger or of several, each in order of sequence
 * @param outcomes those that a decision may have
 * @param held what the force's store says; without it every decision counts by itself
 */
export function foldCases(
  headers: readonly Header[],
  outcomes: readonly ReviewOutcome[],
  held: Held | null = null,
): readonly Case[] {
  const keepsOpen = new Set(outcomes.filter((o) => o.keepsOpen).map((o) => o.code));
  const attempts = new Map<string, AttemptHeader>();
  const followUps = new Map<string, FollowUpHeader>();
  const reviews = new Map<string, ReviewHeader[]>();
  const repeats = new Map<string, number>();
  for (const header of headers) {
    if (header.kind === 'attempt' && header.repeats !== null)
      repeats.set(header.repeats, (repeats.get(header.repeats) ?? 0) + 1);
    if (needsReview(header)) attempts.set(header.id, header);
    // The first one counts: a reason is given once.
    else if (header.kind === 'follow-up' && !followUps.has(header.of))
      followUps.set(header.of, header);
    // A decision may come from another ledger than the attempt, and so before it.
    else if (header.kind === 'review') {
      const known = reviews.get(header.of);
      if (known) known.push(header);
      else reviews.set(header.of, [header]);
    }
  }
  return [...attempts.values()].map((attempt) => {
    const decisions = (reviews.get(attempt.id) ?? []).toSorted(byTime);
    const isOwn = ({ reviewer }: ReviewHeader) => partIn(attempt, reviewer) !== null;
    const statuses = statusesOf(attempt, decisions, isOwn, held);
    const waits = decisions.some(
      ({ id, device }) => device === held?.device && statuses.get(id) === 'waiting',
    );
    const counting = decisions.filter(({ id }) => statuses.get(id) === 'stands');
    return {
      attempt,
      decisions,
      statuses,
      home: held?.home(attempt.id) ?? null,
      taken: held ? chainOf(held, attempt).length : 0,
      state: waits ? 'waiting' : stateOf(counting, keepsOpen),
      followUp: followUps.get(attempt.id) ?? null,
      repeats: repeats.get(attempt.id) ?? 0,
    };
  });
}

function byTime(a: ReviewHeader, b: ReviewHeader): number {
  return a.at - b.at || a.seq - b.seq;
}

function stateOf(decisions: readonly ReviewHeader[], keepsOpen: ReadonlySet<string>): CaseState {
  const closing = decisions.filter(({ outcome }) => !keepsOpen.has(outcome));
  const [first] = closing;
  if (first === undefined) return decisions.length === 0 ? 'open' : 'more-information';
  return closing.every(({ outcome }) => outcome === first.outcome) ? 'decided' : 'conflicting';
}

/** What somebody had to do with an override, as far as it bars them from deciding on it. */
function partIn(
  { officer, authorisation }: AttemptHeader,
  person: string,
): 'own-override' | 'authorised-it' | null {
  const id = person.trim().toLowerCase();
  if (officer.toLowerCase() === id) return 'own-override';
  return authorisation?.by.toLowerCase() === id ? 'authorised-it' : null;
}

export interface Reviewer {
  /** Collar or staff number from managed settings; empty where none is configured. */
  readonly id: string;
  readonly isReviewer: boolean;
}

export type Bar =
  | 'no-identity'
  | 'not-a-reviewer'
  | 'own-override'
  | 'authorised-it'
  | 'officer-unknown'
  | 'already-decided'
  /** This device decided, and the force's store was not reached yet. */
  | 'decision-waits'
  /** Two reviewers, each on a device of their own, decided differently. */
  | 'conflicting';

/** Why this person may not decide on this case, or null where they may. */
export function barTo(reviewer: Reviewer, attempt: Case): Bar | null {
  const id = reviewer.id.trim().toLowerCase();
  if (id === '') return 'no-identity';
  if (!reviewer.isReviewer) return 'not-a-reviewer';
  if (attempt.attempt.officer === '') return 'officer-unknown';
  const part = partIn(attempt.attempt, id);
  if (part !== null) return part;
  if (attempt.state === 'conflicting') return 'conflicting';
  if (attempt.state === 'waiting') return 'decision-waits';
  return attempt.state === 'decided' ? 'already-decided' : null;
}

/** The decision that counts: of several that agree, the first. */
export function standingDecision({ decisions, statuses }: Case): ReviewHeader | null {
  return (
    decisions.findLast(({ id, claim }) => claim && statuses.get(id) === 'stands') ??
    decisions.find(({ id }) => statuses.get(id) === 'stands') ??
    null
  );
}

/**
 * The decision in whose place this person may put another; null where there is none. Only where the
 * force's store says which of two is the later: without it both would stand.
 */
export function reversible(reviewer: Reviewer, each: Case): ReviewHeader | null {
  if (barTo(reviewer, each) !== 'already-decided' || each.home === null) return null;
  const standing = standingDecision(each);
  return standing?.claim ? standing : null;
}

export type DecisionFault =
  | 'no-outcome'
  | 'note-needed'
  | 'note-too-long'
  | 'note-holds-identifier';

/**
 * What is wrong with a decision as it was filled in, or null where it can be recorded.
 *
 * @param isReversal whoever turns a decision round says why, whatever the outcome
 */
export function decisionFault(
  outcome: ReviewOutcome | undefined,
  note: string,
  isReversal = false,
): DecisionFault | null {
  if (outcome === undefined) return 'no-outcome';
  if ((outcome.needsNote || isReversal) && note.trim().length < 10) return 'note-needed';
  if (note.length > 2000) return 'note-too-long';
  return findIdentifier(note) ? 'note-holds-identifier' : null;
}
