/** Whether a policy is nowhere looser than the baseline, over every cell and every limit. */
import type { Baseline } from './assemble.ts';
import { plainestCase } from './counterexample.ts';
import { CELLS, type LooserCell, looserCells, looserLimits } from './demand.ts';
import { type Limits, NATIONAL_LIMITS, type Rule } from './model.ts';
import { pilotFaults } from './pilot-faults.ts';
import type { Pilot } from './pilots.ts';
import type { PolicyFile } from './policy-file.ts';
import { type Cell, compileTable, type DecisionTable, winnerAt } from './table.ts';
import { NEVER, phasesOf } from './trial.ts';
import { WayTables } from './way-tables.ts';
import { ALONE, inForceIn, type Way, waysOf } from './ways.ts';

export interface Proof {
  readonly holds: boolean;
  readonly baseline: DecisionTable;
  /** Each way in which the policy can be in force. */
  readonly ways: readonly ProvedWay[];
  readonly limits: { readonly baseline: Limits; readonly policy: Limits };
  readonly looserLimits: readonly (keyof Limits)[];
  /** The plainest of the looser cells of the first phase of the first way that has any. */
  readonly counterexample: Counterexample | null;
  /** National rules that the policy rehearses: the one exception, of which no table is made. */
  readonly rehearsed: readonly Pilot[];
  /** Controls that site profiles of the file leave alone, which no table shows. */
  readonly ignoredControls: number;
}

export interface ProvedWay {
  readonly way: Way;
  /** One for each day after which trials are over: what counts changes by itself. */
  readonly phases: readonly Phase[];
}

export interface Phase {
  /** Last day of the trials that are over; null while all of them last. */
  readonly past: string | null;
  readonly table: DecisionTable;
  readonly looser: readonly LooserCell[];
}

export interface Counterexample extends LooserCell {
  readonly way: Way;
  readonly at: Cell;
  readonly past: string | null;
  readonly before: Rule | null;
  readonly after: Rule | null;
}

export function prove(file: PolicyFile, baseline: Baseline): Proof {
  const national = compileTable([baseline.pack]);
  const tables = new WayTables(file, baseline);
  const ways = waysOf(file).map((way): ProvedWay => {
    const phases = phasesOf(tables.trialsOf(way)).map((past): Phase => {
      const table = tables.tableOf(way, past);
      return { past, table, looser: looserCells(national, table) };
    });
    return { way, phases };
  });
  const { settings } = file;
  const { limits } = inForceIn(ALONE, file, baseline, NEVER);
  const longer = looserLimits(NATIONAL_LIMITS, limits);
  const { pilots = [], profiles = [] } = settings?.suspended ? {} : (settings ?? {});
  const counterexample = firstLooser(ways, national);
  const hasBadPilot = pilotFaults(settings?.pilots ?? [], baseline.pack).length > 0;
  return {
    holds: counterexample === null && longer.length === 0 && !hasBadPilot,
    baseline: national,
    ways,
    limits: { baseline: NATIONAL_LIMITS, policy: limits },
    looserLimits: longer,
    counterexample,
    rehearsed: pilots,
    ignoredControls: profiles
      .flatMap(({ controls }) => controls ?? [])
      .filter(({ treat }) => treat === 'ignore').length,
  };
}

function firstLooser(ways: readonly ProvedWay[], national: DecisionTable): Counterexample | null {
  for (const { way, phases } of ways)
    for (const { past, table, looser } of phases) {
      const plainest = plainestCase(looser);
      const at = plainest && CELLS[plainest.cell];
      if (at)
        return {
          ...{ ...plainest, way, at, past },
          before: winnerAt(national, at),
          after: winnerAt(table, at),
        };
    }
  return null;
}
