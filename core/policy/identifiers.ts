/**
 * What in a free text points to a person: what is found, where, and nothing of it kept. What is not
 * found is listed in docs/adr/0029-guarded-text.md.
 */
import { type Folded, folded } from './folded-text.ts';
import { findName } from './person-names.ts';

const MONTH =
  '(?:(?:Jan|Feb|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|March)\\p{L}*|Mar|Ma[yi]|Ionawr|Chwefror|[MF]awrth|Ebrill|Fai|[MF]ehefin|G?orffennaf|[Aa]wst|[MF]edi|Hydref|[TD]h?achwedd|Rh?agfyr)';
/** No crime was recorded with this software before 2020: an older year is somebody's. */
const YEAR = '(?:19 ?\\d\\d|20 ?[01]\\d)';
/** As "3rd" and "3ydd". */
const ORDINAL = '\\p{L}{0,3}';
const BORN =
  '(?:\\bborn|(?<!un)\\bd\\.? ?o\\.? ?b\\b\\.?|dob(?=\\d)|\\bbirth(?:day|s)?\\b(?! cert)|\\bb\\.|\\bg(?:eni|anwyd|aned)|\\bpen-?blwydd|turn(?:s|ed)(?= \\d))';

const made = (pattern: string): RegExp => new RegExp(pattern, 'iu');
/** Names of months begin with a capital: "may" and "mar" are also words. */
const cased = (pattern: string): RegExp => new RegExp(pattern, 'u');

