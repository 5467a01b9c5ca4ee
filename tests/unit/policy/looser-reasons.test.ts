/** Which reasons a stricter rule of a force may bring with it: none that the nation bars there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readManagedSettings } from '../../../core/policy/assemble.ts';
import { demandOf, loosenings } from '../../../core/policy/demand.ts';
import { looserReasons } from '../../../core/policy/meaning.ts';
import type { Rule, RulePack } from '../../../core/policy/model.ts';
import { allCells, compileTable, winnerAt } from '../../../core/policy/table.ts';
import { afterDay, phasesOf, ruleDuring } from '../../../core/policy/trial.ts';
import { baseline } from '../../../platform/baseline.ts';
import { anyPack } from './any-policy.ts';

/** Word for word what is meant: in some phase, at some place, a reason is taken that was not. */
function takesMore(national: RulePack, own: RulePack): boolean {
  const before = compileTable([national]);
  return phasesOf(own.rules).some((past) => {
    const rules = own.rules.map((rule) => ruleDuring(rule, afterDay(past)));
    const after = compileTable([national, { ...own, rules }]);
    return [...allCells()].some((cell) =>
      loosenings(
        demandOf(winnerAt(before, cell) ?? undefined),
        demandOf(winnerAt(after, cell) ?? undefined),
      ).some(({ by }) => by === 'reasons'),
    );
  });
}

describe('reasons that the nation bars', () => {
  it('are found in exactly the policies that would take one somewhere, some day', () => {
    let found = 0;
    fc.assert(
      fc.property(anyPack('national'), anyPack('force'), (national, own) => {
        const isLooser = looserReasons(national, own).length > 0;
        if (isLooser) found++;
        expect(isLooser).toBe(takesMore(national, own));
      }),
      { numRuns: 150 },
    );
    // Nine or so of a run: how many is chance, none is a fault of the generator.
    expect(found).toBeGreaterThan(0);
  });

  const barred = (id: string): Rule => ({
    id,
    when: { kind: ['pnc-check'], role: ['victim'] },
    outcome: 'approve',
    reasons: ['RR-10'],
    authoriser: 'superintendent',
    wording: 'pnc-check',
    sources: [{ document: 'Force order', edition: '1', checkedOn: '2026-11-26' }],
  });

  it('are refused in the rules of a unit and of a ring, each under its name', () => {
    const units = [
      { unit: 'PPU', rules: [] },
      { unit: 'CID-North', rules: [barred('north')] },
    ];
    const rollout = { id: 'first', percent: 10, rules: [barred('first')] };
    const reading = readManagedSettings({ units, rollout }, baseline);
    const fields = reading.ok ? [] : reading.errors.map(({ field }) => field);
    expect(fields).toEqual(['rollout.rules[0].reasons[0]', 'units[1].rules[0].reasons[0]']);
  });
});
