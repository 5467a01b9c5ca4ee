/** A code finds a person again and names nobody. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf, findSame, isSamePerson, largestOf } from '../../../core/persons/code.ts';
import type { Person } from '../../../core/persons/details.ts';
import { keyedHash } from '../../../core/persons/keyed-hash.ts';

const KEY = [0x12345678, -99] as const;
const JANE: Person = { given: 'jane', family: 'doe', birth: '1990-04-03' };

const same = (one: Person, other: Person): boolean =>
  isSamePerson(codeOf(one, KEY), codeOf(other, KEY));

describe('the same person', () => {
  it('is found by name and date of birth', () => {
    expect(same(JANE, { ...JANE })).toBe(true);
  });

  it('is found where the date of birth was not asked for, or is not known', () => {
    expect(same(JANE, { ...JANE, birth: '' })).toBe(true);
    expect(same({ ...JANE, birth: '' }, JANE)).toBe(true);
  });

  it('is found by family name and date of birth', () => {
    expect(same(JANE, { ...JANE, given: '' })).toBe(true);
  });

  it('is found with the names in the wrong fields', () => {
    const wrong = { ...JANE, given: 'doe', family: 'jane' };
    expect(same(JANE, wrong)).toBe(false);
    const seen = { ...codeOf(JANE, KEY), role: 'victim', group: 'DA' } as const;
    expect(findSame(wrong, KEY, [seen])).toBe(seen);
    expect(findSame({ ...wrong, birth: '1990-04-05' }, KEY, [seen])).toBeUndefined();
  });
});

describe('somebody else', () => {
  it('has another date of birth, another name, or only the family name', () => {
    expect(same(JANE, { ...JANE, birth: '1990-04-04' })).toBe(false);
    expect(same(JANE, { ...JANE, family: 'smith' })).toBe(false);
    expect(same(JANE, { ...JANE, given: 'john' })).toBe(false);
    expect(same(JANE, { given: '', family: 'doe', birth: '' })).toBe(false);
  });

  it('is what a code of another run of the browser is of', () => {
    const people = Array.from({ length: 200 }, (_each, index) => ({ ...JANE, given: `g${index}` }));
    const agreeing = people.filter((each) =>
      isSamePerson(codeOf(each, KEY), codeOf(each, [KEY[0] + 1, KEY[1]])),
    );
    expect(agreeing.length).toBeLessThan(5);
  });
});

describe('a code', () => {
  it('is three small numbers, whatever the person is called', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (given, family, birth) => {
        const code = codeOf({ given, family, birth }, KEY);
        expect(Object.keys(code).sort()).toEqual(['birth', 'family', 'given']);
        for (const part of ['family', 'given', 'birth'] as const) {
          expect(Number.isInteger(code[part])).toBe(true);
          expect(code[part]).toBeGreaterThanOrEqual(-1);
          expect(code[part]).toBeLessThanOrEqual(largestOf(part));
        }
      }),
    );
  });

  it('is shared by many: twenty bits for all the people of the country', () => {
    const bits = (['family', 'given', 'birth'] as const)
      .map((part) => Math.log2(largestOf(part) + 1))
      .reduce((sum, each) => sum + each, 0);
    expect(bits).toBe(20);
    const people = Array.from({ length: 4000 }, (_each, index) => ({
      ...JANE,
      family: `f${index}`,
    }));
    const codes = new Set(people.map((each) => codeOf(each, KEY).family));
    expect(codes.size).toBe(16);
  });
});

describe('the keyed hash', () => {
  it.each([
    [0, 0x5b9f35a9],
    [1, 0xb85a4727],
    [2, 0x03a662fa],
    [3, 0x04e7fe8a],
    [4, 0x89466e2a],
    [5, 0x69b6fac5],
    [6, 0x23fc6358],
    [7, 0xc563cf8b],
    [8, 0x8f84b8d0],
  ])('of %i bytes is that of the published vectors', (length, hash) => {
    const bytes = Uint8Array.from({ length }, (_each, index) => index);
    expect(keyedHash(bytes, [0x03020100, 0x07060504])).toBe(hash);
  });
});
