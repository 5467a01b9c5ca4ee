// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { RowList } from '../../../components/review/row-list.tsx';
import type { CaseRow } from '../../../core/review/rows.ts';
import { clear, has, one, press, show, textOf, type } from './page.ts';
import { context, rowOf } from './samples.ts';

afterEach(clear);

const list = (rows: readonly CaseRow[], current: string | null = null) =>
  show(<RowList rows={rows} current={current} context={context} />);

const many = (count: number): readonly CaseRow[] =>
  Array.from({ length: count }, (_, seq) => rowOf({ id: `case-${seq}`, seq }));

const shownIds = () =>
  [...document.querySelectorAll<HTMLElement>('[data-case-id]')].map(
    ({ dataset }) => dataset['caseId'],
  );

describe('the list of overrides', () => {
  it('says that a reason is owed only where one was asked for', async () => {
    await list([rowOf({ reason: null, outcome: 'justify', choice: 'emergency' })]);
    expect(textOf('[data-case-id=case-1]')).toContain('No reason given yet');
    await list([rowOf({ reason: null, outcome: 'warn' })]);
    expect(textOf('[data-case-id=case-1]')).toContain('No reason was asked for');
  });

  it('says in words what happened, who, where and why', async () => {
    await list([rowOf()]);
    const text = textOf('[data-case-id=case-1]');
    for (const part of [
      'Immigration status look-up',
      'Open',
      'Needed to investigate this crime',
      'TF-4312',
      'CID-North',
      'Domestic abuse',
      '3 hours',
    ])
      expect(text).toContain(part);
  });

  it('says that there are none, and shows no filter', async () => {
    await list([]);
    expect(has('#case-list-empty')).toBe(true);
    expect(has('#filter-text')).toBe(false);
  });

  it('links each override by an address that can be sent', async () => {
    await list([rowOf({ id: 'a&b=c' })]);
    expect(one('[data-case-id]').getAttribute('href')).toBe('#case=a%26b%3Dc');
  });

  it('marks the open one and no other', async () => {
    await list(many(3), 'case-1');
    expect(one('[aria-current]').dataset['caseId']).toBe('case-1');
    expect(document.querySelectorAll('[aria-current]')).toHaveLength(1);
  });

  it('says which ones this person cannot decide on', async () => {
    await list([rowOf({ bar: 'own-override' })]);
    expect(textOf('[data-case-id]')).toContain('You cannot decide on this one.');
  });

  it('does not say so for a free one', async () => {
    await list([rowOf()]);
    expect(textOf('[data-case-id]')).not.toContain('You cannot decide');
  });
});

describe('filters', () => {
  const rows = [
    rowOf({ id: 'open', seq: 1 }),
    rowOf({ id: 'more', seq: 2, state: 'more-information', officer: 'TF-7' }),
    rowOf({ id: 'done', seq: 3, state: 'decided', group: 'WORK' }),
  ];

  it('begin with what is open', async () => {
    await list(rows);
    expect(shownIds()).toEqual(['open']);
  });

  it.each([
    ['more-information', ['more']],
    ['decided', ['done']],
    ['all', ['open', 'more', 'done']],
  ])('show %s', async (state, ids) => {
    await list(rows);
    await press(`input[name=state][value=${state}]`);
    expect(shownIds()).toEqual(ids);
  });

  it('find words in any order and any case', async () => {
    await list(rows);
    await press('input[name=state][value=all]');
    await type('#filter-text', 'EXPLOITATION labour');
    expect(shownIds()).toEqual(['done']);
  });

  it('say that nothing matches, and can be cleared', async () => {
    await list(rows);
    await type('#filter-text', 'no such officer');
    expect(textOf('#list-range')).toBe('No override matches.');
    await press('#filter-clear');
    expect(shownIds()).toEqual(['open']);
  });
});

describe('pages of the list', () => {
  it('hold fifty overrides, and the rest is one step away', async () => {
    await list(many(51));
    expect(shownIds()).toHaveLength(50);
    await press('#page-on');
    expect(shownIds()).toEqual(['case-50']);
    expect(textOf('#list-range')).toBe('51 to 51 of 51');
    expect(document.activeElement?.id).toBe('case-list');
  });

  it('are not offered for fifty', async () => {
    await list(many(50));
    expect(has('.pages')).toBe(false);
  });

  it('begin again when the filter changes', async () => {
    await list(many(120));
    await press('#page-on');
    await type('#filter-text', 'tf-4312');
    expect(textOf('#list-range')).toBe('1 to 50 of 120');
  });
});
