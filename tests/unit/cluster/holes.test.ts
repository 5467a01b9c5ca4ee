/** Which records a node lacks, found by asking it for the next one from many places on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHoles, type Hole } from '../../../tools/cluster/holes.ts';

function nodeWithout(holes: readonly Hole[], last: number) {
  let asked = 0;
  const isGone = (at: number): boolean => holes.some(({ from, to }) => at >= from && at <= to);
  const nextFrom = async (sequence: number): Promise<number | null> => {
    asked++;
    for (let at = sequence; at <= last; at++) if (!isGone(at)) return at;
    return null;
  };
  return { nextFrom, asked: () => asked };
}

describe('records that a node lacks', () => {
  it('are named to the record, with few questions, where a whole file of them is gone', async () => {
    const hole = { from: 31_000, to: 43_479 };
    const node = nodeWithout([hole], 94_120);
    expect(await findHoles({ from: 1, to: 94_120 }, 12_480, node.nextFrom)).toEqual([hole]);
    expect(node.asked()).toBeLessThan(400);
  });

  it('are named wherever they are', async () => {
    const part = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 30 }));
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        const holes: Hole[] = [];
        let at = 1;
        for (const [calm, size] of parts) {
          holes.push({ from: at + calm, to: at + calm + size - 1 });
          at += calm + size;
        }
        const lacks = holes.reduce((sum, { from, to }) => sum + to - from + 1, 0);
        const node = nodeWithout(holes, at + 5);
        expect(await findHoles({ from: 1, to: at + 5 }, lacks, node.nextFrom)).toEqual(holes);
      }),
      { numRuns: 200 },
    );
  });

  it('are named at the very beginning and the very end', async () => {
    const holes = [
      { from: 1, to: 7 },
      { from: 990, to: 1_000 },
    ];
    const node = nodeWithout(holes, 1_000);
    expect(await findHoles({ from: 1, to: 1_000 }, 18, node.nextFrom)).toEqual(holes);
  });

  it('are not made up where another node answers that has them', async () => {
    const node = nodeWithout([], 94_120);
    expect(await findHoles({ from: 1, to: 94_120 }, 12_480, node.nextFrom)).toEqual([]);
    expect(node.asked()).toBeLessThan(10_000);
  });

  it('are not named at all where answers show more of them than the node says', async () => {
    const node = nodeWithout([{ from: 100, to: 500 }], 1_000);
    expect(await findHoles({ from: 1, to: 1_000 }, 20, node.nextFrom)).toEqual([]);
  });
});
