/**
 * What a browser refuses in the text of a selector and the parser of selectors takes, which reads for
 * more lenient libraries. Said to whoever writes the profile: the guard's own browser would throw.
 *
 * @source W3C, Selectors Level 4 and CSS Syntax Level 3: identifiers
 */

/** What a backslash takes as it is, and strings: what they hold is any text. */
const ESCAPED = /\\(?:[0-9a-f]{1,6}\s?|[^\n])/gi;
const STRINGS = /"[^"\n]*"|'[^'\n]*'/g;
/** Their places are looked at by themselves. */
const PLACES = /:nth-[a-z-]+\([^()]*\)/gi;

const NAME = '(?:--|-?[_a-z\\u0080-\\u{10ffff}])[\\w\\u0080-\\u{10ffff}-]*';
const VALUE = `[~^$*|]?=\\s*(?:"x"|${NAME})\\s*[is]?\\s*`;
const PIECES = [
  ['gap', '\\s*[>+~,]\\s*|\\s+'],
  ['begin', `:${NAME}\\(\\s*`],
  ['end', '\\s*\\)'],
  ['part', `[#.]${NAME}|:${NAME}|\\[\\s*${NAME}\\s*(?:${VALUE})?\\]`],
  ['element', `\\*|${NAME}`],
] as const;
const PIECE = new RegExp(PIECES.map(([name, of]) => `(?<${name}>${of})`).join('|'), 'iuy');

const PLACE = /^\s*(?:even|odd|[+-]?\d+|[+-]?\d*n\s*(?:[+-]\s*\d+)?)\s*$/i;

/** @returns words that follow the name of the field; null where nothing is wrong */
export function textFault(selector: string): string | null {
  const plain = selector.replace(ESCAPED, 'x').replace(STRINGS, '"x"').replace(PLACES, '[x]');
  if (/:nth-[a-z-]+\([^)]*\\/i.test(selector))
    return 'writes a place with a backslash; write a number, odd or 2n+1';
  // To a browser this ends a comment of HTML, wherever a name could begin.
  if (plain.includes('-->')) return 'writes "-->"; put a space before ">"';
  let mayBeElement = true;
  for (let at = 0; at < plain.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const { groups } = PIECE.exec(plain) ?? {};
    if (!groups || (groups['element'] && !mayBeElement)) return whyNot(plain.slice(at));
    mayBeElement = Boolean(groups['gap'] ?? groups['begin']);
  }
  return null;
}

function whyNot(rest: string): string {
  if (/^[#.]?-?\d/.test(rest))
    return 'has a name that begins with a digit; write [id="..."] or [class~="..."] instead';
  if (/^[\w*-]*\||^\[[^\]=]*\|(?!=)/.test(rest))
    return 'uses "|", the name of a namespace; leave it out';
  if (rest.startsWith('['))
    return 'compares an attribute in a way that no browser knows; write [name="value"]';
  if (/^[\w*]/.test(rest)) return 'names an element behind a part of it; write it first';
  return `uses ${rest.slice(0, 1)} where no part of a selector begins with it`;
}

/** @param place what stands in the brackets of `:nth-child` and its like */
export function placeFault(name: string, place: unknown): string | null {
  return typeof place === 'string' && PLACE.test(place)
    ? null
    : `uses :${name} without a place; write one such as 2, odd or 2n+1`;
}
