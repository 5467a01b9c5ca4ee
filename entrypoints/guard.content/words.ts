/** The prompt's wording in both languages, in the bundle: it must not wait for anything. */
import type { Language } from '../../core/vocabulary.ts';
import { type Say, sayFrom } from '../../core/wording.ts';
import cy from '../../policies/wording/prompt.cy.json' with { type: 'json' };
import en from '../../policies/wording/prompt.en.json' with { type: 'json' };
import { policyInForce } from './in-force.ts';

const says: Readonly<Record<Language, Say>> = { en: sayFrom(en), cy: sayFrom(cy) };

/** What policy or the officer chose; until that is known, the language of the page. */
export function languageInUse(): Language {
  return policyInForce().language ?? (document.documentElement.lang.startsWith('cy') ? 'cy' : 'en');
}

export function sayIn(language: Language): Say {
  return says[language];
}
