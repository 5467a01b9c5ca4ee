/** Cases: what supervisors review, folded from the ledger's entries. */
import type { ReplyHeader } from '../ledger/answers.ts';
import type { AttemptHeader, FollowUpHeader, Header, ReviewHeader } from '../ledger/header.ts';
import type { Apart, AuthorisationHeader } from '../ledger/review-parts.ts';
import { findIdentifier } from '../policy/identifiers.ts';
import type { ReviewOutcome } from '../policy/model.ts';
import { isSameStaff } from '../sites/officer.ts';
import { likeness, mayBeSamePerson } from '../sites/staff-numbers.ts';
import { chainOf, type DecisionStatus, type Held, type Home, statusesOf } from './claims.ts';
import { stratumOf } from './sampling.ts';
import { type Picks, type SecondLook, secondLookAt } from './second-look.ts';

export type CaseState =
  | 'open'
  | 'more-information'
  /** A decision of this device waits for the force's store, and does not stand yet. */
  | 'waiting'
  | 'decided'
  | 'conflicting';

/** Why a case is in the queue. */
export type CaseWhy =
  /** All of its kind are reviewed. */
  | 'all'
  /** A share of its kind is reviewed, and it is in it. */
  | 'picked'
  /** It was decided, and its decision is in the share that a second reviewer looks at. */
  | 'second';

export interface Case {
  readonly attempt: AttemptHeader;
  readonly why: CaseWhy;
  /** Null where no second reviewer is to look at it. */
  readonly second: SecondLook | null;
  readonly state: CaseState;
  /** All decisions, oldest first; none is ever taken away. */
  readonly decisions: readonly ReviewHeader[];
  /** What became of each, by id. */
  readonly statuses: ReadonlyMap<string, DecisionStatus>;
  /** Where a decision on it lies in the force's store; null where it lies in none. */
  readonly home: Home | null;
  /** How many places of its decisions are taken there. */
  readonly taken: number;
  /** What whoever is named as authorising it says to that; null where nobody is named or answered. */
  readonly vouched: AuthorisationHeader | null;
  /** The reason that was owed and given. */
  readonly followUp: FollowUpHeader | null;
  /** How often it was done again under the same reason. */
  readonly repeats: number;
  /** When the officer answered the question that stands, epoch milliseconds: it is open again. */
  readonly answeredAt: number | null;
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
  return header.kind === 'attempt' && stratumOf(header) === 'all';
}

/** What is said of a case later. */
const OF_CASE: ReadonlySet<string> = new Set([
  'follow-up',
  'review',
  'authorisation',
  'reply',
  'follow-through',
]);

/** Whether cases are made of this entry, or may be where it is picked. */
export function isOfCase(header: Header): boolean {
  if (header.kind === 'attempt') return header.repeats !== null || stratumOf(header) !== null;
  return OF_CASE.has(header.kind);
}

/**
 * @param headers of one ledger or of several, each in order of sequence
 * @param outcomes those that a decision may have
 * @param held what the force's store says; without it every decision counts by itself
 * @param picks what is reviewed beside that of which all is; without it nothing
 */
