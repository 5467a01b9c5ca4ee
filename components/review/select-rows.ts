/** Which overrides the list shows, and in which order. */

import type { CaseState } from '../../core/review/cases.ts';
import type { CaseRow } from '../../core/review/rows.ts';

export const STATE_FILTERS = [
  'open',
  'late',
  'more-information',
  'waiting',
  'conflicting',
  'decided',
  'all',
] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

export type StateCounts = Readonly<Record<StateFilter, number>>;

/** Nobody looked at it in time. It stays open: time decides nothing. */
export function isLate({ dueBy }: CaseRow, now: number): boolean {
  return dueBy !== null && now > dueBy;
}

/** @param now epoch milliseconds */
export function countStates(rows: readonly CaseRow[], now: number): StateCounts {
  const count = (state: CaseState) => rows.filter((row) => row.state === state).length;
  return {
    open: count('open'),
    late: rows.filter((row) => isLate(row, now)).length,
    'more-information': count('more-information'),
    waiting: count('waiting'),
    conflicting: count('conflicting'),
    decided: count('decided'),
    all: rows.length,
  };
}

/**
 * @param now epoch milliseconds
 * @param wanted every word of it has to occur
 * @param textOf all that a row can be found by, in the language of the page
 */
export function matchingRows(
  rows: readonly CaseRow[],
  state: StateFilter,
  wanted: string,
  now: number,
  textOf: (row: CaseRow) => string,
): readonly CaseRow[] {
  const words = fold(wanted).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (state === 'late' ? !isLate(row, now) : state !== 'all' && row.state !== state) return false;
    if (words.length === 0) return true;
    const text = fold(textOf(row));
    return words.every((word) => text.includes(word));
  });
}

/** Lower case without accents, so that "caniatad" finds "caniatâd". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What waits comes first: life at risk, unexplained before explained, then what is due first. What is decided follows, newest first. */
export function inOrderOfNeed(rows: readonly CaseRow[]): readonly CaseRow[] {
  return [...rows].sort((a, b) => {
    if (isWaiting(a) !== isWaiting(b)) return isWaiting(a) ? -1 : 1;
    if (!isWaiting(a)) return b.at - a.at || b.seq - a.seq;
    if (isEmergency(a) !== isEmergency(b)) return isEmergency(a) ? -1 : 1;
    if ((a.owedBy === null) !== (b.owedBy === null)) return a.owedBy === null ? 1 : -1;
    return (a.dueBy ?? a.at) - (b.dueBy ?? b.at) || a.at - b.at || a.seq - b.seq;
  });
}

/** For a person: a decision that waits for the force's store needs nobody. */
function isWaiting({ state }: CaseRow): boolean {
  return state !== 'decided' && state !== 'waiting';
}

export function isEmergency(row: CaseRow): boolean {
  return row.choice === 'emergency';
}

/** The next open override that this person may decide on. */
export function nextOpen(rows: readonly CaseRow[], notThis: string): CaseRow | null {
  const free = rows.filter((row) => row.id !== notThis && row.state === 'open' && !row.bar);
  return inOrderOfNeed(free)[0] ?? null;
}
