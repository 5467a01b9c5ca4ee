/** What guards, pages of ours and the page that delivers say of a second person who is asked beforehand. */
import type { Decided, LaterReason, RefusedReason } from '../delivery/store.ts';
import type { LivePlace } from '../delivery/subjects.ts';
import type { AskedAbout } from '../ledger/approval.ts';
import type { AttemptReport } from '../messages.ts';
import type { ReasonFault } from '../policy/reasons.ts';
import type { VouchMessages } from '../review/vouch-messages.ts';
import type { Rank } from '../vocabulary.ts';

/** Who authorised it, as a guard says: of a grant it knows no more than what it asked under. */
export type Authorised =
  | { readonly status: 'claimed'; readonly by: string; readonly rank: Rank }
  | { readonly status: 'granted'; readonly request: string };

/** What a guard is told beside the policy. */
export interface AsksNow {
  /** Whether a second person can be asked from the prompt. */
  readonly asksNow: boolean;
}

export type StoreTrouble = LaterReason | RefusedReason;

export type AskReply =
  | { readonly ok: true; readonly id: string }
  | {
      readonly ok: false;
      /** `not-needed`: nobody else has to authorise it. `no-store`: there is nobody to ask. */
      readonly code: 'no-store' | 'not-needed' | 'refused' | 'failed';
      readonly fault?: ReasonFault | undefined;
    };

/** What the prompt shows of a question. Times are epoch milliseconds. */
export type AskedState =
  | {
      readonly step: 'asked';
      readonly until: number;
      /** Why nobody can see it or answer it at the moment; null where the store has it. */
      readonly trouble: StoreTrouble | 'sending' | null;
    }
  | { readonly step: 'granted'; readonly by: string; readonly rank: Rank; readonly until: number }
  | { readonly step: 'denied'; readonly by: string; readonly note: string }
  /** Taken back; not answered in time; granted and not used in time, or used; answered by what is no answer. */
  | { readonly step: 'withdrawn' | 'expired' | 'lapsed' | 'used' | 'spoilt' }
  /** This background knows nothing of it. */
  | { readonly step: 'unknown' };

/** Why this person may not answer. */
export type AnswerBar =
  | 'no-identity'
  | 'not-a-reviewer'
  | 'own'
  /** The officer's number can be read as this person's. */
  | 'may-be-own'
  | 'no-rank'
  | 'rank-too-low';

/** A question as a supervisor sees it. */
export interface AskedRow {
  readonly id: string;
  /** Epoch milliseconds by the officer's clock. */
  readonly at: number;
  /** As the question says. */
  readonly officer: string;
  /** Name of the token that put it into the store, which the server checks; and its unit. */
  readonly depositor: string;
  readonly unit: string;
  readonly about: AskedAbout;
  /** What the officer stated. */
  readonly words: string;
  /** Milliseconds until it is over, when this was read. */
  readonly leftMs: number;
  readonly bar: AnswerBar | null;
}

/** An own answer that counts for nothing: somebody else's lay there when it came to the store. */
export interface LostAnswer {
  /** Of the question. */
  readonly id: string;
  /** Who was first; empty where that cannot be read. */
  readonly by: string;
}

export type AskedList =
  | {
      readonly ok: true;
      readonly rows: readonly AskedRow[];
      /** How many this person may answer. */
      readonly waiting: number;
      /** Those of which this page was told that they are on their way. */
      readonly lost: readonly LostAnswer[];
    }
  | { readonly ok: false; readonly code: 'not-a-reviewer' | 'failed' };

export interface AskedAnswer {
  readonly id: string;
  readonly answer: 'granted' | 'denied';
  readonly note: string;
  /** Milliseconds for which it stood on the screen. */
  readonly dwellMs: number;
}

export type AnswerFault = 'note-needed' | 'note-too-long' | 'note-holds-identifier';

export type AnswerAskedReply =
  /** `trouble`: recorded here, and the officer does not have it yet. */
  | { readonly ok: true; readonly trouble: StoreTrouble | null }
  | {
      readonly ok: false;
      readonly code:
        | AnswerBar
        | AnswerFault
        /** Answered by somebody else, taken back, or over. */
        | 'over'
        | 'answered-before'
        | 'failed';
      /** Who was first. */
      readonly by?: string | undefined;
    };

/** Something to be put to the store; `id` is that of the entry. */
export interface LivePut {
  readonly id: string;
  readonly place: LivePlace;
  readonly text: string;
}

export interface ApprovalWork {
  readonly puts: readonly LivePut[];
  /** Where an answer is waited for. */
  readonly hears: readonly LivePlace[];
}

/** Of second persons: who is asked beforehand, and who is named and says whether that is so. */
export interface ApprovalMessages extends VouchMessages {
  /**
   * Asks a second person about what would else be recorded: from a prompt, or from our page of a look-up
   * that was opened by its address.
   */
  'ask-now': { from: 'guard-or-page'; request: AttemptReport; reply: AskReply };
  'ask-state': { from: 'guard-or-page'; request: { readonly id: string }; reply: AskedState };
  'ask-withdraw': { from: 'guard-or-page'; request: { readonly id: string }; reply: null };
  /** With what was asked only where it is shown: that it was read is then an entry. */
  asked: { from: 'page'; request: { readonly isShown: boolean }; reply: AskedList };
  'answer-asked': { from: 'page'; request: AskedAnswer; reply: AnswerAskedReply };
  'approval-work': { from: 'page'; request: null; reply: ApprovalWork };
  /** What the store answered. */
  'approval-put': {
    from: 'page';
    request: { readonly id: string; readonly answer: Decided };
    reply: null;
  };
  /** What lies where an answer was waited for. */
  'approval-heard': {
    from: 'page';
    request: { readonly place: LivePlace; readonly text: string };
    reply: null;
  };
}
