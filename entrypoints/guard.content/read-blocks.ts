/** The parts of the page around a control, innermost first: what they are titled, whom they name. */
import type { BlockSnapshot, SourceText } from '../../core/forms/snapshot.ts';
import { CONTROL_SELECTOR, HEADING_SELECTOR, parentOf, referenced, textOf, tidy } from './dom.ts';
import { remembered } from './epoch.ts';
import { readNames } from './read-names.ts';

/** Names of controls that say what a person is to the record. */
const ROLE_CONTROL =
  /\b(?:role|involve|capacity|party|person type|type of person|subject type|classif|status|rol|ymwneud|math o berson|statws)/i;
const TITLE_CLASS = /(?:^|[-_ ])(?:title|head|header|heading|legend|caption)(?:$|[-_ ])/i;
const MAX_DEPTH = 40;
const MAX_SIBLINGS = 12;
const MAX_TITLE = 120;

export function readBlocks(control: Element): readonly BlockSnapshot[] {
  const blocks: BlockSnapshot[] = [];
  let inside: Element = control;
  let around = parentOf(control);
  for (let depth = 0; around && depth < MAX_DEPTH; depth++) {
    const titles = [...titlesOf(around), ...titlesBefore(inside)];
    const role = ownsRoleControl(around) ? chosenRole(around) : NO_ROLE;
    if (titles.length > 0 || role.chosen.length > 0)
      blocks.push({ titles, chosenRoles: role.chosen, roleControlNames: role.names });
    inside = around;
    around = parentOf(around);
  }
  return blocks;
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
  if (element instanceof HTMLTableRowElement)
    for (const text of plainCells(element)) add('table-header', text);
  if (element.getAttribute('role') === 'tabpanel' && element.id) {
    const root = element.getRootNode();
    if (root instanceof Document || root instanceof ShadowRoot) {
      const tab = root.querySelector(`[role=tab][aria-controls="${CSS.escape(element.id)}"]`);
      if (tab) add('tab', textOf(tab));
    }
  }
  return titles;
});

/** Short cells of a results row that hold no control: a role column among them. */
function plainCells(row: HTMLTableRowElement): readonly string[] {
  if (row.cells.length < 3 || row.cells.length > 40) return [];
  return [...row.cells]
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
  if (element.matches(CONTROL_SELECTOR) || element.tagName === 'LABEL') return '';
  const heading = element.querySelector(HEADING_SELECTOR);
  if (heading) {
    // A whole section that came before is about somebody else; only a bar with a title counts.
    return element.querySelector('input,select,textarea') ? '' : short(textOf(heading));
  }
  const looksTitled =
    TITLE_CLASS.test(element.className.toString()) ||
    (element.children.length === 1 && /^(?:B|STRONG)$/.test(element.children[0]?.tagName ?? '')) ||
    /^(?:B|STRONG)$/.test(element.tagName);
  return looksTitled && !element.querySelector('input,select,textarea')
    ? short(textOf(element))
    : '';
}

function short(text: string): string {
  return text.length <= MAX_TITLE ? text : '';
}

interface ChosenRole {
  readonly chosen: readonly string[];
  readonly names: readonly string[];
}
const NO_ROLE: ChosenRole = { chosen: [], names: [] };

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
const chosenRole = remembered((block: Element): ChosenRole => {
  const chosen: string[] = [];
  const names: string[] = [];
  const candidates = block.querySelectorAll(
    'select,input[type=radio]:checked,[role=radio][aria-checked=true],[role=option][aria-selected=true],input[role=combobox]',
  );
  let looked = 0;
  for (const control of candidates) {
    if (++looked > 60) break;
    if (nearestOwner(control) !== block) continue;
    const name = readNames(control)
      .map(({ text }) => text)
      .join(' ');
    if (!ROLE_CONTROL.test(name)) continue;
    const option = chosenOption(control);
    if (option !== '') {
      chosen.push(option);
      names.push(name);
    }
  }
  return chosen.length > 0 ? { chosen, names } : NO_ROLE;
});

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