const IDENTIFIERS = [
  [
    'email',
    /[\w.+-]@[\w-]{1,64}\.\w|\w ?@ ?[a-z][\w-]{1,64}\.[a-z]{2}|\w ?[([](?:at|dot)[)\]]|\bat \w{2,30} ?\(?\bdot\b/i,
  ],
  ['machine-readable-zone', /[A-Z]<[A-Z]{3}|<{4}|[A-Z\d<]{9}\d[A-Z<]{3}\d{7}[MFX<]/],
  [
    'phone',
    /(?<!\d)(?:\(?0(?:[\s(),.-]{0,3}\d){9,10}|07(?:[\s()./-]{0,3}\d){9}|00\s?[1-9](?:[\s().-]{0,3}\d){7,12}|(?:44[\s.-]?)?7(?:[\s.-]?\d){9})(?!\d)|\+\s?\d(?:[\s().-]{0,3}\d){7,13}/,
  ],
  ['date-of-birth', /(?<![\d/])(?:\d{1,2}\s?[./|_\s-]\s?){2}(?:19\d\d|20[01]\d)(?!\d)/],
  ['date-of-birth', /(?<![\d/])(?:\d{1,2}[./-]){2}[013-9]\d(?![\d/])/],
  [
    'date-of-birth',
    /(?<!\d)(?:(?:19\d\d|20[01]\d)(?:(?:[./|_-]\d{1,2}){2}|(?:0\d|1[0-2])(?:[0-2]\d|3[01]))|(?:[0-2]\d|3[01])(?:0\d|1[0-2])(?:19\d\d|20[01]\d))(?!\d)/,
  ],
  [
    'date-of-birth',
    cased(
      `\\d${ORDINAL}(?: of| o)?[\\s,./-]{0,2}${MONTH}[\\s,./-]{0,3}(?:${YEAR}|['’]\\d\\d|[3-9]\\d)(?![\\d:])`,
    ),
  ],
  ['date-of-birth', cased(`\\b${MONTH}[. ]{0,2}\\d{1,2}${ORDINAL}[, ]{1,2}${YEAR}(?!\\d)`)],
  ['date-of-birth', made(`${BORN}[^;!?\\n]{0,24}?\\d(?:\\W{0,3}\\d){3,7}`)],
  ['date-of-birth', made(`\\d(?:\\W{1,3}\\d{1,4}){2}.{0,15}${BORN}`)],
  [
    'date-of-birth',
    cased(
      `(?:[Bb]orn|[Bb]irth(?:day)?|\\b[Dd]\\.?[Oo]\\.?[Bb]\\b\\.?|[Gg](?:eni|anwyd|aned)|[Pp]en-?blwydd|[Tt]urn(?:s|ed) \\d+)(?! cert)[^.;!?\\n]{0,24}?\\b${MONTH}(?!\\p{L})`,
    ),
  ],
  ['document-number', /\bGWF\W{0,2}(?:\d\W?){9}/i],
  ['document-number', /(?<![\w-])(?:\d{4}[\s-]?){3}\d{4}(?!\d)/],
  [
    'document-number',
    /\b(?:(?:[A-Z]{2}[\s-]?|[a-z]{2})[Xx\d]\d{6}|[ZR][A-Z][\s-]?[X\d](?:[\s-]?\d){6}|(?:[A-Z] ?|[a-z])\d{7}(?:\/\d{3})?|[A-Z]{2}[A-Z\d]\/\d{6,7}(?!\/)|\d\d\/\d\d\/\d{5})\b/,
  ],
  ['document-number', /(?<![\w-])\d{3}[\s-]?\d{3}[\s-]?\d{3,4}(?![\w-])/],
  ['document-number', /\b[WRS](?=[A-Z]{0,7}\d)[A-Z\d]{8}\b/i],
  [
    'document-number',
    /\b[WRS](?=.{0,9}(?:[A-Z]\d|\d[A-Z]))[A-Z\d]{2}([ -])[A-Z\d]{3}\1[A-Z\d]{3}\b/,
  ],
  [
    'document-number',
    /(?:share code|cod rhannu).{0,12}?\b[A-Z\d]{3}[ -]?[A-Z\d]{3}[ -]?[A-Z\d]{3}\b/i,
  ],
  ['document-number', /\b[A-Z9]{5}\d{6}[A-Z9]{2}\w{3}\b/i],
  [
    'document-number',
    /\b(?:passport|pasbort|visa|vignette|travel doc\w{0,8}|licence|permit|brp|brc|arc|e-?visa|uan|ho ref|home office ref\w{0,6}|nhs|crn|id card)\b[^\d;,]{0,16}?\b(?:[A-Z]{0,3}[\s/-]?\d{3}[\s-]?\d{3,9}|[A-Z]{0,3} ?\d(?:[\s-]?\d){6,}|(?=[A-Z]{0,8}\d)[A-Z\d]{9}\b)/i,
  ],
  ['police-number', /(?<![\w/])(?:19|20)?\d\d ?\/ ?\d{3} ?\d{0,4}(?: [A-Z]|[A-Za-z])\b(?!\/)/],
  ['police-number', /(?<![\w/])(?:\d{3,6}\/|[A-Z]{2}\d\d\/\d{2,4})\d\d[A-Z]\b/i],
  ['police-number', /\b[A-Z] ?\d{4} ?[A-Z]{2}\b/],
  ['national-insurance', /\b(?:[A-Z]{2}[\s-]?(?:\d[\s-]?){6}[A-D]|[A-Za-z]{2} ?\d{6}[A-Da-d])\b/],
  [
    'postcode',
    /\b[A-Za-z]{1,2}\d[A-Za-z\d]?[\s.-]{0,2}(?!1st|2nd|3rd|[04-9]th)\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}\b/,
  ],
  ['postcode', /\b(?:[A-Z]{1,2} \d[A-Z\d]? ?\d|[A-Za-z]{1,2}-\d[A-Za-z\d]?-\d-?)[A-Za-z]{2}\b/],
] as const satisfies readonly (readonly [string, RegExp])[];

export type IdentifierKind = (typeof IDENTIFIERS)[number][0] | 'name';

export interface Identifier {
  readonly what: IdentifierKind;
  /** Where it stands in the text, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
}

/**
 * The first kind of identifier of a person that is found in a text, or null.
 *
 * @param shown names that the page shows; they stay in the page, and are compared only
 */
export function findIdentifier(typed: string, shown: readonly string[] = []): Identifier | null {
  const text = folded(typed);
  for (const [what, pattern] of IDENTIFIERS) {
    const match = pattern.exec(text.text);
    if (match) return { what, ...placed(text, match.index, match[0].length) };
  }
  const name = findName(text.text, shown);
  return name && { what: 'name', ...placed(text, name.at, name.length) };
}

function placed(
  { from, to }: Folded,
  at: number,
  length: number,
): Pick<Identifier, 'at' | 'length'> {
  const begin = from[at] ?? 0;
  return { at: begin, length: (to[at + length - 1] ?? begin) - begin };
}
