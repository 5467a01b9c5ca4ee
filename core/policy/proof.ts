/** Whether a policy is nowhere looser than the baseline, over every cell and every limit. */
import type { Baseline } from './assemble.ts';
import { plainestCase } from './counterexample.ts';
import { CELLS, type LooserCell, looserCells, looserLimits } from './demand.ts';
import { type Limits, NATIONAL_LIMITS, type Rule } from './model.ts';
import { pilotFaults } from './pilot-faults.ts';
import type { Pilot } from './pilots.ts';
import { inForceWith, type PolicyFile } from './policy-file.ts';
import { type Cell, compileTable, type DecisionTable, winnerAt } from './table.ts';
import { afterDay, NEVER, phasesOf } from './trial.ts';

export interface Proof {
  readonly holds: boolean;
  readonly baseline: DecisionTable;
  /** One for each day after which trials are over: what counts changes by itself. */
  readonly phases: readonly Phase[];
  readonly limits: { readonly baseline: Limits; readonly policy: Limits };
  readonly looserLimits: readonly (keyof Limits)[];
  /** The plainest of the looser cells of the first phase that has any. */
  readonly counterexample: Counterexample | null;
  /** National rules that the policy rehearses: the one exception, of which no table is made. */
  readonly rehearsed: readonly Pilot[];
  /** Controls that site profiles of the file leave alone, which no table shows. */
  readonly ignoredControls: number;
}

export interface Phase {
  /** Last day of the trials that are over; null while all of them last. */
  readonly past: string | null;
  readonly table: DecisionTable;
  readonly looser: readonly LooserCell[];
}

export interface Counterexample extends LooserCell {
  readonly at: Cell;
  readonly past: string | null;
  readonly before: Rule | null;
  readonly after: Rule | null;
}

export function prove(file: PolicyFile, baseline: Baseline): Proof {
  const national = compileTable([baseline.pack]);
  const phases = phasesOf(file.pack?.rules ?? []).map((past): Phase => {
    const table = compileTable(inForceWith(file, baseline, afterDay(past)).packs);
    return { past, table, looser: looserCells(national, table) };
  });
  const { limits } = inForceWith(file, baseline, NEVER);
  const longer = looserLimits(NATIONAL_LIMITS, limits);
  const pilots = file.settings?.pilots ?? [];
  const worst = phases.find(({ looser }) => looser.length > 0);
  return {
    holds:
      worst === undefined && longer.length === 0 && pilotFaults(pilots, baseline.pack).length === 0,
    baseline: national,
    phases,
    limits: { baseline: NATIONAL_LIMITS, policy: limits },
    looserLimits: longer,
    counterexample: worst ? counterexampleIn(worst, national) : null,
    rehearsed: pilots,
    ignoredControls: (file.settings?.profiles ?? [])
      .flatMap(({ controls }) => controls ?? [])
      .filter(({ treat }) => treat === 'ignore').length,
  };
}

function counterexampleIn(
  { past, table, looser }: Phase,
  national: DecisionTable,
): Counterexample | null {
  const plainest = plainestCase(looser);
  const at = plainest && CELLS[plainest.cell];
  return at
    ? { ...plainest, at, past, before: winnerAt(national, at), after: winnerAt(table, at) }
    : null;
}
