/** What whoever asked is told where the ledger does not answer. */
import { LedgerError } from './error.ts';

export interface Failed {
  readonly ok: false;
  readonly code: 'failed';
}

/** A ledger that does not answer is told; nothing leaves and nothing counts as taken in. */
export async function orFailed<T>(answer: () => Promise<T>): Promise<T | Failed> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof LedgerError) return { ok: false, code: 'failed' };
    throw error;
  }
}
