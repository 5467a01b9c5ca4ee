/** Whether texts hold any word that could concern the guard. Forms repeat their labels, so answers are kept. */
import { findMatches, type Topic } from '../../core/forms/lexicon.ts';
import type { SourceText } from '../../core/forms/snapshot.ts';
import { wordsOf } from '../../core/forms/sources.ts';
import { theLexicon } from './floor.ts';

const TOPICS_OF_CONCERN: ReadonlySet<Topic> = new Set(['status', 'recipient', 'context', 'pnc']);
const MOST_KEPT = 4000;

/** Bounded; texts stay in the page's memory and are dropped with it. */
const known = new Map<string, boolean>();

export function concernsUs(texts: readonly SourceText[]): boolean {
  return texts.some(concerns);
}

function concerns(text: SourceText): boolean {
  // Identifiers are split in another way than visible text, so they are kept apart.
  const key = `${text.source === 'name' || text.source === 'target' ? 'i' : 't'}${text.text}`;
  const answer = known.get(key);
  if (answer !== undefined) return answer;
  const found = findMatches(theLexicon(), wordsOf(text)).some(({ entry }) =>
    TOPICS_OF_CONCERN.has(entry.topic),
  );
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, found);
  return found;
}
