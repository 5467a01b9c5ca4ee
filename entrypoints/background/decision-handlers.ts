/** What the background answers to whoever decides on an override, takes one, or is named as authorising one. */
import { assignCase } from './assign-case.ts';
import { decideCase } from './decide-case.ts';
import type { Handler } from './listen.ts';
import type { ReviewParts } from './review-cases.ts';
import { vouchFor } from './vouch.ts';

type Decisions = { readonly [Name in 'decide' | 'vouch' | 'assign']: Handler<Name> };

export function decisionHandlers(parts: ReviewParts): Decisions {
  return {
    async decide(decision) {
      await parts.policy.ready();
      return decideCase(parts, decision);
    },

    async vouch(asked) {
      await parts.policy.ready();
      return vouchFor(parts, asked);
    },

    async assign(asked) {
      await parts.policy.ready();
      return assignCase(parts, asked);
    },
  };
}
