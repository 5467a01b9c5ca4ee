/** How much of an agreement is more than chance. */
import { describe, expect, it } from 'vitest';
import { agreementOf, type Pair } from '../../../core/patterns/agreement.ts';

const pairs = (n: number, said: string, against: string): Pair[] =>
  Array.from({ length: n }, (): Pair => [said, against]);

describe('agreement', () => {
  it('is the example that textbooks have: 35 of 50 agree, and 0.4 of that is more than chance', () => {
    const all = [
      ...pairs(20, 'yes', 'yes'),
      ...pairs(5, 'yes', 'no'),
      ...pairs(10, 'no', 'yes'),
      ...pairs(15, 'no', 'no'),
    ];
    const { n, of, kappa } = agreementOf(all);
    expect([n, of]).toEqual([35, 50]);
    expect(kappa).toBeCloseTo(0.4, 10);
  });

  it('is 1 where all agree, and the answers are not all one', () => {
    expect(agreementOf([...pairs(3, 'a', 'a'), ...pairs(2, 'b', 'b')]).kappa).toBeCloseTo(1, 10);
  });

  it('is 0 where people agree as often as chance would', () => {
    const all = ['a', 'b'].flatMap((said) => [...pairs(8, said, 'a'), ...pairs(2, said, 'b')]);
    expect(agreementOf(all).kappa).toBeCloseTo(0, 10);
  });

  it('cannot be said where one side has one answer: it would be 0 however often they agree', () => {
    for (const [said, against] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const)
      expect(agreementOf([...pairs(8, 'a', 'a'), ...pairs(2, said, against)])).toEqual({
        ...{ n: 8, of: 10, kappa: null },
      });
  });

  it('is under 0 where people agree less than chance would', () => {
    expect(agreementOf([...pairs(5, 'a', 'b'), ...pairs(5, 'b', 'a')]).kappa).toBe(-1);
  });

  it('cannot be said where everybody always says the same, or nobody says anything', () => {
    expect(agreementOf(pairs(9, 'a', 'a'))).toEqual({ n: 9, of: 9, kappa: null });
    expect(agreementOf([])).toEqual({ n: 0, of: 0, kappa: null });
  });
});
