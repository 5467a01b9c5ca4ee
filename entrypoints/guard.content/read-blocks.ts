/** The parts of the page around a control, innermost first: what they are titled, whom they name. */
import type { BlockSnapshot, SourceText } from '../../core/forms/snapshot.ts';
import { askedIn, askedInParts } from './dialog-text.ts';
import { CONTROL_SELECTOR, parentOf, referenced, textOf, tidy, typedIn } from './dom.ts';
import { remembered } from './epoch.ts';
import {
  all,
  attribute,
  classOf,
  closest,
  documentOf,
  first,
  hasAttribute,
  isPlain,
  listOf,
  localName,
  matches,
} from './native.ts';
import { openerOf, openersOf } from './openers.ts';
import { partsAround } from './parts.ts';
import { columnHeader } from './read-cells.ts';
import { MAX_TITLE, titlesBefore } from './read-headings.ts';
import { isGroupMember, readNames } from './read-names.ts';
import { roleOwners } from './role-owners.ts';
import { saysRole } from './speakers.ts';

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

/** Read as far out as anyone asks: who asks stops where a block says whose it is. */
export function readBlocks(control: Element): Iterable<BlockSnapshot> {
  // With the generator itself in it, this takes longer to make than most blocks to read.
  return { [Symbol.iterator]: () => blocksAround(control) };
}

function* blocksAround(control: Element): Generator<BlockSnapshot> {
  let step = stepOut(control);
  for (let depth = 0; step && depth < MAX_DEPTH; depth++) {
    for (const block of step.blocks) yield block;
    step = stepOut(step.around);
  }
}

interface Step {
  /** Those of them that say anything. */
  readonly blocks: readonly BlockSnapshot[];
  readonly around: Element;
}

/** From an element to what stands around it. Controls of the same part share the way outwards. */
const stepOut = remembered((inside: Element): Step | null => {
  let at = inside;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const around = parentOf(at);
    if (!around) return null;
    const { own, chosenRoles, opener } = isPlain(around, SILENT) ? PLAIN : partAt(around);
    const before = titlesBefore(at);
    at = opener ?? around;
    const blocks: BlockSnapshot[] = [];
    if (own.length + before.length + chosenRoles.length > 0)
      blocks.push({ titles: joined(own, before), chosenRoles });
    // A dialog mostly stands at the end of the page; what it is about stands around its opener.
    if (opener) blocks.push({ titles: titlesOf(opener), chosenRoles: NONE });
    if (blocks.length > 0) return { blocks, around: at };
  }
  return null;
});

/** The same list where there is nothing to add: what a list says is worked out once. */
function joined(one: readonly SourceText[], other: readonly SourceText[]): readonly SourceText[] {
  if (other.length === 0) return one;
  return one.length === 0 ? other : [...one, ...other];
}

const NONE: readonly string[] = [];
const NOTHING: readonly SourceText[] = [];

/** A part of the page, which much may stand in. */
interface Part {
  readonly own: readonly SourceText[];
  readonly chosenRoles: readonly string[];
  readonly opener: Element | null;
}

/** What says nothing of what stands in it, but by an attribute, and owns no role control. */
const SILENT = /^(?:div|span|p|label|t[dh]|tbody|[uo]l|dd)$/;
const PLAIN: Part = { own: NOTHING, chosenRoles: NONE, opener: null };

const partAt = remembered(
  (part: Element): Part => ({
    own: titlesOf(part),
    chosenRoles: chosenIn(part),
    opener: openerOf(part),
  }),
);

