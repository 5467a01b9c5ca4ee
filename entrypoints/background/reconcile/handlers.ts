/** What the background answers about transaction logs. */
import type { Messages } from '../../../core/messages.ts';
import type { ReconcileMessages } from '../../../core/reconcile/messages.ts';
import type { Refused } from '../../../core/review/ledger-messages.ts';
import { LedgerError } from '../ledger/error.ts';
import type { Handlers } from '../listen.ts';
import { type OwnParts, recordOwn } from '../own-entries.ts';
import { isReviewer, refuseReading } from '../review-cases.ts';
import { type CheckParts, checksBetween } from './checks.ts';

type Reply<Name extends keyof ReconcileMessages> = Promise<Messages[Name]['reply']>;

export function reconcileHandlers(
  parts: OwnParts & CheckParts,
): Pick<Handlers, keyof ReconcileMessages> {
  /** What is asked for is for reviewers; that somebody else asked is written down. */
  async function forReviewer<T>(answer: () => Promise<T>): Promise<T | Refused> {
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

  return {
    checks: ({ from, before }): Reply<'checks'> =>
      forReviewer(() => checksBetween(parts, from, before)),

    reconciled: (numbers): Reply<'reconciled'> =>
      forReviewer(async () => {
        const reader = parts.policy.state.policy.identity.id;
        await recordOwn(parts, { kind: 'reconciliation', reader, ...numbers });
        return { ok: true };
      }),
  };
}
