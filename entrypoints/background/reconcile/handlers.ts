/** What the background answers about transaction logs. */
import type { Messages } from '../../../core/messages.ts';
import type { ReconcileMessages } from '../../../core/reconcile/messages.ts';
import { forReviewer } from '../for-reviewer.ts';
import type { Handlers } from '../listen.ts';
import { type OwnParts, recordOwn } from '../own-entries.ts';
import type { LineParts } from '../received/every-line.ts';
import { checksBetween } from './checks.ts';

type Reply<Name extends keyof ReconcileMessages> = Promise<Messages[Name]['reply']>;

export function reconcileHandlers(
  parts: OwnParts & LineParts,
): Pick<Handlers, keyof ReconcileMessages> {
  return {
    checks: ({ from, before }): Reply<'checks'> =>
      forReviewer(parts, () => checksBetween(parts, from, before)),

    reconciled: (numbers): Reply<'reconciled'> =>
      forReviewer(parts, async () => {
        const reader = parts.policy.state.policy.identity.id;
        await recordOwn(parts, { kind: 'reconciliation', reader, ...numbers });
        return { ok: true };
      }),
  };
}
