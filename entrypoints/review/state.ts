/** What the review page knows of overrides, as it is shown. */
import type { AssignTold } from '../../components/review/assign-news.tsx';
import type { Confirmation } from '../../components/review/decided.tsx';
import type { ReadCases } from '../../components/review/review-page.tsx';
import type { Selection } from '../../components/review/selection.ts';
import type { Language } from '../../core/vocabulary.ts';

export interface ReviewState {
  readonly cases: (ReadCases & { readonly language: Language | null }) | null;
  /** How far the first reading is; null where it is done. */
  readonly loading: { readonly read: number; readonly all: number } | null;
  readonly failure: string | null;
  readonly selection: Selection;
  readonly confirmation: Confirmation | null;
  /** Epoch milliseconds when the list was last read. */
  readonly readAt: number;
  /** Whether the open override changed since it was opened. */
  readonly stale: boolean;
  /** Overrides on which a decision waited for the force's store and no longer does. */
  readonly settled: readonly string[];
  /** Ids of all planted cases of this visit: nothing of them is printed. */
  readonly planted: ReadonlySet<string>;
  /** What became of it, when the reader last said who is on an override. */
  readonly assignTold: AssignTold | null;
}

/** Of an override that is opened now. */
export const NOTHING_SAID = { confirmation: null, stale: false, assignTold: null };

export const NOTHING_READ: ReviewState = {
  cases: null,
  loading: null,
  failure: null,
  selection: { kind: 'none' },
  ...NOTHING_SAID,
  readAt: 0,
  settled: [],
  planted: new Set(),
};
