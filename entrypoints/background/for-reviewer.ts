/** What only reviewers are answered. That somebody else asked is written down. */
import type { Refused } from '../../core/review/ledger-messages.ts';
import { LedgerError } from './ledger/error.ts';
import type { OwnParts } from './own-entries.ts';
import { isReviewer, refuseReading } from './review-cases.ts';

/** A ledger that does not answer is told, and nothing is answered instead. */
export async function forReviewer<T>(
  parts: OwnParts,
  answer: () => Promise<T>,
): Promise<T | Refused> {
  await parts.policy.ready();
  try {
    if (isReviewer(parts.policy.state.policy.identity)) return await answer();
    await refuseReading(parts, '');
    return { ok: false, code: 'not-a-reviewer' };
  } catch (error) {
    if (error instanceof LedgerError) return { ok: false, code: 'failed' };
    throw error;
  }
}
