/** A policy source whose managed storage, copy and compiler are in the test's hands. */
import { expect } from 'vitest';
import type { SettingError } from '../../../core/policy/assemble.ts';
import { allCells, compileTable, outcomeAt } from '../../../core/policy/table.ts';
import { outcomeRank } from '../../../core/vocabulary.ts';
import { PolicySource, type PolicyState } from '../../../entrypoints/background/policy-source.ts';
import { baseline } from '../../../platform/baseline.ts';
import { unrehearsed, unsigned } from './unsigned.ts';

export const forever = () => new Promise<unknown>(() => undefined);

/** @param copy of the last good settings, as it was kept */
export function source(
  managed: () => Promise<unknown>,
  copy?: unknown,
  compile: typeof compileTable = compileTable,
) {
  const seen = {
    copy,
    changes: [] as PolicyState[],
    refusals: [] as (readonly SettingError[])[],
    managed,
  };
  const policy = new PolicySource({
    baseline,
    compile,
    seed: async () => 'c0ffee',
    hash: (text) => `hash of ${text.length}`,
    now: () => 1,
    managed: () => seen.managed(),
    signature: unsigned(),
    pilots: unrehearsed(),
    lastGood: {
      load: async () => seen.copy,
      save: async (settings) => {
        seen.copy = settings;
      },
      clear: async () => {
        seen.copy = undefined;
      },
    },
    onChange: (state) => seen.changes.push(state),
    onRejected: (errors) => seen.refusals.push(errors),
    report: () => undefined,
  });
  return { policy, seen };
}

export function ruleIds({ state }: PolicySource): readonly string[] {
  return state.table.rules.map(({ id }) => id);
}

export function expectBaselineHolds({ state }: PolicySource): void {
  const alone = source(forever).policy.state.table;
  for (const cell of allCells())
    expect(outcomeRank(outcomeAt(state.table, cell))).toBeGreaterThanOrEqual(
      outcomeRank(outcomeAt(alone, cell)),
    );
}
