import { describe, expect, it } from 'vitest';
import { findMatches } from '../../../core/forms/lexicon.ts';
import { words } from '../../../core/forms/text.ts';
import { mutations } from '../../../core/forms/welsh.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';

/** The base form and every mutated form that the domain brief names. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  dioddefwr: ['ddioddefwr'],
  tyst: ['dyst', 'thyst'],
  troseddwr: ['droseddwr', 'throseddwr'],
  drwgdybiedig: ['ddrwgdybiedig', 'nrwgdybiedig'],
  mewnfudo: ['fewnfudo'],
  trwydded: ['drwydded', 'nhrwydded', 'thrwydded'],
  caniatad: ['ganiatad', 'nghaniatad', 'chaniatad'],
  cenedligrwydd: ['genedligrwydd', 'nghenedligrwydd', 'chenedligrwydd'],
  gwlad: ['wlad', 'ngwlad'],
  pasbort: ['basbort', 'mhasbort', 'phasbort'],
};

function termsIn(text: string): readonly string[] {
  return findMatches(builtLexicon(), words(text)).map(({ entry }) => entry.id);
}

describe('mutations', () => {
  for (const [base, mutated] of Object.entries(EXAMPLES)) {
    it(`knows ${[base, ...mutated].join(', ')}`, () => {
      expect(mutations(base)).toEqual(expect.arrayContaining([base, ...mutated]));
    });
  }

  it('leaves short words and digraphs that do not mutate as they are', () => {
    expect(mutations('ac')).toEqual(['ac']);
    expect(mutations('chwilio')).toEqual(['chwilio']);
    expect(mutations('ffoadur')).toEqual(['ffoadur']);
  });

  it('puts an h before a vowel', () => {
    expect(mutations('asiant')).toContain('hasiant');
  });

  it('makes every form of a word once', () => {
    for (const base of Object.keys(EXAMPLES))
      expect(new Set(mutations(base)).size).toBe(mutations(base).length);
  });
});

describe('Welsh on forms', () => {
  const FOUND: readonly (readonly [text: string, term: string])[] = [
    ['Statws mewnfudo', 'immigration'],
    ['Gwybodaeth am fewnfudo', 'immigration'],
    ['Oes gan y person ganiatâd i aros?', 'leave'],
    ['Caniatad i aros', 'leave'],
    ['ei chenedligrwydd', 'context'],
    ['eich cenedligrwydd', 'context'],
    ['rhif ei phasbort', 'passport'],
    ['Manylion y ddioddefwraig', 'victim'],
    ['y dioddefwr', 'victim'],
    ["i'r tyst", 'witness'],
    ["a'i thyst", 'witness'],
    ['y person a ddrwgdybir', 'suspect'],
    ['ei drwydded breswylio', 'residence-permit'],
    ["Rhannu â'r Swyddfa Gartref", 'home-office'],
    ['at Orfodaeth Mewnfudo', 'immigration-enforcement'],
    ["Hysbysu'r Swyddfa Gartref", 'refer'],
    ['ceisiwr lloches', 'asylum'],
  ];
  for (const [text, term] of FOUND) {
    it(`finds ${term} in "${text}"`, () => expect(termsIn(text)).toContain(term));
  }

  const NOT_FOUND: readonly (readonly [text: string, term: string])[] = [
    ['Statws priodasol', 'immigration'],
    ['Statws yr achos', 'immigration'],
    ['Man geni', 'context'],
    ['Iaith gyntaf', 'context'],
    ['Llun pasbort', 'passport'],
    ['Cymorth i Ddioddefwyr', 'victim'],
    ['Nifer y dioddefwyr', 'victim'],
    ['Datganiad tyst', 'witness'],
    ['Gwiriad cerbyd', 'pnc-check'],
    ['Rhif PNC', 'pnc'],
    ['Trwydded yrru', 'residence-permit'],
    ['Gwlad', 'context'],
    ['Swyddfa docynnau', 'home-office'],
    ['Crefydd', 'context'],
    ['Caniatâd i rannu', 'leave'],
  ];
  for (const [text, term] of NOT_FOUND) {
    it(`does not find ${term} in "${text}"`, () => expect(termsIn(text)).not.toContain(term));
  }
});
