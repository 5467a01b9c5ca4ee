/** Points in time and ages, in the language of the page. */
import type { Language } from '../core/vocabulary.ts';
import type { Say } from '../core/wording.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Browsers do not all carry Welsh month names, so these are our own.
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  cy: ['Ion', 'Chwef', 'Maw', 'Ebr', 'Mai', 'Meh', 'Gorff', 'Awst', 'Medi', 'Hyd', 'Tach', 'Rhag'],
};

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** @param at epoch milliseconds; shown in the time zone of this device */
export function momentText(at: number, language: Language): string {
  const date = new Date(at);
  const day = inWords(date.getFullYear(), date.getMonth() + 1, date.getDate(), language);
  return `${day}, ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** @param day of the calendar, ISO, as settings and rules name it: the same in every time zone */
export function dayText(day: string, language: Language): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return inWords(year, month, date, language);
}

/** @param month from 1 */
function inWords(year: number, month: number, date: number, language: Language): string {
  return `${date} ${MONTHS[language][month - 1] ?? ''} ${year}`;
}

/** How long ago, in the largest whole unit. A time ahead of this clock counts as just now. */
export function ageText(at: number, now: number, say: Say): string {
  const age = now - at;
  if (age < MINUTE) return say('age.now');
  if (age < HOUR) return unit('minutes', Math.floor(age / MINUTE), say);
  if (age < 2 * DAY) return unit('hours', Math.floor(age / HOUR), say);
  return unit('days', Math.floor(age / DAY), say);
}

/** Welsh has its own form after two: "2 ddiwrnod". */
function unit(name: string, n: number, say: Say): string {
  return say(`age.${name}.${n === 1 ? 'one' : n === 2 ? 'two' : 'other'}`, { n });
}

export interface MomentProps {
  readonly at: number;
  readonly language: Language;
}

export function Moment({ at, language }: MomentProps) {
  return <time dateTime={isoText(at)}>{momentText(at, language)}</time>;
}

export function Age({ at, language, now, say }: MomentProps & { now: number; say: Say }) {
  return (
    <time dateTime={isoText(at)} title={momentText(at, language)}>
      {ageText(at, now, say)}
    </time>
  );
}

/** ISO, UTC. A time outside of what a date can hold came from a damaged entry; the page still shows. */
export function isoText(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