export function foldCases(
  headers: readonly Header[],
  outcomes: readonly ReviewOutcome[],
  held: Held | null = null,
  picks: Picks | null = null,
): readonly Case[] {
  const keepsOpen = new Set(outcomes.filter((o) => o.keepsOpen).map((o) => o.code));
  const attempts = new Map<string, AttemptHeader>();
  const followUps = new Map<string, FollowUpHeader>();
  const reviews = new Map<string, ReviewHeader[]>();
  const repeats = new Map<string, number>();
  const answers: AuthorisationHeader[] = [];
  const replies = new Map<string, ReplyHeader[]>();
  for (const header of headers) {
    if (header.kind === 'attempt' && header.repeats !== null)
      repeats.set(header.repeats, (repeats.get(header.repeats) ?? 0) + 1);
    if (header.kind === 'attempt') {
      if (needsReview(header) || picks?.isPicked(header)) attempts.set(header.id, header);
    }
    // The first one counts: a reason is given once.
    else if (header.kind === 'follow-up' && !followUps.has(header.of))
      followUps.set(header.of, header);
    else if (header.kind === 'authorisation') answers.push(header);
    else if (header.kind === 'reply')
      replies.set(header.to, [...(replies.get(header.to) ?? []), header]);
    // A decision may come from another ledger than the attempt, and so before it.
    else if (header.kind === 'review') {
      const known = reviews.get(header.of);
      if (known) known.push(header);
      else reviews.set(header.of, [header]);
    }
  }
  const vouched = vouchedFor(attempts, answers);
  return [...attempts.values()].map((attempt) => {
    const decisions = (reviews.get(attempt.id) ?? []).toSorted(byTime);
    const isOwn = ({ reviewer }: ReviewHeader) => partIn(attempt, reviewer) !== null;
    const statuses = statusesOf(attempt, decisions, isOwn, held);
    const waits = decisions.some(
      ({ id, device }) => device === held?.device && statuses.get(id) === 'waiting',
    );
    const counting = decisions.filter(({ id }) => statuses.get(id) === 'stands');
    const followUp = followUps.get(attempt.id) ?? null;
    const closing = decisions.filter(({ outcome }) => !keepsOpen.has(outcome));
    const second = picks && secondLookAt(attempt, followUp, closing, statuses, picks);
    const isOwed = second !== null && !second.done;
    const decided = stateOf(counting, keepsOpen);
    const asked = decided === 'more-information' ? counting.at(-1)?.id : undefined;
    // Only the officer answers: what anybody else put under the question is no answer to it.
    const reply = (replies.get(asked ?? '') ?? []).find(
      ({ of, by }) => of === attempt.id && isSameStaff(by, attempt.officer),
    );
    const isAnswered = !waits && reply !== undefined;
    const isAgain = isAnswered || (decided === 'decided' && isOwed);
    return {
      attempt,
      decisions,
      statuses,
      home: held?.home(attempt.id) ?? null,
      taken: held ? chainOf(held, attempt).length : 0,
      state: waits ? 'waiting' : isAgain ? 'open' : decided,
      answeredAt: isAnswered ? reply.at : null,
      why: isOwed ? 'second' : needsReview(attempt) ? 'all' : 'picked',
      second,
      vouched: vouched.get(attempt.id) ?? null,
      followUp,
      repeats: repeats.get(attempt.id) ?? 0,
    };
  });
}

/** The first answer of whoever is named: it is given once. */
function vouchedFor(
  attempts: ReadonlyMap<string, AttemptHeader>,
  answers: readonly AuthorisationHeader[],
): ReadonlyMap<string, AuthorisationHeader> {
  const first = new Map<string, AuthorisationHeader>();
  for (const answer of [...answers].sort((a, b) => a.at - b.at || a.seq - b.seq)) {
    const attempt = attempts.get(answer.of);
    if (attempt && isNamed(attempt, answer.by) && !first.has(answer.of))
      first.set(answer.of, answer);
  }
  return first;
}

/** Whether an attempt names this very person as having authorised it: to look alike is not enough. */
export function isNamed({ authorisation }: AttemptHeader, person: string): boolean {
  return person !== '' && authorisation !== null && likeness(authorisation.by, person) === 'same';
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

/** What somebody had to do, or may have had to do, with an override: it bars them from deciding on it. */
function partIn(
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

export interface Reviewer {
  /** Collar or staff number from managed settings; empty where none is configured. */
  readonly id: string;
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
  | 'conflicting';

/** Why this person may not decide on this case, or null where they may. */
export function barTo(reviewer: Reviewer, attempt: Case): Bar | null {
  const { id } = reviewer;
  if (id.trim() === '') return 'no-identity';
  if (!reviewer.isReviewer) return 'not-a-reviewer';
  if (attempt.attempt.officer === '') return 'officer-unknown';
  const part = partIn(attempt.attempt, id);
  if (part !== null) return part;
  const { second } = attempt;
  if (second && !second.done && mayBeSamePerson(second.first.reviewer, id)) return 'first-reviewer';
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
  | 'note-holds-identifier'
  | 'follow-up-needed';

/** Whole days after which somebody looks at it again, at most. */
export const MOST_FOLLOW_UP_DAYS = 365;

/**
 * What is wrong with a decision as it was filled in, or null where it can be recorded.
 *
 * @param mustExplain whoever turns a decision round, or comes to another than the first reviewer, says
 *   why, whatever the outcome
 */
export function decisionFault(
  outcome: ReviewOutcome | undefined,
  note: string,
  mustExplain = false,
  { remedy, followUpDays }: Apart = {},
): DecisionFault | null {
  if (outcome === undefined || outcome.apart) return 'no-outcome';
  const isNeeded = outcome.needsNote || mustExplain || remedy === true;
  if (isNeeded && note.trim().length < 10) return 'note-needed';
  if (note.length > 2000) return 'note-too-long';
  if (findIdentifier(note)) return 'note-holds-identifier';
  if (followUpDays === undefined) return outcome.needsFollowUp ? 'follow-up-needed' : null;
  const isDays = Number.isInteger(followUpDays) && followUpDays >= 1;
  return isDays && followUpDays <= MOST_FOLLOW_UP_DAYS ? null : 'follow-up-needed';
}
