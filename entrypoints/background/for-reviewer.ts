/** What only reviewers are answered. That somebody else asked is written down. */
import type { Refused } from '../../core/review/ledger-messages.ts';
import { orFailed } from './ledger/or-failed.ts';
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
