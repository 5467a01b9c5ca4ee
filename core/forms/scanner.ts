/**
 * Finds the places of a long text at which a term may stand, in one pass over its characters.
 * It knows one telling word of each phrase, and the word beside it, by their hashes; what it finds
 * is a candidate, which the lexicon then has to confirm.
 */
import { type Lexicon, type LexiconEntry, variantsOf } from './lexicon.ts';

export interface Scanner {
  /** Calls `found` with the index of the first character of each telling word, and its bits. */
  scan(text: string, found: (at: number, bits: number) => void): void;
  /** The bits of all telling words in a short text; of a longer one only its beginning is read. */
  bitsIn(text: string): number;
}

const SHORT_TEXT = 512;

/** Words of forms, the commonest first: a phrase is looked for by its least common word. */
const COMMON =
  'name names date of the to in no number person type status check office officer uk card home search record records case and for on team reference ref enquiry right leave'.split(
    ' ',
  );

/** A word of a phrase by which it is found, and the words of which one has to stand beside it. */
export interface Key {
  readonly bits: number;
  readonly words: readonly string[];
  /** Null where nothing has to. */
  readonly beside: readonly string[] | null;
  /** Whether they stand after the word; else before it. */
  readonly isAfter: boolean;
}

/** The least common word of a phrase, and a neighbour. */
function keyOf(phrase: string, isWelsh: boolean, bits: number): Key | null {
  const places = variantsOf(phrase, isWelsh);
  let best = -1;
  let bestRank = -1;
  for (const [at, place] of places.entries()) {
    if (place.includes('*')) continue;
    const rank = Math.min(...place.map(rankOf));
    if (rank > bestRank) [best, bestRank] = [at, rank];
  }
  const words = places[best];
  if (!words) return null;
  const [after, before] = [places[best + 1], places[best - 1]];
  const isAfter = after !== undefined && !after.includes('*');
  const beside = isAfter ? after : before;
  return { bits, words, beside: !beside || beside.includes('*') ? null : beside, isAfter };
}

function rankOf(word: string): number {
  const place = COMMON.indexOf(word);
  return place >= 0 ? place : COMMON.length + word.length;
}

/** @param bitsOf what the words of an entry stand for; 0 leaves the entry out */
export function keysOf(lexicon: Lexicon, bitsOf: (entry: LexiconEntry) => number): readonly Key[] {
  return lexicon.entries.flatMap((entry) => {
    const bits = bitsOf(entry);
    if (bits === 0) return [];
    const keys = [
      ...entry.en.map((phrase) => keyOf(phrase, false, bits)),
      ...entry.cy.map((phrase) => keyOf(phrase, true, bits)),
    ];
    return keys.filter((key) => key !== null);
  });
}

const BREAK = 0;
const SKIP = 1;
const APOSTROPHE = 2;
const FOLDED = 0x180;

function foldedCode(code: number): number {
  return String.fromCharCode(code).normalize('NFKD').toLowerCase().charCodeAt(0);
}

/** Letters and digits by their folded code; what parts words is `BREAK`, what is unseen `SKIP`. */
function foldTable(): Uint16Array {
  const table = new Uint16Array(FOLDED);
  for (let code = 0; code < FOLDED; code++) {
    const folded = foldedCode(code);
    table[code] = /^[\p{L}\p{N}#]/u.test(String.fromCharCode(folded)) ? folded : BREAK;
  }
  table[0xad] = SKIP;
  table[0x27] = APOSTROPHE;
  table[0x60] = APOSTROPHE;
  return table;
}

function isUnseen(code: number): boolean {
  return (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x200b && code <= 0x200f) ||
    code === 0x2060 ||
    code === 0xfeff
  );
}

/** Above the table: general punctuation parts words, all else is taken as a letter. */
function wide(code: number): number {
  if (isUnseen(code)) return SKIP;
  if (code === 0x2018 || code === 0x2019 || code === 0x2bc) return APOSTROPHE;
  if (code >= 0x1e00 && code <= 0x1eff) return foldedCode(code);
  return code >= 0x2000 && code <= 0x206f ? BREAK : code;
}

const LEANING = /^r\b/i;

