/** Lines of a log: only the columns that were chosen are looked at, and what is wrong is named by line. */
import { describe, expect, it } from 'vitest';
import { LogReader, suggestedColumns } from '../../../core/reconcile/log-lines.ts';

const NAMES = ['Date', 'Time', 'Operator ID', 'Terminal', 'Transaction code', 'Subject name'];
const COLUMNS = suggestedColumns(NAMES);
const LINE = ['26/11/2026', '13:05', 'PC 4312', 'T17', 'NE', 'SMITH/JOHN:12031984'];

function read(lines: readonly (readonly string[])[], codes: readonly string[] = []) {
  const reader = new LogReader(COLUMNS, { width: NAMES.length, clock: 'local', codes });
  for (const [number, cells] of lines.entries()) reader.add(number + 2, cells);
  return reader.reading;
}

describe('columns', () => {
  it('are suggested by their usual names, and that of a person never is', () => {
    expect(COLUMNS).toEqual({ officer: 2, date: 0, time: 1, terminal: 3, code: 4 });
  });

  it('of date and time may be one', () => {
    expect(suggestedColumns(['When', 'User'])).toMatchObject({ date: 0, time: 0, officer: 1 });
    expect(suggestedColumns(['Timestamp', 'User'])).toMatchObject({ date: 0, time: 0 });
  });

  it('with other names are for somebody to choose', () => {
    expect(suggestedColumns(['a', 'b'])).toEqual({
      ...{ officer: -1, date: -1, time: -1 },
      ...{ terminal: null, code: null },
    });
  });
});

describe('a line', () => {
  it('is an officer, a time and a terminal, and nothing of whom it was about', () => {
    const { transactions } = read([LINE]);
    expect(transactions).toEqual([
      { line: 2, moments: [Date.UTC(2026, 10, 26, 13, 5)], officer: '4312', terminal: 'T17' },
    ]);
    expect(JSON.stringify(read([LINE]))).not.toContain('SMITH');
  });

  it.each([
    ['time', LINE.with(1, 'noon')],
    ['time', LINE.with(0, 'SMITH/JOHN:12031984')],
    ['columns', LINE.slice(0, 4)],
    ['columns', [...LINE, 'more']],
  ])(
    'that cannot be relied on is named by its number, with nothing of its text: %s',
    (fault, cells) => {
      expect(read([LINE, cells]).faults).toEqual([{ line: 3, fault }]);
    },
  );

  it('in a quote that never ends is named so', () => {
    const reader = new LogReader(COLUMNS, { width: 6, clock: 'local', codes: [] });
    reader.add(2, LINE, true);
    expect(reader.reading.faults).toEqual([{ line: 2, fault: 'quote' }]);
  });

  it('that is empty is passed over', () => {
    expect(read([[''], ['', '', '', '', '', ''], LINE])).toMatchObject({ lines: 1, faults: [] });
  });

  it('of a system, with no staff number, is counted', () => {
    expect(read([LINE.with(2, 'SYSTEM'), LINE.with(2, ''), LINE])).toMatchObject({ noOfficer: 2 });
    expect(read([LINE.with(2, 'SYSTEM')]).transactions).toEqual([]);
  });

  it('of another code is counted, in any case of letters', () => {
    const { transactions, otherCodes, first, last } = read(
      [LINE, LINE.with(4, 'VE').with(1, '14:00')],
      ['ne'],
    );
    expect([transactions.length, otherCodes]).toEqual([1, 1]);
    // It is of the log's time all the same.
    expect(last - first).toBe(55 * 60_000);
  });

  it('wrong throughout is told by the first two hundred', () => {
    expect(read(Array.from({ length: 1000 }, () => ['x'])).faults).toHaveLength(200);
  });
});
