import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Rule, RulePack } from '../../../core/policy/model.ts';
import {
  allCells,
  CELL_COUNT,
  type Cell,
  cellIndex,
  compileTable,
  outcomeAt,
  ruleApplies,
  winnerAt,
} from '../../../core/policy/table.ts';
import { firstWrongCell } from '../../../core/policy/table-check.ts';
import { isHeld, outcomeRank, PROTECTED_ROLES } from '../../../core/vocabulary.ts';
import { baseline } from '../../../platform/baseline.ts';
import { anyPack } from './any-policy.ts';

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

const national = compileTable([baseline.pack]);

/** What the table has to say, straight from the definition. */
function outcomeByDefinition(rules: readonly Rule[], cell: Cell): number {
  return Math.max(
    0,
    ...rules.filter(({ when }) => ruleApplies(when, cell)).map((rule) => outcomeRank(rule.outcome)),
  );
}

const anyForce = anyPack('force');

describe('the decision table', () => {
  it('has one place for every combination and no two share one', () => {
    const places = [...allCells()].map(cellIndex);
    expect(new Set(places).size).toBe(CELL_COUNT);
    expect(Math.max(...places)).toBe(CELL_COUNT - 1);
  });

  it('says for every combination what the baseline’s rules say', () => {
    for (const cell of allCells())
      expect(outcomeRank(outcomeAt(national, cell))).toBe(
        outcomeByDefinition(baseline.pack.rules, cell),
      );
  });

  it('says for every combination what the rules of any force say', () => {
    fc.assert(
      fc.property(anyForce, (pack) => {
        const table = compileTable([pack]);
        for (const cell of allCells())
          if (outcomeRank(outcomeAt(table, cell)) !== outcomeByDefinition(pack.rules, cell))
            return false;
        return true;
      }),
      { numRuns: 60 },
    );
  });

  it('is found to be what its rules say, for the baseline and with the rules of any force', () => {
    expect(firstWrongCell(national)).toBeNull();
    fc.assert(
      fc.property(anyForce, (pack) => {
        expect(firstWrongCell(compileTable([baseline.pack, pack]))).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it('is found to be wrong at the very cell, by outcome or by rule', () => {
    fc.assert(
      fc.property(anyForce, fc.nat(CELL_COUNT - 1), fc.boolean(), (pack, cell, byRule) => {
        const { outcomes, winners, rules } = compileTable([baseline.pack, pack]);
        const table = { outcomes: outcomes.slice(), winners: winners.slice(), rules };
        const changed = byRule ? table.winners : table.outcomes;
        changed[cell] = ((changed[cell] ?? 0) + 1) % 7;
        expect(firstWrongCell(table)).toBe(cell);
      }),
      { numRuns: 40 },
    );
  });

  it('names a rule that applies and has the outcome', () => {
    for (const cell of allCells()) {
      const rule = winnerAt(national, cell);
      if (rule === null) expect(outcomeAt(national, cell)).toBe('allow');
      else
        expect([ruleApplies(rule.when, cell), rule.outcome]).toEqual([
          true,
          outcomeAt(national, cell),
        ]);
    }
  });
});

describe('rules of a force', () => {
  it('never loosen the national baseline, whatever they say', () => {
    fc.assert(
      fc.property(anyForce, (pack) => {
        const both = compileTable([baseline.pack, pack]);
        for (const cell of allCells())
          if (outcomeRank(outcomeAt(both, cell)) < outcomeRank(outcomeAt(national, cell)))
            return false;
        return true;
      }),
      { numRuns: 100 },
    );
  });

  it('do not let a look-up go by saying allow for everything', () => {
    const allowAll: RulePack = {
      id: 'force',
      layer: 'force',
      version: '1',
      rules: [
        { id: 'allow-all', when: {}, outcome: 'allow', reasons: [], wording: 'x', sources: [] },
      ],
    };
    const both = compileTable([baseline.pack, allowAll]);
    for (const cell of allCells()) expect(outcomeAt(both, cell)).toBe(outcomeAt(national, cell));
  });
});

describe('the national baseline', () => {
  it.each(PROTECTED_ROLES)('holds every status look-up and referral on a %s', (role) => {
    for (const cell of allCells())
      if (
        cell.role === role &&
        (cell.kind === 'immigration-lookup' || cell.kind === 'immigration-referral')
      )
        expect(isHeld(outcomeAt(national, cell))).toBe(true);
  });

  it('holds nothing on a suspect', () => {
    for (const cell of allCells())
      if (cell.role === 'suspect') expect(outcomeAt(national, cell)).toBe('allow');
  });

  it('asks for a second person before a victim of domestic abuse is looked up', () => {
    const cell: Cell = {
      kind: 'immigration-lookup',
      role: 'victim',
      group: 'DA',
      dual: false,
      trust: 'generic',
      granted: false,
    };
    expect(outcomeAt(national, cell)).toBe('approve');
    expect(outcomeAt(national, { ...cell, group: 'OTHER' })).toBe('justify');
  });
});
