/** The list of devices, the names that were never heard, and the table for a ticket. */
import { describe, expect, it } from 'vitest';
import { csvCell, csvText } from '../../../core/csv.ts';
import { fleetList, fleetMatching, unitsOf } from '../../../core/health/fleet-list.ts';
import { givenNames, heldAgainst } from '../../../core/health/fleet-names.ts';
import { fleetLimits } from '../../../core/health/fleet-standing.ts';
import { beat, HOUR, known, NOW, taken } from './fleet-samples.ts';

const one = (name: string, ago: number, change: Parameters<typeof beat>[1] = {}, unit = 't07') =>
  known(taken(beat(NOW - ago * HOUR, change), { name, unit }));

const names = [
  one('well-1', 1),
  one('silent-short', 80),
  one('drifts', 1, { drift: 1 }),
  one('silent-long', 200, {}, 't08'),
  one('no-permission', 1, { hosts: false }, 't08'),
];
const { items } = fleetList(names, NOW, fleetLimits(60));
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const EVERYTHING = { state: 'all', unit: null, text: '' } as const;

describe('the list', () => {
  it('has the worst first, and of the silent the one that is so for longest', () => {
    expect(idsOf(items)).toEqual([
      'no-permission',
      'drifts',
      'silent-long',
      'silent-short',
      'well-1',
    ]);
  });

  it('counts what it shows, under each filter', () => {
    for (const unit of [null, 't07', 't08'])
      for (const state of ['all', 'failing', 'silent', 'stale', 'well'] as const) {
        const { shown, counts } = fleetMatching(items, { state, unit, text: '' });
        expect(shown, `${state} ${unit}`).toHaveLength(counts[state]);
      }
    expect(fleetMatching(items, EVERYTHING).counts).toEqual({
      ...{ failing: 2, silent: 2, stale: 0, well: 1, all: 5 },
    });
    expect(unitsOf(items)).toEqual(['t07', 't08']);
  });

  it('is found by name, unit, device, version and policy, by all words at once', () => {
    const found = (text: string) => idsOf(fleetMatching(items, { ...EVERYTHING, text }).shown);
    expect(found('SILENT t08')).toEqual(['silent-long']);
    expect(found('0.1.0 aaaaaa')).toHaveLength(5);
    expect(found('nobody')).toEqual([]);
  });

  it('is made of 35,000 devices, and each is in it once', () => {
    const force = Array.from({ length: 35_000 }, (_, n) =>
      one(`off${n}`, n % 100, { drift: n % 50 === 0 ? 1 : 0 }, `t${n % 40}`),
    );
    const list = fleetList(force, NOW, fleetLimits(60));
    expect(new Set(idsOf(list.items)).size).toBe(35_000);
    // Of each hundred: 73 to 99 hours ago are silent, and one of the others drifts.
    const { counts } = fleetMatching(list.items, EVERYTHING);
    expect(counts).toEqual({ failing: 700, silent: 9_450, stale: 0, well: 24_850, all: 35_000 });
  });
});

describe('the names that were given tokens', () => {
  it('are read from the table, without its head and without those who hand in nothing', () => {
    const table = [
      '\uFEFFname,role,units,expires',
      'off1001,officer,t07,2027-03-31',
      'siem,reader,,2027-03-31',
      'it,fleet,,2027-03-31',
      'sup55,supervisor,t07;t08,2027-03-31',
      '',
    ].join('\r\n');
    expect(givenNames(table)).toEqual({ names: ['off1001', 'sup55'], unread: [] });
  });

  it('are read one a line, once, and what is none is named by its line', () => {
    expect(givenNames('off2\noff1\noff2\nMaria Kowalska\n=1+1')).toEqual({
      ...{ names: ['off1', 'off2'], unread: [4, 5] },
    });
  });

  it('are held against those that were heard, both ways', () => {
    expect(heldAgainst(['well-1', 'never-1'], [...names, { name: null }])).toEqual({
      neverHeard: ['never-1'],
      notGiven: ['drifts', 'no-permission', 'silent-long', 'silent-short'],
    });
  });
});

describe('a cell of the table', () => {
  it.each([
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['+44 1632 960123', '"\'+44 1632 960123"'],
    ['-1', '"\'-1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['\t=1', '"\'\t=1"'],
    ['  =1', '"\'  =1"'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\r\nlines', 'two lines'],
    ['off1001', 'off1001'],
    ['＝1+1', `"'＝1+1"`],
    ['＠SUM(A1)', `"'＠SUM(A1)"`],
    ['', ''],
  ])('is run by no spreadsheet and breaks no line: %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it('stands in rows that end as the standard says', () => {
    expect(
      csvText([
        ['a', 'b'],
        ['1', ''],
      ]),
    ).toBe('a,b\r\n1,\r\n');
  });
});
