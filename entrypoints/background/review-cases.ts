/** Cases for supervisors: listing, and opening, which is recorded. */

import {
  parseAttemptBody,
  parseFollowUp,
  parseNote,
  parseReply,
} from '../../core/ledger/body-schema.ts';
import type { AttemptHeader, Header, ReviewHeader } from '../../core/ledger/header.ts';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import type { AuthorisationHeader } from '../../core/ledger/review-parts.ts';
import { leafHash } from '../../core/ledger/tree.ts';
import type { CaseReply } from '../../core/messages.ts';
import type { Identity, PolicyInForce } from '../../core/policy/assemble.ts';
import { assuranceOf, isLead } from '../../core/policy/assurance.ts';
import { needsAt } from '../../core/policy/deciding.ts';
import type { Limits, ReviewOutcome } from '../../core/policy/model.ts';
import { type After, afterIn, followThroughOf, repliesTo } from '../../core/review/after.ts';
import { assignedRow, assignedTo } from '../../core/review/assigned.ts';
import { barTo, type Reviewer, reversible, standingDecision } from '../../core/review/bars.ts';
import { type Case, isNamed, owesReason } from '../../core/review/cases.ts';
import type { Held } from '../../core/review/claims.ts';
import { dueBy, escalatesAt } from '../../core/review/due.ts';
import { grantedIn } from '../../core/review/grants.ts';
import { stillOpenBy } from '../../core/review/quorum.ts';
import { risksOf } from '../../core/review/risks.ts';
import type {
  CaseDetail,
  CaseRow,
  DecisionDetail,
  DecisionRow,
  Standing,
} from '../../core/review/rows.ts';
import { isSameStaff } from '../../core/sites/officer.ts';
import { askedBefore } from './approvals/in-review.ts';
import type { CaseLedgers } from './case-ledgers.ts';
import type { Claims } from './delivery/claims.ts';
import { casesOf } from './folded-cases.ts';
import type { Device } from './ledger/device.ts';
import type { LedgerStore } from './ledger/store.ts';
import type { CaseHeaders } from './others.ts';
import { type OwnParts, recordOwn } from './own-entries.ts';
import type { PolicySource } from './policy-source.ts';
import type { KeptQueue } from './queue/kept-queue.ts';
import { type ProofParts, proofOf } from './received/proof.ts';

export interface ReviewParts extends ProofParts {
  readonly policy: PolicySource;
  readonly ledger: LedgerStore;
  readonly device: () => Promise<Device>;
  readonly outcomes: readonly ReviewOutcome[];
  readonly extension: string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly caseLedgers: CaseLedgers;
  /** The queue as it is kept, where it is. */
  readonly kept: KeptQueue;
  /** Places of decisions in the force's store. */
  readonly claims: Claims;
}

export interface Folded extends CaseHeaders {
  readonly cases: readonly Case[];
  /** Null where policy names no store. */
  readonly held: Held | null;
  readonly after: After;
  /** Attempts whose grant is there. */
  readonly granted: ReadonlySet<string>;
}

/** Whether this person reviews: policy names them, and says so. */
export function isReviewer({ id, reviewer }: Identity): boolean {
  return reviewer && id.trim() !== '';
}

/** Words of others are for reviewers; what somebody wrote, or is named in, they may read. */
export function mayRead(identity: Identity, attempt: AttemptHeader): boolean {
  const isOwn = identity.id !== '' && isSameStaff(attempt.officer, identity.id);
  return isReviewer(identity) || isOwn || isNamed(attempt, identity.id);
}

/** Writes down that somebody asked for what is not theirs to see. */
export function refuseReading(parts: OwnParts, of: string): Promise<void> {
  const reader = parts.policy.state.policy.identity.id;
  return recordOwn(parts, { kind: 'read-refused', of, reader });
}

/** Every case that this person may read, newest first. */
export async function listCases(parts: ReviewParts): Promise<readonly CaseRow[]> {
  const folded = await fold(parts);
  const { identity } = parts.policy.state.policy;
  const mayList = ({ attempt, why }: Case) =>
    why === 'picked' ? isReviewer(identity) : mayRead(identity, attempt);
  return rowsOf(parts, folded, folded.cases.filter(mayList), parts.now()).toSorted(
    (a, b) => b.at - a.at || b.seq - a.seq,
  );
}

