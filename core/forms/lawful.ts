/**
 * Where a paper or a nationality is asked for with good reason: a modern slavery referral, the
 * monitoring of equality, the list of what was stolen. A status is never asked for there.
 */
import { findMatches, type Lexicon } from './lexicon.ts';
import type { FormSnapshot, SourceText } from './snapshot.ts';
import { wordsOf } from './sources.ts';

/** Terms of papers and of nationality, by their ids. */
const PAPERS: ReadonlySet<string> = new Set([
  'context',
  'context-local',
  'passport',
  'residence-permit',
  'visa',
  'visa-alone',
  'home-office-reference',
]);

/** @param term what a field was recognised by */
export function isLawful(
  term: string | undefined,
  { blocks, page }: FormSnapshot,
  lexicon: Lexicon,
): boolean {
  if (!term || !PAPERS.has(term)) return false;
  const says = ({ source, text }: SourceText): boolean => {
    const found = findMatches(lexicon, wordsOf({ source, text })).map(({ entry }) => entry);
    const lawful = found.find(({ topic }) => topic === 'lawful');
    // "Property crime" is what the record is about, and no list of property.
    const isPart = source === 'heading' && !found.some(({ topic }) => topic === 'police');
    return lawful !== undefined && (lawful.strength === 'strong' || isPart);
  };
  for (const { titles } of blocks)
    if (titles.length > 0) {
      if (titles.some(({ text }) => says({ source: 'heading', text }))) return true;
      break;
    }
  return [...page.headings, page.title].some((text) => says({ source: 'page-title', text }));
}
