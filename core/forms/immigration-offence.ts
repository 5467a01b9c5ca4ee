/** Whether an offence, as a list of offences or an officer names it, is only an immigration offence. */
import type { Evidence } from './classification.ts';
import { findMatches, type Lexicon } from './lexicon.ts';
import { SOURCE_WEIGHT } from './sources.ts';
import { words } from './text.ts';

/**
 * @param lexicon of `policies/lexicon/immigration-offences.json`
 * @returns null where it is none, or where another offence is named with it
 */
export function immigrationOffence(text: string, lexicon: Lexicon): Evidence | null {
  const found = findMatches(lexicon, words(text)).map(({ entry }) => entry);
  const [first] = found;
  if (!first || found.some(({ means }) => means !== 'immigration')) return null;
  return { term: first.id, source: 'option', weight: SOURCE_WEIGHT.option };
}