/** @param cases of `folded`, such as whoever reads may read @param now epoch milliseconds */
export function rowsOf(
  parts: ReviewParts,
  folded: Folded,
  cases: readonly Case[],
  now: number,
): readonly CaseRow[] {
  return cases.map((each) => rowOf(each, parts.policy.state.policy, folded, now));
}

/** Opens one case. Whoever opens it is in the ledger before anything is shown. */
export async function openCase(parts: ReviewParts, id: string): Promise<CaseReply> {
  const folded = await foldAbout(parts, id);
  const found = folded.cases.find(({ attempt }) => attempt.id === id);
  const { policy } = parts.policy.state;
  const { identity } = policy;
  if (found === undefined) return null;
  if (!mayRead(identity, found.attempt)) {
    await refuseReading(parts, id);
    return { refused: true };
  }
  await recordOwn(parts, { kind: 'read', of: id, reader: identity.id });
  const { followUp } = found;
  const now = parts.now();
  const own = await storedOf(parts, found.attempt, folded);
  // What is shown is the entry, and no copy of it: it is what the proof is of.
  const read = parseHeader(own?.line);
  const attempt = read?.kind === 'attempt' ? read : found.attempt;
  const decisions = found.decisions.map(
    async (review): Promise<DecisionDetail> => ({
      ...decisionRow(review),
      note: parseNote((await storedOf(parts, review, folded))?.body ?? null),
      status: found.statuses.get(review.id) ?? 'stands',
      standing: standingOf(review, folded),
    }),
  );
  const replies = repliesTo(attempt, folded.after).map(async (reply) => ({
    ...{ id: reply.id, at: reply.at, to: reply.to },
    words: parseReply((await storedOf(parts, reply, folded))?.body ?? null),
  }));
  const waits = found.decisions.find(({ id: each }) => found.statuses.get(each) === 'waiting');
  const { approvals, isBound } = await askedBefore(parts, attempt, folded);
  const row = rowOf({ ...found, attempt }, policy, folded, now);
  const isUnbound = row.authorised === 'granted' && !isBound;
  const hasSaid = found.vouched !== null || (isBound && isOwnGrant(attempt, folded));
  const detail: CaseDetail = {
    row: isUnbound ? { ...row, authorised: 'grant-missing' } : row,
    attempt,
    body: parseAttemptBody(own?.body ?? null),
    hash: own === null ? '' : leafHash(own.line),
    followUp: followUp && {
      at: followUp.at,
      reason: followUp.reason,
      explanation: parseFollowUp((await storedOf(parts, followUp, folded))?.body ?? null),
    },
    replies: await Promise.all(replies),
    decisions: await Promise.all(decisions),
    vouched: found.vouched && vouchedIn(found.vouched),
    approvals,
    asksToVouch: isNamed(attempt, identity.id) && !hasSaid,
    reversible: reversible(reviewerOf(identity), found, now)?.id ?? null,
    needs: needsAt(found.rules, now),
    assignments: found.assignments.map(({ at, to, by }) => ({ at, to, by })),
    assignedHours: policy.deciding.assignedHours,
    givesTo: givesTo(parts.policy.state),
    waits: waits ? parts.claims.trouble(waits.id) : null,
    proof: await proofOf(parts, attempt, own?.line ?? '', !folded.received.has(attempt.id)),
  };
  return detail;
}

/** Whoever granted it on this device has said so already. */
function isOwnGrant({ authorisation }: AttemptHeader, { own }: Folded): boolean {
  return authorisation?.status === 'granted' && own.some(({ id }) => id === authorisation.grant);
}

const vouchedIn = ({ at, by, answer }: AuthorisationHeader) => ({ at, by, answer });

/** @throws LedgerError */
export async function fold(parts: ReviewParts): Promise<Folded> {
  const { caseLedgers, claims, outcomes } = parts;
  const all = await caseLedgers.read();
  const held = await claims.held(all);
  const { deciding } = parts.policy.state.policy;
  return foldedOf(all, held, casesOf(all.headers, outcomes, held, all.picks, deciding));
}

/** @param cases folded of the headers in `all` */
export function foldedOf(all: CaseHeaders, held: Held | null, cases: readonly Case[]): Folded {
  return { ...all, held, cases, after: afterIn(all.headers), granted: grantedIn(all.headers) };
}

