/** What only reviewers are answered. That somebody else asked is written down. */
import type { Refused } from '../../core/review/ledger-messages.ts';
import { LedgerError } from './ledger/error.ts';
import type { OwnParts } from './own-entries.ts';
import { isReviewer, refuseReading } from './review-cases.ts';

export function forReviewer<T>(parts: OwnParts, answer: () => Promise<T>): Promise<T | Refused> {
  return orFailed<T | Refused>(async () => {
    await parts.policy.ready();
    if (isReviewer(parts.policy.state.policy.identity)) return answer();
    await refuseReading(parts, '');
    return { ok: false, code: 'not-a-reviewer' };
  });
}

/** A ledger that does not answer is told; nothing leaves and nothing counts as taken in. */
export async function orFailed<T>(answer: () => Promise<T>): Promise<T | Refused> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof LedgerError) return { ok: false, code: 'failed' };
    throw error;
  }
}
