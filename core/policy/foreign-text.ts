/** Characters that not every file for administrators can carry: XML has none of them. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const FOREIGN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u;

/** @returns the first as "U+001B"; null where there is none */
export function foreignIn(text: string): string | null {
  const code = FOREIGN.exec(text)?.[0].codePointAt(0);
  return code === undefined ? null : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Each text in a value that holds such a character: where, and which. */
export function* foreignTexts(
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<{ readonly path: readonly (string | number)[]; readonly character: string }> {
  if (typeof value === 'string') {
    const character = foreignIn(value);
    if (character !== null) yield { path, character };
  } else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* foreignTexts(each, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) yield* foreignTexts(each, [...path, key]);
  }
}
