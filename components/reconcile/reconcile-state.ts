/** What the page of transaction logs shows: data, made by the page that holds it. */
import type { LogColumns, LogFault, LogReading } from '../../core/reconcile/log-lines.ts';
import type { LogClock } from '../../core/reconcile/log-time.ts';
import type { Reconciled } from '../../core/reconcile/reconcile.ts';

export interface ChosenLog {
  readonly name: string;
  /** As the first row has them. */
  readonly names: readonly string[];
  readonly suggested: LogColumns;
}

/** How the log is to be read and held against the entries. */
export interface Comparison {
  readonly columns: LogColumns;
  readonly clock: LogClock;
  readonly codes: readonly string[];
  readonly withinMinutes: number;
  /** Which terminal is which device; null where nobody says. */
  readonly terminals: File | null;
}

export type Outcome =
  /** Rows that cannot be relied on: nothing is compared with half a log. */
  | { readonly kind: 'rows'; readonly reading: LogReading }
  | { readonly kind: 'terminals'; readonly faults: readonly number[] }
  /** No row of the chosen codes names a staff number. */
  | { readonly kind: 'none'; readonly reading: LogReading }
  /** More entries in the period than are compared at once. */
  | { readonly kind: 'too-many' }
  | { readonly kind: 'failed'; readonly code: string }
  | {
      readonly kind: 'done';
      readonly reading: LogReading;
      readonly result: Reconciled;
      readonly doubtful: number;
    };

export interface ReconcileState {
  readonly log: ChosenLog | null;
  readonly fault: LogFault | null;
  /** Parts of the file that were read; null where nothing is being done. */
  readonly job: { readonly done: number; readonly all: number } | null;
  readonly outcome: Outcome | null;
  /** What became of the lists as a file: rows, or why there is none; null where nobody asked. */
  readonly saved: { readonly rows: number } | { readonly code: string } | null;
}