/** Of one entry, with all that it has to do with; it may hold more. @throws LedgerError */
export async function foldAbout(parts: ReviewParts, id: string): Promise<Folded> {
  return (await parts.kept.about(parts, id)) ?? fold(parts);
}

export function reviewerOf({ id, reviewer, rank, unit }: Identity): Reviewer {
  return { id, isReviewer: reviewer, rank, unit };
}

/** To whom this person may give a case. */
export function givesTo({ policy, settings }: PolicySource['state']): readonly string[] {
  const { identity, deciding } = policy;
  const isLeading = identity.reviewer && isLead(assuranceOf(settings), identity.id);
  return isLeading ? deciding.reviewers.map(({ id }) => id) : [];
}

export function decisionRow(header: ReviewHeader): DecisionRow {
  const { id, at, outcome, reviewer, remedy, followUpDays } = header;
  return { id, at, outcome, reviewer, remedy, followUpDays };
}

/** What can be said for a decision; null for what this device recorded. */
function standingOf({ id }: Header, { received, own }: Folded): Standing | null {
  // Of what only its place holds, the reviewer's ledger has not been seen.
  return received.get(id) ?? (own.some((each) => each.id === id) ? null : 'unsigned');
}

interface StoredWords {
  readonly line: string;
  readonly body: string | null;
}

/** An entry with its words, wherever it lies. */
export async function storedOf(
  { ledger, received }: ReviewParts,
  { id, device, seq }: Header,
  { received: fromOthers, places }: CaseHeaders,
): Promise<StoredWords | null> {
  if (fromOthers.has(id)) return (await received.entry(device, seq)) ?? null;
  return (await ledger.entry(id)) ?? places.words.get(id) ?? null;
}

const HOUR_MS = 60 * 60 * 1000;

/** Epoch milliseconds by which life at risk has to be explained. */
export function owedBy(at: number, { reasonWithinHours }: Limits): number {
  return at + reasonWithinHours * HOUR_MS;
}

function authorisedOf(
  { attempt: { id, authorisation }, vouched }: Case,
  { granted }: Folded,
): CaseRow['authorised'] {
  if (authorisation === null) return null;
  const isThere = authorisation.status === 'granted' && granted.has(id);
  // Somebody may have granted it in the name of whoever denies it.
  if (vouched && !(isThere && vouched.answer === 'confirmed')) return vouched.answer;
  if (authorisation.status === 'claimed') return 'claimed';
  return isThere ? 'granted' : 'grant-missing';
}

export function rowOf(
  each: Case,
  { identity, limits, clocks, deciding }: PolicyInForce,
  folded: Folded,
  now: number,
): CaseRow {
  const { received, held, after } = folded;
  const { attempt, decisions, statuses } = each;
  const assigned = assignedTo(each, now);
  const standing = standingDecision(each);
  const isOvertaken = ({ id, device }: ReviewHeader) =>
    device === held?.device && statuses.get(id) === 'second';
  return {
    id: attempt.id,
    seq: attempt.seq,
    device: attempt.device,
    standing: received.get(attempt.id) ?? null,
    at: attempt.at,
    state: each.state,
    why: each.why,
    officer: attempt.officer,
    unit: attempt.unit,
    signal: attempt.signal,
    role: attempt.role,
    group: attempt.group,
    outcome: attempt.outcome,
    rule: attempt.rule,
    choice: attempt.choice,
    reason: attempt.reason,
    risks: risksOf(each),
    bar: barTo(reviewerOf(identity), each, now),
    authorised: authorisedOf(each, folded),
    decision: standing && decisionRow(standing),
    // Until this device's own stands after all.
    cameSecond: standing?.device !== held?.device && decisions.some(isOvertaken),
    repeats: each.repeats,
    owedBy: owesReason(each) ? owedBy(attempt.at, limits) : null,
    dueBy: dueBy(each, clocks),
    repliedAt: each.answeredAt,
    passedOn: followThroughOf(attempt, after, clocks),
    escalatesAt: escalatesAt(each, clocks),
    quorum: stillOpenBy(each),
    assigned: assigned && assignedRow(assigned, deciding.assignedHours, identity.id),
  };
}
