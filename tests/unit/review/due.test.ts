/** By when an override is to be reviewed, on a clock of its own. */
import { describe, expect, it } from 'vitest';
import type { AttemptHeader, ReviewHeader } from '../../../core/ledger/header.ts';
import { clocksOf, NATIONAL_CLOCKS } from '../../../core/policy/clocks.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { dueBy, escalatesAt } from '../../../core/review/due.ts';
import { reviewOutcomes as outcomes } from '../../../platform/baseline.ts';
import { attempt, review } from './headers.ts';

const HOUR = 3_600_000;
const AT = Date.parse('2026-11-26T10:00:00Z');

/** Hours from the override until it is due; null where it is due no more. */
function hoursOf(
  change: Partial<AttemptHeader>,
  reviews: readonly Partial<ReviewHeader>[] = [],
  clocks = NATIONAL_CLOCKS,
): number | null {
  const first = attempt(1, { at: AT, ...change });
  const decisions = reviews.map(({ outcome = '', ...each }, number) => ({
    ...review(number + 2, 1, outcome),
    at: AT + HOUR,
    ...each,
  }));
  const [found] = foldCases([first, ...decisions], outcomes);
  const due = found ? dueBy(found, clocks) : null;
  return due === null ? null : (due - AT) / HOUR;
}

describe('an override is due', () => {
  it.each([
    ['after 24 hours where life was at risk', { choice: 'emergency', reason: null }, 24],
    [
      'after 72 hours where the person was said to be a suspect in another offence',
      { reason: 'RR-09' },
      72,
    ],
    ['after 72 hours where no reason of the list was given', { reason: 'RR-99' }, 72],
    ['after 14 days for any other reason', { reason: 'RR-02' }, 14 * 24],
    ['after 14 days where none was asked for', { reason: null }, 14 * 24],
  ] as const)('%s', (_when, change, hours) => {
    expect(hoursOf(change)).toBe(hours);
  });

  it('sooner where the force asks for it, and the rest as before', () => {
    const clocks = clocksOf({ clocks: { ...NATIONAL_CLOCKS, usualDays: 3 } });
    expect(hoursOf({ reason: 'RR-02' }, [], clocks)).toBe(72);
    expect(hoursOf({ reason: 'RR-09' }, [], clocks)).toBe(72);
    expect(hoursOf({ choice: 'emergency', reason: null }, [], clocks)).toBe(24);
  });

  it('five working days after more information was asked for', () => {
    // Thursday 26 November; the fifth working day is Thursday 3 December, to its end.
    expect(hoursOf({ reason: 'RR-02' }, [{ outcome: 'RV-5' }])).toBe(14 + 7 * 24);
  });

  it('no more once it was decided, also late', () => {
    expect(hoursOf({ reason: 'RR-02' }, [{ outcome: 'RV-1', at: AT + 400 * HOUR }])).toBeNull();
  });

  it('still, however late, while nobody has decided: time decides nothing', () => {
    const [found] = foldCases([attempt(1, { at: 0, reason: 'RR-02' })], outcomes);
    expect(found?.state).toBe('open');
    expect(found && dueBy(found, NATIONAL_CLOCKS)).toBe(14 * 24 * HOUR);
  });

  it('still where two reviewers decided against each other', () => {
    const both = [
      { outcome: 'RV-1', reviewer: 'TF-1' },
      { outcome: 'RV-3', reviewer: 'TF-2' },
    ];
    expect(hoursOf({ reason: 'RR-02' }, both)).toBe(14 * 24);
  });
});

describe('an override that nobody looked at', () => {
  const AFTER = { lifeAtRisk: 48, soon: 144, usual: 28 * 24 };

  it.each([
    ['life was at risk', { choice: 'emergency', reason: null }, AFTER.lifeAtRisk],
    ['the prompt was said to be wrong', { reason: 'RR-09' }, AFTER.soon],
    ['there was any other reason', { reason: 'RR-02' }, AFTER.usual],
  ] as const)('is escalated when it is late by as long as it had, where %s', (_, change, hours) => {
    const [found] = foldCases([attempt(1, { at: AT, ...change })], outcomes);
    expect(found && escalatesAt(found, NATIONAL_CLOCKS)).toBe(AT + hours * HOUR);
  });

  it('counts from when more information was asked for, and is never escalated once decided', () => {
    const asked = { ...review(2, 1, 'RV-5'), at: AT };
    const [waits] = foldCases([attempt(1, { at: AT - 999 * HOUR }), asked], outcomes);
    const due = waits && dueBy(waits, NATIONAL_CLOCKS);
    expect(waits && escalatesAt(waits, NATIONAL_CLOCKS)).toBe((due ?? 0) + ((due ?? 0) - AT));
    const decided = { ...review(3, 1, 'RV-1'), at: AT + HOUR };
    const [done] = foldCases([attempt(1, { at: 0 }), asked, decided], outcomes);
    expect(done && escalatesAt(done, NATIONAL_CLOCKS)).toBeNull();
  });
});
