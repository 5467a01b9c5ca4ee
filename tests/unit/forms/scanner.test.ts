/** The scanner proposes places; it must propose every place at which the lexicon finds a term. */
import { describe, expect, it } from 'vitest';
import { findMatches } from '../../../core/forms/lexicon.ts';
import { createScanner, keysOf } from '../../../core/forms/scanner.ts';
import { words } from '../../../core/forms/text.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';

const lexicon = builtLexicon();
const scanner = createScanner(keysOf(lexicon, ({ topic }) => (topic === 'nothing' ? 0 : 1)));

function placesIn(text: string): readonly number[] {
  const places: number[] = [];
  scanner.scan(text, (at) => places.push(at));
  return places;
}

describe('a word and its neighbour', () => {
  const own = createScanner([
    { bits: 1, words: ['status'], beside: ['immigration'], isAfter: false },
    { bits: 2, words: ['leave'], beside: ['to'], isAfter: true },
    { bits: 4, words: ['pnc'], beside: null, isAfter: false },
    { bits: 8, words: ['gartref'], beside: ['swyddfa'], isAfter: false },
    { bits: 16, words: ['hysbysu'], beside: ['swyddfa'], isAfter: true },
  ]);

  it.each([
    ['Immigration status', 1],
    ['immigration_status', 1],
    ['immigrationStatus', 1],
    ['IMMIGRATION\u00a0\n Status', 1],
    ['Immi\u00adgration status', 1],
    ['Status', 0],
    ['Status of immigration', 0],
    ['Leave to remain', 2],
    ['Leave blank to go on', 0],
    ['Leave', 0],
    ['Immigration statusLeave to remain', 3],
    ['run a PNC.', 4],
    ['a pnc-check', 4],
    ["Hysbysu'r Swyddfa Gartref", 24],
    ['Hysbysu’r Swyddfa’r Gartref', 24],
    ['hysbysu y swyddfa', 0],
    ['Sẁyddfa Gârtref', 8],
    ['', 0],
  ])('in %j', (text, bits) => {
    expect(own.bitsIn(text)).toBe(bits);
  });

  it('is found where the telling word begins, in the order of the text', () => {
    const found: (readonly [number, number])[] = [];
    own.scan('PNC, leave to, immigration status; pnc', (...each) => found.push(each));
    expect(found).toEqual([
      [0, 4],
      [5, 2],
      [27, 1],
      [35, 4],
    ]);
  });
});

describe('the whole lexicon', () => {
  const phrases = lexicon.entries
    .filter(({ topic }) => topic !== 'nothing')
    .flatMap(({ en, cy }) => [...en, ...cy])
    .map((phrase) => phrase.replaceAll('*', 'any').replace(/\/\S+/g, ''));

  it('proposes a place in each of its phrases that is found by itself', () => {
    const found = phrases.filter((phrase) =>
      findMatches(lexicon, words(phrase)).some(({ entry }) => entry.topic !== 'nothing'),
    );
    expect(found.length).toBeGreaterThan(phrases.length / 2);
    expect(found.filter((phrase) => placesIn(phrase).length === 0)).toEqual([]);
  });

  it('proposes it among other words, in capitals and in an identifier', () => {
    for (const vary of [
      (phrase: string) => `Please tell us: ${phrase}, thank you`,
      (phrase: string) => `Reference 12\n\n${phrase.toUpperCase()}\n`,
      (phrase: string) => `txt_${phrase.replaceAll(' ', '_')}_1`,
    ])
      expect(phrases.filter((phrase) => placesIn(vary(phrase)).length === 0)).toEqual([]);
  });
});
