/** What is picked: the same for whoever has the entries and the seeds, and for nobody to choose. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { leafHash } from '../../../core/ledger/tree.ts';
import { NATIONAL_SAMPLING, NATIONAL_SEED, type Sampling } from '../../../core/policy/sampling.ts';
import {
  drawOf,
  isAttemptPicked,
  isDecisionPicked,
  SAMPLE_KINDS,
  type SampleKind,
  seedsAt,
  stratumOf,
} from '../../../core/review/sampling.ts';
import { CHOICES } from '../../../core/vocabulary.ts';
import { attempt, review } from './headers.ts';

const SEED = '5eed'.repeat(16);
const HASH = '9619e2c3275e1e8be9ca29f0d7e0668cfdc675efcac99dbfa3ed48872c69809f';

/** What docs/sampling.md says, by another library than ours and in another way. */
function drawAgain(kind: string, seed: string, leaf: string): number {
  const bytes = ['right-to-report/sampling/1', kind, seed, leaf, ''].join('\n');
  const hex = createHash('sha256').update(bytes, 'utf8').digest('hex');
  return Number.parseInt(hex.slice(0, 8), 16);
}

const leaves = Array.from({ length: 4000 }, (_, number) => leafHash(`{"entry":${number}}`));

function sampled(change: Partial<Sampling>): Sampling {
  return { ...NATIONAL_SAMPLING, ...change };
}

/** Places of those of `leaves` that are picked. */
function picked(sampling: Sampling, choice: 'complied' | 'unasked' = 'complied') {
  const header = attempt(1, { choice, at: Date.parse('2026-12-15T12:00:00Z') });
  return leaves.flatMap((leaf, place) => (isAttemptPicked(header, leaf, sampling) ? [place] : []));
}

describe('the draw', () => {
  // Computed with Python's hashlib from the description alone.
  it.each<[string, string, SampleKind, string, number]>([
    ['{"v":1}', '0fe7f04cd968', 'heeded', NATIONAL_SEED, 1_611_259_288],
    ['{"v":1}', '0fe7f04cd968', 'passed', NATIONAL_SEED, 3_294_078_185],
    ['{"v":1}', '0fe7f04cd968', 'second', SEED, 1_506_081_489],
    ['{"seq":0}', 'a402b0e36f5a', 'heeded', SEED, 1_910_324_252],
    ['{"seq":0}', 'a402b0e36f5a', 'second', NATIONAL_SEED, 644_101_617],
    ['{"seq":19}', '069ddca7e34e', 'passed', SEED, 2_597_104_189],
  ])('of %s (leaf %s…) as %s has the known answer', (line, leaf, kind, seed, known) => {
    expect(leafHash(line).slice(0, 12)).toBe(leaf);
    expect(drawOf(kind, seed, leafHash(line))).toBe(known);
  });

  it('is what another reader of the description comes to', () => {
    for (const kind of SAMPLE_KINDS)
      for (const leaf of leaves.slice(0, 200))
        expect(drawOf(kind, SEED, leaf)).toBe(drawAgain(kind, SEED, leaf));
  });

  it('of one entry says nothing about another kind, another seed or the next entry', () => {
    const [leaf = '', next = ''] = leaves;
    const draws = [
      drawOf('heeded', SEED, leaf),
      drawOf('second', SEED, leaf),
      drawOf('heeded', NATIONAL_SEED, leaf),
      drawOf('heeded', SEED, next),
    ];
    expect(new Set(draws).size).toBe(4);
  });
});

describe('the share that is picked', () => {
  it.each([5, 20, 50])('of many is about %d in a hundred', (heededPercent) => {
    const count = picked(sampled({ heededPercent })).length;
    // Four standard deviations.
    const spread = 4 * Math.sqrt(4000 * (heededPercent / 100) * (1 - heededPercent / 100));
    expect(Math.abs(count - 40 * heededPercent)).toBeLessThan(spread);
  });

  it('is all of them at a hundred and none at nought', () => {
    expect(picked(sampled({ heededPercent: 100 }))).toHaveLength(4000);
    expect(picked(sampled({ passedPercent: 0 }), 'unasked')).toEqual([]);
  });

  it('only grows where a force asks for more: nothing that the nation picked is left out', () => {
    const national = picked(NATIONAL_SAMPLING);
    const more = new Set(picked(sampled({ heededPercent: 9 })));
    expect(national.length).toBeGreaterThan(100);
    expect(more.size).toBeGreaterThan(national.length);
    expect(national.filter((place) => !more.has(place))).toEqual([]);
  });

  it('only grows by a seed of the force, also one that was chosen to leave something out', () => {
    const national = picked(NATIONAL_SAMPLING);
    const seeds = [{ month: '2026-12', hash: HASH, seed: SEED }];
    const more = new Set(picked(sampled({ seeds })));
    expect(more.size).toBeGreaterThan(national.length);
    expect(national.filter((place) => !more.has(place))).toEqual([]);
  });

  it('is not touched by a seed that is only promised, or is of another month', () => {
    const national = picked(NATIONAL_SAMPLING);
    expect(picked(sampled({ seeds: [{ month: '2026-12', hash: HASH }] }))).toEqual(national);
    const other = { month: '2026-11', hash: HASH, seed: SEED };
    expect(picked(sampled({ seeds: [other] }))).toEqual(national);
  });

  it('has months begin and end by universal time, whatever the clock on the wall says', () => {
    const sampling = sampled({ seeds: [{ month: '2026-07', hash: HASH, seed: SEED }] });
    const at = (time: string) => seedsAt(Date.parse(time), sampling).length;
    expect([at('2026-06-30T23:59:59.999Z'), at('2026-07-01T00:00:00Z')]).toEqual([1, 2]);
    expect([at('2026-07-31T23:59:59.999Z'), at('2026-08-01T00:00:00Z')]).toEqual([2, 1]);
  });
});

describe('of each kind', () => {
  it('all overrides are reviewed, whatever they were for, and nothing of them is left to chance', () => {
    for (const choice of ['overridden', 'emergency', 'unheld'] as const) {
      expect(stratumOf({ choice, act: 'press' })).toBe('all');
      const none = sampled({ heededPercent: 0, passedPercent: 0 });
      expect(isAttemptPicked(attempt(1, { choice }), leaves[0] ?? '', none)).toBe(false);
    }
  });

  it('every other choice is in one share, but for what a page filled in by itself', () => {
    for (const choice of CHOICES) expect(stratumOf({ choice, act: 'press' })).not.toBeNull();
    expect(stratumOf({ choice: 'unheld', act: 'fill' })).toBeNull();
    expect(stratumOf({ choice: 'corrected', act: 'press' })).toBe('heeded');
    expect(stratumOf({ choice: 'piloted', act: 'press' })).toBe('passed');
  });

  it('a decision on a wrong match is looked at a second time, and any other by its own share', () => {
    const decision = review(2, 1, 'RV-1');
    const count = (reason: string | null, sampling: Sampling) =>
      leaves.filter((leaf) => isDecisionPicked(decision, leaf, reason, sampling)).length;
    expect(count('RR-13', NATIONAL_SAMPLING)).toBeGreaterThan(320);
    expect(count('RR-02', NATIONAL_SAMPLING)).toBe(0);
    expect(count(null, NATIONAL_SAMPLING)).toBe(0);
    expect(count('RR-02', sampled({ secondPercent: 100 }))).toBe(4000);
  });
});
