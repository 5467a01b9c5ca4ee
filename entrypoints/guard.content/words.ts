/** The prompt's wording in both languages, in the bundle: it must not wait for anything. */
import type { Language } from '../../core/vocabulary.ts';
import { type Say, sayFrom } from '../../core/wording.ts';
import { PROMPT_WORDS } from './floor.ts';
import { policyInForce } from './in-force.ts';

const all = PROMPT_WORDS.split('|');
const count = all.length / 3;

const inLanguage = (place: number): Say =>
  sayFrom(
    Object.fromEntries(all.slice(0, count).map((key, at) => [key, all[place * count + at] ?? key])),
  );

const says: Readonly<Record<Language, Say>> = { en: inLanguage(1), cy: inLanguage(2) };

/** What policy or the officer chose; until that is known, the language of the page. */
export function languageInUse(): Language {
  return policyInForce().language ?? (document.documentElement.lang.startsWith('cy') ? 'cy' : 'en');
}

export function sayIn(language: Language): Say {
  return says[language];
}
