/** The parts of the page around a control, innermost first: what they are titled, whom they name. */
import type { BlockSnapshot, SourceText } from '../../core/forms/snapshot.ts';
import {
  ALERT_SELECTOR,
  CONTROL_SELECTOR,
  DIALOG_SELECTOR,
  HEADING_SELECTOR,
  parentOf,
  referenced,
  textOf,
  tidy,
} from './dom.ts';
import { remembered } from './epoch.ts';
import {
  all,
  attribute,
  classOf,
  closest,
  documentOf,
  elementBefore,
  first,
  hasAttribute,
  localName,
  matches,
} from './native.ts';
import { openerOf, openersOf } from './openers.ts';
import { columnHeader } from './read-cells.ts';
import { isGroupMember, readNames } from './read-names.ts';
import { askedIn } from './read-purpose.ts';
import { roleOwners } from './role-owners.ts';

const TITLE_CLASS = /(?:^|[-_ ])(?:title|head|header|heading|legend|caption)(?:$|[-_ ])/i;
/** The bar over a card, with its title and perhaps a button in it. */
const HEADER_CLASS = /header/i;
/** A label without a field, and a row of one cell, are what old forms use for headings. */
const BARE_TITLES = 'b,strong,label,tr:has(>:only-child),:has(>b:only-child,>strong:only-child)';
/** A button that folds away what stands below it is what that is called. */
const FOLD = ':is(button,[role=button])[aria-expanded]:not([aria-haspopup]),summary';
/** Parts of a page that stand for themselves. */
const WHOLE = 'section,article,form,fieldset';
const HOST_TITLES = [
  'heading',
  'header',
  'header-text',
  'header-title',
  'headline',
  'summary',
  'label',
  'title',
  'caption',
  'legend',
  'data-title',
];
const TITLE_SLOTS = ['summary', 'heading', 'header', 'headline', 'title', 'label'].map(
  (name) => `:scope > [slot=${name}]`,
);
/** Components that draw a dialog in their shadow root around what stands in them. */
const DIALOG_HOST = /dialog|modal/;
const MAX_DEPTH = 60;
const MAX_SIBLINGS = 12;
const MAX_TITLE = 120;

/** Read as far out as anyone asks: who asks stops where a block says whose it is. */
export function readBlocks(control: Element): Iterable<BlockSnapshot> {
  const known: BlockSnapshot[] = [];
  const rest = blocksAround(control);
  return {
    *[Symbol.iterator]() {
      for (let index = 0; ; index++) {
        const next = known[index] ?? rest.next().value;
        if (!next) return;
        known[index] = next;
        yield next;
      }
    },
  };
}

function* blocksAround(control: Element): Generator<BlockSnapshot, undefined> {
  let inside: Element = control;
  let around = parentOf(control);
  for (let depth = 0; around && depth < MAX_DEPTH; depth++) {
    const titles = [...titlesOf(around), ...titlesBefore(inside)];
    const chosenRoles = chosenIn(around);
    if (titles.length > 0 || chosenRoles.length > 0) yield { titles, chosenRoles };
    // A dialog mostly stands at the end of the page; what it is about stands around its opener.
    inside = openerOf(around) ?? around;
    if (inside !== around) yield { titles: titlesOf(inside), chosenRoles: [] };
    around = parentOf(inside);
  }
  return undefined;
}

/** What an element says of itself. */
const titlesOf = remembered((element: Element): readonly SourceText[] => {
  const titles: SourceText[] = [];
  const add = (source: SourceText['source'], text: string): void => {
    if (text !== '' && text.length <= MAX_TITLE) titles.push({ source, text });
  };
  add('aria', tidy(attribute(element, 'aria-label')));
  for (const each of referenced(element, 'aria-labelledby')) add('aria', textOf(each));
  const tag = localName(element);
  if (tag === 'fieldset' || tag === 'details') {
    const legend = first(element, ':scope > legend, :scope > summary');
    if (legend) add('legend', textOf(legend));
  }
  if (matches(element, DIALOG_SELECTOR) || (tag.includes('-') && DIALOG_HOST.test(tag))) {
    const text = askedIn(element);
    if (text !== '') titles.push({ source: 'dialog-text', text });
  }
  const caption = tag === 'table' ? first(element, ':scope > caption') : null;
  if (caption) add('heading', textOf(caption));
  // A component may keep its title in an attribute and draw it out of sight.
  if (tag.includes('-')) {
    for (const name of HOST_TITLES) add('heading', tidy(attribute(element, name)));
    const slotted = first(element, TITLE_SLOTS.join());
    if (slotted) add('heading', textOf(slotted));
  }
  if (tag === 'tr' || attribute(element, 'role') === 'row')
    for (const cell of plainCells(element))
      add(isRoleCell(cell) ? 'role-control' : 'table-header', textOf(cell));
  if (matches(element, '[role=tabpanel],[role=region],.tab-pane,.collapse'))
    for (const tab of openersOf(element)) add('tab', textOf(tab));
  return titles;
});

const ROW_NUMBERS = ['row-id', 'data-row-id', 'data-rowindex', 'aria-rowindex'];

/** A row that is drawn in several parts, for columns that stay in place while others scroll. */
function partsOf(row: Element): readonly Element[] {
  const grid = closest(row, '[role=grid],[role=treegrid]');
  for (const name of grid ? ROW_NUMBERS : []) {
    const number = attribute(row, name);
    if (grid && number !== null)
      return [...all(grid, `[role=row][${name}="${CSS.escape(number)}"]`)];
  }
  return [row];
}

