/** What the background answers to the page of the force's devices. */
import type { FleetMessages } from '../../../core/health/fleet-messages.ts';
import { fleetLimits } from '../../../core/health/fleet-standing.ts';
import type { Language } from '../../../core/vocabulary.ts';
import type { Services } from '../handlers.ts';
import { HEARTBEAT_MINUTES } from '../heartbeat.ts';
import { LedgerError } from '../ledger/error.ts';
import type { Handler } from '../listen.ts';
import { isReviewer } from '../review-cases.ts';
import { fleetOfLedgers } from './ledgers.ts';
import { KEPT_DAYS } from './store.ts';

type FleetHandlers = { readonly [Name in keyof FleetMessages]: Handler<Name> };

const NOT_FOR_YOU = { ok: false, code: 'not-for-you' } as const;
const FAILED = { ok: false, code: 'failed' } as const;

export function fleetHandlers(
  services: Services,
  language: () => Promise<Language | null>,
): FleetHandlers {
  const { policy, fleet, delivery, report } = services;
  const settings = () => policy.state.settings?.delivery ?? null;
  const isReader = () => isReviewer(policy.state.policy.identity);

  return {
    async fleet() {
      await policy.ready();
      const store = settings();
      const common = { language: await language() };
      if (!store?.fleet && !isReader()) return { ...NOT_FOR_YOU, ...common };
      try {
        if (store?.fleet) await fleet.forget(store.force);
        // What reads the store may have been ended with the background.
        delivery.start().catch((error) => report('delivery', error));
        return {
          ...common,
          ok: true,
          reading: store?.fleet ? await fleet.reading(store.force) : null,
          limits: fleetLimits(HEARTBEAT_MINUTES, store?.silentHours),
          beatMinutes: HEARTBEAT_MINUTES,
          keptDays: KEPT_DAYS,
        };
      } catch (error) {
        if (error instanceof LedgerError) return { ...FAILED, ...common };
        throw error;
      }
    },

    async 'fleet-rows'({ source, after, count }) {
      await policy.ready();
      const isOfStore = source === 'store';
      const isFleet = settings()?.fleet === true;
      if (!isFleet && (isOfStore || !isReader())) return NOT_FOR_YOU;
      try {
        if (!isOfStore)
          return { ok: true, ...(await fleetOfLedgers(services, isReader(), after, count)) };
        const rows = await fleet.rows(after, count);
        return { ok: true, rows, hasMore: rows.length === count };
      } catch (error) {
        if (error instanceof LedgerError) return FAILED;
        throw error;
      }
    },
  };
}
