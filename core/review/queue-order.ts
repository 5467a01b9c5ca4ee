/** In which order overrides are listed. */
import { isAssigned } from './assigned.ts';
import { isEmergency } from './facets.ts';
import type { QueueSort } from './queue-view.ts';
import type { CaseRow } from './rows.ts';

type Compare = (a: CaseRow, b: CaseRow) => number;

/** For a person: a decision that waits for the force's store needs nobody. */
function isWaiting({ state }: CaseRow): boolean {
  return state !== 'decided' && state !== 'waiting';
}

/** What waits comes first: life at risk, unexplained before explained, then what is due first. What is decided follows, newest first. */
function byNeed(a: CaseRow, b: CaseRow): number {
  if (isWaiting(a) !== isWaiting(b)) return isWaiting(a) ? -1 : 1;
  if (!isWaiting(a)) return newestFirst(a, b);
  if (isEmergency(a) !== isEmergency(b)) return isEmergency(a) ? -1 : 1;
  if ((a.owedBy === null) !== (b.owedBy === null)) return a.owedBy === null ? 1 : -1;
  return (a.dueBy ?? a.at) - (b.dueBy ?? b.at) || oldestFirst(a, b);
}

function oldestFirst(a: CaseRow, b: CaseRow): number {
  return a.at - b.at || a.seq - b.seq || byText(a.id, b.id);
}

function newestFirst(a: CaseRow, b: CaseRow): number {
  return oldestFirst(b, a);
}

/** What has a time comes before what was reviewed. */
function byDue(a: CaseRow, b: CaseRow): number {
  if (a.dueBy === null || b.dueBy === null)
    return a.dueBy === b.dueBy ? newestFirst(a, b) : a.dueBy === null ? 1 : -1;
  return a.dueBy - b.dueBy || oldestFirst(a, b);
}

/** Codes, not words: no language decides their order. */
function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Those that stand together under a term come in the order of need. */
export const GROUPING_SORTS = ['rule', 'officer'] as const satisfies readonly QueueSort[];
export type GroupingSort = (typeof GROUPING_SORTS)[number];
export type PlainSort = Exclude<QueueSort, GroupingSort>;

const COMPARE: Readonly<Record<PlainSort, Compare>> = {
  need: byNeed,
  due: byDue,
  newest: newestFirst,
  oldest: oldestFirst,
};

export function isGrouping(sort: QueueSort): sort is GroupingSort {
  return GROUPING_SORTS.some((each) => each === sort);
}

/**
 * The same places, group by group in the order of their terms.
 *
 * @param codes for each place, which of the terms it has
 */
export function grouped(
  order: readonly number[],
  terms: readonly string[],
  codes: readonly number[],
): readonly number[] {
  const groups = terms.map((term) => ({ term, places: [] as number[] }));
  for (const place of order) groups[codes[place] ?? -1]?.places.push(place);
  return groups.sort((a, b) => byText(a.term, b.term)).flatMap(({ places }) => places);
}

/** Places of the rows in the order that is asked for. */
export function orderOf(rows: readonly CaseRow[], sort: PlainSort): readonly number[] {
  const compare = COMPARE[sort];
  const placed = rows.map((row, place) => ({ row, place }));
  return placed.sort((a, b) => compare(a.row, b.row)).map(({ place }) => place);
}

/**
 * The override that needs somebody most, of those that this person may decide on. What somebody else is
 * on comes when nothing else is left.
 *
 * @param rows in any order
 * @param now epoch milliseconds
 */
export function nextOpen(rows: Iterable<CaseRow>, notThis: string, now: number): CaseRow | null {
  const isOthers = ({ assigned }: CaseRow) => isAssigned(assigned, now) && !assigned.isMine;
  let next: CaseRow | null = null;
  for (const row of rows) {
    if (row.id === notThis || row.state !== 'open' || row.bar) continue;
    if (next === null) next = row;
    else if (isOthers(row) !== isOthers(next)) next = isOthers(row) ? next : row;
    else if (byNeed(row, next) < 0) next = row;
  }
  return next;
}
