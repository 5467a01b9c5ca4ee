import { describe, expect, it } from 'vitest';
import { type Coded, coded, joined, separate, termAt } from '../../core/columns.ts';

/** As it comes out of a message. */
function sent<Value>(column: Coded<Value>): Coded<Value> {
  return JSON.parse(JSON.stringify(column));
}

function read<Value>(column: Coded<Value>, count: number): readonly Value[] {
  return Array.from({ length: count }, (_, place) => termAt(column, place));
}

const same = (value: number) => value;

describe('a column of few different values', () => {
  it('says each once, and gives every record its own back', () => {
    const outcomes = ['warn', 'justify', null, 'warn', 'approve', null];
    const column = coded(outcomes, (value) => value);
    expect(column.terms).toEqual(['warn', 'justify', null, 'approve']);
    expect(read(sent(column), outcomes.length)).toEqual(outcomes);
  });

  it.each([1, 57, 58, 219, 220, 219 ** 2, 219 ** 2 + 1])('holds %s different ones', (count) => {
    const values = Array.from({ length: count }, (_, place) => place * 3);
    const column = sent(coded(values, same));
    expect(read(column, count)).toEqual(values);
  });

  it('is made of characters of one byte that are written as they are', () => {
    const column = coded(
      Array.from({ length: 60_000 }, (_, place) => place),
      same,
    );
    expect(column.codes).toMatch(/^[#-[\]-\xff]*$/);
  });

  it.each([
    ['behind its end', 2],
    ['before its beginning', -1],
  ])('has nothing %s', (_where, place) => {
    expect(() =>
      termAt(
        coded(['a', 'b'], (value) => value),
        place,
      ),
    ).toThrow(RangeError);
  });

  it('has nothing where it was cut off or names what is not there', () => {
    const { terms, codes } = coded(['a', 'b', 'c'], (value) => value);
    expect(() => termAt({ terms, codes: codes.slice(0, 2) }, 2)).toThrow(RangeError);
    expect(() => termAt({ terms: terms.slice(0, 2), codes }, 2)).toThrow(RangeError);
    expect(() => termAt({ terms, codes: '\u0001' }, 0)).toThrow(RangeError);
  });
});

describe('a column of texts that are all different', () => {
  it.each([[[]], [['']], [['a', 'b', '', 'c']], [['a', '']]])(
    'comes back as it was: %j',
    (texts) => {
      expect(separate(joined(texts), texts.length)).toEqual(texts);
    },
  );

  it('has nothing in the place of what there was none of', () => {
    expect(separate(joined(['a', null]), 2)).toEqual(['a', '']);
  });

  it.each([
    ['one is missing', 'a\nb', 3],
    ['one too many is there', 'a\nb', 1],
    ['all are missing', '', 2],
  ])('is not read where %s', (_what, text, count) => {
    expect(() => separate(text, count)).toThrow(RangeError);
  });
});