/** The Welsh article leans on the word before it and is none of its own: "hysbysu'r". */
function isArticle(text: string, at: number): boolean {
  return LEANING.test(text.slice(at + 1, at + 3));
}

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** "…ed PNC", or "PNCView": after a small letter, or as the last of capitals before small ones. */
function beginsWord(text: string, at: number, before: number): boolean {
  if (isLower(before)) return true;
  if (!isUpper(before)) return false;
  const next = text.charCodeAt(at + 1);
  return isSmall(next) && (next !== SMALL_S || isSmall(text.charCodeAt(at + 2)));
}

const SMALL_S = 115;
const isSmall = (code: number): boolean => code >= 97 && code <= 122;

const START = 0x811c9dc5;
const STEP = 0x01000193;

function hashOf(word: string): number {
  let hash = START;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), STEP);
  return hash;
}

/** What a word tells, alone or with a neighbour, by the neighbour's hash. */
interface Telling {
  alone: number;
  after: Map<number, number> | null;
  before: Map<number, number> | null;
}

const FILTER = 0x3fff;

export function createScanner(keys: readonly Key[]): Scanner {
  const fold = foldTable();
  const tellings = new Map<number, Telling>();
  // Most words end at this small filter: a place for each hash's last bits.
  const filter = new Uint8Array(FILTER + 1);
  for (const key of keys) for (const word of key.words) note(hashOf(word), key);

  function note(hash: number, { bits, beside, isAfter }: Key): void {
    const telling = tellings.get(hash) ?? { alone: 0, after: null, before: null };
    tellings.set(hash, telling);
    filter[hash & FILTER] = 1;
    if (!beside) {
      telling.alone |= bits;
      return;
    }
    const neighbours = (isAfter ? telling.after : telling.before) ?? new Map<number, number>();
    if (isAfter) telling.after = neighbours;
    else telling.before = neighbours;
    for (const word of beside) {
      const other = hashOf(word);
      neighbours.set(other, (neighbours.get(other) ?? 0) | bits);
    }
  }

  /** Calls back with the beginning of each telling word, in order, and with what it tells. */
  function scan(text: string, most: number, found: (at: number, bits: number) => void): void {
    let hash = START;
    let begin = -1;
    let before = 0;
    // "IS151A" is one word; "p12Status" and "Victim 1Name" are two.
    let isInCapitals = false;
    // The word before, and what it would tell with the word that is being read.
    let last = START;
    let lastBegin = 0;
    let lastBits = 0;
    let waiting: ReadonlyMap<number, number> | null = null;
    for (let at = 0; at <= most; at++) {
      const code = at < most ? text.charCodeAt(at) : 0;
      let folded = code < FOLDED ? (fold[code] ?? BREAK) : wide(code);
      const leans = folded === APOSTROPHE && isArticle(text, at);
      if (folded === APOSTROPHE) folded = leans ? BREAK : SKIP;
      if (folded === SKIP) continue;
      // Words of identifiers, and of elements that stand side by side, are parted by a capital.
      const startsWord = beginsWord(text, at, before) || (isDigit(before) && !isInCapitals);
      if (begin >= 0 && (folded === BREAK || (isUpper(code) && startsWord))) {
        if (waiting) lastBits |= waiting.get(hash) ?? 0;
        waiting = null;
        if (lastBits !== 0) found(lastBegin, lastBits);
        lastBits = 0;
        const telling: Telling | undefined =
          filter[hash & FILTER] === 1 ? tellings.get(hash) : undefined;
        if (telling) {
          lastBits = telling.alone | (telling.before?.get(last) ?? 0);
          waiting = telling.after;
        }
        last = hash;
        lastBegin = begin;
        isInCapitals = false;
        hash = START;
        begin = -1;
      }
      before = code;
      if (isUpper(code)) isInCapitals = true;
      else if (isLower(code)) isInCapitals = false;
      if (folded === BREAK) {
        if (leans) at++;
        continue;
      }
      if (begin < 0) begin = at;
      hash = Math.imul(hash ^ folded, STEP);
    }
    if (lastBits !== 0) found(lastBegin, lastBits);
  }

  return {
    scan: (text, found) => scan(text, text.length, found),
    bitsIn(text) {
      let all = 0;
      scan(text, Math.min(text.length, SHORT_TEXT), (_at, bits) => {
        all |= bits;
      });
      return all;
    },
  };
}
