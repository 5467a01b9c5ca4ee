/**
 * Which detail of a person a field holds, and what was put in it, brought to the form in which two
 * records of one person agree. What comes out is a person's data: it stays where it was made.
 */

import { findMatches, type Lexicon } from '../forms/lexicon.ts';
import type { SourceText } from '../forms/snapshot.ts';
import { isIdentifier } from '../forms/sources.ts';
import { identifierWords, words } from '../forms/text.ts';

export const DETAILS = [
  'given',
  'family',
  'full',
  'birth',
  'birth-day',
  'birth-month',
  'birth-year',
] as const;
export type Detail = (typeof DETAILS)[number];

const details: ReadonlySet<string> = new Set(DETAILS);

function isDetail(value: string | undefined): value is Detail {
  return value !== undefined && details.has(value);
}

/** A label is a few words: "Date of birth of the person reporting". */
const MOST_WORDS = 8;
/** "Name" alone, or with whose it is. */
const FULL_WORDS = 4;

/** @returns null where the texts name no detail of a person, or one by which nobody is found */
export function detailOf(texts: readonly SourceText[], lexicon: Lexicon): Detail | null {
  for (const text of texts) {
    // Fields of one kind are numbered.
    const split = isIdentifier(text)
      ? identifierWords(text.text.replace(/\d+/g, ' '))
      : words(text.text);
    if (split.folded.length > MOST_WORDS) continue;
    const means = findMatches(lexicon, split).map(({ entry }) => entry.means);
    const most = isIdentifier(text) ? MOST_WORDS : FULL_WORDS;
    if (means.includes('none')) return null;
    const found =
      means.find((each) => each !== 'full') ?? (split.folded.length <= most ? means[0] : undefined);
    if (!isDetail(found)) continue;
    return found === 'birth' ? (partOfDate(split.folded) ?? found) : found;
  }
  return null;
}

const PARTS = new Map<string, Detail>(
  Object.entries({
    'birth-day': 'day dd diwrnod dydd',
    'birth-month': 'month mm mis',
    'birth-year': 'year yyyy yy blwyddyn',
  }).flatMap(([part, names]) =>
    isDetail(part) ? names.split(' ').map((name): [string, Detail] => [name, part]) : [],
  ),
);

/** Which part of a date is asked for: "dob day", "Year". A hint such as "dd/mm/yyyy" names all. */
export function partOfDate(folded: readonly string[]): Detail | undefined {
  const parts = folded.map((word) => PARTS.get(word)).filter((part) => part !== undefined);
  return parts.length === 1 ? parts[0] : undefined;
}

/** What is known of one person, as it was typed or shown. */
export type Given = Partial<Readonly<Record<Detail, string>>>;

/** What two records of one person agree in; empty where it is not known. */
export interface Person {
  readonly given: string;
  readonly family: string;
  /** `yyyy-mm-dd`. */
  readonly birth: string;
}

const TITLES = /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|rev|pc|dc|mstr|master|mme|herr|sr|sra|br)$/;

function namesIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : words(text).folded.filter((word) => !TITLES.test(word));
}

/**
 * @returns null where there is no name; a name in one field is taken to end with the family name,
 *   or to begin with it where a comma follows
 */
export function personOf(details: Given): Person | null {
  const birth = birthOf(details);
  const family = namesIn(details.family).at(-1);
  if (family !== undefined) return { given: namesIn(details.given)[0] ?? '', family, birth };
  const [before = '', ...after] = (details.full ?? '').split(',');
  const first = namesIn(before);
  const second = namesIn(after.join(' '));
  const last = first.at(-1);
  if (last === undefined) return null;
  if (second[0] !== undefined) return { given: second[0], family: last, birth };
  return { given: first.length > 1 ? (first[0] ?? '') : '', family: last, birth };
}

function birthOf(details: Given): string {
  if (details.birth) return dateOf(details.birth);
  const { 'birth-day': day, 'birth-month': month, 'birth-year': year } = details;
  return day && month && year ? dateOf(`${day} ${month} ${year}`) : '';
}

const MONTHS = [
  'jan ion',
  'feb chwe',
  'mar maw',
  'apr ebr',
  'may mai',
  'jun meh',
  'jul gor',
  'aug aws',
  'sep med',
  'oct hyd',
  'nov tac',
  'dec rha',
];

/**
 * A date as forms and records write it, day before month: `3/4/1990`, `03.04.90`, `1990-04-03`,
 * `03041990`, "3 Apr 1990", "3 Ebrill 1990".
 *
 * @returns `yyyy-mm-dd`, empty where it is none
 */
export function dateOf(text: string): string {
  const parts = /^\d{8}$/.test(text.trim())
    ? [text.trim().slice(0, 2), text.trim().slice(2, 4), text.trim().slice(4)]
    : words(text).folded.slice(0, 3);
  const [first = '', second = '', third = ''] = parts;
  const isYearFirst = /^\d{4}$/.test(first);
  const [day, month, year] = isYearFirst ? [third, second, first] : [first, second, third];
  const d = Number.parseInt(day, 10);
  const m = monthOf(month);
  const y = yearOf(year);
  if (!(d >= 1 && d <= 31) || m === 0 || y === 0) return '';
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

function monthOf(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text) <= 12 ? Number(text) : 0;
  return MONTHS.findIndex((names) => names.split(' ').some((name) => text.startsWith(name))) + 1;
}

/** Of two figures: nobody on a record is yet to be born. */
const THIS_CENTURY = 30;

function yearOf(text: string): number {
  if (/^(?:19|20)\d{2}$/.test(text)) return Number(text);
  if (!/^\d{2}$/.test(text)) return 0;
  return Number(text) + (Number(text) < THIS_CENTURY ? 2000 : 1900);
}
