/** Which override is open, and how far opening it got. */
import type { CaseDetail } from '../../core/review/rows.ts';

export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly id: string }
  | { readonly kind: 'missing'; readonly id: string }
  /** Not for this person to read. */
  | { readonly kind: 'refused'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly code: string }
  | { readonly kind: 'shown'; readonly id: string; readonly detail: CaseDetail };
