/**
 * Words that a style puts on a button which has none. Looked for when such a button is pressed, and at
 * no other time: to ask for a style may make the browser work out the whole page's.
 */
import { isIdentifier } from '../../core/forms/sources.ts';
import { remembered } from './epoch.ts';
import { attribute, localName, matches, textContentOf } from './native.ts';
import { readNames } from './read-names.ts';

const BUTTONS = 'button,a,summary,[role=button],[role=link],[role=menuitem],[role=tab]';
const QUOTED = /"((?:[^"\\]|\\.)*)"|\battr\(\s*([\w-]+)/g;
/** Icon fonts draw their pictures as letters of nobody's alphabet. */
const WORDS = /\p{L}{2}/u;

/** Asked at each act: mostly the text of a button answers, and its names are read once. */
function hasWords(control: Element): boolean {
  return HAS_LETTER.test(textContentOf(control) ?? '') || isNamed(control);
}

const HAS_LETTER = /\p{L}/u;
const isNamed = remembered((control: Element): boolean => !readNames(control).every(isIdentifier));

/** @returns empty where the control has words of its own, or none are drawn */
export function drawnOn(control: Element): string {
  if (!matches(control, BUTTONS) || localName(control) === 'input' || hasWords(control)) return '';
  const texts = ['::before', '::after'].flatMap((part) =>
    [...getComputedStyle(control, part).content.matchAll(QUOTED)].map(([, text, name]) =>
      name ? (attribute(control, name) ?? '') : (text ?? ''),
    ),
  );
  return texts.filter((text) => WORDS.test(text)).join(' ');
}
