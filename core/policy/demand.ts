/** What a policy demands of an officer at one point of the decision domain, and what is looser. */
import {
  isProtected,
  type Outcome,
  outcomeRank,
  RANKS,
  type Rank,
  USUAL_RANK,
} from '../vocabulary.ts';
import type { Limits, Rule } from './model.ts';
import { allCells, type Cell, type DecisionTable } from './table.ts';

/** Every combination of the domain; a cell's place is its number in a decision table. */
export const CELLS: readonly Cell[] = [...allCells()];

/**
 * Whether an attempt can fall on a cell: the guard decides on every attempt anew, and only a protected
 * person is said to be a suspect as well. What is proved is proved for the others too.
 */
export function canOccur({
  role,
  dual,
  granted,
}: Pick<Cell, 'role' | 'dual' | 'granted'>): boolean {
  return !granted && (!dual || isProtected(role));
}

/** Whether one can fall on the cell of each number. */
const OCCURS: readonly boolean[] = CELLS.map(canOccur);

export function occursAt(cell: number): boolean {
  return OCCURS[cell] ?? false;
}

/** Of cells that are asked about those on which an attempt can fall; all where none can. */
export function occurring(cells: readonly number[]): readonly number[] {
  const met = cells.filter(occursAt);
  return met.length > 0 ? met : cells;
}

/** What of a rule reaches the officer: of the rest nothing is asked, offered or shown. */
export interface Demand {
  readonly outcome: Outcome;
  /** Codes that are taken as a reason, sorted; empty where no reason is asked for. */
  readonly reasons: readonly string[];
  /** Lowest rank that may authorise, null where nobody has to. */
  readonly authoriser: Rank | null;
  /** Key of the text that is shown, empty where nothing is. */
  readonly wording: string;
}

const NOTHING: Demand = { outcome: 'allow', reasons: [], authoriser: null, wording: '' };

export function asksReason(outcome: Outcome): boolean {
  return outcome === 'justify' || outcome === 'approve';
}

export function demandOf(rule: Rule | undefined): Demand {
  if (!rule) return NOTHING;
  const { outcome, reasons, authoriser, wording } = rule;
  return {
    outcome,
    reasons: asksReason(outcome) ? [...new Set(reasons)].sort() : [],
    authoriser: outcome === 'approve' ? (authoriser ?? USUAL_RANK) : null,
    wording: outcomeRank(outcome) >= outcomeRank('inform') ? wording : '',
  };
}

/** A way in which one demand is looser than another. */
export type Loosening =
  | { readonly by: 'outcome'; readonly from: Outcome; readonly to: Outcome }
  | { readonly by: 'reasons'; readonly added: readonly string[] }
  | { readonly by: 'authoriser'; readonly from: Rank; readonly to: Rank };

/**
 * Looser is whatever lets an attempt go on that was not let go on before: a milder outcome, a
 * reason that was not taken, a lower rank. A stricter outcome does not make up for a new reason.
 */
export function loosenings(before: Demand, after: Demand): readonly Loosening[] {
  const { outcome: from } = before;
  const { outcome: to } = after;
  if (outcomeRank(to) < outcomeRank(from)) return [{ by: 'outcome', from, to }];
  const ways: Loosening[] = [];
  // Where no reason is asked for any more, none is offered either.
  if (asksReason(from)) {
    const added = after.reasons.filter((code) => !before.reasons.includes(code));
    if (added.length > 0) ways.push({ by: 'reasons', added });
  }
  const [lowest, now] = [before.authoriser, after.authoriser];
  if (lowest && now && RANKS.indexOf(now) < RANKS.indexOf(lowest))
    ways.push({ by: 'authoriser', from: lowest, to: now });
  return ways;
}

/** Two tables at once: what each demands at a cell, worked out once for each pair of rules. */
export class Comparison<T> {
  readonly before: DecisionTable;
  readonly after: DecisionTable;
  readonly #compare: (before: Demand, after: Demand) => T;
  readonly #known = new Map<number, T>();

  constructor(
    before: DecisionTable,
    after: DecisionTable,
    compare: (before: Demand, after: Demand) => T,
  ) {
    this.before = before;
    this.after = after;
    this.#compare = compare;
  }

  /** @param cell number of the cell */
  at(cell: number): T {
    const before = this.before.winners[cell] ?? 0;
    const after = this.after.winners[cell] ?? 0;
    const key = before * 0x10000 + after;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const [from, to] = [this.before.rules[before], this.after.rules[after]];
    const fresh = this.#compare(demandOf(from), demandOf(to));
    this.#known.set(key, fresh);
    return fresh;
  }
}

export interface LooserCell {
  /** Number of the cell. */
  readonly cell: number;
  readonly ways: readonly Loosening[];
}

/** Every cell at which `after` is looser than `before`, in table order. */
export function looserCells(before: DecisionTable, after: DecisionTable): readonly LooserCell[] {
  const comparison = new Comparison(before, after, loosenings);
  return CELLS.flatMap((_, cell) => {
    const ways = comparison.at(cell);
    return ways.length > 0 ? [{ cell, ways }] : [];
  });
}

/** Names of the limits that are longer than before. */
export function looserLimits(before: Limits, after: Limits): readonly (keyof Limits)[] {
  const names = ['reasonWithinHours', 'repeatMinutes'] as const satisfies (keyof Limits)[];
  return names.filter((name) => after[name] > before[name]);
}
