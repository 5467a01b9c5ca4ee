/** Cases: what supervisors review, folded from the ledger's entries. */
import type { ReplyHeader } from '../ledger/answers.ts';
import type { AssignmentHeader } from '../ledger/assignment.ts';
import type { AttemptHeader, FollowUpHeader, Header, ReviewHeader } from '../ledger/header.ts';
import type { AuthorisationHeader } from '../ledger/review-parts.ts';
import {
  type Deciding,
  type DecidingRule,
  type NamedReviewer,
  needsAt,
  rulesOn,
} from '../policy/deciding.ts';
import type { ReviewOutcome } from '../policy/model.ts';
import { isSameStaff } from '../sites/officer.ts';
import { likeness } from '../sites/staff-numbers.ts';
import { overIn, whyNotSaid } from './assigned.ts';
import { partIn, unitIn } from './bars.ts';
import { chainOf, type DecisionStatus, type Held, type Home, statusesOf } from './claims.ts';
import { givenReason } from './given-reason.ts';
import { inOrder } from './ledger-order.ts';
import { type Quorum, reopenedAt, roundOf, seatOf, unfitFor } from './quorum.ts';
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
  /** When it was turned round and is open again by that, epoch milliseconds; null where it is not. */
  readonly reopenedAt: number | null;
  /** What policy asks of who closes it. */
  readonly rules: readonly DecidingRule[];
  /** As settings name them. */
  readonly reviewers: readonly NamedReviewer[];
  /** Null where one person is enough, or nobody has decided. */
  readonly quorum: Quorum | null;
  /** Who took it or was given it, by whoever could be on it, oldest first. */
  readonly assignments: readonly AssignmentHeader[];
  /** Ids of those by which nobody is on it any more; until when the others count is for their reader to say. */
  readonly over: ReadonlySet<string>;
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
  'assignment',
  'approval',
]);

/** Whether cases are made of this entry, or may be where it is picked. */
export function isOfCase(header: Header): boolean {
  if (header.kind === 'attempt') return header.repeats !== null || stratumOf(header) !== null;
  return OF_CASE.has(header.kind);
}

const ANYBODY = { rules: [], reviewers: [] };
const NO_ASSIGNMENTS: readonly AssignmentHeader[] = [];
const NONE_OVER: ReadonlySet<string> = new Set();
const NO_DECISIONS: readonly ReviewHeader[] = [];
const NO_STATUSES: ReadonlyMap<string, DecisionStatus> = new Map();

/**
 * @param headers of one ledger or of several, each in order of sequence
 * @param outcomes those that a decision may have
 * @param held what the force's store says; without it every decision counts by itself
 * @param picks what is reviewed beside that of which all is; without it nothing
 * @param deciding what policy asks of who closes a case; without it any one reviewer does
 */
