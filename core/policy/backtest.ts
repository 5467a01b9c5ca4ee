/**
 * Past attempts under another policy: which decisions would have been others, and how often officers
 * would have been asked. Only what was recorded can be counted: what a policy let through without an
 * entry is in no ledger.
 */
import { protectedBy } from '../forms/classification.ts';
import type { AttemptHeader } from '../ledger/header.ts';
import {
  isHeld,
  type OffenceGroup,
  type Outcome,
  type Role,
  type SignalKind,
} from '../vocabulary.ts';
import type { Limits } from './model.ts';
import { type DecisionTable, outcomeAt } from './table.ts';

/** A policy as it counts for somebody of a unit. */
export interface Proposed {
  tableOf(unit: string): DecisionTable;
  readonly limits: Limits;
}

/** Decisions that become others in one way. */
export interface ChangedDecisions {
  readonly kind: SignalKind;
  readonly role: Role;
  readonly group: OffenceGroup;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly count: number;
}

/** How often somebody was asked, and would have been. */
export interface Prompts {
  readonly before: number;
  readonly after: number;
}

export interface OfficerPrompts {
  /** Empty where the entry names nobody. */
  readonly officer: string;
  readonly shifts: number;
  readonly prompts: Prompts;
  /** In the shift with the most. */
  readonly most: Prompts;
}

export interface Backtest {
  readonly attempts: number;
  /** Epoch milliseconds of the first and the last; null where there are none. */
  readonly from: number | null;
  readonly to: number | null;
  readonly changed: readonly ChangedDecisions[];
  readonly prompts: Prompts;
  readonly shifts: number;
  /** Those who would be asked most come first. */
  readonly officers: readonly OfficerPrompts[];
}

/** No clock says when a shift begins: what one officer does without so long a break is one. */
export const SHIFT_BREAK_MS = 6 * 60 * 60 * 1000;

const MINUTE_MS = 60_000;

/** @param attempts of any number of devices, in any order */
export function backtest(attempts: readonly AttemptHeader[], proposed: Proposed): Backtest {
  const sorted = attempts.toSorted((a, b) => a.at - b.at);
  const reasons = new Map(sorted.map(({ id, at }) => [id, at]));
  const changed = new Map<string, ChangedDecisions>();
  const officers = new Map<string, OfficerCount>();
  for (const attempt of sorted) {
    const role = protectedBy(attempt) ?? attempt.role;
    const after = outcomeUnder(attempt, role, proposed);
    if (after !== attempt.outcome) count(changed, attempt, role, after);
    const officer = officers.get(attempt.officer) ?? new OfficerCount(attempt.officer);
    officers.set(attempt.officer, officer);
    officer.add(attempt.at, wasAsked(attempt), wouldBeAsked(attempt, after, reasons, proposed));
  }
  const all = [...officers.values()].map((each) => each.counted());
  return {
    attempts: sorted.length,
    from: sorted[0]?.at ?? null,
    to: sorted.at(-1)?.at ?? null,
    changed: [...changed.values()].sort((a, b) => b.count - a.count),
    prompts: {
      before: all.reduce((sum, { prompts }) => sum + prompts.before, 0),
      after: all.reduce((sum, { prompts }) => sum + prompts.after, 0),
    },
    shifts: all.reduce((sum, { shifts }) => sum + shifts, 0),
    officers: all.sort(
      (a, b) => b.prompts.after - a.prompts.after || (a.officer < b.officer ? -1 : 1),
    ),
  };
}

/** A role that was put right is answered by its own reason, whatever the table says. */
function outcomeUnder(attempt: AttemptHeader, role: Role, proposed: Proposed): Outcome {
  const { choice, signal: kind, group, dual, trust, unit, outcome } = attempt;
  if (choice === 'corrected') return outcome;
  const cell = { kind, role, group, dual, trust, granted: false };
  return outcomeAt(proposed.tableOf(unit), cell);
}

function wasAsked({ outcome, choice }: AttemptHeader): boolean {
  return isHeld(outcome) && choice !== 'repeated' && choice !== 'unheld' && choice !== 'unasked';
}

function wouldBeAsked(
  { choice, repeats, at }: AttemptHeader,
  after: Outcome,
  reasons: ReadonlyMap<string, number>,
  { limits }: Proposed,
): boolean {
  // What came in without an act cannot be held by any policy.
  if (!isHeld(after) || choice === 'unheld') return false;
  const given = repeats === null ? undefined : reasons.get(repeats);
  if (choice !== 'repeated') return true;
  return given !== undefined && at - given > limits.repeatMinutes * MINUTE_MS;
}

function count(
  changed: Map<string, ChangedDecisions>,
  { signal: kind, group, outcome: before }: AttemptHeader,
  role: Role,
  after: Outcome,
): void {
  const key = [kind, role, group, before, after].join(' ');
  const known = changed.get(key)?.count ?? 0;
  changed.set(key, { kind, role, group, before, after, count: known + 1 });
}

/** One officer's attempts, in order of time. */
class OfficerCount {
  readonly #officer: string;
  readonly #shifts: { before: number; after: number }[] = [];
  #last = Number.NEGATIVE_INFINITY;

  constructor(officer: string) {
    this.#officer = officer;
  }

  add(at: number, before: boolean, after: boolean): void {
    if (at - this.#last > SHIFT_BREAK_MS) this.#shifts.push({ before: 0, after: 0 });
    this.#last = at;
    const shift = this.#shifts.at(-1);
    if (!shift) return;
    if (before) shift.before++;
    if (after) shift.after++;
  }

  counted(): OfficerPrompts {
    const shifts = this.#shifts;
    return {
      officer: this.#officer,
      shifts: shifts.length,
      prompts: {
        before: shifts.reduce((sum, { before }) => sum + before, 0),
        after: shifts.reduce((sum, { after }) => sum + after, 0),
      },
      most: {
        before: shifts.reduce((most, { before }) => Math.max(most, before), 0),
        after: shifts.reduce((most, { after }) => Math.max(most, after), 0),
      },
    };
  }
}
