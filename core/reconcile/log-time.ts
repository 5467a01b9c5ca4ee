/** Times as logs of systems write them, in England and Wales. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the clock of the system that wrote the log shows. */
export const LOG_CLOCKS = ['local', 'utc'] as const;
export type LogClock = (typeof LOG_CLOCKS)[number];

/** Day before month, as here; year first where it has four digits there. */
const DATE =
  /^(?:(?<y1>\d{4})[-/.](?<m1>\d{1,2})[-/.](?<d1>\d{1,2})|(?<d2>\d{1,2})[-/. ](?<m2>\d{1,2}|[A-Za-z]{3})[-/. ](?<y2>\d{4}|\d{2}))$/;
const TIME =
  /^(?<hour>\d{1,2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?<zone>Z|[+-]\d{2}:?\d{2})?$/i;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** What is longer is no time. */
const LONGEST = 40;

/**
 * The moments that a text may mean, epoch milliseconds: two in the hour that comes twice in autumn,
 * none where the text is no time, or one that the clock never showed.
 *
 * @param text a date and a time, with a blank, a comma or a T between them
 */
export function momentsOf(text: string, clock: LogClock): readonly number[] {
  if (text.length > LONGEST) return [];
  const [, date = '', time = ''] = /^(.*\d)(?:[\sT,]+)(\d{1,2}:?\d{2}\S*)$/.exec(text.trim()) ?? [];
  const [day, clockTime] = [dayOf(date), timeOf(time)];
  if (day === null || clockTime === null) return [];
  const wall = day + clockTime.ms;
  if (clockTime.offset !== null) return [wall - clockTime.offset];
  if (clock === 'utc') return [wall];
  return [wall - HOUR_MS, wall].filter((at) => at + summerTime(at) === wall);
}

function dayOf(text: string): number | null {
  const found = DATE.exec(text.trim())?.groups;
  if (!found) return null;
  const { y1, m1, d1, y2, m2, d2 } = found;
  const month = m1 ?? m2 ?? '';
  const monthNumber = /\d/.test(month) ? Number(month) : MONTHS.indexOf(month.toLowerCase()) + 1;
  const year = Number(y1 ?? y2) + ((y1 ?? y2 ?? '').length === 2 ? 2000 : 0);
  const date = Number(d1 ?? d2);
  const day = Date.UTC(year, monthNumber - 1, date);
  // The 31st of February would come out as a day in March.
  const isThere =
    monthNumber >= 1 && monthNumber <= 12 && date >= 1 && date <= daysIn(year, monthNumber);
  return isThere ? day : null;
}

function daysIn(year: number, month: number): number {
  return (Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / DAY_MS;
}

function timeOf(text: string): { readonly ms: number; readonly offset: number | null } | null {
  const found = TIME.exec(text.trim())?.groups;
  if (!found) return null;
  const [hour, minute, second] = [found['hour'], found['minute'], found['second'] ?? 0].map(Number);
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return { ms: ((hour * 60 + minute) * 60 + second) * 1000, offset: offsetOf(found['zone']) };
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/**
 * How far clocks here are ahead of UTC at a moment: from the last Sunday in March to that in October,
 * at one o'clock UTC (Summer Time Act 1972, section 1, as amended in 2002).
 */
function summerTime(at: number): number {
  const year = yearOf(at);
  return at >= lastSunday(year, 3) + HOUR_MS && at < lastSunday(year, 10) + HOUR_MS ? HOUR_MS : 0;
}

/** By the mean length of a year; clocks are not changed within a week of its end. */
function yearOf(at: number): number {
  return 1970 + Math.floor(at / (365.2425 * DAY_MS));
}

function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 0);
  // 1 January 1970 was a Thursday.
  return last - ((last / DAY_MS + 4) % 7) * DAY_MS;
}
