/**
 * Normalising page text into words. Every matcher works on these words, so that case, accents,
 * curly quotes, punctuation, `camelCase` ids and look-alike spacing make no difference.
 */

/** Longest text that is read. A label is short; what is longer is prose or an attack. */
export const MAX_TEXT_LENGTH = 4096;

export interface Words {
  /** Folded to lower case without diacritics. */
  readonly folded: readonly string[];
  /** Whether the word was written in capitals, as abbreviations are. */
  readonly capitals: readonly boolean[];
}

const MOST_KEPT = 2000;
/** A text as long as this is hardly a label, and not kept. */
const LONGEST_KEPT = 200;

/** Forms repeat their labels: what was split once is not split again. Bounded. */
function remembered(split: (text: string) => Words): (text: string) => Words {
  const known = new Map<string, Words>();
  return (text) => {
    const kept = known.get(text);
    if (kept) return kept;
    const fresh = split(text);
    if (known.size >= MOST_KEPT) known.clear();
    if (text.length <= LONGEST_KEPT) known.set(text, fresh);
    return fresh;
  };
}

/**
 * Letters of other scripts that are drawn like Latin ones, each before the one that it is drawn
 * like. Source: Unicode Technical Standard 39, confusables.
 */
const LOOK_ALIKES =
  '\u0430a\u0435e\u043eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u0501d\u04cfl\u0410A\u0412B\u0415E\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C\u0422T\u0425X\u0406I\u0405S\u03bfo\u03b1a\u03c1p\u03bdv\u03b9i\u0391A\u0395E\u0397H\u0399I\u039aK\u039cM\u039dN\u039fO\u03a1P\u03a4T\u03a5Y\u03a7X';
const OTHER_SCRIPT = /[\u0391-\u0501]/g;
const LATIN = /[a-z]/i;
/** Small capitals of phonetic writing: letters of their own, each before the capital that it is drawn like. */
const SMALL_CAPITALS =
  '\u1d00A\u0299B\u1d04C\u1d05D\u1d07E\ua730F\u0262G\u029cH\u026aI\u1d0aJ\u1d0bK\u029fL\u1d0dM\u0274N\u1d0fO\u1d18P\u0280R\ua731S\u1d1bT\u1d1cU\u1d20V\u1d21W\u028fY\u1d22Z';
const SMALL_CAPITAL = /[\u0262-\u029f\u1d00-\u1d22\ua730\ua731]/g;

/** A text in Greek or Cyrillic is what it is; letters of those among Latin ones are a disguise. */
export function undisguised(text: string): string {
  const capitals = replaced(text, SMALL_CAPITAL, SMALL_CAPITALS);
  return LATIN.test(capitals) ? replaced(capitals, OTHER_SCRIPT, LOOK_ALIKES) : capitals;
}

function replaced(text: string, letters: RegExp, alike: string): string {
  if (text.search(letters) < 0) return text;
  return text.replace(letters, (letter) => {
    const place = alike.indexOf(letter);
    return (place < 0 ? letter : alike[place + 1]) ?? letter;
  });
}

const SEPARATOR = /[^\p{L}\p{N}#]+/u;
const MARKS = /\p{M}+/gu;
/** The Welsh article leans on the word before it: "hysbysu'r". */
const LEANING_ARTICLE = /['\u2018\u2019\u02bc]r\b/gi;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const APOSTROPHES = /['\u2018\u2019\u02bc`]/g;
const CAMEL = /(\p{Ll}|\p{N})(\p{Lu})/gu;
/** "PNCCheck": the last capital begins the next word. */
const ACRONYM = /(\p{Lu})(\p{Lu}(?!s(?!\p{Ll}))\p{Ll})/gu;

/** Splits a visible text into words. */
export const words = remembered((text: string): Words => {
  const clean = undisguised(text.slice(0, MAX_TEXT_LENGTH))
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(INVISIBLE, '')
    .replace(LEANING_ARTICLE, ' ')
    .replace(APOSTROPHES, '');
  const folded: string[] = [];
  const capitals: boolean[] = [];
  for (const word of clean.split(SEPARATOR)) {
    if (word === '') continue;
    const lower = word.toLowerCase();
    folded.push(lower);
    capitals.push(word !== lower && word === word.toUpperCase());
  }
  return { folded, capitals };
});

/** Words that stand together without a blank, parted where a capital begins the next. */
export function atCapitals(text: string): string {
  return text.replace(CAMEL, '$1 $2').replace(ACRONYM, '$1 $2');
}

const split = remembered((identifier: string): Words => {
  const { folded } = words(atCapitals(identifier.slice(0, MAX_TEXT_LENGTH)).replace(/_/g, ' '));
  return { folded, capitals: folded.map(() => false) };
});

/** Numbers of rows and fields differ where nothing else does; those of papers stand for themselves. */
const PAPERS = /is\W?\d|red|bail|ident/i;
const DIGITS = /\d+/g;

/**
 * Splits an identifier such as `victimNationality` or `vic_nationality_id` into words.
 * Capitals mean nothing in an identifier, so no word counts as an abbreviation; nor do numbers
 * that no paper has for its name.
 */
export const identifierWords = remembered((identifier) =>
  split(PAPERS.test(identifier) ? identifier : identifier.replace(DIGITS, '0')),
);
