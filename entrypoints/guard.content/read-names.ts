/** The names of one control, each source apart, strongest first. The only reader of labels. */
import type { SourceText } from '../../core/forms/snapshot.ts';
import type { EvidenceSource } from '../../core/vocabulary.ts';
import { CONTROL_SELECTOR, parentOf, type Root, referenced, rootOf, textOf, tidy } from './dom.ts';
import { remembered } from './epoch.ts';

/** `for` -> labels of a root, in one pass: asking each control for its labels is a walk each. */
const labelsByFor = remembered((root: Root) => {
  const index = new Map<string, HTMLLabelElement[]>();
  for (const label of root.querySelectorAll('label')) {
    const target = label.htmlFor;
    if (target === '') continue;
    const known = index.get(target);
    if (known) known.push(label);
    else index.set(target, [label]);
  }
  return index;
});

const OWN_TEXT = new Set(['BUTTON', 'A', 'SUMMARY']);
const BUTTON_TYPES = new Set(['submit', 'button', 'reset', 'image']);
const MAX_OPTIONS = 40;

/** @returns non-empty texts only */
export function readNames(control: Element): readonly SourceText[] {
  const names: SourceText[] = [];
  const add = (source: EvidenceSource, text: string): void => {
    if (text !== '') names.push({ source, text });
  };
  for (const each of referenced(control, 'aria-labelledby')) add('aria', textOf(each));
  add('aria', tidy(control.getAttribute('aria-label')));
  for (const label of labelsOf(control)) add('label', textOf(label));
  const host = hostOf(control);
  if (host) {
    for (const label of labelsOf(host)) add('label', textOf(label));
    add('label', tidy(host.getAttribute('label') ?? host.getAttribute('aria-label')));
  }
  if (isOwnText(control)) {
    // What a component is given to show in a slot stands in its host.
    add('value', textOf(control) || (host ? textOf(host) : ''));
    const image = control.querySelector('img[alt],svg[aria-label],svg > title');
    if (image) {
      add(
        'aria',
        tidy(image.getAttribute('alt') ?? image.getAttribute('aria-label') ?? image.textContent),
      );
    }
  }
  if (control instanceof HTMLInputElement && BUTTON_TYPES.has(control.type)) {
    add('value', tidy(control.value));
    add('value', tidy(control.alt));
  }
  const visible = names.length > 0;
  if (!OWN_TEXT.has(control.tagName)) readCells(control, visible, add);
  add('placeholder', tidy(control.getAttribute('placeholder')));
  add('title', tidy(control.getAttribute('title')));
  for (const each of referenced(control, 'aria-describedby')) add('title', textOf(each));
  add('name', tidy(control.getAttribute('name')));
  add('name', tidy(control.id));
  if (control instanceof HTMLAnchorElement) add('target', targetOf(control.getAttribute('href')));
  if (control instanceof HTMLButtonElement || control instanceof HTMLInputElement)
    add('target', targetOf(control.getAttribute('formaction')));
  if (isGroupMember(control)) readGroup(control, add);
  return names;
}

function isOwnText(control: Element): boolean {
  return (
    OWN_TEXT.has(control.tagName) ||
    (!/^(?:INPUT|SELECT|TEXTAREA)$/.test(control.tagName) &&
      !/^(?:textbox|searchbox|combobox)$/.test(control.getAttribute('role') ?? '') &&
      !control.hasAttribute('contenteditable'))
  );
}

function labelsOf(control: Element): readonly Element[] {
  const root = rootOf(control);
  const labels: Element[] = [...((control.id && root && labelsByFor(root).get(control.id)) || [])];
  const wrapping = control.closest('label');
  if (wrapping && !labels.includes(wrapping)) labels.push(wrapping);
  return labels;
}

/** The custom element in whose shadow root a control is drawn. */
function hostOf(control: Element): Element | null {
  const root = control.getRootNode();
  return root instanceof ShadowRoot && root.host.localName.includes('-') ? root.host : null;
}

/** Path and query of a link, without the fragment; `mailto:` keeps its address. */
function targetOf(href: string | null): string {
  if (!href || href.startsWith('#') || href.startsWith('javascript:')) return '';
  return tidy(href.slice(0, 512).split('#')[0]);
}

type Add = (source: EvidenceSource, text: string) => void;

