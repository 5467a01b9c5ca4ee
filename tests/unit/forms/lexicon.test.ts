import { describe, expect, it } from 'vitest';
import { compileLexicon, findMatches, type LexiconEntry } from '../../../core/forms/lexicon.ts';
import { identifierWords, MAX_TEXT_LENGTH, words } from '../../../core/forms/text.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';

function entry(id: string, en: readonly string[], over: Partial<LexiconEntry> = {}): LexiconEntry {
  return { id, topic: 'status', strength: 'strong', en, cy: [], source: 'test', ...over };
}

function idsIn(entries: readonly LexiconEntry[], text: string): readonly string[] {
  return findMatches(compileLexicon(entries), words(text)).map((match) => match.entry.id);
}

describe('matching', () => {
  it('takes the longest entry at each place, so that a look-alike wins over what it contains', () => {
    const entries = [entry('visa', ['visa']), entry('card', ['visa card'], { topic: 'nothing' })];
    expect(idsIn(entries, 'Visa card')).toEqual(['card']);
    expect(idsIn(entries, 'Visa or card')).toEqual(['visa']);
  });

  it('reads a slash as either word and a star as any one word', () => {
    const entries = [entry('leave', ['leave/right to remain']), entry('known', ['known to *'])];
    expect(idsIn(entries, 'Right to remain')).toEqual(['leave']);
    expect(idsIn(entries, 'leave to remain')).toEqual(['leave']);
    expect(idsIn(entries, 'leave right to remain')).toEqual(['leave']);
    expect(idsIn(entries, 'known to victim')).toEqual(['known']);
    expect(idsIn(entries, 'known to')).toEqual([]);
  });

  it('begins with neither of two words what another phrase begins with one of them', () => {
    const entries = [entry('atlas', ['search/check atlas']), entry('pnc', ['check pnc'])];
    expect(idsIn(entries, 'check PNC')).toEqual(['pnc']);
    expect(idsIn(entries, 'search PNC')).toEqual([]);
    expect(idsIn(entries, 'search atlas')).toEqual(['atlas']);
  });

  it.each([
    'Limited',
    'Indefinite',
    'Lost',
    'Stolen',
    'Lost check',
    'Work',
    'Resident',
    'Interpol',
    'Awdurdodau',
    'Stay verification',
  ])('finds nothing in "%s", which nobody wrote', (text) => {
    expect(findMatches(builtLexicon(), words(text)).map(({ entry: { topic } }) => topic)).toEqual(
      text.endsWith('check') || text.endsWith('verification') ? ['look-up'] : [],
    );
  });

  it('counts an abbreviation only in capitals', () => {
    const entries = [entry('ilr', ['ILR'], { strength: 'abbreviation' })];
    expect(idsIn(entries, 'ILR granted')).toEqual(['ilr']);
    expect(idsIn(entries, 'ilr granted')).toEqual([]);
  });

  it('knows plurals, and not of short words', () => {
    const entries = [entry('victim', ['victim']), entry('ne', ['ne'])];
    expect(idsIn(entries, 'Victims')).toEqual(['victim']);
    expect(idsIn(entries, 'nes')).toEqual([]);
  });

  it('lets the earlier entry keep a phrase that two hold', () => {
    expect(idsIn([entry('a', ['check']), entry('b', ['check'])], 'check')).toEqual(['a']);
  });

  it('takes time in proportion to the text', () => {
    const entries = [entry('long', [Array.from({ length: 12 }, () => 'a').join(' ')])];
    const lexicon = compileLexicon(entries);
    const text = words('a '.repeat(MAX_TEXT_LENGTH));
    expect(text.folded.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH / 2);
    expect(findMatches(lexicon, text).length).toBeGreaterThan(100);
  });
});

describe('words', () => {
  it('ignores case, accents, curly quotes, punctuation and invisible characters', () => {
    expect(words('Victim’s NATIONALITY:').folded).toEqual(['victims', 'nationality']);
    expect(words('caniatâd').folded).toEqual(['caniatad']);
    expect(words('im\u00admi\u200bgration').folded).toEqual(['immigration']);
    expect(words('Cenedligrwydd/Nationality').folded).toEqual(['cenedligrwydd', 'nationality']);
  });

  it('splits identifiers at capitals and underscores, and hears no abbreviation in them', () => {
    expect(identifierWords('victimNationality_id').folded).toEqual(['victim', 'nationality', 'id']);
    expect(identifierWords('ILR').capitals).toEqual([false]);
    expect(identifierWords('btnPNCCheck').folded).toEqual(['btn', 'pnc', 'check']);
    expect(identifierWords('listOfBRPs').folded).toEqual(['list', 'of', 'brps']);
  });

  it('reads no more of a text than its limit', () => {
    expect(words('x'.repeat(MAX_TEXT_LENGTH + 1)).folded).toEqual(['x'.repeat(MAX_TEXT_LENGTH)]);
  });
});
