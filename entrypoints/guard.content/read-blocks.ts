/** The parts of the page around a control, innermost first: what they are titled, whom they name. */
import type { BlockSnapshot, SourceText } from '../../core/forms/snapshot.ts';
import {
  ALERT_SELECTOR,
  CONTROL_SELECTOR,
  DIALOG_SELECTOR,
  HEADING_SELECTOR,
  OPENER_ATTRIBUTES,
  parentOf,
  referenced,
  rootOf,
  textOf,
  tidy,
} from './dom.ts';
import { remembered } from './epoch.ts';
import { readNames } from './read-names.ts';

/** Names of controls that say what a person is to the record. */
const ROLE_CONTROL =
  /\b(?:role|involve|capacity|party|person type|type of person|subject type|classif|status|rol|ymwneud|math o berson|statws)|^(?:type|math)\W*$/i;
const TITLE_CLASS = /(?:^|[-_ ])(?:title|head|header|heading|legend|caption)(?:$|[-_ ])/i;
/** A label without a field, and a row of one cell, are what old forms use for headings. */
const BARE_TITLES = 'b,strong,label,tr:has(>:only-child),:has(>b:only-child,>strong:only-child)';
const MAX_DEPTH = 40;
const MAX_SIBLINGS = 12;
const MAX_TITLE = 120;

export function readBlocks(control: Element): readonly BlockSnapshot[] {
  const blocks: BlockSnapshot[] = [];
  let inside: Element = control;
  let around = parentOf(control);
  for (let depth = 0; around && depth < MAX_DEPTH; depth++) {
    const titles = [...titlesOf(around), ...titlesBefore(inside)];
    const chosenRoles = ownsRoleControl(around) ? chosenIn(around) : [];
    if (titles.length > 0 || chosenRoles.length > 0) blocks.push({ titles, chosenRoles });
    inside = around;
    // A dialog mostly stands at the end of the page; what it is about stands around its opener.
    around = openerOf(around) ?? parentOf(around);
  }
  return blocks;
}

/** The one control that opens a dialog, where it says so. */
const openerOf = remembered((dialog: Element): Element | null => {
  const [opener, second] = dialog.matches(DIALOG_SELECTOR) ? openersOf(dialog) : [];
  return opener && !second && !dialog.contains(opener) ? opener : null;
});

/** Controls that say that they open an element, by its id. */
function openersOf(element: Element): readonly Element[] {
  const id = CSS.escape(element.id);
  if (id === '') return [];
  const selector = OPENER_ATTRIBUTES.map((name) => `[${name}="${id}"],[${name}="#${id}"]`).join();
  return [...(rootOf(element)?.querySelectorAll(selector) ?? [])];
}

/** What an element says of itself. */
const titlesOf = remembered((element: Element): readonly SourceText[] => {
  const titles: SourceText[] = [];
  const add = (source: SourceText['source'], text: string): void => {
    if (text !== '' && text.length <= MAX_TITLE) titles.push({ source, text });
  };
  add('aria', tidy(element.getAttribute('aria-label')));
  for (const each of referenced(element, 'aria-labelledby')) add('aria', textOf(each));
  if (element instanceof HTMLFieldSetElement || element instanceof HTMLDetailsElement) {
    const legend = element.querySelector(':scope > legend, :scope > summary');
    if (legend) add('legend', textOf(legend));
  }
  if (element instanceof HTMLTableElement && element.caption)
    add('heading', textOf(element.caption));
  if (element.matches('tr,[role=row]'))
    for (const text of plainCells(element)) add('table-header', text);
  if (element.matches('[role=tabpanel],[role=region],.tab-pane,.collapse'))
    for (const tab of openersOf(element)) add('tab', textOf(tab));
  return titles;
});

/** Short cells of a results row that hold no control: a role column among them. */
function plainCells(row: Element): readonly string[] {
  const cells = row.querySelectorAll(':scope > td,:scope > th,[role=gridcell],[role=cell]');
  if (cells.length < 3 || cells.length > 40) return [];
  return [...cells]
    .filter((cell) => cell.querySelector(CONTROL_SELECTOR) === null)
    .map((cell) => textOf(cell))
    .filter((text) => text.length > 0 && text.length <= 40);
}

/** Headings that stand before an element among its siblings; the nearest counts. */
const titlesBefore = remembered((element: Element): readonly SourceText[] => {
  let sibling = element.previousElementSibling;
  for (let step = 0; sibling && step < MAX_SIBLINGS; step++) {
    const title = headingIn(sibling);
    if (title !== '') return [{ source: 'heading', text: title }];
    sibling = sibling.previousElementSibling;
  }
  return [];
});

function headingIn(element: Element): string {
  if (element.matches(HEADING_SELECTOR)) return short(textOf(element));
  if (element.matches(`${CONTROL_SELECTOR},label[for],${ALERT_SELECTOR}`)) return '';
  // A whole section that came before is about somebody else; only a bar with a title counts.
  if (element.querySelector('input,select,textarea')) return '';
  const heading = element.querySelector(HEADING_SELECTOR);
  if (heading) return short(textOf(heading));
  return TITLE_CLASS.test(element.className.toString()) || element.matches(BARE_TITLES)
    ? short(textOf(element))
    : '';
}

function short(text: string): string {
  return text.length <= MAX_TITLE ? text : '';
}

/** Blocks in which a role control speaks for the whole block, not the page's body at large. */
function ownsRoleControl(element: Element): boolean {
  return (
    /^(?:FIELDSET|SECTION|FORM|ARTICLE|TR|LI|DETAILS|DIALOG)$/.test(element.tagName) ||
    /^(?:group|region|tabpanel|dialog|row|form|listitem)$/.test(
      element.getAttribute('role') ?? '',
    ) ||
    /(?:card|panel|person|party|block|row|group)/i.test(element.className.toString())
  );
}

/** The chosen option of role controls of this block, leaving out those of blocks within it. */
const chosenIn = remembered((block: Element): readonly string[] =>
  [
    ...block.querySelectorAll(
      'select,input[type=radio]:checked,[role=radio][aria-checked=true],[role=option][aria-selected=true],input[role=combobox]',
    ),
  ]
    .filter(
      (control) =>
        nearestOwner(control) === block &&
        readNames(control).some(({ text }) => ROLE_CONTROL.test(text)),
    )
    .map(chosenOption)
    .filter((option) => option !== ''),
);

function nearestOwner(control: Element): Element | null {
  let element = parentOf(control);
  while (element && !ownsRoleControl(element)) element = parentOf(element);
  // A radio group is the control itself, not a block of a person.
  if (element && control.matches('input[type=radio],[role=radio]') && isRadioGroup(element))
    return nearestOwner(element);
  return element;
}

function isRadioGroup(element: Element): boolean {
  const boxes = element.querySelectorAll('input,select,textarea');
  return [...boxes].every((box) => box instanceof HTMLInputElement && box.type === 'radio');
}

/** Text of the option that is chosen. Read from role, offence and flag controls only. */
export function chosenOption(control: Element): string {
  if (control instanceof HTMLSelectElement) {
    const option = control.selectedOptions[0];
    return option && option.value !== '' ? tidy(option.textContent) : '';
  }
  if (control instanceof HTMLInputElement && control.type !== 'radio') {
    return control.getAttribute('role') === 'combobox' ? tidy(control.value.slice(0, 60)) : '';
  }
  return readNames(control)
    .filter(({ source }) => source === 'label' || source === 'value' || source === 'aria')
    .map(({ text }) => text)
    .join(' ');
}
