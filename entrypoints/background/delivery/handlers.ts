/** What the background answers to the page that delivers. */
import type { DeliveryMessages } from '../../../core/delivery/messages.ts';
import { recordFault } from '../faults.ts';
import type { Services } from '../handlers.ts';
import type { Handler } from '../listen.ts';

type DeliveryHandlers = { readonly [Name in keyof DeliveryMessages]: Handler<Name> };

export function deliveryHandlers(services: Services): DeliveryHandlers {
  const { delivery, policy } = services;
  return {
    async 'delivery-settings'() {
      await policy.ready();
      return { settings: policy.state.settings?.delivery ?? null };
    },

    outbox({ after, count }) {
      return delivery.next(after, count);
    },

    async settle({ keys }) {
      await delivery.outbox.settle(keys);
      return null;
    },

    async delivered() {
      return { checkpoint: await delivery.delivered() };
    },

    recheck({ from }) {
      return delivery.recheck(from);
    },

    async 'delivery-fault'({ code }) {
      if (code === 'store-lost') await delivery.missed();
      await recordFault(services, code);
      return null;
    },

    readings() {
      return services.readings.wanted();
    },

    async 'stream-records'(batch) {
      await services.readings.take(batch);
      return null;
    },

    async 'courier-report'(report) {
      await delivery.reported(report);
      return null;
    },

    async 'courier-done'() {
      // Not waited for: the page that asks is the one that is closed.
      delivery.done().catch((error) => services.report('delivery', error));
      return null;
    },
  };
}
