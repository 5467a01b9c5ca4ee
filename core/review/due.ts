/** By when a supervisor has to have looked at an override. */
import { type Clocks, SOON_REASONS } from '../policy/clocks.ts';
import type { Case } from './cases.ts';
import { afterWorkingDays } from './working-days.ts';

const HOUR_MS = 3_600_000;

/**
 * Epoch milliseconds; null where it was decided. That the time is over never decides anything: what
 * nobody looked at is "not reviewed", and stays open.
 */
export function dueBy(
  {
    attempt,
    state,
    decisions,
    statuses,
    second,
    answeredAt = null,
  }: Pick<Case, 'attempt' | 'state' | 'decisions' | 'statuses' | 'second'> &
    Partial<Pick<Case, 'answeredAt'>>,
  clocks: Clocks,
): number | null {
  if (state === 'decided') return null;
  if (state === 'more-information') {
    const asked = decisions.findLast(({ id }) => statuses.get(id) === 'stands');
    if (asked) return afterWorkingDays(asked.at, clocks.answerWorkingDays, clocks.holidays);
  }
  if (second && !second.done) return second.first.at + clocks.usualDays * 24 * HOUR_MS;
  const { choice, reason } = attempt;
  // The officer had the time in between.
  const at = answeredAt ?? attempt.at;
  if (choice === 'emergency') return at + clocks.lifeAtRiskHours * HOUR_MS;
  const isSoon = reason !== null && SOON_REASONS.has(reason);
  return at + (isSoon ? clocks.soonHours : clocks.usualDays * 24) * HOUR_MS;
}
