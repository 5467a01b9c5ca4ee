/** Words that only a person reads as such are read as a person reads them. */
import { describe, expect, it } from 'vitest';
import { findMatches } from '../../../core/forms/lexicon.ts';
import { words } from '../../../core/forms/text.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';

const topics = (text: string): readonly string[] =>
  findMatches(builtLexicon(), words(text)).map(({ entry }) => entry.topic);

describe('the words of a look-up', () => {
  it.each([
    ['letters of Cyrillic among Latin ones', 'immigr\u0430ti\u043en st\u0430tus'],
    ['letters of Greek among Latin ones', 'immigr\u03b1ti\u03bfn st\u03b1tus'],
    ['marks without a width', 'im\u200bmi\u200dgra\ufefftion sta\u200ctus'],
    ['soft hyphens', 'immi\u00adgra\u00adtion sta\u00adtus'],
    ['letters of full width', '\uff49mmigration status'],
  ])('are read through %s', (_what, text) => {
    expect(topics(text)).toContain('status');
  });

  it('are not made of a text in another script', () => {
    expect(words('\u0441\u0442\u0430\u0442\u0443\u0441').folded).toEqual([
      '\u0441\u0442\u0430\u0442\u0443\u0441',
    ]);
    expect(topics('\u0438\u043c\u043c\u0438\u0433\u0440\u0430\u0446\u0438\u044f')).toEqual([]);
  });
});
