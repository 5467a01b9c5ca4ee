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

/** The same, of which some are on trial. */
const anyTrial: fc.Arbitrary<Partial<Rule>> = fc.oneof(
  fc.constant({}),
  fc.record({
    mode: fc.constantFrom('rehearse', 'observe'),
    until: fc.constantFrom('2026-12-01', '2026-12-31', '2027-02-28'),
  }),
);

export function anyPack(layer: RulePack['layer'], maxLength = 8): fc.Arbitrary<RulePack> {
  const rule =
    layer === 'national'
      ? anyRule
      : fc.tuple(anyRule, anyTrial).map(([own, trial]) => ({ ...own, ...trial }));
  return fc.array(rule, { maxLength }).map((rules) => ({
    id: 'any-pack',
    layer,
    version: '1',
    rules: rules.map((rule, index) => ({ ...rule, id: `${layer}-${index}` })),
  }));
}
