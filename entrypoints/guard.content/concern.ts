/** Whether texts hold any word that could concern the guard. */
import { findMatches } from '../../core/forms/lexicon.ts';
import type { SourceText } from '../../core/forms/snapshot.ts';
import { wordsOf } from '../../core/forms/sources.ts';
import { theLexicon } from './floor.ts';
import { TOPICS_OF_CONCERN } from './telling.ts';

export function concernsUs(texts: readonly SourceText[]): boolean {
  return texts.some(concerns);
}

function concerns(text: SourceText): boolean {
  return findMatches(theLexicon(), wordsOf(text)).some(({ entry }) =>
    TOPICS_OF_CONCERN.has(entry.topic),
  );
}
