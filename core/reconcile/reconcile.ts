/**
 * PNC or LEDS transactions beside the entries of ledgers: which belong together, and what stands
 * alone on either side. Knows officers, times and machines, and nobody whom a check was about.
 */
import type { Choice } from '../vocabulary.ts';
import { officersAmong } from './officers.ts';

const HOUR_MS = 3_600_000;

/** A PNC check that the guard saw an officer come to. */
export interface SeenCheck {
  readonly id: string;
  readonly device: string;
  readonly at: number;
  readonly officer: string;
  readonly unit: string;
  readonly choice: Choice;
}

/** A line of the log. */
export interface Transaction {
  /** Of the file, counted from 1. */
  readonly line: number;
  /** Epoch milliseconds; two where the hour came twice. */
  readonly moments: readonly number[];
  readonly officer: string;
  /** As the log names the machine; empty where it does not. */
  readonly terminal: string;
}

export interface Pair {
  readonly check: SeenCheck;
  readonly transaction: Transaction;
  /** Milliseconds from the entry to the transaction; negative where that came first. */
  readonly apart: number;
}

export interface Reconciled {
  /** The officer went on, and the log has the check. */
  readonly matched: readonly Pair[];
  /** The officer chose not to check, and the log has a check by them at that time. */
  readonly doneAllTheSame: readonly Pair[];
  /** The officer went on, and the log has nothing. */
  readonly withoutTransaction: readonly SeenCheck[];
  readonly withoutEntry: readonly Transaction[];
  /** Hours by which the log's clock seems to be off; 0 where nothing speaks for it. */
  readonly hoursOff: -1 | 0 | 1;
}

export interface ReconcileOptions {
  /** How far apart an entry and its transaction may be, milliseconds. */
  readonly withinMs: number;
  /**
   * Epoch milliseconds of the first and last line of the log: of an entry outside of them, or near
   * them, the log can say nothing.
   */
  readonly first: number;
  readonly last: number;
  /** Device by terminal, in lower case. A terminal that is in it belongs to no other device. */
  readonly devices: ReadonlyMap<string, string>;
}

const STOPPED: ReadonlySet<Choice> = new Set(['complied', 'asked', 'abandoned', 'corrected']);

/** Whether the officer, by their choice, did not go on to the check. */
export function wasStopped({ choice }: Pick<SeenCheck, 'choice'>): boolean {
  return STOPPED.has(choice);
}

/**
 * The nearest in time belong together first; each is used once. Checks that went on come before
 * those that did not: whoever was stopped, and then gave a reason, made one check.
 */
export function reconcile(
  checks: readonly SeenCheck[],
  transactions: readonly Transaction[],
  options: ReconcileOptions,
): Reconciled {
  const keyOf = officersAmong([...checks, ...transactions].map(({ officer }) => officer));
  const sides = { ...options, keyOf };
  const made = checks.filter((check) => !wasStopped(check));
  const matched = nearest(made, transactions, sides);
  const used = new Set(matched.map(({ transaction }) => transaction));
  const rest = transactions.filter((each) => !used.has(each));
  const stopped = checks.filter(wasStopped);
  const doneAllTheSame = nearest(stopped, rest, sides);
  const explained = new Set(doneAllTheSame.map(({ transaction }) => transaction));
  const found = new Set(matched.map(({ check }) => check));
  return {
    matched,
    doneAllTheSame,
    withoutTransaction: made
      .filter((check) => !found.has(check))
      .filter(
        // Near its ends the log can say nothing: the line may stand in the one before or after.
        ({ at }) => at - options.withinMs >= options.first && at + options.withinMs <= options.last,
      ),
    withoutEntry: rest.filter((each) => !explained.has(each)),
    hoursOff: hoursOff(made, transactions, sides, matched.length),
  };
}

interface Sides extends ReconcileOptions {
  /** Equal for two numbers of one officer. */
  readonly keyOf: (officer: string) => string;
}

