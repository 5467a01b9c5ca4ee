/**
 * Deciding a case, once. In the own ledger an entry is appended only behind the very ledger that the
 * decision was checked against, so of two tabs the second is checked again and refused. Where the
 * case lies in the force's store the entry names the place that it claims there, and stands when the
 * store has taken it: of two devices the second is told.
 */

import type { Seat } from '../../core/ledger/review-parts.ts';
import type { Messages } from '../../core/messages.ts';
import { barTo, mayFollow, reversible, standingDecision } from '../../core/review/bars.ts';
import { type Case, owesReason } from '../../core/review/cases.ts';
import type { DecideReply } from '../../core/review/decide-messages.ts';
import { decisionFault } from '../../core/review/decision-fault.ts';
import { stillOpenBy } from '../../core/review/quorum.ts';
import type { CaseRow, DecisionRow } from '../../core/review/rows.ts';
import { LedgerError } from './ledger/error.ts';
import { orFailed } from './ledger/or-failed.ts';
import { ownCommon } from './own-entries.ts';
import {
  decisionRow,
  type Folded,
  foldAbout,
  type ReviewParts,
  reviewerOf,
} from './review-cases.ts';

/** How often a decision is tried again because some other entry came in between. */
const MOST_TRIES = 8;
/** How long somebody who decided waits for the store, before it is said that the decision waits. */
const PATIENCE_MS = 4_000;

type Asked = Messages['decide']['request'];

/** A decision that the ledger has. */
interface Entered {
  readonly id: string;
  readonly seq: number;
  readonly isClaim: boolean;
}

/** @returns once the decision stands, waits for the store, or is refused */
export function decideCase(parts: ReviewParts, asked: Asked): Promise<DecideReply> {
  return orFailed<DecideReply>(async () => {
    const entered = await enter(parts, asked);
    if ('ok' in entered) return entered;
    if (entered.isClaim) return claim(parts, asked.id, entered);
    return { ok: true, seq: entered.seq, ...keptOpen(await caseIn(parts, asked.id)) };
  });
}

/** Checks the decision and appends it. @throws LedgerError */
async function enter(parts: ReviewParts, asked: Asked): Promise<Entered | DecideReply> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const folded = await foldAbout(parts, asked.id);
    const found = folded.cases.find(({ attempt }) => attempt.id === asked.id);
    if (found === undefined) return { ok: false, code: 'not-found' };
    const refusal = refusalOf(parts, found, asked);
    if (refusal !== null) return refusal;
    try {
      return await append(parts, folded, found, asked);
    } catch (error) {
      if (!(error instanceof LedgerError && error.code === 'head-moved')) throw error;
    }
  }
  return { ok: false, code: 'failed' };
}

function refusalOf(
  { policy, outcomes, now }: ReviewParts,
  found: Case,
  { outcome, note, reverses, apart }: Asked,
): DecideReply | null {
  const reviewer = reviewerOf(policy.state.policy.identity);
  // Whoever turns a decision round names it: one that came in between was not seen.
  const isReversal = reverses !== null && reversible(reviewer, found, now())?.id === reverses;
  const bar = barTo(reviewer, found, now());
  if (bar !== null && !isReversal) {
    const by = standingRow(found);
    return { ok: false, code: bar, ...(by && { by }) };
  }
  const chosen = outcomes.find(({ code }) => code === outcome);
  const code = decisionFault(chosen, note, isReversal || disagrees(found, outcome), apart);
  return code === null ? null : { ok: false, code };
}

/** Whether a second reviewer comes to something else than the first, or one of several than the last. */
function disagrees(found: Case, outcome: string): boolean {
  const isFurther = found.why === 'second' || found.quorum !== null;
  return isFurther && standingDecision(found)?.outcome !== outcome;
}

/** Said only where it is asked for, or may be by a reason to come: else it is the entry that it always was. */
function seatIn({ policy }: ReviewParts, found: Case): Seat {
  const { identity, deciding } = policy.state.policy;
  const { rank, unit } = identity;
  const mayBeAsked = owesReason(found) && deciding.rules.some(({ reasons }) => reasons);
  if (found.rules.length === 0 && !mayBeAsked) return {};
  return { ...(rank && { rank }), ...(unit && { unit }) };
}

async function append(
  parts: ReviewParts,
  { head }: Folded,
  found: Case,
  { outcome, note, apart }: Asked,
): Promise<Entered> {
  const { attempt, home, taken } = found;
  const reviewer = parts.policy.state.policy.identity.id;
  const place = parts.claims.next(home, taken);
  const follows = place.claim ? [] : followedBy(found, parts.now());
  const common = await ownCommon(parts);
  const { entry } = await parts.ledger.append(
    {
      ...common,
      ...{ kind: 'review', of: attempt.id, outcome, reviewer },
      ...apart,
      ...seatIn(parts, found),
      ...place,
      ...(follows.length > 0 && { follows }),
    },
    { note: note.trim() },
    head,
  );
  return { id: common.id, seq: entry.seq, isClaim: place.claim !== undefined };
}

/**
 * Where no store says the order: what is turned round, or the question that was asked before. A second
 * look takes the place of nothing: what it comes to is held beside the first.
 *
 * @param now epoch milliseconds
 */
function followedBy(found: Case, now: number): readonly string[] {
  const { state, why, answeredAt, decisions, statuses } = found;
  const isBehind = state === 'decided' || state === 'more-information' || answeredAt !== null;
  if (!isBehind || why === 'second' || !mayFollow(found, now)) return [];
  return decisions.flatMap(({ id }) => (statuses.get(id) === 'stands' ? [id] : []));
}

async function caseIn(parts: ReviewParts, id: string): Promise<Case | undefined> {
  return (await foldAbout(parts, id)).cases.find(({ attempt }) => attempt.id === id);
}

/** Said with the answer: the list hears of the decision later. */
function keptOpen(found: Case | undefined): Pick<CaseRow, 'quorum'> | null {
  const quorum = found ? stillOpenBy(found) : null;
  return quorum && { quorum };
}

/** The entry is durable: whatever happens from here on, it is claimed again until that is answered. */
async function claim(parts: ReviewParts, of: string, { id, seq }: Entered): Promise<DecideReply> {
  const answer = await parts.claims.claim(id, PATIENCE_MS);
  const found = await caseIn(parts, of);
  const status = found?.statuses.get(id);
  if (status === 'stands' || status === 'followed') return { ok: true, seq, ...keptOpen(found) };
  if (status === 'second') {
    const by = found && standingRow(found);
    return by ? { ok: false, code: 'decided-before', by } : { ok: false, code: 'place-spoilt' };
  }
  // Settings changed meanwhile: it is recorded, and counts for nothing here.
  if (found && status === 'barred') {
    const reviewer = reviewerOf(parts.policy.state.policy.identity);
    return { ok: false, code: barTo(reviewer, found, parts.now()) ?? 'failed' };
  }
  const heard = answer?.kind === 'refused' ? answer.why : parts.claims.trouble(id);
  return { ok: true, seq, waits: heard ?? 'timed-out' };
}

function standingRow(each: Case): DecisionRow | undefined {
  const standing = standingDecision(each);
  return standing ? decisionRow(standing) : undefined;
}
