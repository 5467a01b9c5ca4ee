/**
 * The list of overrides in the order in which they changed, so that a page is told what is new since
 * it last asked and not a hundred thousand rows because of one.
 */

import type { CaseRow } from '../../../core/review/rows.ts';
import { isSameRow } from '../../../core/review/same-row.ts';

/** Places that hold nothing any more, beside as many rows: then it is not worth keeping. */
const LEAST_EMPTY = 1_000;

export interface ChangedRows {
  readonly rows: readonly CaseRow[];
  readonly next: number;
  readonly hasMore: boolean;
}

export class RowChanges {
  /** A row that changed again leaves its place empty and stands at the end. */
  readonly #places: (CaseRow | null)[] = [];
  readonly #byId = new Map<string, number>();

  get size(): number {
    return this.#byId.size;
  }

  /** @returns false where the list can no longer be told by what changed: it begins anew */
  take(rows: readonly CaseRow[]): boolean {
    for (const row of rows) {
      const place = this.#byId.get(row.id);
      const known = place === undefined ? undefined : this.#places[place];
      if (known && isSameRow(known, row)) continue;
      if (place !== undefined) this.#places[place] = null;
      this.#byId.set(row.id, this.#places.push(row) - 1);
    }
    // What was listed and is not any more.
    if (rows.length !== this.#byId.size) return false;
    return this.#places.length - rows.length <= Math.max(LEAST_EMPTY, rows.length);
  }

  after(place: number, count: number): ChangedRows {
    const rows: CaseRow[] = [];
    let next = place;
    for (; next < this.#places.length && rows.length < count; next++) {
      const row = this.#places[next];
      if (row) rows.push(row);
    }
    return { rows, next, hasMore: next < this.#places.length };
  }
}
