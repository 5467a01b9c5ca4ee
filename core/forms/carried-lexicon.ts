/** A lexicon in the form in which the guard carries it into each page. */
import { compileLexicon, type Lexicon, type LexiconEntry } from './lexicon.ts';

type Line = readonly [
  LexiconEntry['id'],
  LexiconEntry['topic'],
  LexiconEntry['strength'],
  string,
  string,
  string,
];

/** @param lines for each entry id, topic, strength, meaning, English and Welsh phrases joined by `|` */
export function compileCarried(lines: string): Lexicon {
  return compileLexicon(
    lines.split('\n').map((line) => {
      // Made by `npm run generate` of files that were checked.
      const [id, topic, strength, means, en, cy] = line.split(';') as unknown as Line;
      return { id, topic, strength, means, en: phrases(en), cy: phrases(cy), source: '' };
    }),
  );
}

function phrases(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split('|');
}
