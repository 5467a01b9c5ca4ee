/**
 * Working days in England and Wales: Monday to Friday, without bank holidays. These follow the
 * Banking and Financial Dealings Act 1971, schedule 1, common law (Good Friday, Christmas Day) and
 * the days that are proclaimed every year (New Year's Day, early May, and the next free weekday for
 * a holiday on a weekend). A day that is proclaimed once cannot be computed: policy names it.
 */

const DAY_MS = 86_400_000;
const SATURDAY = 6;

/** Days are counted from 1 January 1970, as if all of them had 24 hours. */
type Day = number;

function dayOf(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / DAY_MS;
}

/** 0 is Sunday. */
function weekday(day: Day): number {
  return (day + 4) % 7;
}

function isWeekend(day: Day): boolean {
  return weekday(day) % SATURDAY === 0;
}

function firstMonday(year: number, month: number): Day {
  const first = dayOf(year, month, 1);
  return first + ((8 - weekday(first)) % 7);
}

function lastMonday(year: number, month: number): Day {
  const last = dayOf(year, month + 1, 1) - 1;
  return last - ((weekday(last) + 6) % 7);
}

/** Easter Sunday, by the anonymous Gregorian algorithm (Nature, 20 April 1876). */
function easter(year: number): Day {
  const golden = year % 19;
  const [century, rest] = [Math.floor(year / 100), year % 100];
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moon + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * sunday) / 451);
  const march = epact + sunday - 7 * late + 21;
  return dayOf(year, 3, 1) + march;
}

const KNOWN = new Map<number, readonly string[]>();

/** Bank holidays of a year in England and Wales, in order, as ISO dates. */
export function bankHolidays(year: number): readonly string[] {
  const known = KNOWN.get(year) ?? [...computed(year)].sort((a, b) => a - b).map(isoOf);
  KNOWN.set(year, known);
  return known;
}

/** As they are usual. */
function computed(year: number): ReadonlySet<Day> {
  const days = new Set<Day>();
  const add = (day: Day): void => {
    let free = day;
    while (isWeekend(free) || days.has(free)) free++;
    days.add(free);
  };
  const [newYear, sunday] = [dayOf(year, 1, 1), easter(year)];
  add(newYear);
  for (const day of [sunday - 2, sunday + 1]) days.add(day);
  for (const day of [firstMonday(year, 5), lastMonday(year, 5), lastMonday(year, 8)]) days.add(day);
  for (const date of [25, 26]) add(dayOf(year, 12, date));
  return days;
}

const ISO = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'UTC',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
});

function isoOf(day: Day): string {
  const part = partsOf(ISO, day * DAY_MS);
  return ['year', 'month', 'day'].map((name) => part.get(name)).join('-');
}

function partsOf(format: Intl.DateTimeFormat, at: number): ReadonlyMap<string, string> {
  return new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

const LONDON = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', hourCycle: 'h23' },
});

function inLondon(at: number): { readonly day: Day; readonly hour: number } {
  const part = partsOf(LONDON, at);
  const [year = 0, month = 0, date = 0, hour = 0] = ['year', 'month', 'day', 'hour'].map((name) =>
    Number(part.get(name)),
  );
  return { day: dayOf(year, month, date), hour };
}

/** Midnight at the beginning of a day in London, epoch milliseconds. */
function startOf(day: Day): number {
  const utc = day * DAY_MS;
  // In summer London's midnight is an hour before that of UTC.
  return inLondon(utc).hour === 0 ? utc : utc - inLondon(utc).hour * (DAY_MS / 24);
}

/** A weekend or bank holiday, whatever policy says. @param date ISO */
export function isUsuallyFree(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return isWeekend(dayOf(year, month, day)) || bankHolidays(year).includes(date);
}

/**
 * @param from epoch milliseconds
 * @param count whole working days, 1 or more; the day of `from` is not one of them
 * @param extra ISO dates that are holidays too
 * @returns epoch milliseconds at the end of the last of them, in London
 */
export function afterWorkingDays(from: number, count: number, extra: readonly string[]): number {
  const also = new Set(extra);
  let { day } = inLondon(from);
  for (let left = count; left > 0; ) {
    day++;
    const date = isoOf(day);
    if (!isUsuallyFree(date) && !also.has(date)) left--;
  }
  return startOf(day + 1);
}
