/** Arbitrary rules over the whole decision domain. */
import fc from 'fast-check';
import type { Rule, RulePack } from '../../../core/policy/model.ts';
import { OFFENCE_GROUPS, OUTCOMES, RANKS, ROLES, SIGNAL_KINDS } from '../../../core/vocabulary.ts';
import { reasonCodes } from '../../../platform/baseline.ts';

const some = <T>(values: readonly T[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const flag = fc.option(fc.boolean(), { nil: undefined });

export const anyRule: fc.Arbitrary<Rule> = fc.record({
  id: fc.constant('any'),
  when: fc.record({
    kind: some(SIGNAL_KINDS),
    role: some(ROLES),
    group: some(OFFENCE_GROUPS),
    dual: flag,
    trust: some(['generic', 'profile'] as const),
    granted: flag,
  }),
  outcome: fc.constantFrom(...OUTCOMES),
  reasons: fc.subarray(
    reasonCodes.map(({ code }) => code),
    { minLength: 1, maxLength: 5 },
  ),
  authoriser: fc.constantFrom(...RANKS),
  wording: fc.constantFrom('immigration-lookup', 'pnc-check'),
  sources: fc.constant([]),
});

export function anyPack(layer: RulePack['layer'], maxLength = 8): fc.Arbitrary<RulePack> {
  return fc.array(anyRule, { maxLength }).map((rules) => ({
    id: 'any-pack',
    layer,
    version: '1',
    rules: rules.map((rule, index) => ({ ...rule, id: `${layer}-${index}` })),
  }));
}
