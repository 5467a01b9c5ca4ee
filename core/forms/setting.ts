/** In what trade a page works: a "PNC" is a check with the police and a ward in a clinic. */
import { findMatches, type Lexicon } from './lexicon.ts';
import type { FormSnapshot, SourceText } from './snapshot.ts';
import { wordsOf } from './sources.ts';

/** `open` where nothing speaks for one or the other. */
export type Setting = 'police' | 'elsewhere' | 'open';

/** People that only police work speaks of; guardians and callers are everywhere. */
const POLICE_ROLES: ReadonlySet<string | undefined> = new Set(['victim', 'witness', 'suspect']);

export function settingOf(
  { control, blocks, form, page }: FormSnapshot,
  lexicon: Lexicon,
): Setting {
  const texts: readonly SourceText[] = [
    ...[...page.headings, page.title].map((text) => ({ source: 'page-title' as const, text })),
    { source: 'address', text: page.address },
    ...blocks.flatMap(({ titles }) => titles),
    ...form,
    ...control.names,
  ];
  let setting: Setting = 'open';
  for (const text of texts) {
    for (const { entry } of findMatches(lexicon, wordsOf(text))) {
      if (entry.topic === 'police' || (entry.topic === 'role' && POLICE_ROLES.has(entry.means)))
        return 'police';
      if (entry.topic === 'elsewhere') setting = entry.topic;
    }
  }
  return setting;
}
