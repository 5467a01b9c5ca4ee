/** An officer's own entries on this device: what became of each, and what is still owed. */
import {
  parseAttemptBody,
  parseFollowUp,
  parseNote,
  parseReply,
} from '../../../core/ledger/body-schema.ts';
import type { Header, ReviewHeader } from '../../../core/ledger/header.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { PolicyInForce } from '../../../core/policy/assemble.ts';
import {
  type After,
  afterIn,
  followThroughOf,
  openQuestion,
  repliesTo,
} from '../../../core/review/after.ts';
import { type Case, foldCases, owesReason } from '../../../core/review/cases.ts';
import { dueBy } from '../../../core/review/due.ts';
import type {
  HistoryCounts,
  HistoryMessages,
  HistoryReply,
  HistoryRow,
  HistoryShown,
  HistoryState,
  HistoryTurn,
} from '../../../core/review/history-messages.ts';
import { isSameStaff } from '../../../core/sites/officer.ts';
import { hasAddress } from '../delivery/outbox.ts';
import { LedgerError } from '../ledger/error.ts';
import type { CaseHeaders } from '../others.ts';
import { recordOwn } from '../own-entries.ts';
import { owedBy, type ReviewParts, storedOf } from '../review-cases.ts';
import type { OwnEntries } from './own-entries.ts';

export interface HistoryParts extends ReviewParts {
  readonly report: (where: string, error: unknown) => void;
}

const WRONG_MATCH = 'RR-13';
const PAGE_SIZE = 50;
const NOTHING: HistoryCounts = { owed: 0, questions: 0, passedOn: 0, news: 0 };

/** What is known of one officer's cases. */
interface OwnCases {
  readonly all: CaseHeaders;
  readonly entries: OwnEntries;
  /** By id of the attempt. */
  readonly cases: ReadonlyMap<string, Case>;
  readonly after: After;
}

/** @throws LedgerError */
async function readOwn(parts: HistoryParts, officer: string): Promise<OwnCases> {
  const { caseLedgers, claims, outcomes } = parts;
  const { deciding } = parts.policy.state.policy;
  const [all, entries] = [await caseLedgers.read(), await caseLedgers.history.of(officer)];
  const own = new Set(
    all.headers.flatMap((each) =>
      each.kind === 'attempt' && isSameStaff(each.officer, officer) ? [each.id] : [],
    ),
  );
  // Few of what a reviewer's device holds are the reviewer's own.
  const about = all.headers.filter((header) => own.has(header.id) || own.has(attemptOf(header)));
  const folded =
    own.size === 0 ? [] : foldCases(about, outcomes, await claims.held(all), all.picks, deciding);
  const cases = new Map(folded.map((each) => [each.attempt.id, each]));
  return { all, entries, cases, after: afterIn(about) };
}

function attemptOf(header: Header): string {
  if (header.kind === 'attempt') return header.repeats ?? '';
  return 'of' in header ? header.of : '';
}

/** The same for a mark that is kept: nothing of others is read for whoever recorded nothing here. */
export async function countForMark(parts: HistoryParts): Promise<HistoryCounts> {
  await parts.policy.ready();
  const { identity } = parts.policy.state.policy;
  if (identity.id === '') return NOTHING;
  const { attempts } = await parts.caseLedgers.history.of(identity.id);
  return attempts.length === 0 ? NOTHING : countHistory(parts);
}

/** @throws LedgerError */
export async function countHistory(parts: HistoryParts): Promise<HistoryCounts> {
  const { identity, clocks } = parts.policy.state.policy;
  return identity.id === '' ? NOTHING : countsOf(await readOwn(parts, identity.id), clocks);
}

function countsOf(own: OwnCases, clocks: PolicyInForce['clocks']): HistoryCounts {
  const { after, entries } = own;
  const cases = [...own.cases.values()];
  return {
    owed: cases.filter(owesReason).length,
    questions: cases.filter((each) => openQuestion(each) !== null).length,
    passedOn: cases.filter(({ attempt }) => followThroughOf(attempt, after, clocks)?.isOpen).length,
    news: cases.flatMap(toldOf).filter(({ id }) => !entries.shown.has(id)).length,
  };
}

/** Decisions that stand or stood: one that waits for the store, or came second, says nothing yet. */
function toldOf({ decisions, statuses }: Case): readonly ReviewHeader[] {
  return decisions.filter(({ id }) => ['stands', 'followed'].includes(statuses.get(id) ?? ''));
}

type Page = Omit<HistoryReply, 'identity' | 'language' | 'failure'>;

export const NO_PAGE: Page = {
  ...{ counts: NOTHING, rows: [], from: 1, all: 0, page: 0, pages: 1, unreadable: 0 },
};

/** One page of what is asked for, newest first. That decisions are shown is recorded. @throws LedgerError */
export async function listHistory(
  parts: HistoryParts,
  { show, page: wanted }: HistoryMessages['history']['request'],
): Promise<Page> {
  const { policy } = parts.policy.state;
  const { identity } = policy;
  if (identity.id === '') return NO_PAGE;
  const own = await readOwn(parts, identity.id);
  const ids = shownIds(own, show, policy);
  const pages = Math.max(1, Math.ceil(ids.length / PAGE_SIZE));
  const page = Math.min(wanted, pages - 1);
  const deliveredTo = hasAddress(policySettings(parts)) ? await parts.ledger.deliveredTo() : null;
  const read = ids
    .slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)
    .map((id) => rowOf(parts, own, id, deliveredTo));
  const found = await Promise.all(read);
  const rows = found.filter((row) => row !== null);
  await recordShown(parts, rows);
  return {
    counts: countsOf(own, policy.clocks),
    ...{ rows, from: page * PAGE_SIZE + 1, all: ids.length, page, pages },
    unreadable: own.entries.unreadable + found.length - rows.length,
  };
}

