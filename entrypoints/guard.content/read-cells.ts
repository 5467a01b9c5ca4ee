/** Captions that a table gives to its fields: column headers, the cell before, the row above. */
import type { EvidenceSource } from '../../core/vocabulary.ts';
import { CONTROL_SELECTOR, HAS_LETTER, isHtml, referenced, textOf, tidy } from './dom.ts';
import { remembered } from './epoch.ts';
import {
  attribute,
  closest,
  elementAfter,
  elementBefore,
  first,
  listOf,
  localName,
  matches,
  parentElementOf,
  textContentOf,
} from './native.ts';
import { partsAround } from './parts.ts';

export const MAX_CAPTION = 160;

type Add = (source: EvidenceSource, text: string) => void;

export function holdsControl(element: Element): boolean {
  return matches(element, CONTROL_SELECTOR) || first(element, CONTROL_SELECTOR) !== null;
}

const CELL = 'td,th,dd,[role=gridcell],[role=cell]';

/** @param named whether the control has a name of its own: then only its column's is added */
export function captionsOfCell(control: Element, named: boolean, add: Add): void {
  const cell = cellOf(control);
  if (!cell) return;
  for (const head of referenced(cell, 'headers')) add('table-header', textOf(head));
  const header = columnHeader(cell);
  add('table-header', header);
  // What looks like a row of captions may be a record that is only shown.
  if (matches(control, TICKED)) add('table-header', headerAtTop(cell));
  add('table-header', repeatedLabel(cell));
  if (named) return;
  const before = elementBefore(cell);
  const start = parentElementOf(cell)?.firstElementChild;
  const row = start && start !== cell ? start : null;
  // In a column for each person the first cell of the row is the caption of all.
  for (const caption of row && localName(row) === 'th' ? [row] : [before, questionIn(cell), row])
    if (caption && first(caption, CONTROL_SELECTOR) === null) {
      add('nearby-text', textOf(caption));
      break;
    }
  if (before && textOf(before)) return;
  const above = textAbove(cell);
  add('nearby-text', above);
  if (above === '' && header === '') add('nearby-text', textBelow(cell));
}

/** In a row of answers, each in a cell of its own, the question stands before the first. */
function questionIn(cell: Element): Element | null {
  let at = elementBefore(cell);
  for (let step = 0; at && step < MOST_ANSWERS; step++, at = elementBefore(at))
    if (first(at, CONTROL_SELECTOR) === null) return HAS_LETTER.test(textOf(at)) ? at : null;
  return null;
}

const MOST_ANSWERS = 6;

/** The cell of a control; of a table that only puts fields in order, the cell around it. */
function cellOf(control: Element): Element | null {
  let { cell } = partsAround(control);
  for (let step = 0; cell && step < 3; step++) {
    const table = isHtml(cell, 'td') ? closest(cell, 'table') : null;
    const outside = table && parentElementOf(table);
    const around = outside && partsAround(outside).cell;
    if (!table || !around || textOf(table) !== '') break;
    cell = around;
  }
  return cell;
}

/** Caption of the row or column that a control without words of its own stands in. */
export function captionOfPlace(control: Element): string {
  const texts: string[] = [];
  captionsOfCell(control, false, (_source, text) => {
    if (text !== '') texts.push(text);
  });
  return texts.join(' ');
}

/** Header of the cell's column: `th` in the table's head or first rows, or its like in a grid. */
export function columnHeader(cell: Element): string {
  if (!isHtml(cell, 'td') && !isHtml(cell, 'th')) return gridHeader(cell);
  return sameColumnOf(cell, (row, table) => captionRow(row, table) ?? headerRow(table));
}

const TICKED = 'input:is([type=checkbox],[type=radio]),button';

/** Where rows of captions, or what looks like them, give the columns other names. */
function headerAtTop(cell: Element): string {
  return sameColumnOf(cell, (row, table) => captionRow(row, table) && headerRow(table));
}

/** What stands in the cell's column of another row. */
function sameColumnOf(
  cell: Element,
  find: (row: HTMLTableRowElement, table: HTMLTableElement) => Element | null,
): string {
  const row = closest(cell, 'tr');
  const table = row && closest(row, 'table');
  if (!isHtml(row, 'tr') || !isHtml(table, 'table')) return '';
  const other = find(row, table);
  const head = other && other !== row ? sameColumn(cell, row, other) : null;
  return head ? textOf(head) : '';
}

