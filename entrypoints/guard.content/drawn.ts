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

/** Asked at each act: mostly the text of a button answers, and its names need not be read. */
const isMute = remembered((control: Element): boolean => {
  if (!matches(control, BUTTONS) || localName(control) === 'input') return false;
  if (HAS_LETTER.test(textContentOf(control) ?? '')) return false;
  return readNames(control).every(isIdentifier);
});

const HAS_LETTER = /\p{L}/u;

/** @returns empty where the control has words of its own, or none are drawn */
export function drawnOn(control: Element): string {
  if (!isMute(control)) return '';
  const texts = ['::before', '::after'].flatMap((part) =>
    [...getComputedStyle(control, part).content.matchAll(QUOTED)].map(([, text, name]) =>
      name ? (attribute(control, name) ?? '') : (text ?? ''),
    ),
  );
  return texts.filter((text) => WORDS.test(text)).join(' ');
}
