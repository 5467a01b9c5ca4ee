/** Cases for supervisors: listing, opening (which is recorded), deciding once. */

import { parseAttemptBody, parseFollowUp, parseNote } from '../../core/ledger/body-schema.ts';
import type { Head, StoredEntry } from '../../core/ledger/entry.ts';
import { readHeaders } from '../../core/ledger/header-schema.ts';
import type { DecideReply, Messages } from '../../core/messages.ts';
import type { Identity } from '../../core/policy/assemble.ts';
import type { Limits, ReviewOutcome } from '../../core/policy/model.ts';
import { barTo, type Case, decisionFault, foldCases, owesReason } from '../../core/review/cases.ts';
import type { CaseDetail, CaseRow } from '../../core/review/rows.ts';
import type { Device } from './ledger/device.ts';
import { LedgerError } from './ledger/error.ts';
import type { LedgerStore } from './ledger/store.ts';
import { ownCommon } from './own-entries.ts';
import type { PolicySource } from './policy-source.ts';

export interface ReviewParts {
  readonly policy: PolicySource;
  readonly ledger: LedgerStore;
  readonly device: () => Promise<Device>;
  readonly outcomes: readonly ReviewOutcome[];
  readonly extension: string;
  readonly now: () => number;
  readonly newId: () => string;
}

interface Folded {
  readonly cases: readonly Case[];
  readonly entries: readonly StoredEntry[];
  readonly head: Head;
}

/** Every case, newest first. */
export async function listCases(parts: ReviewParts): Promise<readonly CaseRow[]> {
  const { cases } = await fold(parts);
  const { identity } = parts.policy.state.policy;
  const { limits } = parts.policy.state.policy;
  return cases.map((each) => rowOf(each, identity, limits)).reverse();
}

/** Opens one case. Whoever opens it is in the ledger before anything is shown. */
export async function openCase(parts: ReviewParts, id: string): Promise<CaseDetail | null> {
  const { cases, entries } = await fold(parts);
  const found = cases.find(({ attempt }) => attempt.id === id);
  if (found === undefined) return null;
  const { identity } = parts.policy.state.policy;
  await parts.ledger.append(
    { ...(await ownCommon(parts)), kind: 'read', of: id, reader: identity.id },
    null,
  );
  const bodyOf = (seq: number) => entries.find((entry) => entry.seq === seq)?.body ?? null;
  const own = entries.find(({ seq }) => seq === found.attempt.seq);
  return {
    row: rowOf(found, identity, parts.policy.state.policy.limits),
    attempt: found.attempt,
    body: parseAttemptBody(own?.body ?? null),
    hash: own?.hash ?? '',
    followUp: found.followUp && {
      at: found.followUp.at,
      reason: found.followUp.reason,
      explanation: parseFollowUp(bodyOf(found.followUp.seq)),
    },
    decisions: found.decisions.map((review) => ({
      id: review.id,
      at: review.at,
      outcome: review.outcome,
      reviewer: review.reviewer,
      note: parseNote(bodyOf(review.seq)),
    })),
  };
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

async function fold({ ledger, outcomes }: ReviewParts): Promise<Folded> {
  const { entries, head } = await ledger.all();
  return { cases: foldCases(readHeaders(entries).headers, outcomes), entries, head };
}

const HOUR_MS = 60 * 60 * 1000;

/** Epoch milliseconds by which life at risk has to be explained. */
export function owedBy(at: number, { reasonWithinHours }: Limits): number {
  return at + reasonWithinHours * HOUR_MS;
}

function rowOf(each: Case, identity: Identity, limits: Limits): CaseRow {
  const { attempt } = each;
  return {
    id: attempt.id,
    seq: attempt.seq,
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
