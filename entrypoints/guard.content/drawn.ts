/**
 * Words that a style puts on a button which has none. Looked for when such a button is pressed, and at
 * no other time: to ask for a style may make the browser work out the whole page's.
 */
import { isIdentifier } from '../../core/forms/sources.ts';
import { localName, matches } from './native.ts';
import { readNames } from './read-names.ts';

const BUTTONS = 'button,a,summary,[role=button],[role=link],[role=menuitem],[role=tab]';
const QUOTED = /"((?:[^"\\\\]|\\\\.)*)"/g;
/** Icon fonts draw their pictures as letters of nobody's alphabet. */
const WORDS = /\p{L}{2}/u;

/** @returns empty where the control has words of its own, or none are drawn */
export function drawnOn(control: Element): string {
  if (!matches(control, BUTTONS) || localName(control) === 'input') return '';
  if (!readNames(control).every(isIdentifier)) return '';
  const texts = ['::before', '::after'].flatMap((part) =>
    [...getComputedStyle(control, part).content.matchAll(QUOTED)].map(([, text]) => text ?? ''),
  );
  return texts.filter((text) => WORDS.test(text)).join(' ');
}
