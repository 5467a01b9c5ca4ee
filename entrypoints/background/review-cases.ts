/** Cases for supervisors: listing, opening (which is recorded), deciding once. */
import { parseAttemptBody, parseFollowUp, parseNote } from '../../core/ledger/body-schema.ts';
import type { AttemptHeader, Header } from '../../core/ledger/header.ts';
import { leafHash } from '../../core/ledger/tree.ts';
import type { CaseReply, DecideReply, Messages } from '../../core/messages.ts';
import type { Identity } from '../../core/policy/assemble.ts';
import type { Limits, ReviewOutcome } from '../../core/policy/model.ts';
import { barTo, type Case, decisionFault, foldCases, owesReason } from '../../core/review/cases.ts';
import type { CaseDetail, CaseRow } from '../../core/review/rows.ts';
import { isSameStaff } from '../../core/sites/officer.ts';
import type { CaseHeaders, CaseLedgers } from './case-ledgers.ts';
import type { Device } from './ledger/device.ts';
import { LedgerError } from './ledger/error.ts';
import type { LedgerStore } from './ledger/store.ts';
import { type OwnParts, ownCommon, recordOwn } from './own-entries.ts';
import type { PolicySource } from './policy-source.ts';
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
}

interface Folded extends CaseHeaders {
  readonly cases: readonly Case[];
}

/** Whether this person reviews: policy names them, and says so. */
export function isReviewer({ id, reviewer }: Identity): boolean {
  return reviewer && id.trim() !== '';
}

/** Words of others are for reviewers; what somebody wrote they may read again. */
function mayRead(identity: Identity, { officer }: AttemptHeader): boolean {
  return isReviewer(identity) || (identity.id !== '' && isSameStaff(officer, identity.id));
}

/** Writes down that somebody asked for what is not theirs to see. */
export function refuseReading(parts: OwnParts, of: string): Promise<void> {
  const reader = parts.policy.state.policy.identity.id;
  return recordOwn(parts, { kind: 'read-refused', of, reader });
}

/** Every case that this person may read, newest first. */
export async function listCases(parts: ReviewParts): Promise<readonly CaseRow[]> {
  const { cases, received } = await fold(parts);
  const { identity, limits } = parts.policy.state.policy;
  return cases
    .filter(({ attempt }) => mayRead(identity, attempt))
    .map((each) => rowOf(each, identity, limits, received))
    .sort((a, b) => b.at - a.at || b.seq - a.seq);
}

/** Opens one case. Whoever opens it is in the ledger before anything is shown. */
export async function openCase(parts: ReviewParts, id: string): Promise<CaseReply> {
  const { cases, received } = await fold(parts);
  const found = cases.find(({ attempt }) => attempt.id === id);
  const { identity, limits } = parts.policy.state.policy;
  if (found === undefined) return null;
  if (!mayRead(identity, found.attempt)) {
    await refuseReading(parts, id);
    return { refused: true };
  }
  await recordOwn(parts, { kind: 'read', of: id, reader: identity.id });
  const { attempt, followUp } = found;
  const own = await storedOf(parts, attempt, received);
  const decisions = found.decisions.map(async (review) => ({
    id: review.id,
    at: review.at,
    outcome: review.outcome,
    reviewer: review.reviewer,
    note: parseNote((await storedOf(parts, review, received))?.body ?? null),
    counts: !found.void.includes(review.id),
  }));
  const detail: CaseDetail = {
    row: rowOf(found, identity, limits, received),
    attempt,
    body: parseAttemptBody(own?.body ?? null),
    hash: own === null ? '' : leafHash(own.line),
    followUp: followUp && {
      at: followUp.at,
      reason: followUp.reason,
      explanation: parseFollowUp((await storedOf(parts, followUp, received))?.body ?? null),
    },
    decisions: await Promise.all(decisions),
    proof: await proofOf(parts, attempt, own?.line ?? '', !received.has(attempt.id)),
  };
  return detail;
}

/** How often a decision is tried again because some other entry came in between. */
const MOST_TRIES = 8;

/**
 * Decides a case. The entry is appended only behind the very ledger that the decision was checked
 * against, so of two decisions at the same moment the second is checked again and refused.
 */
export async function decideCase(
  parts: ReviewParts,
  { id, outcome, note }: Messages['decide']['request'],
): Promise<DecideReply> {
  const chosen = parts.outcomes.find(({ code }) => code === outcome);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    try {
      const { cases, head } = await fold(parts);
      const found = cases.find(({ attempt }) => attempt.id === id);
      if (found === undefined) return { ok: false, code: 'not-found' };
      const { identity } = parts.policy.state.policy;
      const bar = barTo({ id: identity.id, isReviewer: identity.reviewer }, found);
      const code = bar ?? decisionFault(chosen, note);
      if (code !== null) return { ok: false, code };
      const { entry } = await parts.ledger.append(
        { ...(await ownCommon(parts)), kind: 'review', of: id, outcome, reviewer: identity.id },
        { note: note.trim() },
        head,
      );
      return { ok: true, seq: entry.seq };
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      if (error.code !== 'head-moved') return { ok: false, code: 'failed' };
    }
  }
  return { ok: false, code: 'failed' };
}

async function fold({ caseLedgers, outcomes }: ReviewParts): Promise<Folded> {
  const all = await caseLedgers.read();
  return { ...all, cases: foldCases(all.headers, outcomes) };
}

interface StoredWords {
  readonly line: string;
  readonly body: string | null;
}

/** An entry with its words, wherever it lies. */
async function storedOf(
  { ledger, received }: ReviewParts,
  { id, device, seq }: Header,
  fromOthers: CaseHeaders['received'],
): Promise<StoredWords | null> {
  return fromOthers.has(id)
    ? ((await received.entry(device, seq)) ?? null)
    : await ledger.entry(id);
}

const HOUR_MS = 60 * 60 * 1000;

/** Epoch milliseconds by which life at risk has to be explained. */
export function owedBy(at: number, { reasonWithinHours }: Limits): number {
  return at + reasonWithinHours * HOUR_MS;
}

function rowOf(
  each: Case,
  identity: Identity,
  limits: Limits,
  received: CaseHeaders['received'],
): CaseRow {
  const { attempt } = each;
  return {
    id: attempt.id,
    seq: attempt.seq,
    device: attempt.device,
    standing: received.get(attempt.id) ?? null,
    at: attempt.at,
    state: each.state,
    officer: attempt.officer,
    unit: attempt.unit,
    signal: attempt.signal,
    role: attempt.role,
    group: attempt.group,
    outcome: attempt.outcome,
    choice: attempt.choice,
    reason: attempt.reason,
    bar: barTo({ id: identity.id, isReviewer: identity.reviewer }, each),
    repeats: each.repeats,
    owedBy: owesReason(each) ? owedBy(attempt.at, limits) : null,
  };
}
