/** Whether texts hold any word that could concern the guard. Forms repeat their labels, so answers are kept. */
import { findMatches } from '../../core/forms/lexicon.ts';
import type { SourceText } from '../../core/forms/snapshot.ts';
import { isIdentifier, wordsOf } from '../../core/forms/sources.ts';
import { theLexicon } from './floor.ts';
import { TOPICS_OF_CONCERN } from './telling.ts';

const MOST_KEPT = 4000;
/** A text as long as this is hardly a label, and not kept. */
const LONGEST_KEPT = 200;

/** Bounded; texts stay in the page's memory and are dropped with it. */
const shown = new Map<string, boolean>();
/** Identifiers are split in another way than visible text, so they are kept apart. */
const identifiers = new Map<string, boolean>();

export function concernsUs(texts: readonly SourceText[]): boolean {
  return texts.some(concerns);
}

/** Numbers of rows and fields differ where nothing else does; those of papers stand for themselves. */
const PAPERS = /is\W?\d|red|bail|ident/i;
const DIGITS = /\d+/g;

function concerns(text: SourceText): boolean {
  const isId = isIdentifier(text);
  const known = isId ? identifiers : shown;
  const key = isId && !PAPERS.test(text.text) ? text.text.replace(DIGITS, '0') : text.text;
  const answer = known.get(key);
  if (answer !== undefined) return answer;
  const found = findMatches(theLexicon(), wordsOf(text)).some(({ entry }) =>
    TOPICS_OF_CONCERN.has(entry.topic),
  );
  if (known.size >= MOST_KEPT) known.clear();
  if (key.length <= LONGEST_KEPT) known.set(key, found);
  return found;
}
