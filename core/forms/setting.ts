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
  let setting: Setting = 'open';
  for (const text of textsOf()) {
    const found = findMatches(lexicon, wordsOf(text));
    // "Type of leave held (student)": a status that the lexicon knows says more than its example.
    const isOfStatus = found.some(({ entry }) => entry.topic === 'status');
    for (const { entry } of found) {
      if (
        entry.topic === 'police' ||
        (entry.topic === 'role' &&
          (POLICE_ROLES.has(entry.means) ||
            (text.source === 'role-control' && entry.strength === 'abbreviation')))
      )
        return 'police';
      if (entry.topic === 'elsewhere' && !isOfStatus) setting = entry.topic;
    }
  }
  return setting;

  /** What costs least to read comes first: the first word of police work ends it. */
  function* textsOf(): Generator<SourceText> {
    for (const text of [...page.headings, page.title]) yield { source: 'page-title', text };
    yield { source: 'address', text: page.address };
    yield* form;
    yield* control.names;
    for (const { titles, chosenRoles } of blocks) {
      yield* titles;
      for (const text of chosenRoles) yield { source: 'role-control', text };
    }
  }
}
