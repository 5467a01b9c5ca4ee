/** What the page of ledgers and files shows: data, made by the page that holds it. */
import type { Disclosure } from '../../core/ledger/disclosure.ts';
import type { BundleResult } from '../../core/ledger/verify-bundle.ts';
import type { ExportScope, ImportCount, LedgersReply } from '../../core/review/ledger-messages.ts';

/** What is being done, and how far it is. */
export type Job =
  | { readonly kind: 'export'; readonly done: number; readonly all: number }
  | {
      readonly kind: 'checking' | 'taking' | 'settling';
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

/** A signed file with everything, or a table of the overrides without words. */
export const EXPORT_FORMATS = ['bundle', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What somebody asks a file of. */
export interface ExportChosen {
  readonly scope: ExportScope;
  /** Epoch milliseconds: only what was not signed for by then; null for everything. */
  readonly since: number | null;
  readonly format: ExportFormat;
  readonly disclosure: Disclosure;
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
