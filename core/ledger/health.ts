/** Whether the ledger of a device holds and can record. */
export interface LedgerHealth {
  readonly state: 'ok' | 'broken' | 'unavailable';
  readonly entries: number;
  readonly lastAt: number | null;
  readonly breaks: readonly { readonly seq: number; readonly code: string }[];
  /** Entries before which the clock of this device went back. */
  readonly clock: readonly number[];
  readonly waiting: number;
  readonly failure: string | null;
}
