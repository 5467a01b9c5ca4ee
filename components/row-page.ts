/** A long list in pages: one of them, and which rows it shows. */

const PAGE_SIZE = 50;

export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pages: number;
  /** Number of the first and last row shown, counted from 1. */
  readonly from: number;
  readonly to: number;
}

/** @param wanted counted from 0; a page beyond the last gives the last */
export function pageOf<Row>(rows: readonly Row[], wanted: number): RowPage<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const shown = rows.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  const before = page * PAGE_SIZE;
  return { rows: shown, page, pages, from: before + 1, to: before + shown.length };
}
