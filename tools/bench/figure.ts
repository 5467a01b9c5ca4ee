/** One measured figure, and the goal it is held against. */

export type Unit = 'x' | 'us' | 'ms' | 'MB' | 'bytes' | 'count';

/** A goal of the project's performance plan; `G1` to `G15` are its numbers there. */
export interface Goal {
  readonly name: string;
  readonly limit: 'at most' | 'at least';
  readonly value: number;
}

export interface Figure {
  /** Stable name for comparing runs: `scan.2000.few.l3`. */
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** Samples behind the value; 1 where it is counted and not timed. */
  readonly samples: number;
  /** Absent where the figure is only for reading the others. */
  readonly goal?: Goal;
}

export type Verdict = 'pass' | 'short';

export function atMost(name: string, value: number): Goal {
  return { name, limit: 'at most', value };
}

export function atLeast(name: string, value: number): Goal {
  return { name, limit: 'at least', value };
}

/** @returns null where there is no goal */
export function verdictOn({ value, goal }: Figure): Verdict | null {
  if (!goal) return null;
  const isMet = goal.limit === 'at most' ? value <= goal.value : value >= goal.value;
  return isMet ? 'pass' : 'short';
}
