/** Cases as the review page lists and opens them. */
import type { LaterReason, RefusedReason } from '../delivery/store.ts';
import type { ApprovalStep } from '../ledger/approval.ts';
import type { AttemptBody } from '../ledger/entry.ts';
import type { AttemptHeader } from '../ledger/header.ts';
import type { ClaimAnswer } from '../ledger/review-parts.ts';
import type { Needs } from '../policy/deciding.ts';
import type { Choice, OffenceGroup, Outcome, Role, SignalKind } from '../vocabulary.ts';
import type { FollowThrough } from './after.ts';
import type { AssignedRow } from './assigned.ts';
import type { Bar } from './bars.ts';
import type { CaseState, CaseWhy } from './cases.ts';
import type { DecisionStatus } from './claims.ts';
import type { Quorum } from './quorum.ts';

/** What can be said for an entry of another device: signed for, not signed for yet, or not holding. */
export type Standing = 'signed' | 'unsigned' | 'broken';

/** Who decided, what and when. */
export interface DecisionRow {
  readonly id: string;
  /** Epoch milliseconds by the reviewer's device. */
  readonly at: number;
  readonly outcome: string;
  readonly reviewer: string;
  /** A remedy is needed for the victim. */
  readonly remedy?: true | undefined;
  /** Whole days after it until somebody looks at it again. */
  readonly followUpDays?: number | undefined;
}

/** What an attempt's header says that makes it worth a closer look. */
export const RISKS = [
  /** The role was changed to one without protection after a hold. */
  'role-changed',
  /** Somebody of the same name is protected on another open record. */
  'protected-elsewhere',
  /** The victim is also a suspect on this record. */
  'dual',
  /** Done again under the same reason. */
  'repeated',
] as const;
export type Risk = (typeof RISKS)[number];

export interface CaseRow {
  readonly id: string;
  /** Place in the ledger of its device. */
  readonly seq: number;
  readonly device: string;
  /** Null for what this device itself recorded. */
  readonly standing: Standing | null;
  readonly at: number;
  readonly state: CaseState;
  readonly why: CaseWhy;
  readonly officer: string;
  readonly unit: string;
  readonly signal: SignalKind;
  readonly role: Role;
  readonly group: OffenceGroup;
  readonly outcome: Outcome;
  /** Id of the rule that held it. */
  readonly rule: string;
  readonly choice: Choice;
  readonly reason: string | null;
  readonly risks: readonly Risk[];
  readonly bar: Bar | null;
  /**
   * Granted beforehand by an entry that is here, or said to be so by the attempt alone, or what who is
   * named as authorising it says; null where nobody is.
   */
  readonly authorised: 'granted' | 'grant-missing' | 'claimed' | ClaimAnswer | null;
  /** The decision that counts. */
  readonly decision: DecisionRow | null;
  /** A decision of this device came second: somebody else's lies in its place. */
  readonly cameSecond: boolean;
  /** How often it was done again under the same reason. */
  readonly repeats: number;
  /** Until when a reason is owed, epoch milliseconds; null where none is. */
  readonly owedBy: number | null;
  /** Until when it is to be reviewed, epoch milliseconds; null where it was. */
  readonly dueBy: number | null;
  /** When the officer answered the question that stands, epoch milliseconds; null where not. */
  readonly repliedAt: number | null;
  /** Whether anything was passed on, and by when that has to be said; null where it need not be. */
  readonly passedOn: FollowThrough | null;
  /** When it counts as escalated, epoch milliseconds; null where it was reviewed. */
  readonly escalatesAt: number | null;
  /** How many decided alike, where that is not enough yet to close it. */
  readonly quorum: Pick<Quorum, 'have' | 'need' | 'distinct'> | null;
  /** Who took it or was given it; for how long that counts is in it. */
  readonly assigned: AssignedRow | null;
}

export interface CaseDetail {
  readonly row: CaseRow;
  readonly attempt: AttemptHeader;
  /** Null where the body was dropped at the end of retention. */
  readonly body: AttemptBody | null;
  readonly hash: string;
  /** The reason that was owed, as it was given later; its words are null where they were dropped. */
  readonly followUp: {
    readonly at: number;
    readonly reason: string;
    readonly explanation: string | null;
  } | null;
  /** What the officer answered to questions, oldest first; words are null where they were dropped. */
  readonly replies: readonly {
    readonly id: string;
    readonly at: number;
    /** Id of the decision that asked. */
    readonly to: string;
    readonly words: string | null;
  }[];
  readonly decisions: readonly DecisionDetail[];
  /** What whoever is named as having authorised it answered; null where nothing. */
  readonly vouched: {
    readonly at: number;
    readonly by: string;
    readonly answer: ClaimAnswer;
  } | null;
  /** What was asked of a second person beforehand and what came of it, oldest first. */
  readonly approvals: readonly ApprovalRow[];
  /** Whether this person is named as authorising it and has not said yet whether that is so. */
  readonly asksToVouch: boolean;
  /** Id of the decision in whose place this person may put another; null where there is none. */
  readonly reversible: string | null;
  /** Why the decision that waits is not in the force's store; null where none waits, or not known. */
  readonly waits: ClaimTrouble | null;
  readonly proof: LedgerProof;
  /** What policy asks now of who closes it. */
  readonly needs: Needs;
  /** Who took it, was given it or handed it back, oldest first. */
  readonly assignments: readonly {
    readonly at: number;
    /** Empty where it was handed back. */
    readonly to: string;
    readonly by: string;
  }[];
  /** For how many hours whoever takes it is on it. */
  readonly assignedHours: number;
  /** Staff numbers to whom this person may give it; none for whoever leads no review. */
  readonly givesTo: readonly string[];
}

/** One step of a question to a second person. */
export interface ApprovalRow {
  readonly id: string;
  readonly at: number;
  readonly step: ApprovalStep;
  readonly by: string;
  /** Of a grant: whether it is not the one under which the act went on, or was for another question. */
  readonly isUnused: boolean;
  /** What was noted; null where there is nothing, or its words are not here. */
  readonly words: string | null;
}

/** Why a decision is not in the force's store. */
export type ClaimTrouble = LaterReason | RefusedReason;

export interface DecisionDetail extends DecisionRow {
  /** Null where there is none, or its words are not here. */
  readonly note: string | null;
  readonly status: DecisionStatus;
  /** Null for one that this device recorded. */
  readonly standing: Standing | null;
}

/** Whether the entry was found to be under a checkpoint of its device, just now. */
export type LedgerProof =
  | {
      readonly state: 'proved';
      /** Entries under the checkpoint. */
      readonly size: number;
      /** Epoch milliseconds by the device's clock: when the last of them was made. */
      readonly at: number | null;
      /** Hashes beside the entry that lead to the root which the device signed. */
      readonly steps: number;
    }
  | {
      readonly state: /** No checkpoint covers it yet. */
        | 'unsigned'
        /** It does not lead to what the device signed. */
        | 'differs'
        /** What the device recorded before is not here, so only the run from there on was checked. */
        | 'partly';
    };
