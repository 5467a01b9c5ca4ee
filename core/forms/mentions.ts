/**
 * Whether a longer text mentions immigration status, a recipient of immigration referrals, or a
 * number that can be nothing else. Answers with the name of our own term; the text stays where it
 * is. Numbers that collide with others (a BRP and a passport, a UAN and a bank card) are found by
 * the words that stand with them.
 */
import type { Evidence } from './classification.ts';
import { findMatches, type Lexicon, type LexiconEntry } from './lexicon.ts';
import type { Scanner } from './scanner.ts';
import { SOURCE_WEIGHT } from './sources.ts';
import { words } from './text.ts';

/** Longest text that is read: a long statement. What is longer is read up to here. */
export const MAX_MENTION_TEXT = 50_000;
/** Characters on both sides of a word that decide whether it stands for a term. */
const AROUND = 60;
/** A visa application number, the only one whose shape is its own. */
const VISA_APPLICATION = /\bGWF\s?\d{9}\b/i;
const VISA_APPLICATION_TERM = 'home-office-reference';

function isMention({ topic, strength }: LexiconEntry): boolean {
  return (
    (topic === 'status' && strength !== 'local') || (topic === 'recipient' && strength === 'strong')
  );
}

/**
 * @param scanner of the same lexicon, to find the places worth reading
 * @returns the first mention, or null
 */
export function findMention(text: string, lexicon: Lexicon, scanner: Scanner): Evidence | null {
  const read = text.slice(0, MAX_MENTION_TEXT);
  let term: string | null = null;
  scanner.scan(read, (at) => {
    if (term !== null) return;
    const around = words(read.slice(wordStart(read, at - AROUND), at + AROUND));
    const entries = findMatches(lexicon, around).map(({ entry }) => entry);
    // "The Home Office" is in many texts; that somebody tells it something is what is asked about.
    const isTold = entries.some(({ topic }) => topic === 'refer' || topic === 'told');
    term =
      entries.find((entry) => isMention(entry) || (isTold && entry.topic === 'recipient'))?.id ??
      null;
  });
  if (term === null && VISA_APPLICATION.test(read)) term = VISA_APPLICATION_TERM;
  return term === null ? null : { term, source: 'free-text', weight: SOURCE_WEIGHT['free-text'] };
}

/** A cut in the middle of a word would make another word of its rest. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const blank = text.indexOf(' ', at);
  return blank < 0 || blank > at + AROUND / 2 ? at : blank;
}
