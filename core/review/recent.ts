/** Overrides of late that have something in common with one: to read it beside, never to rank by. */
import type { CaseRow } from './rows.ts';
import { stratumOf } from './sampling.ts';

const DAY_MS = 86_400_000;
/** Before the override itself: what came after it says nothing of it. */
export const RECENT_DAYS = 28;
/** Of fewer nothing is said: a share of a few is chance, and points at somebody. */
export const FEWEST_RECENT = 5;
const MOST_SHOWN = 5;

export interface Recent {
  /** How many there were before it. */
  readonly count: number;
  readonly decided: number;
  /** The newest of them. */
  readonly rows: readonly CaseRow[];
}

export interface RecentCases {
  /** Null where there were too few, or nobody knows whose it is. */
  readonly officer: Recent | null;
  readonly rule: Recent | null;
}

/** @param rows all that the reader may see */
export function recentBefore(
  rows: readonly CaseRow[],
  { id, at, officer, rule }: CaseRow,
): RecentCases {
  const from = at - RECENT_DAYS * DAY_MS;
  // What was picked is in the list as well: nobody went past anything there.
  const before = rows.filter(
    (row) => row.id !== id && row.at >= from && row.at <= at && isOverride(row),
  );
  const number = officer.toLowerCase();
  return {
    officer:
      number === '' ? null : recentOf(before.filter((row) => row.officer.toLowerCase() === number)),
    rule: recentOf(before.filter((row) => row.rule === rule)),
  };
}

function isOverride({ choice }: CaseRow): boolean {
  return stratumOf({ choice, act: 'press' }) === 'all';
}

function recentOf(rows: readonly CaseRow[]): Recent | null {
  if (rows.length < FEWEST_RECENT) return null;
  return {
    count: rows.length,
    decided: rows.filter(({ state }) => state === 'decided').length,
    rows: rows.toSorted((a, b) => b.at - a.at).slice(0, MOST_SHOWN),
  };
}
