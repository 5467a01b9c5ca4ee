/** What the page of transaction logs asks the background. */
import type { ReconciliationHeader } from '../ledger/header.ts';
import type { Refused } from '../review/ledger-messages.ts';
import type { SeenCheck } from './reconcile.ts';

export interface ChecksReply {
  readonly ok: true;
  /** PNC checks of this device and of all whose entries are here, in no order. */
  readonly checks: readonly SeenCheck[];
  /** Left out: entries of the period that do not hold. */
  readonly doubtful: number;
  /** More than are given in one answer lie in the period. */
  readonly isCut: boolean;
}

/** What `Messages` has of transaction logs. */
export interface ReconcileMessages {
  /** @param from epoch milliseconds; `before` too, and it is not among them */
  checks: {
    from: 'page';
    request: { readonly from: number; readonly before: number };
    reply: ChecksReply | Refused;
  };
  /** Records the numbers, before they are shown. */
  reconciled: {
    from: 'page';
    request: Pick<
      ReconciliationHeader,
      | 'file'
      | 'first'
      | 'last'
      | 'transactions'
      | 'matched'
      | 'doneAllTheSame'
      | 'withoutTransaction'
      | 'withoutEntry'
    >;
    reply: { readonly ok: true } | Refused;
  };
}
