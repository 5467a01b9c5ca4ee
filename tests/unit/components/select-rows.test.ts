import { describe, expect, it } from 'vitest';
import { caseAddress, caseFromAddress } from '../../../components/review/case-address.ts';
import {
  countStates,
  inOrderOfNeed,
  matchingRows,
  nextOpen,
} from '../../../components/review/select-rows.ts';
import { pageOf } from '../../../components/row-page.ts';
import { NOW, rowOf } from './samples.ts';

describe('order of need', () => {
  it('puts life at risk first, then the oldest that waits, then the decided', () => {
    const rows = [
      rowOf({ id: 'decided-old', seq: 1, state: 'decided' }),
      rowOf({ id: 'old', seq: 2 }),
      rowOf({ id: 'new', seq: 3, state: 'more-information' }),
      rowOf({ id: 'urgent', seq: 4, choice: 'emergency' }),
      rowOf({ id: 'decided-urgent', seq: 5, state: 'decided', choice: 'emergency' }),
    ];
    expect(inOrderOfNeed(rows).map(({ id }) => id)).toEqual([
      'urgent',
      'old',
      'new',
      'decided-urgent',
      'decided-old',
    ]);
  });
});

describe('the next open override', () => {
  it('is never the one just decided, a decided one or one that this person is barred from', () => {
    const rows = [
      rowOf({ id: 'this', seq: 1 }),
      rowOf({ id: 'own', seq: 2, bar: 'own-override' }),
      rowOf({ id: 'done', seq: 3, state: 'decided' }),
      rowOf({ id: 'next', seq: 4 }),
    ];
    expect(nextOpen(rows, 'this')?.id).toBe('next');
    expect(nextOpen(rows.slice(0, 3), 'this')).toBeNull();
  });
});

describe('states', () => {
  it('count every override once', () => {
    const rows = [rowOf(), rowOf({ state: 'decided' }), rowOf({ state: 'more-information' })];
    const { all, late, ...each } = countStates(rows, NOW);
    expect(late).toBe(0);
    expect(Object.values(each).reduce((sum, count) => sum + count, 0)).toBe(all);
  });
});

describe('what nobody looked at in time', () => {
  const rows = [
    rowOf({ id: 'late', seq: 1, dueBy: NOW - 1 }),
    rowOf({ id: 'due', seq: 2, dueBy: NOW }),
    rowOf({ id: 'asked', seq: 3, state: 'more-information', dueBy: NOW - 2 }),
    rowOf({ id: 'decided', seq: 4, state: 'decided' }),
  ];

  it('is counted and found apart, and stays what it is: open, and never decided', () => {
    expect(countStates(rows, NOW)).toMatchObject({ late: 2, open: 2, decided: 1 });
    const found = matchingRows(rows, 'late', '', NOW, () => '');
    expect(found.map(({ id, state }) => [id, state])).toEqual([
      ['late', 'open'],
      ['asked', 'more-information'],
    ]);
  });

  it('comes first, what is due longest before the rest', () => {
    expect(inOrderOfNeed(rows).map(({ id }) => id)).toEqual(['asked', 'late', 'due', 'decided']);
  });
});

describe('filtering ten thousand overrides', () => {
  const rows = Array.from({ length: 10_000 }, (_, seq) =>
    rowOf({ id: `${seq}`, seq, officer: `TF-${seq}` }),
  );

  it('finds the one that is meant', () => {
    const found = matchingRows(rows, 'open', 'tf-9999', NOW, ({ officer }) => officer);
    expect(found.map(({ seq }) => seq)).toEqual([9999]);
  });

  it('does not take a word for a pattern', () => {
    expect(matchingRows(rows, 'open', '.*', NOW, ({ officer }) => officer)).toEqual([]);
  });
});

describe('a page beyond the last', () => {
  it('gives the last', () => {
    const rows = Array.from({ length: 51 }, (_, seq) => rowOf({ seq }));
    expect(pageOf(rows, 9)).toMatchObject({ page: 1, pages: 2, from: 51, to: 51 });
  });

  it('gives an empty first page for no rows', () => {
    expect(pageOf([], 3)).toMatchObject({ page: 0, pages: 1, rows: [] });
  });
});

describe('the address of an override', () => {
  it.each(['case-1', 'a b', 'ü&=#%', '../x'])('comes back as it went: %s', (id) => {
    expect(caseFromAddress(caseAddress(id))).toBe(id);
  });

  it.each(['', '#', '#case=', '#list-title', '#%E0%A4%A'])('names none in %j', (hash) => {
    expect(caseFromAddress(hash)).toBeNull();
  });
});
