/** Words of a page that tell of something to look at: a term that may concern the guard, or a control that speaks. */
import { findMatches, type LexiconEntry, type Topic } from '../../core/forms/lexicon.ts';
import { createScanner, keysOf, type Scanner } from '../../core/forms/scanner.ts';
import { atCapitals, words } from '../../core/forms/text.ts';
import { theLexicon } from './floor.ts';

/** A term of the lexicon that may concern the guard. */
export const CONCERN = 1;
/** A word that names a control which says a person's role, or the offence. */
export const SPEAKER = 2;
/** A word that says what a person is to a record. */
export const ROLE_WORD = 4;

export const TOPICS_OF_CONCERN: ReadonlySet<Topic> = new Set([
  'status',
  'recipient',
  'context',
  'pnc',
]);

const SPEAKER_WORDS =
  'role roles involvement involved involve capacity party type classification classified status rol ymwneud math statws offence offences offense crime crimes incident incidents flag flags marker markers trosedd drosedd throsedd troseddau digwyddiad ddigwyddiad baner faner'.split(
    ' ',
  );

let scanner: Scanner | null = null;

export function theScanner(): Scanner {
  if (scanner) return scanner;
  const speakers = { bits: SPEAKER, words: SPEAKER_WORDS, beside: null, isAfter: false };
  scanner = createScanner([...keysOf(theLexicon(), bitsOf), speakers]);
  return scanner;
}

function bitsOf({ topic }: LexiconEntry): number {
  if (topic === 'role') return ROLE_WORD;
  return TOPICS_OF_CONCERN.has(topic) ? CONCERN : 0;
}

/** Text around a telling word that decides whether it stands for a term. */
const WINDOW = 48;

const MOST_KEPT = 2000;
/** Pages repeat themselves. Bounded, and dropped with the page. */
const answers = new Map<string, boolean>();

export function isTerm(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - WINDOW), at + WINDOW);
  const known = answers.get(around);
  if (known !== undefined) return known;
  // Elements that stand side by side run together in the text of the whole.
  const answer = holdsTerm(around) || holdsTerm(atCapitals(around));
  if (answers.size >= MOST_KEPT) answers.clear();
  answers.set(around, answer);
  return answer;
}

function holdsTerm(text: string): boolean {
  return findMatches(theLexicon(), words(text)).some(({ entry }) => bitsOf(entry) === CONCERN);
}
