import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CELLS, occurring, occursAt } from '../../../core/policy/demand.ts';
import { cellsIn, EVERYTHING, type Region, regionsOf } from '../../../core/policy/regions.ts';
import { CELL_COUNT, type Cell, compileTable, ruleApplies } from '../../../core/policy/table.ts';
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
function* wider(region: Region): Generator<{ one: Region; added: readonly number[] }> {
  for (const [axis, all] of Object.entries(EVERYTHING)) {
    const own: readonly unknown[] = Reflect.get(region, axis);
    for (const value of all)
      if (!own.includes(value))
        yield {
          one: { ...region, [axis]: [...own, value] },
          added: cellsIn({ ...region, [axis]: [value] }),
        };
  }
}

describe('cells merged into regions', () => {
  it('are the cells that went in and can be met, in regions that could be no wider and none too many', () => {
    fc.assert(
      fc.property(anyCells, (given) => {
        const cells = occurring(given);
        const isMet = cells.some(occursAt);
        const wanted = new Set(cells);
        // Where an attempt can fall nowhere, nothing is said or taken away.
        const met = (at: readonly number[]) => (isMet ? at.filter(occursAt) : at);
        const regions = regionsOf(given);
        expect(met(union(regions))).toEqual(sorted(cells));
        for (const region of regions)
          for (const { one, added } of wider(region)) {
            const isRight = met(cellsIn(one)).every((cell) => wanted.has(cell));
            const saysMore = met(added).length > 0 || one.dual.length > region.dual.length;
            expect(isRight && (saysMore || one.granted.length > region.granted.length)).toBe(false);
          }
        for (const region of regions) {
          const others = regions.filter((other) => other !== region);
          expect(met(union(others))).not.toEqual(sorted(cells));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('say nothing of what never happens', () => {
    const cells = (of: (cell: Cell) => boolean) =>
      [...CELLS.keys()].filter((at) => CELLS[at] && of(CELLS[at]));
    const words = (of: (cell: Cell) => boolean) =>
      regionsOf(cells(of)).map(({ role, dual, granted }) => ({ role, dual, granted }));
    const either = [false, true];
    expect(words(({ role, dual }) => role === 'suspect' && !dual)).toEqual([
      { role: ['suspect'], dual: either, granted: either },
    ]);
    expect(words(({ role, dual, granted }) => role === 'victim' && dual && !granted)).toEqual([
      { role: ['victim'], dual: [true], granted: either },
    ]);
    expect(words(({ role, granted }) => role === 'victim' && granted)).toEqual([
      { role: ['victim'], dual: either, granted: [true] },
    ]);
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
    // All but one point takes one region for each axis but the one on which nothing differs.
    expect(regionsOf([...CELLS.keys()].slice(1))).toHaveLength(5);
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