export function foldCases(
  headers: readonly Header[],
  outcomes: readonly ReviewOutcome[],
  held: Held | null = null,
  picks: Picks | null = null,
  { rules: stated, reviewers }: Pick<Deciding, 'rules' | 'reviewers'> = ANYBODY,
): readonly Case[] {
  const keepsOpen = new Set(outcomes.filter((o) => o.keepsOpen).map((o) => o.code));
  const attempts = new Map<string, AttemptHeader>();
  const followUps = new Map<string, FollowUpHeader>();
  const reviews = new Map<string, ReviewHeader[]>();
  const repeats = new Map<string, number>();
  const answers: AuthorisationHeader[] = [];
  const replies = new Map<string, ReplyHeader[]>();
  const assignments = new Map<string, AssignmentHeader[]>();
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
    else if (header.kind === 'assignment') under(assignments, header.of).push(header);
    else if (header.kind === 'reply') under(replies, header.to).push(header);
    // A decision may come from another ledger than the attempt, and so before it.
    else if (header.kind === 'review') under(reviews, header.of).push(header);
  }
  const vouched = vouchedFor(attempts, answers);
  const unitOf = unitIn(reviewers);
  return [...attempts.values()].map((attempt) => {
    const made = reviews.get(attempt.id);
    const decisions = made ? inOrder(made) : NO_DECISIONS;
    const followUp = followUps.get(attempt.id) ?? null;
    const reason = givenReason(attempt, followUp);
    const { signal, rule, outcome } = attempt;
    const rules = rulesOn(stated, { reason, signal, rule, outcome });
    const needsOf = ({ at }: ReviewHeader) => needsAt(rules, at);
    const barring = (each: ReviewHeader) => {
      if (partIn(attempt, each.reviewer) !== null) return 'void';
      if (rules.length === 0) return null;
      const isFit = unfitFor(needsOf(each), seatOf(each, reviewers), attempt) === null;
      return isFit ? null : 'barred';
    };
    const isUndecided = decisions.length === 0;
    // Most of a hundred thousand have none, and what says so is the same for all of them.
    const alone = isUndecided ? NO_STATUSES : statusesOf(attempt, decisions, barring, held);
    const parts = { decisions, statuses: alone, keepsOpen, needsOf, unitOf };
    const round = rules.length === 0 ? null : roundOf(parts);
    const { statuses = alone, quorum = null } = round ?? {};
    const waits = decisions.some(
      ({ id, device }) => device === held?.device && statuses.get(id) === 'waiting',
    );
    const [counting, closing] = isUndecided
      ? [NO_DECISIONS, NO_DECISIONS]
      : [
          decisions.filter(({ id }) => statuses.get(id) === 'stands'),
          decisions.filter(({ outcome: each }) => !keepsOpen.has(each)),
        ];
    // Where several decide alike, a second has looked.
    const second =
      round === null && picks ? secondLookAt(attempt, followUp, closing, statuses, picks) : null;
    const isOwed = second !== null && !second.done;
    const decided = round?.state ?? stateOf(counting, keepsOpen);
    const asked = decided === 'more-information' ? counting.at(-1)?.id : undefined;
    // Only the officer answers: what anybody else put under the question is no answer to it.
    const reply = (replies.get(asked ?? '') ?? []).find(
      ({ of, by }) => of === attempt.id && isSameStaff(by, attempt.officer),
    );
    const isAnswered = !waits && reply !== undefined;
    const isAgain = isAnswered || (decided === 'decided' && isOwed);
    const state = waits ? 'waiting' : isAgain ? 'open' : decided;
    const said = assignments
      .get(attempt.id)
      ?.filter((each) => whyNotSaid(each, attempt, reviewers) === null);
    const given = said ? inOrder(said) : NO_ASSIGNMENTS;
    return {
      attempt,
      decisions,
      statuses,
      home: held?.home(attempt.id) ?? null,
      taken: held ? chainOf(held, attempt).length : 0,
      state,
      answeredAt: isAnswered ? reply.at : null,
      reopenedAt: round?.state === 'open' ? reopenedAt(parts) : null,
      why: isOwed ? 'second' : needsReview(attempt) ? 'all' : 'picked',
      second,
      vouched: vouched.get(attempt.id) ?? null,
      followUp,
      repeats: repeats.get(attempt.id) ?? 0,
      rules,
      reviewers,
      quorum,
      assignments: given,
      over: said ? overIn(given, state, closing, statuses) : NONE_OVER,
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

/**
 * Whether an attempt names this very person as having authorised it: to look alike is not enough. Also
 * where it says that they granted it, which is its own word as long as their entry is not here.
 */
export function isNamed({ authorisation }: AttemptHeader, person: string): boolean {
  if (person === '' || authorisation === null) return false;
  return likeness(authorisation.by, person) === 'same';
}

function under<Value>(map: Map<string, Value[]>, key: string): Value[] {
  const known = map.get(key) ?? [];
  map.set(key, known);
  return known;
}

function stateOf(decisions: readonly ReviewHeader[], keepsOpen: ReadonlySet<string>): CaseState {
  const closing = decisions.filter(({ outcome }) => !keepsOpen.has(outcome));
  const [first] = closing;
  if (first === undefined) return decisions.length === 0 ? 'open' : 'more-information';
  return closing.every(({ outcome }) => outcome === first.outcome) ? 'decided' : 'conflicting';
}
