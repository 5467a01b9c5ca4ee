/** Which offence group the chosen offences and flags of a page name. */
import { OFFENCE_GROUPS, type OffenceGroup } from '../vocabulary.ts';
import { findMatches, type Lexicon } from './lexicon.ts';
import { words } from './text.ts';

const groups: ReadonlySet<string> = new Set(OFFENCE_GROUPS);

function isGroup(value: string | undefined): value is OffenceGroup {
  return value !== undefined && groups.has(value);
}

/** The first sensitive offence group among the chosen offences and flags. */
export function readOffence(chosen: readonly string[], lexicon: Lexicon): OffenceGroup {
  for (const text of chosen) {
    for (const { entry } of findMatches(lexicon, words(text))) {
      if (entry.topic === 'offence' && isGroup(entry.means)) return entry.means;
    }
  }
  return 'OTHER';
}
