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

    // A message wakes the background, which then knows no settings yet: nothing would wait for anybody.
    async outbox({ after, count }) {
      await policy.ready();
      return delivery.next(after, count);
    },

    async settle({ keys }) {
      await delivery.outbox.settle(keys);
      return null;
    },

    async delivered() {
      await policy.ready();
      return { checkpoint: await delivery.delivered() };
    },

    async recheck({ from }) {
      await policy.ready();
      return delivery.recheck(from);
    },

    async 'delivery-fault'({ code }) {
      if (code === 'store-lost') await delivery.missed();
      await recordFault(services, code);
      return null;
    },

    async readings() {
      await policy.ready();
      return services.readings.wanted();
    },

    async 'stream-records'(batch) {
      await policy.ready();
      await services.readings.take(batch);
      return null;
    },

    async claims() {
      // The question may be what woke the background.
      await policy.ready();
      return services.claims.waiting();
    },

    async claimed({ id, answer }) {
      await policy.ready();
      await services.claims.answered(id, answer);
      return null;
    },

    async unheard() {
      await policy.ready();
      return services.claims.hearing.unheard();
    },

    async heard(answer) {
      await policy.ready();
      return services.claims.hearing.heard(answer);
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
