/** Whether texts hold any word that could concern the guard. Forms repeat their labels, so answers are kept. */
import { findMatches } from '../../core/forms/lexicon.ts';
import type { SourceText } from '../../core/forms/snapshot.ts';
import { wordsOf } from '../../core/forms/sources.ts';
import type { Words } from '../../core/forms/text.ts';
import { theLexicon } from './floor.ts';
import { TOPICS_OF_CONCERN } from './telling.ts';

/** By the words of a text, which are kept for as long as pages repeat them. */
const known = new WeakMap<Words, boolean>();

export function concernsUs(texts: readonly SourceText[]): boolean {
  return texts.some(concerns);
}

function concerns(text: SourceText): boolean {
  const split = wordsOf(text);
  const before = known.get(split);
  if (before !== undefined) return before;
  const found = findMatches(theLexicon(), split).some(({ entry }) =>
    TOPICS_OF_CONCERN.has(entry.topic),
  );
  known.set(split, found);
  return found;
}
