/**
 * Words that are drawn on a button and stand in no text of it as they are read: put there by a style,
 * by a picture, by a box that the pointer calls up, or letter by letter. Looked for when such a button
 * is pressed, and at no other time: to ask for a style may make the browser work out the whole page's.
 */
import { isIdentifier } from '../../core/forms/sources.ts';
import { CONTROL_SELECTOR, HAS_LETTER, isElement, textOf, tidy, UNREAD } from './dom.ts';
import { remembered } from './epoch.ts';
import {
  attribute,
  documentOf,
  first,
  listOf,
  localName,
  matches,
  nodesIn,
  rootOf,
  textContentOf,
  withId,
} from './native.ts';
import { readNames } from './read-names.ts';
import { shadowRootOf } from './roots.ts';

const BUTTONS = 'button,a,summary,[role=button],[role=link],[role=menuitem],[role=tab]';
const QUOTED = /"((?:[^"\\]|\\.)*)"|\battr\(\s*([\w-]+)/g;
/** Icon fonts draw their pictures as letters of nobody's alphabet. */
const WORDS = /\p{L}{2}/u;

/**
 * What is drawn in the place of a text that says something else, or null where nothing says anything.
 * Asked at each act: mostly the text of a button answers, and its names need not be read.
 */
const arranged = remembered((element: Element): string | null => {
  const isButton = matches(element, BUTTONS) && localName(element) !== 'input';
  // A part of the page without any sign of a control may be pressed as well.
  if (!isButton && matches(element, CONTROL_SELECTOR)) return '';
  const text = textContentOf(element) ?? '';
  if (HAS_LETTER.test(text)) return turned(element) || pieced(text);
  return !isButton || readNames(element).every(isIdentifier) ? null : '';
});

/** Written backwards and turned round. */
function turned(element: Element): string {
  const text = first(element, 'bdo[dir=rtl i]')?.textContent ?? '';
  return tidy([...text.slice(0, LONGEST)].reverse().join(''));
}

const LONGEST = 100;
const LETTER_BY_LETTER = /^\s*\S(?:\s+\S){4}/;

/** Each letter an element on a line of its own in the page's source; blanks that are drawn are no-break ones. */
function pieced(text: string): string {
  if (text.length > 2 * LONGEST || !LETTER_BY_LETTER.test(text)) return '';
  const parts = text.replace(/[^\S\u00a0]+/g, '').replace(/\u00a0/g, ' ');
  return tidy(parts);
}

/** @returns empty where the element has words of its own, or none are drawn */
export function drawnOn(element: Element): string {
  const text = arranged(element);
  if (text !== null) return text;
  return [...styled(element), ...pictured(element), tooltipOver(element), inRoot(element)]
    .filter((each) => WORDS.test(each))
    .join(' ');
}

/** A component draws its words in its own root, which may be closed. */
function inRoot(element: Element): string {
  const root = localName(element).includes('-') ? shadowRootOf(element) : null;
  const parts = root
    ? [...nodesIn(root)].filter(isElement).filter((each) => !matches(each, UNREAD))
    : [];
  return tidy(parts.map(textOf).join(' ').slice(0, LONGEST));
}

function styled(element: Element): readonly string[] {
  return ['::before', '::after'].flatMap((part) =>
    [...getComputedStyle(element, part).content.matchAll(QUOTED)].map(([, text, name]) =>
      name ? (attribute(element, name) ?? '') : (text ?? ''),
    ),
  );
}

/** A picture that is drawn in one place may be kept in another. */
function pictured(element: Element): readonly string[] {
  const root = rootOf(element);
  return listOf(element, 'use').map((use) => {
    const [, id] = (attribute(use, 'href') ?? attribute(use, 'xlink:href') ?? '').split('#');
    const kept = id && root ? withId(root, id) : null;
    return tidy(kept && textContentOf(kept)?.slice(0, LONGEST));
  });
}

/** The box that is shown while the pointer rests on a button; of more than one, none is known to be its. */
function tooltipOver(element: Element): string {
  const [box, other] = listOf(documentOf(element), '[role=tooltip]').filter((each) =>
    each.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  );
  return box && !other ? tidy(textContentOf(box)?.slice(0, LONGEST)) : '';
}
