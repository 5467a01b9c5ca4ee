/**
 * Initial consonant mutation. Welsh words change their first letter with the word before
 * (dioddefwr, ddioddefwr), so a lexicon holds the base form and this makes the others.
 */

const SOFT: readonly (readonly [string, string])[] = [
  ['ll', 'l'],
  ['rh', 'r'],
  ['p', 'b'],
  ['t', 'd'],
  ['c', 'g'],
  ['b', 'f'],
  ['d', 'dd'],
  ['g', ''],
  ['m', 'f'],
];
const NASAL: readonly (readonly [string, string])[] = [
  ['p', 'mh'],
  ['t', 'nh'],
  ['c', 'ngh'],
  ['b', 'm'],
  ['d', 'n'],
  ['g', 'ng'],
];
const ASPIRATE: readonly (readonly [string, string])[] = [
  ['p', 'ph'],
  ['t', 'th'],
  ['c', 'ch'],
];
/** Digraphs are letters of their own and do not mutate as their first character does. */
const UNMUTATED = ['ch', 'dd', 'ff', 'ng', 'ph', 'th'];
const VOWEL = /^[aeiouwy]/;

/** All forms that a folded Welsh word takes, the base form first. */
export function mutations(word: string): readonly string[] {
  if (word.length < 4) return [word];
  const forms = new Set([word]);
  if (VOWEL.test(word)) forms.add(`h${word}`);
  if (UNMUTATED.some((digraph) => word.startsWith(digraph))) return [...forms];
  for (const table of [SOFT, NASAL, ASPIRATE]) {
    const rule = table.find(([from]) => word.startsWith(from));
    if (rule) forms.add(rule[1] + word.slice(rule[0].length));
  }
  return [...forms];
}
