/** What a device asks its force's store about at each start of the browser. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookedFor, MOST_RECHECKED } from '../../../core/delivery/recheck.ts';

function asked(size: number, random: number): readonly number[] {
  const isAsked = lookedFor(size, random);
  return Array.from({ length: size + 5 }, (_, seq) => seq).filter(isAsked);
}

describe('a device that starts', () => {
  it('looks for all it delivered while that is little', () => {
    expect(asked(0, 0.5)).toEqual([]);
    expect(asked(3, 0.5)).toEqual([0, 1, 2]);
    expect(asked(128, 0.9)).toHaveLength(128);
  });

  it('looks for no more than 128 however much it delivered, and never for what waits', () => {
    const counted = fc.property(
      fc.nat(50_000),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (size, random) => {
        const all = asked(size, random);
        return all.length <= 128 && all.every((seq) => seq >= 0 && seq < size);
      },
    );
    fc.assert(counted, { numRuns: 60 });
  });

  it('looks for each of the newest, of which a restored back-up lacks some', () => {
    const all = asked(9_000, 0.3);
    for (let seq = 9_000 - 64; seq < 9_000; seq++) expect(all).toContain(seq);
  });

  it('looks for every one of the older ones at one start or another', () => {
    const seen = new Set(
      Array.from({ length: 31 }, (_, start) => start / 31).flatMap((random) => [
        ...asked(9_000, random),
      ]),
    );
    const all = Array.from({ length: MOST_RECHECKED }, (_, back) => 9_000 - 1 - back);
    expect(all.filter((seq) => !seen.has(seq))).toEqual([]);
    expect(seen.size).toBe(MOST_RECHECKED);
  });
});
