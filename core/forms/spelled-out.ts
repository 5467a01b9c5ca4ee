/**
 * Abbreviations that a text spells out itself: "ILR (initial log report)" is no leave to remain, and
 * neither is "in case of emergency (ICE)" an enforcement team.
 */
import { words } from './text.ts';

const BEHIND = /\b([A-Z]{2,6})\b[^()A-Z]{0,12}\(([^()]{4,60})\)/g;
const BEFORE = /([^().:;]{4,60})\(([A-Z]{2,6})\)/g;
/** Words that mostly lend no letter to an abbreviation. */
const SMALL: ReadonlySet<string> = new Set([
  'of',
  'and',
  'the',
  'for',
  'to',
  'in',
  'a',
  'y',
  'yr',
  'o',
]);

const NONE: ReadonlyMap<string, string> = new Map();

/** @returns what each abbreviation of a text stands for there, by the abbreviation in lower case */
export function spelledOut(text: string): ReadonlyMap<string, string> {
  if (!text.includes('(')) return NONE;
  const found = new Map<string, string>();
  const take = (letters: string, long: string, isEnd: boolean): void => {
    const short = letters.toLowerCase();
    const meant = standsFor(short, words(long).folded, isEnd);
    if (meant !== null) found.set(short, meant);
  };
  for (const [, letters = '', long = ''] of text.matchAll(BEHIND)) take(letters, long, false);
  for (const [, long = '', letters = ''] of text.matchAll(BEFORE)) take(letters, long, true);
  return found;
}

/** The words whose first letters make the abbreviation: the first of them, or the last. */
function standsFor(short: string, long: readonly string[], isEnd: boolean): string | null {
  const [letters, from] = isEnd ? [[...short].reverse(), long.toReversed()] : [[...short], long];
  const meant: string[] = [];
  for (const word of from) {
    if (meant.length === letters.length) break;
    if (word[0] === letters[meant.length]) meant.push(word);
    else if (!SMALL.has(word)) return null;
  }
  if (meant.length < letters.length) return null;
  return (isEnd ? meant.reverse() : meant).join(' ');
}
