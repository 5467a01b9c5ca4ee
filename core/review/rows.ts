/** Cases as the review page lists and opens them. */
import type { AttemptBody } from '../ledger/entry.ts';
import type { AttemptHeader } from '../ledger/header.ts';
import type { Choice, OffenceGroup, Outcome, Role, SignalKind } from '../vocabulary.ts';
import type { Bar, CaseState } from './cases.ts';

export interface CaseRow {
  readonly id: string;
  readonly seq: number;
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
  }[];
}