/** Pairs of one officer within the time, the nearest first. */
function nearest(
  checks: readonly SeenCheck[],
  transactions: readonly Transaction[],
  { withinMs, devices, keyOf }: Sides,
): readonly Pair[] {
  const sorted = new Map<string, SeenCheck[]>();
  for (const check of checks.toSorted((a, b) => a.at - b.at)) {
    const officer = keyOf(check.officer);
    const own = sorted.get(officer);
    if (own) own.push(check);
    else sorted.set(officer, [check]);
  }
  const near: Pair[] = [];
  for (const transaction of transactions) {
    const device = devices.get(transaction.terminal.toLowerCase());
    const own = sorted.get(keyOf(transaction.officer)) ?? [];
    for (const moment of transaction.moments)
      for (let at = firstFrom(own, moment - withinMs); at < own.length; at++) {
        const check = own[at];
        if (check === undefined || check.at > moment + withinMs) break;
        if (device !== undefined && device !== check.device) continue;
        near.push({ check, transaction, apart: moment - check.at });
      }
  }
  near.sort(
    (a, b) => Math.abs(a.apart) - Math.abs(b.apart) || a.transaction.line - b.transaction.line,
  );
  const [usedChecks, usedTransactions] = [new Set<SeenCheck>(), new Set<Transaction>()];
  const pairs = near.filter(({ check, transaction }) => {
    if (usedChecks.has(check) || usedTransactions.has(transaction)) return false;
    usedChecks.add(check);
    usedTransactions.add(transaction);
    return true;
  });
  return pairs.sort((a, b) => a.check.at - b.check.at);
}

/** Index of the first that is not before a moment. */
function firstFrom(sorted: readonly SeenCheck[], moment: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Fewer pairs than these are a coincidence. */
const FEWEST = 5;

/** A log in UTC that is read as local time fits much better an hour later. */
function hoursOff(
  checks: readonly SeenCheck[],
  transactions: readonly Transaction[],
  options: Sides,
  asItIs: number,
): -1 | 0 | 1 {
  const fits = (hours: number): number => {
    const moved = transactions.map((each) => ({
      ...each,
      moments: each.moments.map((at) => at + hours * HOUR_MS),
    }));
    return nearest(checks, moved, options).length;
  };
  const needed = Math.max(FEWEST, asItIs * 2);
  if (fits(1) >= needed) return 1;
  return fits(-1) >= needed ? -1 : 0;
}

/** How many of each there are for each officer who has any, the most without an entry first. */
export interface OfficerCounts {
  readonly officer: string;
  readonly matched: number;
  readonly doneAllTheSame: number;
  readonly withoutTransaction: number;
  readonly withoutEntry: number;
}

export function countsByOfficer(result: Reconciled): readonly OfficerCounts[] {
  const counts = new Map<
    string,
    { -readonly [Name in keyof OfficerCounts]: OfficerCounts[Name] }
  >();
  const { matched, doneAllTheSame, withoutTransaction, withoutEntry } = result;
  const pairs = [...matched, ...doneAllTheSame].flatMap(({ check, transaction }) => [
    check,
    transaction,
  ]);
  const keyOf = officersAmong(
    [...pairs, ...withoutTransaction, ...withoutEntry].map(({ officer }) => officer),
  );
  const add = (officer: string, what: Exclude<keyof OfficerCounts, 'officer'>): void => {
    const key = keyOf(officer);
    const none = { officer, matched: 0, doneAllTheSame: 0, withoutTransaction: 0, withoutEntry: 0 };
    const row = counts.get(key) ?? none;
    row[what]++;
    counts.set(key, row);
  };
  for (const { check } of matched) add(check.officer, 'matched');
  for (const { check } of doneAllTheSame) add(check.officer, 'doneAllTheSame');
  for (const { officer } of withoutTransaction) add(officer, 'withoutTransaction');
  for (const { officer } of withoutEntry) add(officer, 'withoutEntry');
  return [...counts.values()].sort(
    (a, b) => b.withoutEntry - a.withoutEntry || a.officer.localeCompare(b.officer),
  );
}
