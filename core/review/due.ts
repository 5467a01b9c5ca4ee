/** By when a supervisor has to have looked at an override. */
import { type Clocks, SOON_REASONS } from '../policy/clocks.ts';
import type { Case } from './cases.ts';
import { afterWorkingDays } from './working-days.ts';

const HOUR_MS = 3_600_000;

type Timed = Pick<Case, 'attempt' | 'state' | 'decisions' | 'statuses' | 'second'> &
  Partial<Pick<Case, 'answeredAt' | 'reopenedAt'>>;

/**
 * Epoch milliseconds; null where it was decided. That the time is over never decides anything: what
 * nobody looked at is "not reviewed", and stays open.
 */
export function dueBy(each: Timed, clocks: Clocks): number | null {
  return clockOf(each, clocks)?.due ?? null;
}

/**
 * When an override that nobody looked at in time counts as escalated: when it is late by as long as
 * policy gave for it. Epoch milliseconds; null where it was decided.
 */
export function escalatesAt(each: Timed, clocks: Clocks): number | null {
  const clock = clockOf(each, clocks);
  return clock && clock.due + (clock.due - clock.from);
}

function clockOf(
  { attempt, state, decisions, statuses, second, answeredAt = null, reopenedAt = null }: Timed,
  clocks: Clocks,
): { readonly from: number; readonly due: number } | null {
  if (state === 'decided') return null;
  if (state === 'more-information') {
    const asked = decisions.findLast(({ id }) => statuses.get(id) === 'stands');
    if (asked) {
      const due = afterWorkingDays(asked.at, clocks.answerWorkingDays, clocks.holidays);
      return { from: asked.at, due };
    }
  }
  if (second && !second.done) {
    const from = second.first.at;
    return { from, due: from + clocks.usualDays * 24 * HOUR_MS };
  }
  const { choice, reason } = attempt;
  // The officer had the time in between, or it was closed.
  const at = Math.max(attempt.at, answeredAt ?? 0, reopenedAt ?? 0);
  if (choice === 'emergency') return { from: at, due: at + clocks.lifeAtRiskHours * HOUR_MS };
  const isSoon = reason !== null && SOON_REASONS.has(reason);
  const hours = isSoon ? clocks.soonHours : clocks.usualDays * 24;
  return { from: at, due: at + hours * HOUR_MS };
}