function policySettings({ policy }: HistoryParts) {
  return policy.state.settings?.delivery ?? null;
}

function shownIds(
  { entries, cases, after }: OwnCases,
  show: HistoryShown,
  { clocks }: PolicyInForce,
): readonly string[] {
  const here = new Set(entries.attempts.map(({ id }) => id));
  const elsewhere = [...cases.values()]
    .map(({ attempt }) => attempt)
    .filter(({ id }) => !here.has(id));
  const isShown = (each: { readonly id: string; readonly reason: string | null }): boolean => {
    const found = cases.get(each.id);
    if (show === 'all') return true;
    if (show === 'wrong-match') return each.reason === WRONG_MATCH;
    if (found === undefined || show === 'reviewed') return found !== undefined;
    return (
      owesReason(found) ||
      openQuestion(found) !== null ||
      followThroughOf(found.attempt, after, clocks)?.isOpen === true
    );
  };
  // A clock may have been put back: what stands later in this ledger is newer all the same.
  return [...elsewhere.toSorted((a, b) => a.at - b.at), ...entries.attempts]
    .filter(isShown)
    .map(({ id }) => id)
    .toReversed();
}

/** Null where its line cannot be read. */
async function rowOf(
  parts: HistoryParts,
  own: OwnCases,
  id: string,
  deliveredTo: number | null,
): Promise<HistoryRow | null> {
  const { policy } = parts.policy.state;
  const found = own.cases.get(id);
  const stored = found
    ? await storedOf(parts, found.attempt, own.all)
    : await parts.ledger.entry(id);
  const attempt = found?.attempt ?? parseHeader(stored?.line);
  if (attempt?.kind !== 'attempt') return null;
  const body = parseAttemptBody(stored?.body ?? null);
  const isHere = own.all.received.get(id) === undefined;
  const question = found ? openQuestion(found) : null;
  const answerBy = found && question ? dueBy(found, policy.clocks) : null;
  const { seq, at, signal, role, outcome, choice, reason } = attempt;
  return {
    ...{ id, seq, at, signal, role, outcome, choice, reason },
    explanation: body?.explanation || null,
    recordReference: body?.recordReference ?? null,
    state: found ? stateOf(found) : 'recorded',
    delivered: isHere && deliveredTo !== null ? seq < deliveredTo : null,
    owedBy: found && owesReason(found) ? owedBy(at, policy.limits) : null,
    question: question && answerBy !== null ? { id: question.id, answerBy } : null,
    turns: found ? await turnsOf(parts, found, own) : [],
    passedOn: followThroughOf(attempt, own.after, policy.clocks),
  };
}

function stateOf(each: Case): HistoryState {
  if (each.state === 'decided' || each.state === 'conflicting') return each.state;
  if (each.answeredAt !== null) return 'answered';
  return openQuestion(each) === null ? 'waiting' : 'asked';
}

async function turnsOf(
  parts: HistoryParts,
  each: Case,
  { all, after, entries }: OwnCases,
): Promise<readonly HistoryTurn[]> {
  const bodyOf = async (header: Header) => (await storedOf(parts, header, all))?.body ?? null;
  const decisions = toldOf(each).map(async (header): Promise<HistoryTurn> => {
    const { id, at, reviewer: by, outcome } = header;
    const words = parseNote(await bodyOf(header)) || null;
    const isOver = each.statuses.get(id) === 'followed';
    const isPartial = each.quorum !== null && each.state === 'open' && !isOver;
    return {
      kind: 'decision',
      ...{ id, at, by, outcome, words, isOver, isPartial },
      isNew: !entries.shown.has(id),
    };
  });
  const replies = repliesTo(each.attempt, after).map(async (header): Promise<HistoryTurn> => {
    const { id, at } = header;
    return { kind: 'reply', id, at, reason: null, words: parseReply(await bodyOf(header)) };
  });
  const { followUp } = each;
  const reasons = (followUp ? [followUp] : []).map(async (header): Promise<HistoryTurn> => {
    const { id, at, reason } = header;
    return { kind: 'reason', id, at, reason, words: parseFollowUp(await bodyOf(header)) };
  });
  const turns = await Promise.all([...reasons, ...decisions, ...replies]);
  return turns.toSorted((a, b) => a.at - b.at);
}

/** Each decision once. A ledger that takes no entry keeps no outcome from the officer. */
async function recordShown(parts: HistoryParts, rows: readonly HistoryRow[]): Promise<void> {
  const reader = parts.policy.state.policy.identity.id;
  const news = rows
    .flatMap(({ turns }) => turns)
    .filter((turn) => turn.kind === 'decision' && turn.isNew);
  try {
    await Promise.all(news.map(({ id }) => recordOwn(parts, { kind: 'read', of: id, reader })));
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    parts.report('history', error);
  }
}