/** In a table of rows of captions, each with a row of fields below it. */
function captionRow(row: HTMLTableRowElement, table: Element): Element | null {
  const above = elementBefore(row);
  const over = above && elementBefore(above);
  const isAlternate = over && first(over, ENTERED) && first(row, ENTERED) && !first(above, ENTERED);
  return isAlternate && !hasHeaders(table) ? above : null;
}

const hasHeaders = remembered((table: Element): boolean => first(table, 'th') !== null);

const ENTERED = 'input,select,textarea';

/** The cell of another row that stands above or below, where both rows have the same columns. */
function sameColumn(cell: Element, row: Element, other: Element): Element | null {
  if (!isHtml(row, 'tr') || !isHtml(other, 'tr')) return null;
  const columns = columnsOf(row);
  const others = columnsOf(other);
  if (others.length !== columns.length) return null;
  const place = row.cells.length === columns.length ? placeOf(cell) : columns.indexOf(cell);
  return others[place] ?? null;
}

/** The cell that stands in each column of a row. */
const columnsOf = remembered((row: HTMLTableRowElement): readonly Element[] => {
  const columns: Element[] = [];
  for (const cell of row.cells)
    for (let left = Math.min(cell.colSpan, MOST_COLUMNS); left > 0; left--) columns.push(cell);
  return columns;
});

const MOST_HEADER_ROWS = 4;

/** The last row of the table's head, or of those that stand above its fields. */
const headerRow = remembered((table: HTMLTableElement): HTMLTableRowElement | null => {
  const rows = table.tHead?.rows.length ? table.tHead.rows : table.rows;
  let header: HTMLTableRowElement | null = null;
  for (let index = 0; index < Math.min(rows.length, MOST_HEADER_ROWS); index++) {
    const row = rows[index];
    if (!row || row.cells.length === 0 || first(row, ENTERED)) break;
    // One cell over all columns is a title, and says nothing of one of them.
    if (row.cells.length === 1 && rows === table.rows) continue;
    // Below a row of headers come persons; above it may stand a title.
    if (
      header &&
      columnsOf(header).length > 1 &&
      row.cells.length <= header.cells.length &&
      rows === table.rows
    )
      break;
    header = row;
  }
  return header;
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

const headersOf = remembered((grid: Element) => listOf(grid, '[role=columnheader]'));

const REPEATED = ['data-label', 'data-title', 'data-th', 'data-header'];

/** On a narrow screen a cell repeats its column's header from an attribute. */
function repeatedLabel(cell: Element): string {
  const label = REPEATED.map((name) => tidy(attribute(cell, name))).find((text) => text !== '');
  const list = label && closest(cell, 'table,dl,ul,ol,[role=table],[role=grid],[role=list]');
  return label && list && headText(list).includes(label) ? label : '';
}

const headText = remembered((list: Element) =>
  listOf(list, 'th,dt,[role=columnheader],thead td')
    .map((head) => textContentOf(head))
    .join('|'),
);

/** In form tables without headers the caption may stand in the row above. */
function textAbove(cell: Element): string {
  const own = parentElementOf(cell);
  const row = own && elementBefore(own);
  if (!row || localName(row) !== 'tr' || first(row, CONTROL_SELECTOR)) return '';
  const above = sameColumn(cell, own, row);
  // A row that is one caption is about all that stands below it.
  const text = above ? textOf(above) : row.children.length === 1 ? textOf(row) : '';
  return text.length <= MAX_CAPTION ? text : '';
}

/** Under a line to write on stands in small letters what to write there. */
function textBelow(cell: Element): string {
  const own = parentElementOf(cell);
  const row = own && elementAfter(own);
  if (!row || localName(row) !== 'tr' || first(row, CONTROL_SELECTOR)) return '';
  const below = sameColumn(cell, own, row);
  return below && textOf(below).length <= MAX_CAPTION ? textOf(below) : '';
}

function placeOf(cell: Element): number {
  return isHtml(cell, 'td') || isHtml(cell, 'th') ? cell.cellIndex : 0;
}
