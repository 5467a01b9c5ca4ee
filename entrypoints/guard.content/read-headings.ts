/** Headings that stand before an element among its siblings, as most pages title their parts. */
import type { SourceText } from '../../core/forms/snapshot.ts';
import {
  ALERT_SELECTOR,
  CONTROL_SELECTOR,
  CONTROL_TAGS,
  HEADING_CLASSES,
  HEADING_SELECTOR,
  HEADING_TAGS,
  OTHER_CONTROLS,
  textOf,
} from './dom.ts';
import { memory, remembered } from './epoch.ts';
import {
  attribute,
  attributesOf,
  childCount,
  classOf,
  elementBefore,
  first,
  hasAttribute,
  isPlain,
  localName,
  matches,
} from './native.ts';

const TITLE_CLASS = /(?:^|[-_ ])(?:title|head|header|heading|legend|caption)(?:$|[-_ ])/i;
/** The bar over a card, with its title and perhaps a button in it. */
const HEADER_CLASS = /header/i;
/** A button that folds away what stands below it is what that is called. */
const FOLD = ':is(button,[role=button])[aria-expanded]:not([aria-haspopup])';
const MAX_SIBLINGS = 12;
/** A longer text is no title. */
export const MAX_TITLE = 120;

/** How many siblings in a row have no title, from one backwards; and the one before them. */
interface Run {
  readonly length: number;
  readonly next: Element | null;
}

const runs = memory<Element, Run>('page');

/** The nearest counts. What was found from a sibling is not looked for again from the next one. */
export function titlesBefore(element: Element): readonly SourceText[] {
  const start = elementBefore(element);
  let next = start;
  let length = 0;
  while (next && length < MAX_SIBLINGS && titlesIn(next) === NOTHING) {
    const known = runs.get(next);
    length += known ? known.length : 1;
    next = known ? known.next : elementBefore(next);
  }
  if (start) runs.set(start, { length, next });
  return next && length < MAX_SIBLINGS ? titlesIn(next) : NOTHING;
}

const NOTHING: readonly SourceText[] = [];

const titlesIn = remembered((element: Element): readonly SourceText[] => {
  const title = headingIn(element);
  if (title === '') return NOTHING;
  const above = captionAbove(element);
  return above === '' ? [heading(title)] : [heading(title), heading(above)];
});

const heading = (text: string): SourceText => ({ source: 'heading', text });

/** A small line above a heading, as "Victim 2" above "Your details". */
function captionAbove(title: Element): string {
  const above = elementBefore(title);
  return above && TITLE_CLASS.test(classOf(above)) && !first(above, CONTROL_SELECTOR)
    ? short(textOf(above))
    : '';
}

function headingIn(element: Element): string {
  const plain = isPlain(element);
  const tag = localName(element);
  const named = plain ? '' : classOf(element);
  if (!plain && isHeading(element, tag, named)) return short(textOf(element));
  // A whole section that came before is about somebody else; only a bar with a title counts.
  if (first(element, 'input,select,textarea')) return '';
  if (!plain && (isNoHeading(element, tag, named) || first(element, WAYS))) return '';
  const inner = first(element, HEADING_SELECTOR);
  if (inner || plain) return inner ? short(textOf(inner)) : '';
  // A card's own links stand beside its title; in a bar without one they are all there is.
  if (first(element, 'a ~ a')) return '';
  const title = HEADER_CLASS.test(named) ? first(element, '[class*=title]') : null;
  if (title && TITLE_CLASS.test(classOf(title))) return short(textOf(title));
  return TITLE_CLASS.test(named) || isBareTitle(element, tag) ? short(textOf(element)) : '';
}

/** To hold an element against all selectors at once takes longer than to ask which of them it may be. */
function isHeading(element: Element, tag: string, named: string): boolean {
  if (HEADINGS.has(tag) || tag === 'summary') return true;
  if (named !== '' && matches(element, `[class]:is(${HEADING_CLASSES})`)) return true;
  return attribute(element, 'role') === 'heading' || isFold(element);
}

const HEADINGS: ReadonlySet<string> = new Set(HEADING_TAGS.split(','));

function isFold(element: Element): boolean {
  return hasAttribute(element, 'aria-expanded') && matches(element, FOLD);
}

/** A label without a field, and a row of one cell, are what old forms use for headings. */
function isBareTitle(element: Element, tag: string): boolean {
  if (tag === 'label' || BOLD.test(tag)) return true;
  if (childCount(element) !== 1) return false;
  return tag === 'tr' || matches(element, ':has(>b,>strong)');
}

const BOLD = /^(?:b|strong)$/;

/** What holds ways to other screens speaks of those; up to three may act on a card. */
const WAYS = 'nav,[role=navigation],li + li + li + li a';

function isNoHeading(element: Element, tag: string, named: string): boolean {
  if (NO_HEADINGS.has(tag) || (tag === 'label' && hasAttribute(element, 'for'))) return true;
  // Most have nothing that could make them a control.
  if (attributesOf(element).every((name) => LOOKS.test(name))) return named.includes('alert');
  return matches(element, ACTS_OR_ALERTS);
}

/** Controls, and parts of a page that stand for themselves. */
const NO_HEADINGS: ReadonlySet<string> = new Set(
  `nav,${CONTROL_TAGS},section,article,form,fieldset`.split(','),
);
const LOOKS = /^(?:class|id|style)$/;
const ACTS_OR_ALERTS = `[role=navigation],${OTHER_CONTROLS},${ALERT_SELECTOR}`;

function short(text: string): string {
  return text.length <= MAX_TITLE ? text : '';
}