/** What an element says of itself. */
function titlesOf(element: Element): readonly SourceText[] {
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
  if (partsAround(element).dialog === element || (tag.includes('-') && DIALOG_HOST.test(tag))) {
    const asked = askedIn(element);
    // A question is put in one; what is told may only mention somebody.
    const text = asked === '' || asked.includes('?') ? asked : askedInParts(element);
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
  if (tag === 'tr' || attribute(element, 'role') === 'row' || isPartOfRow(element))
    for (const cell of plainCells(element))
      add(isRoleCell(cell) ? 'role-control' : 'table-header', textOf(cell));
  if (matches(element, '[role=tabpanel],[role=region],.tab-pane,.collapse'))
    for (const tab of tabsOf(element)) add('tab', textOf(tab));
  return titles.length === 0 ? NOTHING : titles;
}

/** Of several tabs that show themselves in one panel, the one that is open. */
function tabsOf(panel: Element): readonly Element[] {
  const tabs = openersOf(panel);
  const open = tabs.filter((tab) => attribute(tab, 'aria-selected') === 'true');
  return open.length > 0 ? open : tabs;
}

const ROW_NUMBERS = ['row-id', 'data-row-id', 'data-rowindex', 'aria-rowindex'];
const NUMBERED = /\brow\b|row$/i;

/** The part for the columns that stay in place may have only the number of its row. */
function isPartOfRow(element: Element): boolean {
  return NUMBERED.test(classOf(element)) && ROW_NUMBERS.some((name) => hasAttribute(element, name));
}

/** A row that is drawn in several parts, for columns that stay in place while others scroll. */
function partsOf(row: Element): readonly Element[] {
  const grid = closest(row, '[role=grid],[role=treegrid]');
  for (const name of grid ? ROW_NUMBERS : []) {
    const number = attribute(row, name);
    if (grid && number !== null)
      return listOf(grid, `:is([role=row],[class*=row i])[${name}="${CSS.escape(number)}"]`);
  }
  return [row];
}

/** Short cells of a results row that hold no control: a role column among them. */
function plainCells(row: Element): readonly Element[] {
  const cells = partsOf(row).flatMap(cellsOf);
  if (cells.length < 2 || cells.length > 40) return [];
  const plain = cells
    .filter((cell) => first(cell, CONTROL_SELECTOR) === null)
    .filter((cell) => textOf(cell) !== '' && textOf(cell).length <= 40);
  // Two cells are mostly a caption and what it is of.
  return cells.length > 2 ? plain : plain.filter((cell) => ROLE_COLUMN.test(columnHeader(cell)));
}

function cellsOf(row: Element): readonly Element[] {
  const cells = [...all(row, ':scope > td,:scope > th,[role=gridcell],[role=cell]')];
  return cells.length > 0 ? cells : listOf(row, ':scope > *');
}

const ROLE_COLUMN = /^(?:role|r[oô]l|inv|involvement|cap|capacity|person type|ymwneud)\b/i;
const LONGEST_CODE = 8;

/** "IP" is an injured party in a column of roles, and an address in one of addresses. */
function isRoleCell(cell: Element): boolean {
  return textOf(cell).length <= LONGEST_CODE && ROLE_COLUMN.test(columnHeader(cell));
}

/** The chosen option of role controls of this block, leaving out those of blocks within it. */
function chosenIn(block: Element): readonly string[] {
  const controls = roleOwners(documentOf(block)).get(block) ?? [];
  return controls
    .filter((control) => isChosen(control) && saysRole(control))
    .map(chosenOption)
    .filter((option) => option !== '');
}

/** Lists and combo boxes always say something; of radios and chips only the chosen one does. */
export function isChosen(control: Element): boolean {
  if (isGroupMember(control)) return control.checked;
  const pressed = attribute(control, 'aria-pressed');
  if (pressed !== null) return pressed === 'true';
  switch (attribute(control, 'role')) {
    case 'radio':
      return attribute(control, 'aria-checked') === 'true';
    case 'option':
      return attribute(control, 'aria-selected') === 'true';
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
      const options = listOf(control, 'option:checked').slice(0, MOST_CHOSEN);
      return options
        .filter((option) => attribute(option, 'value') !== '')
        .map((option) => tidy(option.textContent))
        .join(' / ');
    }
    case 'input':
      if (isGroupMember(control)) break;
      return (
        tidy(typedIn(control).slice(0, 60)) ||
        (hasAttribute(control, 'role') || hasAttribute(control, 'list') ? shownBeside(control) : '')
      );
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
    const texts = listOf(around, CHOICE)
      .map(textOf)
      .filter((text) => text !== '');
    if (texts.length > 0) return texts.join(' ').slice(0, 60);
  }
  return '';
}
