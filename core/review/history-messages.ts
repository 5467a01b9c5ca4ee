/** What the officer's own page asks the background, and what is answered after an override. */
import type { PassedOn } from '../ledger/answers.ts';
import type { Identity } from '../policy/assemble.ts';
import type { Choice, Language, Outcome, Role, SignalKind } from '../vocabulary.ts';
import type { FollowThrough, PassedOnFault, ReplyFault } from './after.ts';

/** Which of the own entries are listed. */
export const HISTORY_SHOWN = ['all', 'to-do', 'reviewed', 'wrong-match'] as const;
export type HistoryShown = (typeof HISTORY_SHOWN)[number];

export type HistoryState =
  /** Nobody reviews it: nothing went past a hold. */
  | 'recorded'
  | 'waiting'
  /** More information was asked for. */
  | 'asked'
  /** And given; the reviewer has not decided since. */
  | 'answered'
  | 'decided'
  /** Two reviewers decided differently. */
  | 'conflicting';

/** What was said of an entry, in order of time. */
export type HistoryTurn =
  | {
      readonly kind: 'decision';
      readonly id: string;
      readonly at: number;
      readonly by: string;
      readonly outcome: string;
      /** Null where there is none, or its words are gone. */
      readonly words: string | null;
      /** Another took its place. */
      readonly isOver: boolean;
      /** More people have to decide alike before it closes anything. */
      readonly isPartial: boolean;
      /** This officer has not been shown it before. */
      readonly isNew: boolean;
    }
  | {
      /** What the officer answered, or the reason that was owed. */
      readonly kind: 'reply' | 'reason';
      readonly id: string;
      readonly at: number;
      /** Code of the reason; null of a reply. */
      readonly reason: string | null;
      readonly words: string | null;
    };

export interface HistoryRow {
  readonly id: string;
  readonly seq: number;
  readonly at: number;
  readonly signal: SignalKind;
  readonly role: Role;
  readonly outcome: Outcome;
  readonly choice: Choice;
  readonly reason: string | null;
  /** What the officer wrote; null where there is nothing, or it is gone. */
  readonly explanation: string | null;
  readonly recordReference: string | null;
  readonly state: HistoryState;
  /** Whether the force's store has it; null where policy names none, or another ledger holds it. */
  readonly delivered: boolean | null;
  /** Until when a reason is owed, epoch milliseconds; null where none is. */
  readonly owedBy: number | null;
  /** The question that has yet to be answered, and by when; null where there is none. */
  readonly question: { readonly id: string; readonly answerBy: number } | null;
  readonly turns: readonly HistoryTurn[];
  /** Null where an entry owes none. */
  readonly passedOn: FollowThrough | null;
}

export interface HistoryCounts {
  /** Reasons owed for a life at risk. */
  readonly owed: number;
  readonly questions: number;
  /** Overrides of which nobody said yet whether anything was passed on. */
  readonly passedOn: number;
  /** Decisions that this officer has not been shown yet. */
  readonly news: number;
}

export interface HistoryReply {
  readonly identity: Identity;
  readonly language: Language | null;
  /** Code of the failure where the ledger could not be read. */
  readonly failure: string | null;
  readonly counts: HistoryCounts;
  readonly rows: readonly HistoryRow[];
  /** Number of the first that is shown, counted from 1. */
  readonly from: number;
  /** How many entries there are of what is shown, on all pages. */
  readonly all: number;
  /** Counted from 0; the last where less is there than was asked for. */
  readonly page: number;
  readonly pages: number;
  /** Entries of this device that this version cannot read: newer, or damaged. Whose is not known. */
  readonly unreadable: number;
}

export type AnswerReply =
  | { readonly ok: true; readonly seq: number }
  | {
      readonly ok: false;
      readonly code:
        | ReplyFault
        | PassedOnFault
        | 'no-identity'
        | 'not-found'
        | 'not-yours'
        /** The question was answered, or does not stand any more. */
        | 'not-asked'
        | 'failed';
    };

export interface HistoryMessages {
  history: {
    from: 'page';
    request: { readonly show: HistoryShown; readonly page: number };
    reply: HistoryReply;
  };
  'history-counts': { from: 'page'; request: null; reply: HistoryCounts };
  reply: {
    from: 'page';
    request: {
      /** Of the attempt. */
      readonly id: string;
      /** Of the decision that asks. */
      readonly to: string;
      readonly answer: string;
    };
    reply: AnswerReply;
  };
  'passed-on': {
    from: 'page';
    request: { readonly id: string; readonly said: PassedOn };
    reply: AnswerReply;
  };
}
