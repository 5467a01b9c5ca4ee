/** What the background answers to the page of a look-up that was opened by its address. */
import type { Language } from '../../core/vocabulary.ts';
import { handOver, proceed } from './gate-requests.ts';
import type { Services } from './handlers.ts';
import type { Handler } from './listen.ts';

type Held = { readonly [Name in 'held' | 'hand' | 'proceed']: Handler<Name> };

export function heldHandlers(services: Services, language: () => Promise<Language | null>): Held {
  const { policy, asking } = services;
  return {
    async held() {
      await policy.ready();
      return {
        policy: policy.state.policy,
        persons: await services.persons.known(services.now()),
        endpoints: services.endpoints(),
        language: await language(),
        asksNow: asking.isPossible(),
      };
    },

    hand({ tabId, kind }) {
      return handOver(services, tabId, kind);
    },

    async proceed({ tabId, report }, sender) {
      const second = await asking.authorise(report, sender);
      return second.ok ? proceed(services, tabId, report, second.authorisation) : second;
    },
  };
}
