/**
 * How a question to a second person stands on the device that asked, and for what its grant counts:
 * once, for the very act, in the very page, within its time. All by that device's own clock.
 */
import type { ApprovalHeader, Granted } from '../ledger/approval.ts';
import { isRankEnough } from '../policy/reasons.ts';
import { mayBeSamePerson } from '../sites/staff-numbers.ts';
import type { Rank } from '../vocabulary.ts';
import type { AskedState, StoreTrouble } from './messages.ts';

const MINUTE_MS = 60_000;
/** So long a question waits for an answer. */
export const ASKING_MS = 10 * MINUTE_MS;
/** So long a grant counts. */
export const GRANT_MS = 5 * MINUTE_MS;
/** So long the store keeps both: longer than they last together, with room for clocks. */
export const KEPT_MS = 60 * MINUTE_MS;

/** What came of a question, and when. */
export type AskedEnd =
  | {
      readonly step: 'granted';
      readonly at: number;
      readonly by: string;
      readonly rank: Rank;
      /** Id of the entry that granted it. */
      readonly grant: string;
      /** Id of the attempt that it was used for; null where it was not yet. */
      readonly usedBy: string | null;
    }
  | { readonly step: 'denied'; readonly at: number; readonly by: string; readonly note: string }
  | { readonly step: 'withdrawn' | 'expired' | 'spoilt'; readonly at: number };

export interface Question {
  /** Id of the entry that asked. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Leaf hash of that entry. */
  readonly question: string;
  readonly needs: Rank;
  /** Staff number of who asked. */
  readonly by: string;
  /** Tab, frame and document from which it was asked. */
  readonly page: string;
  /** Digest of the act and of what was stated for it. */
  readonly act: string;
  /** Why the store does not have it. */
  readonly trouble: StoreTrouble | 'sending' | null;
  readonly end: AskedEnd | null;
}

export function stateOf(
  { at, trouble, end }: Pick<Question, 'at' | 'trouble' | 'end'>,
  now: number,
): AskedState {
  if (end === null) {
    const until = at + ASKING_MS;
    return isWithin(at, now, ASKING_MS) ? { step: 'asked', until, trouble } : { step: 'expired' };
  }
  if (end.step === 'denied') return { step: 'denied', by: end.by, note: end.note };
  if (end.step !== 'granted') return { step: end.step };
  if (end.usedBy !== null) return { step: 'used' };
  if (!isWithin(end.at, now, GRANT_MS)) return { step: 'lapsed' };
  return { step: 'granted', by: end.by, rank: end.rank, until: end.at + GRANT_MS };
}

/** A clock that was put back makes nothing last longer. */
function isWithin(from: number, now: number, spanMs: number): boolean {
  return now >= from && now < from + spanMs;
}

/** Why a grant does not count. */
export const GRANT_FAULTS = ['not-granted', 'used', 'late', 'other-page', 'other-act'] as const;
export type GrantFault = (typeof GRANT_FAULTS)[number];

/** The act that a grant is to be used for. */
export type Use = Pick<Question, 'page' | 'act'> & {
  /** Id of the attempt: asked again under the same one it is the same use. */
  readonly attempt: string;
};

export function granted(
  question: Question | undefined,
  { page, act, attempt }: Use,
  now: number,
):
  | { readonly ok: true; readonly granted: Granted }
  | { readonly ok: false; readonly why: GrantFault } {
  const end = question?.end;
  if (question === undefined || end?.step !== 'granted') return { ok: false, why: 'not-granted' };
  if (question.page !== page) return { ok: false, why: 'other-page' };
  if (question.act !== act) return { ok: false, why: 'other-act' };
  if (end.usedBy !== null && end.usedBy !== attempt) return { ok: false, why: 'used' };
  if (!isWithin(end.at, now, GRANT_MS)) return { ok: false, why: 'late' };
  const { by, rank, grant } = end;
  return { ok: true, granted: { status: 'granted', by, rank, request: question.id, grant } };
}

/**
 * What an answer makes of a question.
 *
 * @param answer the header that lies in its place; null where that is no answer
 */
export function answered(
  question: Question,
  answer: ApprovalHeader | null,
  note: string,
  now: number,
): AskedEnd | null {
  if (question.end !== null) return null;
  if (!isWithin(question.at, now, ASKING_MS)) return { step: 'expired', at: now };
  if (answer === null || !isAnswerTo(question, answer)) return { step: 'spoilt', at: now };
  const { by, rank, id, step } = answer;
  if (step === 'denied') return { step, at: now, by, note };
  const isEnough = rank !== undefined && isRankEnough(rank, question.needs);
  if (!isEnough) return { step: 'spoilt', at: now };
  return { step: 'granted', at: now, by, rank, grant: id, usedBy: null };
}

/** It answers this question word for word, and is nobody's who may be the officer. */
function isAnswerTo({ id, question, by }: Question, answer: ApprovalHeader): boolean {
  const isAnswer = answer.step === 'granted' || answer.step === 'denied';
  const isOfThis = answer.request === id && answer.question === question;
  return isAnswer && isOfThis && answer.by !== '' && !mayBeSamePerson(answer.by, by);
}
