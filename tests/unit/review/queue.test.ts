import { describe, expect, it } from 'vitest';
import {
  caseAddress,
  caseFromAddress,
  isCaseId,
  viewAddress,
  viewFromAddress,
} from '../../../components/review/case-address.ts';
import { pageOf } from '../../../components/row-page.ts';
import { FACETS } from '../../../core/review/facets.ts';
import { Queue } from '../../../core/review/queue.ts';
import { nextOpen, orderOf } from '../../../core/review/queue-order.ts';
import {
  FIRST_VIEW,
  isReference,
  type QueueView,
  withChosen,
} from '../../../core/review/queue-view.ts';
import { columnsOf, rowsOf } from '../../../core/review/row-columns.ts';
import type { CaseRow } from '../../../core/review/rows.ts';
import { NOW, rowOf } from '../components/samples.ts';

const ALL: QueueView = { chosen: {}, text: '', sort: 'need' };

function part(rows: readonly CaseRow[], view: QueueView) {
  const queue = new Queue();
  queue.take(rows, NOW);
  return queue.part(view, (_, term) => term);
}

const ids = (rows: readonly CaseRow[]) => rows.map(({ id }) => id);
const inState = (state: string): QueueView => withChosen(ALL, 'state', state);

describe('order of need', () => {
  it('puts life at risk first, then the oldest that waits, then the decided', () => {
    const rows = [
      rowOf({ id: 'decided-old', seq: 1, state: 'decided' }),
      rowOf({ id: 'old', seq: 2 }),
      rowOf({ id: 'new', seq: 3, state: 'more-information' }),
      rowOf({ id: 'urgent', seq: 4, choice: 'emergency' }),
      rowOf({ id: 'decided-urgent', seq: 5, state: 'decided', choice: 'emergency' }),
    ];
    expect(ids(part(rows, ALL).rows)).toEqual([
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
    expect(nextOpen(rows, 'this', NOW)?.id).toBe('next');
    expect(nextOpen(rows.slice(0, 3), 'this', NOW)).toBeNull();
  });

  it('is the one that needs somebody most, wherever it stands', () => {
    const rows = [rowOf({ id: 'a' }), rowOf({ id: 'b', choice: 'emergency' }), rowOf({ id: 'c' })];
    expect(nextOpen(rows, 'this', NOW)?.id).toBe('b');
  });
});

describe('the next open override, where somebody is on others', () => {
  const assigned = { to: 'TF-2', by: 'TF-2', at: NOW - 9, until: NOW + 9, isMine: false };

  it('is one that nobody else is on, and theirs where nothing else is left', () => {
    const theirs = rowOf({ id: 'theirs', choice: 'emergency', assigned });
    const mine = rowOf({ id: 'mine', assigned: { ...assigned, isMine: true } });
    expect(nextOpen([theirs, rowOf({ id: 'free' })], 'this', NOW)?.id).toBe('free');
    expect(nextOpen([rowOf({ id: 'free' }), theirs], 'this', NOW)?.id).toBe('free');
    expect(nextOpen([theirs, mine], 'this', NOW)?.id).toBe('mine');
    expect(nextOpen([theirs], 'this', NOW)?.id).toBe('theirs');
    expect(nextOpen([rowOf({ id: 'free' }), theirs], 'this', NOW + 9)?.id).toBe('theirs');
  });
});

describe('a second person', () => {
  it('who granted it is counted and found apart from one who is claimed, and from nobody', () => {
    const rows = (['granted', 'claimed', null] as const).map((authorised) =>
      rowOf({ id: `${authorised}`, authorised }),
    );
    expect(Object.fromEntries(part(rows, ALL).counts.authorised)).toEqual({
      ...{ granted: 1, claimed: 1, '-': 1 },
    });
    const found = part(rows, { ...ALL, chosen: { ...ALL.chosen, authorised: 'granted' } });
    expect(ids(found.rows)).toEqual(['granted']);
  });
});

describe('what nobody looked at in time', () => {
  const rows = [
    rowOf({ id: 'late', seq: 1, dueBy: NOW - 1, escalatesAt: NOW }),
    rowOf({ id: 'due', seq: 2, dueBy: NOW, escalatesAt: NOW + 9 }),
    rowOf({
      ...{ id: 'asked', seq: 3, state: 'more-information' },
      ...{ dueBy: NOW - 9, escalatesAt: NOW - 1 },
    }),
    rowOf({ id: 'decided', seq: 4, state: 'decided' }),
  ];

  it('is counted and found apart, and stays what it is: open, and never decided', () => {
    const { counts } = part(rows, ALL);
    expect(Object.fromEntries(counts.state)).toEqual({
      ...{ open: 2, 'more-information': 1, decided: 1 },
      ...{ late: 2, escalated: 1 },
    });
    const found = part(rows, inState('late')).rows;
    expect(found.map(({ id, state }) => [id, state])).toEqual([
      ['asked', 'more-information'],
      ['late', 'open'],
    ]);
    expect(ids(part(rows, inState('escalated')).rows)).toEqual(['asked']);
    expect(ids(part(rows, inState('decided')).rows)).toEqual(['decided']);
  });

  it('comes first, what is due longest before the rest', () => {
    expect(ids(part(rows, ALL).rows)).toEqual(['asked', 'late', 'due', 'decided']);
  });

  it('is late when time went on and nothing else', () => {
    const queue = new Queue();
    queue.take(rows, NOW);
    queue.take([], NOW + 1);
    expect(ids(queue.part(inState('late'), () => '').rows)).toEqual(['asked', 'late', 'due']);
  });
});

describe('counts', () => {
  const officers = ['TF-1', 'TF-2', ''];
  const states = ['open', 'decided', 'more-information'] as const;
  const rows = Array.from({ length: 200 }, (_, seq) =>
    rowOf({
      ...{ id: `${seq}`, seq, officer: officers[seq % 3] ?? '', at: NOW - seq * 9_000_000 },
      ...{ state: states[seq % 7 === 0 ? 1 : seq % 5 === 0 ? 2 : 0], group: 'DA' },
      ...(seq % 4 === 0 && ({ choice: 'emergency', group: 'WORK' } as const)),
      risks: seq % 6 === 0 ? ['dual', 'repeated'] : seq % 9 === 0 ? ['dual'] : [],
    }),
  );

  it('agree with what is listed, for every option under every filter', () => {
    for (const first of [ALL, inState('open'), withChosen(inState('open'), 'officer', 'TF-2')]) {
      const { counts } = part(rows, first);
      for (const facet of FACETS)
        for (const [option, count] of counts[facet])
          expect(part(rows, withChosen(first, facet, option)).rows.length, option).toBe(count);
    }
  });

  it('say how many there are of any state beside the other filters', () => {
    const view = withChosen(inState('open'), 'officer', 'TF-2');
    const all = part(rows, withChosen(view, 'state', null)).rows.length;
    expect(part(rows, view).ofAnyState).toBe(all);
  });
});

describe('searching ten thousand overrides', () => {
  const rows = Array.from({ length: 10_000 }, (_, seq) =>
    rowOf({ id: `ab${seq.toString(16).padStart(30, '0')}`, seq, officer: `TF-${seq}` }),
  );
  const found = (text: string) => part(rows, { ...ALL, text }).rows.map(({ seq }) => seq);

  it('finds the one that is meant, by officer, number or id', () => {
    for (const said of ['tf-9999', 'TF9999', 'tf/9999']) expect(found(said)).toEqual([9999]);
    expect(found('#17')).toEqual([17]);
    expect(found('ab00000000000000000000000000270f')).toEqual([9999]);
  });

  it('needs every word, and takes none for a pattern', () => {
    expect(found('tf-9999 #17')).toEqual([]);
    for (const marks of ['.*', '----']) expect(found(marks)).toEqual([]);
  });

  it('takes another row in place of what was known, and never lists one twice', () => {
    const queue = new Queue();
    queue.take(rows, NOW);
    queue.take([rowOf({ id: rows[5]?.id ?? '', seq: 5, state: 'decided', officer: 'TF-5' })], NOW);
    expect(queue.rows).toHaveLength(10_000);
    expect(queue.part(inState('decided'), (_, term) => term).rows.map(({ seq }) => seq)).toEqual([
      5,
    ]);
  });
});

describe('orders', () => {
  it('hold every row once', () => {
    const rows = Array.from({ length: 50 }, (_, seq) => rowOf({ id: `${seq}`, seq }));
    for (const sort of ['need', 'due', 'newest', 'oldest'] as const)
      expect([...orderOf(rows, sort)].sort((a, b) => a - b)).toEqual([...rows.keys()]);
  });

  it('by rule keep the order of need within a rule', () => {
    const rows = [
      rowOf({ id: 'b-later', rule: 'b', dueBy: NOW + 2 }),
      rowOf({ id: 'a', rule: 'a', dueBy: NOW + 9 }),
      rowOf({ id: 'b-sooner', rule: 'b', dueBy: NOW + 1 }),
    ];
    expect(ids(part(rows, { ...ALL, sort: 'rule' }).rows)).toEqual(['a', 'b-sooner', 'b-later']);
  });
});

describe('rows on their way to the page', () => {
  it('arrive as they were', () => {
    const decision = { id: 'd', at: 4, outcome: 'RV-1', reviewer: 'TF-9' };
    const rows = [
      rowOf({ id: 'a', decision, state: 'decided', risks: ['dual'] }),
      rowOf({ id: 'b', reason: null, standing: 'broken', dueBy: 7, escalatesAt: 9, repeats: 3 }),
      rowOf({ id: 'c', bar: 'own-override', owedBy: 1, decision }),
      rowOf({ id: 'd', repliedAt: 5, passedOn: { dueBy: 9, said: null, isOpen: true } }),
    ];
    const sent: ReturnType<typeof columnsOf> = JSON.parse(JSON.stringify(columnsOf(rows)));
    expect(rowsOf(sent)).toEqual(rows);
  });

  it('are refused where a part is missing', () => {
    const columns = columnsOf([rowOf({ id: 'a' }), rowOf({ id: 'b' })]);
    expect(() => rowsOf({ ...columns, seq: [1] })).toThrow(RangeError);
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

describe('the address of a filter', () => {
  const views: readonly QueueView[] = [
    FIRST_VIEW,
    ALL,
    { chosen: { state: 'late', rule: 'a-b', unit: 'Ymateb & A' }, text: '#17', sort: 'rule' },
    { chosen: { risk: '-', officer: 'TF-1' }, text: '', sort: 'due' },
  ];

  it.each(views)('comes back as it went: %j', (view) => {
    expect(viewFromAddress(viewAddress(view))).toEqual(view);
    expect(viewFromAddress(caseAddress('x', view))).toEqual(view);
    expect(caseFromAddress(caseAddress('x', view))).toBe('x');
  });

  it('holds no words that could be a name, and none is read from one', () => {
    expect(viewAddress({ ...FIRST_VIEW, text: 'Anna Kowalska' })).toBe('#list-title');
    expect(viewFromAddress('#q=Anna+Kowalska').text).toBe('');
    expect(viewFromAddress('#sort=by-magic&state=&unit=').sort).toBe('need');
  });

  it('with a state that there is none of shows what a reviewer begins with, not an empty list', () => {
    expect(viewFromAddress('#state=banana')).toEqual(FIRST_VIEW);
    expect(viewFromAddress('#state=__proto__&officer=TF-1').chosen).toEqual({
      state: 'open',
      officer: 'TF-1',
    });
  });

  it('of something that is no id of an entry says so, whatever it is', () => {
    const uuid = '0b0d9a52-8f3c-4c39-9d3c-0d5f3f6d9a10';
    for (const id of [uuid, uuid.replaceAll('-', ''), `${uuid}-aside`])
      expect(isCaseId(id)).toBe(true);
    for (const id of ['there-is-no-such-case', '../../etc', '%E0%A4%A', uuid.toUpperCase()])
      expect(isCaseId(id)).toBe(false);
  });

  it.each([
    ['#17', true],
    ['0123456789abcdef', true],
    ['123456789', false],
    ['07700900123', false],
    ['adeeba', false],
    ['#17 Kowalska', false],
  ])('takes %j for the reference of an entry: %j', (text, is) => {
    expect(isReference(text)).toBe(is);
  });
});
