/** Whether a policy is nowhere looser than the baseline, over every cell and every limit. */
import type { Baseline } from './assemble.ts';
import { plainestCase } from './counterexample.ts';
import { CELLS, type LooserCell, looserCells, looserLimits } from './demand.ts';
import { type Limits, NATIONAL_LIMITS, type Rule } from './model.ts';
import { inForceWith, type PolicyFile } from './policy-file.ts';
import { type Cell, compileTable, type DecisionTable, winnerAt } from './table.ts';

export interface Proof {
  readonly holds: boolean;
  readonly tables: { readonly baseline: DecisionTable; readonly policy: DecisionTable };
  readonly limits: { readonly baseline: Limits; readonly policy: Limits };
  readonly looser: readonly LooserCell[];
  readonly looserLimits: readonly (keyof Limits)[];
  /** The plainest of the looser cells. */
  readonly counterexample: Counterexample | null;
  /** Controls that site profiles of the file leave alone, which no table shows. */
  readonly ignoredControls: number;
}

export interface Counterexample extends LooserCell {
  readonly at: Cell;
  readonly before: Rule | null;
  readonly after: Rule | null;
}

export function prove(file: PolicyFile, baseline: Baseline): Proof {
  const inForce = inForceWith(file, baseline);
  const tables = { baseline: compileTable([baseline.pack]), policy: compileTable(inForce.packs) };
  const limits = { baseline: NATIONAL_LIMITS, policy: inForce.limits };
  const looser = looserCells(tables.baseline, tables.policy);
  const longer = looserLimits(limits.baseline, limits.policy);
  const plainest = plainestCase(looser);
  const at = plainest && CELLS[plainest.cell];
  return {
    holds: looser.length === 0 && longer.length === 0,
    tables,
    limits,
    looser,
    looserLimits: longer,
    counterexample: at
      ? {
          ...plainest,
          at,
          before: winnerAt(tables.baseline, at),
          after: winnerAt(tables.policy, at),
        }
      : null,
    ignoredControls: (file.settings?.profiles ?? [])
      .flatMap(({ controls }) => controls ?? [])
      .filter(({ treat }) => treat === 'ignore').length,
  };
}
