/** Why a policy answers as it does: region by region, with rule, other rules and sources. */
import type { PolicyInForce } from './assemble.ts';
import { CELLS, type Demand, demandOf, occurring } from './demand.ts';
import type { Layer, Rule } from './model.ts';
import { cellsIn, type Region, regionsOf } from './regions.ts';
import { compileTable, type DecisionTable, ruleApplies } from './table.ts';

/** A rule and the layer that it stands in. */
export interface LayeredRule {
  readonly rule: Rule;
  readonly layer: Layer;
}

/** One answer of the policy, and where it is given. */
export interface Explanation {
  readonly demand: Demand;
  /** Null where no rule applies. */
  readonly decides: LayeredRule | null;
  /** Other rules that apply there, all over the regions. */
  readonly also: readonly LayeredRule[];
  /** Rules on trial among them, as they will be enforced. */
  readonly trials: readonly Rule[];
  readonly regions: readonly Region[];
}

/**
 * @param within what is asked about
 * @param withOthers whether regions are told apart by the rules that apply but do not decide
 */
export function explain(
  policy: PolicyInForce,
  within: Region,
  withOthers: boolean,
): readonly Explanation[] {
  return explainCells(policy, occurring(cellsIn(within)), withOthers);
}

/** Only where another policy answers otherwise, or by other rules. */
export function explainBeyond(
  policy: PolicyInForce,
  usual: PolicyInForce,
  within: Region,
  withOthers: boolean,
): readonly Explanation[] {
  const [here, there] = [compileTable(policy.packs), compileTable(usual.packs)];
  const rulesAt = (table: DecisionTable, cell: number): string => {
    const winner = table.winners[cell] ?? 0;
    const all = withOthers ? [winner, ...othersAt(table, cell, winner)] : [winner];
    return JSON.stringify(all.map((index) => table.rules[index]?.id));
  };
  const cells = occurring(cellsIn(within)).filter(
    (cell) => rulesAt(here, cell) !== rulesAt(there, cell),
  );
  return explainCells(policy, cells, withOthers);
}

function explainCells(
  policy: PolicyInForce,
  within: readonly number[],
  withOthers: boolean,
): readonly Explanation[] {
  const table = compileTable(policy.packs);
  const layers = policy.packs.flatMap(({ layer, rules }) => rules.map(() => layer));
  const layered = (index: number): LayeredRule | null => {
    const [rule, layer] = [table.rules[index], layers[index]];
    return rule && layer ? { rule, layer } : null;
  };
  const groups = new Map<string, { winner: number; also: readonly number[]; cells: number[] }>();
  for (const cell of within) {
    const winner = table.winners[cell] ?? 0;
    const also = withOthers ? othersAt(table, cell, winner) : [];
    const key = [winner, ...also].join();
    const known = groups.get(key);
    if (known) known.cells.push(cell);
    else groups.set(key, { winner, also, cells: [cell] });
  }
  return [...groups.values()].map(({ winner, also, cells }) => ({
    demand: demandOf(table.rules[winner]),
    decides: layered(winner),
    also: also.flatMap((index) => layered(index) ?? []),
    trials: [winner, ...also].flatMap(
      (index) => policy.trials.find(({ id }) => id === table.rules[index]?.id) ?? [],
    ),
    regions: regionsOf(cells),
  }));
}

function othersAt({ rules }: DecisionTable, number: number, winner: number): readonly number[] {
  const cell = CELLS[number];
  return rules.flatMap((rule, index) =>
    cell && index !== winner && ruleApplies(rule.when, cell) ? [index] : [],
  );
}
