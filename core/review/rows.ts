/** Cases as the review page lists and opens them. */
import type { AttemptBody } from '../ledger/entry.ts';
import type { AttemptHeader } from '../ledger/header.ts';
import type { Choice, OffenceGroup, Outcome, Role, SignalKind } from '../vocabulary.ts';
import type { Bar, CaseState } from './cases.ts';

/** What can be said for an entry of another device: signed for, not signed for yet, or not holding. */
export type Standing = 'signed' | 'unsigned' | 'broken';

export interface CaseRow {
  readonly id: string;
  /** Place in the ledger of its device. */
  readonly seq: number;
  readonly device: string;
  /** Null for what this device itself recorded. */
  readonly standing: Standing | null;
  readonly at: number;
  readonly state: CaseState;
  readonly officer: string;
  readonly unit: string;
  readonly signal: SignalKind;
  readonly role: Role;
  readonly group: OffenceGroup;
  readonly outcome: Outcome;
  readonly choice: Choice;
  readonly reason: string | null;
  readonly bar: Bar | null;
  /** How often it was done again under the same reason. */
  readonly repeats: number;
  /** Until when a reason is owed, epoch milliseconds; null where none is. */
  readonly owedBy: number | null;
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
  readonly decisions: readonly {
    readonly id: string;
    readonly at: number;
    readonly outcome: string;
    readonly reviewer: string;
    readonly note: string | null;
    /** False for one by whoever made the override or authorised it. */
    readonly counts: boolean;
  }[];
  readonly proof: LedgerProof;
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
