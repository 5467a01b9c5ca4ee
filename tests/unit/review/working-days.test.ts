/** Working days in England and Wales, by the days that were published. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWorkingDays, bankHolidays } from '../../../core/review/working-days.ts';

/** As published on gov.uk/bank-holidays; 2022 and 2023 without the days proclaimed once. */
const PUBLISHED: Readonly<Record<number, string>> = {
  2022: '01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
};

const at = (text: string): number => Date.parse(text);

describe('bank holidays', () => {
  it.each(Object.entries(PUBLISHED))('of %s are those that were published', (year, days) => {
    expect(bankHolidays(Number(year)).join(' ')).toBe(days.replace(/\S+/g, `${year}-$&`));
  });

  it('are eight weekdays in every year', () => {
    for (let year = 2020; year < 2100; year++) {
      const days = bankHolidays(year);
      expect(new Set(days).size).toBe(8);
      for (const day of days) expect([0, 6]).not.toContain(new Date(day).getUTCDay());
    }
  });
});

describe('five working days', () => {
  it('end at midnight in London, in winter and in summer', () => {
    expect(afterWorkingDays(at('2026-11-26T10:00:00Z'), 5, [])).toBe(at('2026-12-04T00:00:00Z'));
    expect(afterWorkingDays(at('2026-07-06T10:00:00Z'), 5, [])).toBe(at('2026-07-13T23:00:00Z'));
  });

  it('go over Easter, Christmas and the change of the clocks', () => {
    // Thursday before Easter 2026; the Friday and the Monday do not count.
    expect(afterWorkingDays(at('2026-04-02T09:00:00Z'), 2, [])).toBe(at('2026-04-08T23:00:00Z'));
    expect(afterWorkingDays(at('2026-12-24T15:00:00Z'), 1, [])).toBe(at('2026-12-30T00:00:00Z'));
    expect(afterWorkingDays(at('2026-03-27T12:00:00Z'), 1, [])).toBe(at('2026-03-30T23:00:00Z'));
  });

  it('count from the day that it is in London', () => {
    // Half past midnight of Tuesday there, still Monday in UTC.
    expect(afterWorkingDays(at('2026-07-06T23:30:00Z'), 1, [])).toBe(at('2026-07-08T23:00:00Z'));
  });

  it('leave out a day that was proclaimed once, where policy names it', () => {
    const from = at('2023-05-05T12:00:00Z');
    expect(afterWorkingDays(from, 1, [])).toBe(at('2023-05-08T23:00:00Z'));
    expect(afterWorkingDays(from, 1, ['2023-05-08'])).toBe(at('2023-05-09T23:00:00Z'));
  });

  it('never end sooner for one more day, and at a midnight', () => {
    const moments = fc.integer({
      min: at('2020-01-01T00:00:00Z'),
      max: at('2090-01-01T00:00:00Z'),
    });
    const hour = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 10 }), (from, count) => {
        const end = afterWorkingDays(from, count, []);
        expect(end).toBeGreaterThan(from);
        expect(afterWorkingDays(from, count + 1, [])).toBeGreaterThan(end);
        expect(hour.format(end)).toBe('00:00');
      }),
      { numRuns: 200 },
    );
  });
});
