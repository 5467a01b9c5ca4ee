/** Wording for codes and terms that may be newer than this page: they are shown as they are. */
import type { Language } from '../core/vocabulary.ts';
import type { Say } from '../core/wording.ts';

/** Anything with a code and a label in both languages: a reason, a review outcome. */
export interface Labelled {
  readonly code: string;
  readonly label: { readonly en: string; readonly cy: string };
}

/** The label of a code, or the code itself where this page does not know it. */
export function labelOf(list: readonly Labelled[], code: string, language: Language): string {
  return list.find((each) => each.code === code)?.label[language] ?? code;
}

/** The wording of `group.term`, or the term itself where there is none. */
export function termLabel(say: Say, group: string, term: string): string {
  const key = `${group}.${term}`;
  const text = say(key);
  return text === key ? term : text;
}
