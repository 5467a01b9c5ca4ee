// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import type { CaseRow } from '../../../core/review/rows.ts';
import { Listed } from './listed.tsx';
import { choose, clear, has, one, press, show, textOf, type } from './page.ts';
import { NOW, rowOf } from './samples.ts';

afterEach(clear);

const list = (rows: readonly CaseRow[], current: string | null = null) =>
  show(<Listed rows={rows} current={current} />);

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

describe('filters beside the state', () => {
  const rows = [
    rowOf({ id: 'a', seq: 1, officer: 'TF-1', group: 'DA' }),
    rowOf({ id: 'b', seq: 2, officer: 'TF-1', group: 'WORK', choice: 'emergency' }),
    rowOf({ id: 'c', seq: 3, officer: 'TF-2', group: 'WORK', risks: ['dual', 'repeated'] }),
    rowOf({ id: 'd', seq: 4, officer: 'TF-2', group: 'WORK', state: 'decided' }),
  ];
  const open = () => press('#filters > summary');
  const countOf = (facet: string, option: string) =>
    one(`#filter-${facet} option[value="${option}"]`).dataset['count'];

  it('say beside each choice how many it lists, and list as many', async () => {
    await list(rows);
    await open();
    expect([countOf('officer', 'TF-1'), countOf('group', 'WORK')]).toEqual(['2', '2']);
    await choose('#filter-officer', 'TF-1');
    expect(shownIds().sort()).toEqual(['a', 'b']);
    expect(countOf('group', 'WORK')).toBe('1');
    await choose('#filter-group', 'WORK');
    expect(shownIds()).toEqual(['b']);
    expect(textOf('.filter__state [data-count=all]')).toBe('1');
  });

  it('offer nothing that would leave an empty list', async () => {
    await list(rows);
    await open();
    await choose('#filter-officer', 'TF-1');
    expect(has('#filter-risk option[value=dual]')).toBe(false);
  });

  it('find each of several signs of risk', async () => {
    await list(rows);
    await open();
    await choose('#filter-risk', 'repeated');
    expect(shownIds()).toEqual(['c']);
  });

  it('stand above the list while they are folded away, and each is taken off by itself', async () => {
    await list(rows);
    await open();
    await choose('#filter-officer', 'TF-1');
    await choose('#filter-choice', 'emergency');
    expect(textOf('#filters-on')).toContain('Officer: TF-1');
    await press('[data-drop=choice]');
    expect(shownIds().sort()).toEqual(['a', 'b']);
  });

  it('go along with every link to an override', async () => {
    await list(rows);
    await open();
    await choose('#filter-officer', 'TF-2');
    expect(one('[data-case-id=c]').getAttribute('href')).toBe('#case=c&officer=TF-2');
  });
});

describe('orders', () => {
  it('are chosen, and the list follows', async () => {
    await list([
      rowOf({ id: 'late', seq: 1, rule: 'b-rule', at: NOW - 5, dueBy: NOW + 1 }),
      rowOf({ id: 'soon', seq: 2, rule: 'a-rule', at: NOW - 9, dueBy: NOW + 9 }),
    ]);
    expect(shownIds()).toEqual(['late', 'soon']);
    await choose('#queue-sort', 'rule');
    expect(shownIds()).toEqual(['soon', 'late']);
    await choose('#queue-sort', 'oldest');
    expect(shownIds()).toEqual(['soon', 'late']);
    await choose('#queue-sort', 'due');
    expect(shownIds()).toEqual(['late', 'soon']);
  });
});

describe('a filter that is kept', () => {
  const keep = async (name: string) => {
    await type('#saved-name', name);
    await press('#saved-save');
  };

  it('is a link to what was shown, and can be forgotten', async () => {
    await list([rowOf({ officer: 'TF-1' })]);
    await press('#filters > summary');
    await choose('#filter-officer', 'TF-1');
    await keep('My team');
    const link = one('[data-saved="My team"]');
    expect(link.getAttribute('href')).toBe('#officer=TF-1');
    expect(link.ariaCurrent).toBe('true');
    await press('[data-forget="My team"]');
    expect(has('[data-saved]')).toBe(false);
  });

  it('holds no free words, which may be somebody’s name, and holds the number of an entry', async () => {
    await list([rowOf()]);
    await type('#filter-text', 'kowalska');
    await keep('First');
    expect(one('[data-saved=First]').getAttribute('href')).toBe('#list-title');
    await type('#filter-text', '#17');
    await keep('Second');
    expect(one('[data-saved=Second]').getAttribute('href')).toBe('#q=%2317');
  });

  it.each([
    ['', 'Give the filter a name'],
    ['Born 3 May 1988', 'Take out names'],
  ])('is not taken under the name %j', async (name, said) => {
    await list([rowOf()]);
    await keep(name);
    expect(textOf('#saved-fault')).toContain(said);
    expect(has('[data-saved]')).toBe(false);
  });
});

describe('on paper', () => {
  it('the list stands whole, with what was asked for, by whom and how many', async () => {
    await show(<Listed rows={many(120)} isPrinting={true} />);
    expect(shownIds()).toHaveLength(120);
    const head = textOf('#list-printed');
    for (const part of ['TF-9001', '120 overrides', 'State: Open', 'Order: Most urgent first'])
      expect(head).toContain(part);
  });

  it('it says so where not all of it is printed', async () => {
    await show(<Listed rows={many(2_001)} isPrinting={true} />);
    expect(shownIds()).toHaveLength(2_000);
    expect(textOf('#list-printed')).toContain('The first 2000 are printed');
  });
});
