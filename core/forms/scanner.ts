/**
 * Finds the places of a long text at which a term may stand, in one pass over its characters.
 * It knows one telling word of each phrase by its hash; what it finds is a candidate, which the
 * lexicon then has to confirm.
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

/** The words of a phrase by which it is found. */
function tellingWords(phrase: string, isWelsh: boolean): readonly string[] {
  let best: readonly string[] = [];
  let bestRank = -1;
  for (const place of variantsOf(phrase, isWelsh)) {
    if (place.includes('*')) continue;
    const rank = Math.min(...place.map(rankOf));
    if (rank > bestRank) [best, bestRank] = [place, rank];
  }
  return best;
}

function rankOf(word: string): number {
  const place = COMMON.indexOf(word);
  return place >= 0 ? place : COMMON.length + word.length;
}

/** @param bitsOf what the words of an entry stand for; 0 leaves the entry out */
export function keysOf(
  lexicon: Lexicon,
  bitsOf: (entry: LexiconEntry) => number,
): Map<string, number> {
  const keys = new Map<string, number>();
  for (const entry of lexicon.entries) {
    const bits = bitsOf(entry);
    if (bits === 0) continue;
    for (const phrase of entry.en) note(keys, tellingWords(phrase, false), bits);
    for (const phrase of entry.cy) note(keys, tellingWords(phrase, true), bits);
  }
  return keys;
}

function note(keys: Map<string, number>, words: readonly string[], bits: number): void {
  for (const word of words) keys.set(word, (keys.get(word) ?? 0) | bits);
}

const BREAK = 0;
const SKIP = 1;
const FOLDED = 0x180;

/** Letters and digits by their folded code; what parts words is `BREAK`, what is unseen `SKIP`. */
function foldTable(): Uint16Array {
  const table = new Uint16Array(FOLDED);
  for (let code = 0; code < FOLDED; code++) {
    const folded = String.fromCharCode(code).normalize('NFKD').toLowerCase();
    table[code] = /^[\p{L}\p{N}#]/u.test(folded) ? folded.charCodeAt(0) : BREAK;
  }
  table[0xad] = SKIP;
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
  return code >= 0x2000 && code <= 0x206f ? BREAK : code;
}

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isLower = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

const START = 0x811c9dc5;
const STEP = 0x01000193;

function hashOf(word: string): number {
  let hash = START;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), STEP);
  return hash;
}

/** @param keys folded words and their bits */
export function createScanner(keys: ReadonlyMap<string, number>): Scanner {
  const fold = foldTable();
  const bits = new Map<number, number>();
  // Most words end at this small filter: a bit for each hash's last twelve.
  const filter = new Uint8Array(4096);
  for (const [word, value] of keys) {
    const hash = hashOf(word);
    bits.set(hash, (bits.get(hash) ?? 0) | value);
    filter[hash & 4095] = 1;
  }

  /** Goes on from a place to the next telling word; its end, or -1. */
  function next(text: string, from: number, most: number): number {
    let hash = START;
    begin = -1;
    let before = 0;
    for (let at = from; at < most; at++) {
      const code = text.charCodeAt(at);
      const folded = code < FOLDED ? (fold[code] ?? BREAK) : wide(code);
      if (folded === SKIP) continue;
      // Words of identifiers, and of elements that stand side by side, are parted by a capital.
      if (folded === BREAK || (isUpper(code) && isLower(before))) {
        if (begin >= 0 && isTelling(hash)) return at;
        hash = START;
        begin = -1;
      }
      before = code;
      if (folded === BREAK) continue;
      if (begin < 0) begin = at;
      hash = Math.imul(hash ^ folded, STEP);
    }
    return begin >= 0 && isTelling(hash) ? most : -1;
  }

  let begin = -1;
  let value = 0;
  function isTelling(hash: number): boolean {
    if (filter[hash & 4095] === 0) return false;
    const found = bits.get(hash);
    value = found ?? 0;
    return found !== undefined;
  }

  return {
    scan(text, found) {
      for (let at = next(text, 0, text.length); at >= 0; at = next(text, at, text.length))
        found(begin, value);
    },
    bitsIn(text) {
      const most = Math.min(text.length, SHORT_TEXT);
      let all = 0;
      for (let at = next(text, 0, most); at >= 0; at = next(text, at, most)) all |= value;
      return all;
    },
  };
}
