import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CELLS } from '../../../core/policy/demand.ts';
import { cellsIn, EVERYTHING, type Region, regionsOf } from '../../../core/policy/regions.ts';
import { CELL_COUNT, compileTable, ruleApplies } from '../../../core/policy/table.ts';
import { anyPack } from './any-policy.ts';

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

const sorted = (cells: Iterable<number>): readonly number[] =>
  [...new Set(cells)].sort((a, b) => a - b);
const union = (regions: readonly Region[]): readonly number[] => sorted(regions.flatMap(cellsIn));

/** Sets of cells as rules make them, and some that no rule makes. */
const anyCells: fc.Arbitrary<readonly number[]> = fc.oneof(
  anyPack('force', 4).map(({ rules }) =>
    [...CELLS.keys()].filter((at) =>
      rules.some(({ when }) => CELLS[at] && ruleApplies(when, CELLS[at])),
    ),
  ),
  fc.tuple(anyPack('force', 3), anyPack('force', 3)).map(([one, other]) => {
    const [a, b] = [compileTable([one]), compileTable([other])];
    return [...CELLS.keys()].filter((at) => a.outcomes[at] !== b.outcomes[at]);
  }),
  fc.uniqueArray(fc.nat(CELL_COUNT - 1), { maxLength: 60 }),
);

/** The same region with one value more on one axis. */
function* wider(region: Region): Generator<Region> {
  for (const [axis, all] of Object.entries(EVERYTHING)) {
    const own: readonly unknown[] = Reflect.get(region, axis);
    for (const value of all) if (!own.includes(value)) yield { ...region, [axis]: [...own, value] };
  }
}

describe('cells merged into regions', () => {
  it('are exactly the cells that went in, in regions that could be no wider and none too many', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const regions = regionsOf(cells);
        const wanted = new Set(cells);
        expect(union(regions)).toEqual(sorted(cells));
        for (const region of regions)
          for (const each of wider(region))
            expect(cellsIn(each).every((cell) => wanted.has(cell))).toBe(false);
        for (const region of regions)
          expect(union(regions.filter((other) => other !== region))).not.toEqual(sorted(cells));
      }),
      { numRuns: 60 },
    );
  });

  it('are one region for one rule, whatever its conditions', () => {
    fc.assert(
      fc.property(anyPack('force', 1), ({ rules: [rule] }) => {
        if (!rule) return;
        const cells = [...CELLS.keys()].filter(
          (at) => CELLS[at] && ruleApplies(rule.when, CELLS[at]),
        );
        expect(regionsOf(cells)).toHaveLength(1);
      }),
    );
  });

  it('are as few as can be where that is known', () => {
    // All but one point takes one region for each axis.
    expect(regionsOf([...CELLS.keys()].slice(1))).toHaveLength(6);
    // Two rules that cross.
    const cross = [...CELLS.keys()].filter(
      (at) => CELLS[at]?.role === 'victim' || CELLS[at]?.group === 'HATE',
    );
    expect(regionsOf(cross)).toHaveLength(2);
    // A long arm and a short one, whichever is met first.
    const arms = [...CELLS.keys()].filter((at) => {
      const { kind, role, group } = CELLS[at] ?? {};
      return (
        kind === 'immigration-lookup' &&
        (group === 'OTHER' || (role === 'victim' && group === 'DA'))
      );
    });
    expect(regionsOf(arms)).toHaveLength(2);
    expect(regionsOf(arms)[0]?.role).toHaveLength(7);
  });

  it('are none for no cell and one for all', () => {
    expect(regionsOf([])).toEqual([]);
    expect(regionsOf(CELLS.keys())).toEqual([EVERYTHING]);
  });

  it('are the same each time', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        expect(regionsOf([...cells].reverse())).toEqual(regionsOf(cells));
      }),
      { numRuns: 20 },
    );
  });
});
