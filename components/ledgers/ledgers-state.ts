/** What the page of ledgers and files shows: data, made by the page that holds it. */
import type { BundleResult } from '../../core/ledger/verify-bundle.ts';
import type { ImportCount, LedgersReply } from '../../core/review/ledger-messages.ts';

/** What is being done, and how far it is. */
export type Job =
  | { readonly kind: 'export'; readonly done: number; readonly all: number }
  | {
      readonly kind: 'checking' | 'taking';
      readonly name: string;
      readonly done: number;
      readonly all: number;
    };

/** What became of a file that was chosen. */
export interface FileOutcome {
  readonly name: string;
  /** Null where it could not be checked. */
  readonly result: BundleResult | null;
  /** Null where nothing was to be taken in, or nothing was. */
  readonly count: ImportCount | null;
  readonly fault: string | null;
}

/** What became of a file that was made. */
export type Exported =
  | { readonly ok: true; readonly entries: number; readonly hash: string }
  | { readonly ok: false; readonly code: string };

export interface LedgersState {
  /** Null until they were checked for the first time. */
  readonly ledgers: LedgersReply | null;
  readonly failure: string | null;
  readonly job: Job | null;
  readonly exported: Exported | null;
  readonly files: readonly FileOutcome[];
}
