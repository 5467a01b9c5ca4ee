/** Why a rule decides, or does not: each of its conditions, and the rules that outdo it. */
import type { PolicyInForce } from './assemble.ts';
import { CELLS, occurring } from './demand.ts';
import type { LayeredRule } from './explain.ts';
import type { Conditions } from './model.ts';
import { cellsIn, EVERYTHING, type Region, regionsOf } from './regions.ts';
import { compileTable, ruleApplies } from './table.ts';

/** One condition of a rule against what is asked about. */
export interface ConditionWhy {
  /** What the condition wants, all else left open. */
  readonly wanted: Region;
  readonly axis: keyof Conditions;
  readonly holds: 'everywhere' | 'partly' | 'nowhere';
}

export interface RuleWhy {
  readonly rule: LayeredRule;
  /** None where the rule has no conditions. */
  readonly conditions: readonly ConditionWhy[];
  readonly decidesIn: readonly Region[];
  /** Where it applies and another rule decides. */
  readonly outdoneIn: readonly Region[];
  readonly outdoneBy: readonly LayeredRule[];
}

/** @returns null where the policy has no such rule */
export function whyRule(policy: PolicyInForce, id: string, within: Region): RuleWhy | null {
  const table = compileTable(policy.packs);
  const all = policy.packs.flatMap(({ layer, rules }) => rules.map((rule) => ({ rule, layer })));
  const index = all.findIndex(({ rule }) => rule.id === id);
  const found = all[index];
  if (!found) return null;
  const { when } = found.rule;
  const applies = occurring(cellsIn(within)).filter(
    (at) => CELLS[at] && ruleApplies(when, CELLS[at]),
  );
  const decides = applies.filter((at) => table.winners[at] === index);
  const outdone = applies.filter((at) => table.winners[at] !== index);
  const stronger = [...new Set(outdone.map((at) => table.winners[at] ?? 0))];
  return {
    rule: found,
    conditions: conditionsOf(when, within),
    decidesIn: regionsOf(decides),
    outdoneIn: regionsOf(outdone),
    outdoneBy: stronger.flatMap((each) => all[each] ?? []),
  };
}

function conditionsOf(when: Conditions, within: Region): readonly ConditionWhy[] {
  const axes = ['kind', 'role', 'group', 'dual', 'trust', 'granted'] as const;
  return axes.flatMap((axis): ConditionWhy[] => {
    const wanted = when[axis];
    if (wanted === undefined) return [];
    const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    const asked: readonly unknown[] = within[axis];
    const met = asked.filter((value) => values.includes(value)).length;
    const holds = met === asked.length ? 'everywhere' : met > 0 ? 'partly' : 'nowhere';
    const whole: Region = { ...EVERYTHING, [axis]: values };
    return [{ axis, wanted: whole, holds }];
  });
}