/** Short cells of a results row that hold no control: a role column among them. */
function plainCells(row: Element): readonly Element[] {
  const cells = partsOf(row).flatMap((part) => [
    ...all(part, ':scope > td,:scope > th,[role=gridcell],[role=cell]'),
  ]);
  if (cells.length < 3 || cells.length > 40) return [];
  return cells
    .filter((cell) => first(cell, CONTROL_SELECTOR) === null)
    .filter((cell) => textOf(cell) !== '' && textOf(cell).length <= 40);
}

const ROLE_COLUMN = /^(?:role|r[oô]l|inv|involvement|capacity|person type|ymwneud)\b/i;
const LONGEST_CODE = 8;

/** "IP" is an injured party in a column of roles, and an address in one of addresses. */
function isRoleCell(cell: Element): boolean {
  return textOf(cell).length <= LONGEST_CODE && ROLE_COLUMN.test(columnHeader(cell));
}

/** Headings that stand before an element among its siblings; the nearest counts. */
const titlesBefore = remembered((element: Element): readonly SourceText[] => {
  let sibling = elementBefore(element);
  for (let step = 0; sibling && step < MAX_SIBLINGS; step++) {
    const title = headingIn(sibling);
    if (title !== '') {
      const above = captionAbove(sibling);
      return above === '' ? [heading(title)] : [heading(title), heading(above)];
    }
    sibling = elementBefore(sibling);
  }
  return [];
});

const heading = (text: string): SourceText => ({ source: 'heading', text });

/** A small line above a heading, as "Victim 2" above "Your details". */
function captionAbove(title: Element): string {
  const above = elementBefore(title);
  return above && TITLE_CLASS.test(classOf(above)) && !first(above, CONTROL_SELECTOR)
    ? short(textOf(above))
    : '';
}

const headingIn = remembered((element: Element): string => {
  if (matches(element, `${HEADING_SELECTOR},${FOLD}`)) return short(textOf(element));
  if (matches(element, `${CONTROL_SELECTOR},label[for],${ALERT_SELECTOR}`)) return '';
  // A whole section that came before is about somebody else; only a bar with a title counts.
  if (matches(element, WHOLE) || first(element, 'input,select,textarea')) return '';
  const inner = first(element, HEADING_SELECTOR);
  if (inner) return short(textOf(inner));
  const title = HEADER_CLASS.test(classOf(element)) ? first(element, '[class*=title]') : null;
  if (title && TITLE_CLASS.test(classOf(title))) return short(textOf(title));
  return TITLE_CLASS.test(classOf(element)) || matches(element, BARE_TITLES)
    ? short(textOf(element))
    : '';
});

function short(text: string): string {
  return text.length <= MAX_TITLE ? text : '';
}

/** The chosen option of role controls of this block, leaving out those of blocks within it. */
const chosenIn = remembered((block: Element): readonly string[] =>
  (roleOwners(documentOf(block)).get(block) ?? [])
    .filter(isChosen)
    .map(chosenOption)
    .filter((option) => option !== ''),
);

/** Lists and combo boxes always say something; of radios and chips only the chosen one does. */
export function isChosen(control: Element): boolean {
  if (isGroupMember(control)) return control.checked;
  switch (attribute(control, 'role')) {
    case 'radio':
      return attribute(control, 'aria-checked') === 'true';
    case 'option':
      return attribute(control, 'aria-selected') === 'true';
    case 'button':
      return attribute(control, 'aria-pressed') === 'true';
    default:
      return true;
  }
}

const MOST_CHOSEN = 8;

/** Text of the option that is chosen. Read from role, offence and flag controls only. */
export function chosenOption(control: Element): string {
  switch (localName(control)) {
    case 'select': {
      // Of a person with two roles both are chosen.
      const options = [...all(control, 'option:checked')].slice(0, MOST_CHOSEN);
      return options
        .filter((option) => attribute(option, 'value') !== '')
        .map((option) => tidy(option.textContent))
        .join(' / ');
    }
    case 'input':
      if (isGroupMember(control)) break;
      return hasAttribute(control, 'role') || hasAttribute(control, 'list')
        ? tidy(typedIn(control).slice(0, 60)) || shownBeside(control)
        : '';
    default:
      // A list of our page's own making shows what is chosen as its text.
      if (attribute(control, 'role') === 'combobox') return tidy(textOf(control).slice(0, 60));
  }
  return readNames(control)
    .filter(({ source }) => source === 'label' || source === 'value' || source === 'aria')
    .map(({ text }) => text)
    .join(' ');
}

const CHOICE = ':not([class*=placeholder],[aria-live],[role],label,:has(*))';

/** Some libraries draw what is chosen beside an input that stays empty. */
function shownBeside(control: Element): string {
  let around = parentOf(control);
  for (let step = 0; around && step < 3; step++, around = parentOf(around)) {
    const texts = [...all(around, CHOICE)].map(textOf).filter((text) => text !== '');
    if (texts.length > 0) return texts.join(' ').slice(0, 60);
  }
  return '';
}

function typedIn(control: Element): string {
  return 'value' in control && typeof control.value === 'string' ? control.value : '';
}
