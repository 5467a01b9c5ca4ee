/** Captions that a table gives to its fields: column headers, the cell before, the row above. */
import type { EvidenceSource } from '../../core/vocabulary.ts';
import { CONTROL_SELECTOR, isHtml, textOf, tidy } from './dom.ts';
import { remembered } from './epoch.ts';
import {
  all,
  attribute,
  closest,
  elementBefore,
  first,
  localName,
  matches,
  parentElementOf,
  textContentOf,
} from './native.ts';

export const MAX_CAPTION = 160;

type Add = (source: EvidenceSource, text: string) => void;

export function holdsControl(element: Element): boolean {
  return matches(element, CONTROL_SELECTOR) || first(element, CONTROL_SELECTOR) !== null;
}

const CELL = 'td,th,dd,[role=gridcell],[role=cell]';

/** @param named whether the control has a name of its own: then only its column's is added */
export function captionsOfCell(control: Element, named: boolean, add: Add): void {
  const cell = closest(control, CELL);
  if (!cell) return;
  add('table-header', columnHeader(cell));
  add('table-header', repeatedLabel(cell));
  if (named) return;
  const before = elementBefore(cell);
  const row = parentElementOf(cell)?.firstElementChild;
  // In a column for each person the first cell of the row is the caption of all.
  for (const caption of [before, row !== before && row !== cell && row])
    if (caption && first(caption, CONTROL_SELECTOR) === null) {
      add('nearby-text', textOf(caption));
      break;
    }
  if (!(before && textOf(before))) add('nearby-text', textAbove(cell));
}

/** Header of the cell's column: `th` in the table's head or first row, or its like in a grid. */
function columnHeader(cell: Element): string {
  if (!isHtml(cell, 'td') && !isHtml(cell, 'th')) return gridHeader(cell);
  const row = closest(cell, 'tr');
  const table = row && closest(row, 'table');
  if (!isHtml(row, 'tr') || !isHtml(table, 'table')) return '';
  const header = headerRow(table);
  if (!header || header === row || header.cells.length !== row.cells.length) return '';
  const head = header.cells[cell.cellIndex];
  return head ? textOf(head) : '';
}

const headerRow = remembered((table: HTMLTableElement): HTMLTableRowElement | null => {
  const top = table.tHead?.rows[table.tHead.rows.length - 1] ?? table.rows[0];
  if (!top || top.cells.length === 0) return null;
  return first(top, 'input,select,textarea') === null ? top : null;
});

function gridHeader(cell: Element): string {
  const row = parentElementOf(cell);
  const grid = closest(cell, '[role=grid],[role=table],[role=treegrid]');
  if (!row || !grid) return '';
  const headers = headersOf(grid);
  // Grids that draw only the columns in view say which column a cell is in.
  for (const name of COLUMN_NUMBERS) {
    const column = attribute(cell, name);
    const head = column && headers.find((each) => attribute(each, name) === column);
    if (head) return textOf(head);
  }
  // Handles for resizing may stand between the cells.
  const cells = [...row.children].filter((each) => matches(each, `${CELL},[role=rowheader]`));
  if (headers.length > MOST_COLUMNS || headers.length !== cells.length) return '';
  const head = headers[cells.indexOf(cell)];
  return head ? textOf(head) : '';
}

const COLUMN_NUMBERS = ['aria-colindex', 'col-id', 'data-field', 'data-column-id'];

/** A wider grid holds figures, not persons. */
const MOST_COLUMNS = 100;

const headersOf = remembered((grid: Element) => [...all(grid, '[role=columnheader]')]);

const REPEATED = ['data-label', 'data-title', 'data-th', 'data-header'];

/** On a narrow screen a cell repeats its column's header from an attribute. */
function repeatedLabel(cell: Element): string {
  const label = REPEATED.map((name) => tidy(attribute(cell, name))).find((text) => text !== '');
  const list = label && closest(cell, 'table,dl,ul,ol,[role=table],[role=grid],[role=list]');
  return label && list && headText(list).includes(label) ? label : '';
}

const headText = remembered((list: Element) =>
  [...all(list, 'th,dt,[role=columnheader],thead td')].map((head) => textContentOf(head)).join('|'),
);

/** In form tables without headers the caption may stand in the row above. */
function textAbove(cell: Element): string {
  const own = parentElementOf(cell);
  const row = own && elementBefore(own);
  if (!row || localName(row) !== 'tr' || first(row, CONTROL_SELECTOR)) return '';
  const above = row.children.length === own.children.length && row.children[placeOf(cell)];
  const text = textOf(above || row);
  return text.length <= MAX_CAPTION ? text : '';
}

function placeOf(cell: Element): number {
  return isHtml(cell, 'td') || isHtml(cell, 'th') ? cell.cellIndex : 0;
}
