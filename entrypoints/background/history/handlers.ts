/** What the background answers to an officer: what is owed, the own page, what was passed on. */
import type { HistoryMessages } from '../../../core/review/history-messages.ts';
import type { Language } from '../../../core/vocabulary.ts';
import type { Services } from '../handlers.ts';
import { LedgerError } from '../ledger/error.ts';
import type { Handler } from '../listen.ts';
import { giveReason, owedReasons } from '../owed-reasons.ts';
import { giveReply, sayPassedOn } from './answers.ts';
import { countHistory, listHistory, NO_PAGE } from './history.ts';

type Asked = keyof HistoryMessages | 'owed' | 'give-reason';
type HistoryHandlers = { readonly [Name in Asked]: Handler<Name> };

export function historyHandlers(
  services: Services,
  language: () => Promise<Language | null>,
): HistoryHandlers {
  const { policy } = services;
  return {
    async history(asked) {
      await policy.ready();
      // What was decided elsewhere is asked for while somebody looks; the page follows what comes.
      services.claims.hearing.looks();
      services.delivery.start().catch((error) => services.report('delivery', error));
      const { identity } = policy.state.policy;
      const common = { identity, language: await language() };
      try {
        return { ...common, ...(await listHistory(services, asked)), failure: null };
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        return { ...common, ...NO_PAGE, failure: error.code };
      }
    },

    async 'history-counts'() {
      await policy.ready();
      try {
        return await countHistory(services);
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        // The status page says what is wrong with the ledger.
        return NO_PAGE.counts;
      }
    },

    async owed() {
      await policy.ready();
      return { owed: await owedReasons(services), language: await language() };
    },

    async 'give-reason'(given) {
      await policy.ready();
      return giveReason(services, given);
    },

    async reply(given) {
      await policy.ready();
      return giveReply(services, given);
    },

    async 'passed-on'(given) {
      await policy.ready();
      return sayPassedOn(services, given);
    },
  };
}
