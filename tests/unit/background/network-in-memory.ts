/** The browser's network filter in memory: it keeps rules as the browser does, and stops nothing. */
import type { NetworkRule } from '../../../core/network/rules.ts';
import type { NetworkFilter } from '../../../entrypoints/background/network-gate.ts';

export interface NetworkInMemory {
  readonly filter: NetworkFilter;
  readonly lasting: () => readonly NetworkRule[];
  readonly session: () => readonly NetworkRule[];
}

/** @param session rules that an earlier life of the background left behind */
export function networkInMemory(session: readonly NetworkRule[] = []): NetworkInMemory {
  const kept = { lasting: new Map<number, NetworkRule>(), session: new Map<number, NetworkRule>() };
  for (const rule of session) kept.session.set(rule.id, rule);
  const update = (
    rules: Map<number, NetworkRule>,
    { addRules = [], removeRuleIds = [] }: Parameters<NetworkFilter['updateSessionRules']>[0],
  ): void => {
    for (const id of removeRuleIds) rules.delete(id);
    for (const rule of addRules) {
      if (rules.has(rule.id)) throw new Error(`rule ${rule.id} does not have a unique id`);
      rules.set(rule.id, rule);
    }
  };
  return {
    lasting: () => [...kept.lasting.values()],
    session: () => [...kept.session.values()],
    filter: {
      getDynamicRules: async () => [...kept.lasting.values()],
      updateDynamicRules: async (change) => update(kept.lasting, change),
      getSessionRules: async () => [...kept.session.values()],
      updateSessionRules: async (change) => update(kept.session, change),
      isRegexSupported: async () => ({ isSupported: true }),
    },
  };
}
