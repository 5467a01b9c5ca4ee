/** Wording in the reader's language, for pages and for what the background records as shown. */
import { keyOfOtherRole, type OtherRoles } from '../core/forms/classification.ts';
import type { ShownPrompt } from '../core/ledger/entry.ts';
import type { Language } from '../core/vocabulary.ts';
import { type Say, sayFrom } from '../core/wording.ts';
import promptCy from '../policies/wording/prompt.cy.json' with { type: 'json' };
import promptEn from '../policies/wording/prompt.en.json' with { type: 'json' };

/** Wording by key in each language; both hold the same keys. */
export type WordingTables = Readonly<Record<Language, Readonly<Record<string, string>>>>;

export const promptWording: WordingTables = { en: promptEn, cy: promptCy };

/**
 * The language to show.
 *
 * @param chosen as the background answers: managed language, else the stored choice, else null
 * @param uiLanguage `browser.i18n.getUILanguage()`
 */
export function chooseLanguage(chosen: Language | null, uiLanguage: string): Language {
  if (chosen !== null) return chosen;
  return /^cy\b/i.test(uiLanguage) ? 'cy' : 'en';
}

/** Looks up wording in one language; several tables count as one, a later one wins. */
export function sayIn(language: Language, ...tables: readonly WordingTables[]): Say {
  const all: Record<string, string> = {};
  for (const table of tables) Object.assign(all, table[language]);
  return sayFrom(all);
}

/** The prompt of a wording key, as it is shown; null where the key has no wording. */
export function promptFor(
  wording: string,
  language: Language,
  roles: OtherRoles = {},
): ShownPrompt | null {
  const table = promptWording[language];
  const title = table[`${wording}.title`];
  const own = table[`${wording}.why`];
  const instead = table[`${wording}.instead`];
  if (title === undefined || own === undefined || instead === undefined) return null;
  const key = keyOfOtherRole(roles);
  const protects = key && table[key];
  return { language, title, why: protects ? `${protects}\n${own}` : own, instead };
}
