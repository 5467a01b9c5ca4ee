/** What is answered after an override: an entry each, behind the ledger that was looked at. */
import type { Head } from '../../../core/ledger/entry.ts';
import {
  asRecorded,
  openQuestion,
  owesFollowThrough,
  passedOnFault,
  replyFault,
} from '../../../core/review/after.ts';
import type { Case } from '../../../core/review/cases.ts';
import type { AnswerReply, HistoryMessages } from '../../../core/review/history-messages.ts';
import { isSameStaff } from '../../../core/sites/officer.ts';
import { likeness } from '../../../core/sites/staff-numbers.ts';
import { LedgerError } from '../ledger/error.ts';
import { ownCommon } from '../own-entries.ts';
import { type Folded, fold, isReviewer, type ReviewParts } from '../review-cases.ts';

type Refused = Extract<AnswerReply, { ok: false }>;

const FAILED: Refused = { ok: false, code: 'failed' };
/** How often it is tried again because some other entry came in between. */
const MOST_TRIES = 8;

/** Answers the question that stands, once. */
export function giveReply(
  parts: ReviewParts,
  { id, to, answer }: HistoryMessages['reply']['request'],
): Promise<AnswerReply> {
  return answered(parts, id, async (found, { head }) => {
    const by = parts.policy.state.policy.identity.id;
    if (!isSameStaff(found.attempt.officer, by)) return { ok: false, code: 'not-yours' };
    if (openQuestion(found)?.id !== to) return { ok: false, code: 'not-asked' };
    const fault = replyFault(answer);
    if (fault !== null) return { ok: false, code: fault };
    const header = { ...(await ownCommon(parts)), kind: 'reply', of: id, to, by } as const;
    return append(parts, header, { answer: answer.trim() }, head);
  });
}

/** Says whether anything was passed on. It may be said again: the latest counts. */
export function sayPassedOn(
  parts: ReviewParts,
  { id, said }: HistoryMessages['passed-on']['request'],
): Promise<AnswerReply> {
  return answered(parts, id, async ({ attempt }, { head }) => {
    const { identity } = parts.policy.state.policy;
    // Another way to write the number makes nobody a reviewer of their own.
    const whose = likeness(attempt.officer, identity.id);
    const isOfficer = whose === 'same';
    if (whose === 'may-be' || (!isOfficer && !isReviewer(identity)))
      return { ok: false, code: 'not-yours' };
    if (!owesFollowThrough(attempt)) return { ok: false, code: 'not-asked' };
    const fault = passedOnFault(said);
    if (fault !== null) return { ok: false, code: fault };
    const as = isOfficer ? 'officer' : 'reviewer';
    const own = { kind: 'follow-through', of: id, by: identity.id, as } as const;
    return append(parts, { ...(await ownCommon(parts)), ...own, ...asRecorded(said) }, null, head);
  });
}

type Append = Parameters<ReviewParts['ledger']['append']>;

async function append(
  { ledger }: ReviewParts,
  header: Append[0],
  body: Append[1],
  head: Head,
): Promise<AnswerReply> {
  const { entry } = await ledger.append(header, body, head);
  return { ok: true, seq: entry.seq };
}

/** @param give rejects with `head-moved` where it has to be looked at again */
async function answered(
  parts: ReviewParts,
  id: string,
  give: (found: Case, folded: Folded) => Promise<AnswerReply>,
): Promise<AnswerReply> {
  if (parts.policy.state.policy.identity.id === '') return { ok: false, code: 'no-identity' };
  try {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const folded = await fold(parts);
      const found = folded.cases.find(({ attempt }) => attempt.id === id);
      if (found === undefined) return { ok: false, code: 'not-found' };
      try {
        return await give(found, folded);
      } catch (error) {
        if (!(error instanceof LedgerError && error.code === 'head-moved')) throw error;
      }
    }
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
  }
  return FAILED;
}