/** Captions of layout tables, definition lists and bare text before the control. */
function readCells(control: Element, named: boolean, add: Add): void {
  const cell = control.closest('td,th,dd');
  if (cell) {
    add('table-header', columnHeader(cell));
    const before = cell.previousElementSibling;
    const row = cell.parentElement?.firstElementChild;
    // In a column for each person the first cell of the row is the caption of all.
    for (const caption of named ? [] : [before, row !== before && row !== cell && row])
      if (caption && caption.querySelector(CONTROL_SELECTOR) === null) {
        add('nearby-text', textOf(caption));
        break;
      }
    if (!named && !(before && textOf(before))) add('nearby-text', textAbove(cell));
  }
  if (!named) {
    const after = control.nextSibling;
    // The caption of a tick box follows it; so does a label that floats into its field.
    if (after instanceof HTMLLabelElement) add('label', textOf(after));
    else if (isGroupMember(control) && after) add('label', tidy(after.textContent?.slice(0, 200)));
    else add('nearby-text', textBefore(control));
  }
}

const MAX_CAPTION = 160;

/** Nearest text before a control, up to two steps out, not crossing another control. */
function textBefore(control: Element): string {
  let from: Element | null = control;
  for (let step = 0; step < 3 && from; step++) {
    let text = '';
    for (let node = from.previousSibling; node; node = node.previousSibling) {
      if (node instanceof Element) {
        if (node.matches(CONTROL_SELECTOR) || node.querySelector(CONTROL_SELECTOR)) break;
        if (/^(?:BR|HR)$/.test(node.tagName) && text !== '') break;
      }
      const part =
        node instanceof Element ? textOf(node) : node.nodeType === 3 ? tidy(node.nodeValue) : '';
      text = `${part} ${text}`.trim();
      if (text.length > MAX_CAPTION) break;
      if (part !== '' && node instanceof Element) break;
    }
    if (text !== '') return text.length > MAX_CAPTION ? '' : text;
    if (from.previousElementSibling?.querySelector(CONTROL_SELECTOR)) return '';
    from = parentOf(from);
    if (!from || /^(?:FORM|BODY|FIELDSET|TABLE|TBODY|TR|TD|SECTION)$/.test(from.tagName)) return '';
  }
  return '';
}

/** Header of the cell's column: `th` in the table's head or first row. */
function columnHeader(cell: Element): string {
  const row = cell.closest('tr');
  const table = row?.closest('table');
  if (!row || !table) return '';
  const header = headerRow(table);
  if (!header || header === row) return '';
  const head = cell instanceof HTMLTableCellElement ? header.cells[cell.cellIndex] : undefined;
  return head && header.cells.length === row.cells.length ? textOf(head) : '';
}

const headerRow = remembered((table: HTMLTableElement): HTMLTableRowElement | null => {
  const first = table.tHead?.rows[table.tHead.rows.length - 1] ?? table.rows[0];
  if (!first || first.cells.length === 0) return null;
  return [...first.cells].every((cell) => cell.querySelector('input,select,textarea') === null)
    ? first
    : null;
});

/** In form tables without headers the caption may stand in the row above. */
function textAbove(cell: Element): string {
  const own = cell.parentElement;
  const row = own?.previousElementSibling;
  if (!row?.matches('tr') || row.querySelector(CONTROL_SELECTOR)) return '';
  const above =
    row.children.length === own?.children.length && row.children[[...own.children].indexOf(cell)];
  const text = textOf(above || row);
  return text.length <= MAX_CAPTION ? text : '';
}

function isGroupMember(control: Element): boolean {
  return control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type);
}

/** A radio says "Yes"; the question is in the legend of its group. */
function readGroup(control: Element, add: Add): void {
  const group = control.closest('fieldset,[role=radiogroup],[role=group]');
  if (group) for (const text of questionOf(group)) add('legend', text);
}

const questionOf = remembered((group: Element): readonly string[] => {
  const boxes = group.querySelectorAll('input');
  // A fieldset that holds more than one question is a section, not a group.
  if (boxes.length > MAX_OPTIONS || [...boxes].some((box) => !isGroupMember(box))) return [];
  const legend = group.querySelector(':scope > legend');
  return [
    ...[legend, ...referenced(group, 'aria-labelledby')].map((each) => (each ? textOf(each) : '')),
    tidy(group.getAttribute('aria-label')),
  ];
});
