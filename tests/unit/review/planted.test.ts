/** Planted cases: drawn so that nobody can foresee or steer them, and made up about nobody. */
import { describe, expect, it } from 'vitest';
import { leafHash } from '../../../core/ledger/tree.ts';
import { reasonFault } from '../../../core/policy/reasons.ts';
import { cellIndex, compileTable } from '../../../core/policy/table.ts';
import {
  type DecisionDrawn,
  isPlantedAfter,
  MOST_DELAY_MS,
  madeUpNumber,
  PLANTED_FOR_MS,
  plantedId,
  plantsAfter,
  standing,
} from '../../../core/review/planted.ts';
import { KNOWN_TERMS } from '../../../entrypoints/background/known-terms.ts';
import { baseline, reasonCodes, reviewOutcomes } from '../../../platform/baseline.ts';
import { PLANTED_SET } from '../../../platform/planted-set.ts';

const leafOf = (n: number) => leafHash(`{"seq":${n}}`);
const decisions: readonly DecisionDrawn[] = Array.from({ length: 1_000 }, (_, n) => ({
  ...{ id: `d${n}`, of: `a${n}`, at: n * 60_000, leaf: leafOf(n) },
}));

describe('the national set', () => {
  const table = compileTable([baseline.pack]);

  it('names each case once', () => {
    const names = PLANTED_SET.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(PLANTED_SET)('holds what the baseline would hold, by the same rule: $name', (planted) => {
    const { signal: kind, role, group, rule, reason, authoriser } = planted;
    const cell = { kind, role, group, dual: false, trust: 'generic', granted: false } as const;
    const found = table.rules[table.winners[cellIndex(cell)] ?? -1];
    expect(found?.id).toBe(rule);
    expect(found?.reasons).toContain(reason);
    const asked = reasonCodes.find(({ code }) => code === reason)?.secondAuthorisation;
    const needs = found?.authoriser ?? (asked === 'none' ? null : asked);
    expect(authoriser).toBe(needs);
    for (const { term } of planted.evidence) expect(KNOWN_TERMS.has(term)).toBe(true);
  });

  it.each(PLANTED_SET)('has words that an officer could have recorded: $name', (planted) => {
    const code = reasonCodes.find((each) => each.code === planted.reason);
    for (const text of Object.values(planted.explanation)) {
      expect(reasonFault(code, text)).toBeNull();
      // A number could be somebody's.
      expect(text).not.toMatch(/\d/);
    }
  });

  it.each(PLANTED_SET)('is answered as a reviewer can answer: $name', ({ answers, why }) => {
    const may = reviewOutcomes.filter(({ apart }) => !apart).map(({ code }) => code);
    expect(may).toEqual(expect.arrayContaining([...answers]));
    expect(new Set(answers).size).toBe(answers.length);
    expect(why.en).not.toBe(why.cy);
  });

  it('is not answered by always choosing the same', () => {
    for (const { code } of reviewOutcomes)
      expect(PLANTED_SET.filter(({ answers }) => answers.includes(code)).length).toBeLessThan(
        PLANTED_SET.length * 0.7,
      );
  });
});

describe('after a decision', () => {
  it('nothing is planted where policy plants nothing, and always where it always does', () => {
    expect(plantsAfter(decisions, PLANTED_SET, 0)).toEqual([]);
    expect(plantsAfter(decisions, PLANTED_SET, 100)).toHaveLength(1_000);
  });

  it('about as many are planted as policy says', () => {
    const { length } = plantsAfter(decisions, PLANTED_SET, 5);
    expect(length).toBeGreaterThan(30);
    expect(length).toBeLessThan(75);
  });

  it('the same is drawn by whoever has the entry', () => {
    const leaf = leafOf(0);
    const percents = Array.from({ length: 101 }, (_, percent) => percent);
    const [plant] = plantsAfter([{ id: 'd', of: 'a', at: 0, leaf }], PLANTED_SET, 100);
    // By another program, in docs/sampling.md.
    expect({
      leaf: leaf.slice(0, 12),
      id: plantedId(leaf),
      from: percents.find((percent) => isPlantedAfter(leaf, percent)),
      planted: plant?.planted.name,
      after: plant?.at,
    }).toEqual({
      leaf: 'a402b0e36f5a',
      id: '44d20e2887f34be03f30201866222d4b',
      from: 19,
      planted: 'pc-01',
      after: 11_270_098,
    });
  });

  it('a case comes up within a working day of it, and not at a time that can be foreseen', () => {
    const delays = plantsAfter(decisions, PLANTED_SET, 100).map(({ at, after }) => at - after.at);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(MOST_DELAY_MS);
    expect(new Set(delays).size).toBeGreaterThan(990);
  });
});

describe('a reviewer', () => {
  const plants = plantsAfter(decisions.slice(0, 40), PLANTED_SET, 100);
  const NOW = 40 * 60_000;

  it('meets each case once, however many decisions draw it', () => {
    const names = standing(plants, new Map(), NOW).map(({ planted }) => planted.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(PLANTED_SET.length / 2);
  });

  it('does not meet one again that was answered, nor the same case after another decision', () => {
    const [first] = standing(plants, new Map(), NOW);
    if (first === undefined) throw new Error('nothing stands');
    const answered = new Map([[first.id, first.planted.name]]);
    const left = standing(plants, answered, NOW);
    expect(left.some(({ id }) => id === first.id)).toBe(false);
    expect(left.some(({ planted }) => planted.name === first.planted.name)).toBe(false);
  });

  it('is left alone by one that nobody answered for a week', () => {
    expect(standing(plants, new Map(), NOW + PLANTED_FOR_MS + MOST_DELAY_MS)).toEqual([]);
  });

  it('keeps the case that is open whatever is answered or drawn besides', () => {
    const before = standing(plants.slice(0, 10), new Map(), NOW);
    const [first, ...others] = before;
    if (first === undefined) throw new Error('nothing stands');
    const after = standing(plants, new Map([[first.id, first.planted.name]]), NOW);
    for (const each of others)
      expect(after.find(({ id }) => id === each.id)?.planted).toBe(each.planted);
  });
});

describe('the officer of a planted case', () => {
  it('has a number as the force writes it, and nobody’s who is known', () => {
    const taken = new Set<string>();
    for (let n = 0; n < 200; n++) {
      const made = madeUpNumber('TF-4312', leafOf(n), 'officer', (number) => taken.has(number));
      expect(made).toMatch(/^TF-\d{4}$/);
      expect(taken.has(made)).toBe(false);
      taken.add(made);
    }
  });

  it('is not whoever is named as authorising it', () => {
    const of = (who: 'officer' | 'authoriser') => madeUpNumber('4312', leafOf(1), who, () => false);
    expect(of('officer')).not.toBe(of('authoriser'));
  });

  it('has a number also where all of that shape are taken', () => {
    expect(madeUpNumber('A-7', leafOf(1), 'officer', () => true)).toMatch(/^\d+$/);
    expect(madeUpNumber('ANN', leafOf(1), 'officer', () => false)).toMatch(/^\d+$/);
  });
});
