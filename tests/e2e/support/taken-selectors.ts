/** Selectors put together at random, of which the check of site profiles finds nothing to say. */
import fc from 'fast-check';
import { selectorFault } from '../../../core/sites/selector.ts';

const PIECES = [
  ...['a', 'li', '*', '-', '--', 'x-y', 'é', '\u{1F600}', '1', '-1', '_', 'a1', '2n+1', 'odd', 'n'],
  ...[
    '#',
    '.',
    ':',
    '::',
    '|',
    '@',
    '!',
    '/',
    '%',
    '$',
    '\\',
    '\\31 ',
    '\\.',
    '"',
    "'",
    ';',
    '{',
    '}',
  ],
  ...[
    '[',
    ']',
    '=',
    '~=',
    '|=',
    '^=',
    '*=',
    '"v"',
    '"a]b"',
    ' i',
    ' s',
    '[x]',
    '[x=y]',
    '[x="1|@"]',
  ],
  ...['(', ')', ',', ' ', '>', '+', '~', ' > ', ', ', '||', '&', '/**/', '\n'],
  ...[
    ':not(',
    ':is(',
    ':where(',
    ':has(',
    ':nth-child(',
    ':nth-last-of-type(',
    ':checked',
    ':root',
  ],
  ...[':first-child', ':NOT(', ':hover', '::before', ':contains(', '#ok', '.ok', '#1a', '.-2'],
];

/** @returns several hundred, each once */
export function takenSelectors(): readonly string[] {
  const any = fc
    .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 })
    .map((pieces) => pieces.join(''));
  return [...new Set(fc.sample(any, 20_000))].filter((each) => selectorFault(each) === null);
}

/** To be run in a page. @returns those of them at which the browser throws */
export const thrownAt = (selectors: readonly string[]): readonly string[] =>
  selectors.filter((selector) => {
    try {
      document.createDocumentFragment().querySelector(selector);
      return false;
    } catch {
      return true;
    }
  });
