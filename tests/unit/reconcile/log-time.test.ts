/** Times in a transaction log are those of England and Wales, as its system writes them. */
import { describe, expect, it } from 'vitest';
import { momentsOf } from '../../../core/reconcile/log-time.ts';

const read = (text: string, clock: 'local' | 'utc' = 'local') =>
  momentsOf(text, clock).map((at) => new Date(at).toISOString().slice(0, 19));

describe('a time of a log', () => {
  it.each([
    ['26/11/2026 13:05:11', '2026-11-26T13:05:11'],
    ['26/11/2026 13:05', '2026-11-26T13:05:00'],
    ['26-11-26 1305', '2026-11-26T13:05:00'],
    ['26.11.2026, 13:05:11', '2026-11-26T13:05:11'],
    ['26 Nov 2026 13:05', '2026-11-26T13:05:00'],
    ['26-NOV-2026 130511', '2026-11-26T13:05:11'],
    ['2026-11-26T13:05:11', '2026-11-26T13:05:11'],
    ['2026-11-26 13:05:11.123456', '2026-11-26T13:05:11'],
    ['2026-11-26T13:05:11Z', '2026-11-26T13:05:11'],
    ['2026-11-26T13:05:11+01:00', '2026-11-26T12:05:11'],
    ['01/07/2026 13:05', '2026-07-01T12:05:00'],
    ['29/03/2026 02:00', '2026-03-29T01:00:00'],
    ['25/10/2026 02:00', '2026-10-25T02:00:00'],
  ])('%s is read, the day before the month', (text, moment) => {
    expect(read(text)).toEqual([moment]);
  });

  it('is taken as it stands where the system is on UTC', () => {
    expect(read('01/07/2026 13:05', 'utc')).toEqual(['2026-07-01T13:05:00']);
  });

  it('means two moments in the hour that comes twice in October', () => {
    expect(read('25/10/2026 01:30')).toEqual(['2026-10-25T00:30:00', '2026-10-25T01:30:00']);
  });

  it('means none in the hour that no clock showed in March', () => {
    expect(read('29/03/2026 01:30')).toEqual([]);
  });

  it.each([
    '',
    'SMITH, John 12/03/1984',
    '26/11/2026',
    '13:05',
    '31/02/2026 10:00',
    '11/26/2026 10:00',
    '26/11/2026 24:00',
    '26/11/2026 10:61',
    '00/11/2026 10:00',
    '26 Foo 2026 10:00',
    `26/11/2026 ${' '.repeat(200)}10:00`,
  ])('%j is none', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('agrees with the calendar of the system on each hour of ten years', () => {
    const london = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const from = Date.UTC(2020, 0, 1);
    for (let hour = 0; hour < 10 * 365 * 24; hour += 7) {
      const at = from + hour * 3_600_000;
      expect(momentsOf(london.format(at), 'local'), london.format(at)).toContain(at);
    }
    for (const at of [...Array(96).keys()].map((hour) => Date.UTC(2026, 9, 24) + hour * 3_600_000))
      expect(momentsOf(london.format(at), 'local'), london.format(at)).toContain(at);
  });
});
