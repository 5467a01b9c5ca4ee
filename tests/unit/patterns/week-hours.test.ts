/** Times of the week at which officers go past a hold: never of a few, and by the clock on the wall. */
import { describe, expect, it } from 'vitest';
import type { AttemptHeader } from '../../../core/ledger/header.ts';
import { NATIONAL_PATTERN_LIMITS } from '../../../core/patterns/limits.ts';
import { PatternCounter } from '../../../core/patterns/patterns.ts';
import { WeekHours } from '../../../core/patterns/week-hours.ts';
import { attempt } from '../review/headers.ts';

const HOUR = 3_600_000;
/** A Saturday, 21:30 local time in winter. */
const SATURDAY = Date.UTC(2026, 10, 14, 21, 30);

function found(attempts: readonly AttemptHeader[], limits = NATIONAL_PATTERN_LIMITS) {
  const hours = new WeekHours();
  for (const each of attempts) hours.add(each, each.choice === 'overridden');
  return hours.found(limits);
}

const held = (n: number, overridden: number, at = SATURDAY, officers = 3): AttemptHeader[] =>
  Array.from({ length: n }, (_, index) =>
    attempt(index, {
      at,
      choice: index < overridden ? 'overridden' : 'complied',
      officer: `TF-${index % officers}0`,
    }),
  );

describe('a part of the week', () => {
  it('in which more than two in five go on stands out', () => {
    expect(found(held(20, 9))).toEqual([{ kind: 'hot-hours', day: 5, hour: 20, n: 9, of: 20 }]);
  });

  it.each([
    ['exactly two in five go on', held(20, 8)],
    ['too little was held', held(19, 19)],
    ['it was all one or two officers', held(40, 40, SATURDAY, 2)],
  ])('in which %s does not', (_why, attempts) => {
    expect(found(attempts)).toEqual([]);
  });

  it('is by the clock on the wall, in summer as in winter', () => {
    // 19:30 UTC on a Saturday in July is 20:30 in London.
    const summer = Date.UTC(2026, 6, 11, 19, 30);
    expect(found(held(20, 20, summer))).toMatchObject([{ day: 5, hour: 20 }]);
    expect(found(held(20, 20, Date.UTC(2026, 10, 14, 19, 30)))).toMatchObject([
      { day: 5, hour: 16 },
    ]);
  });

  it('begins and ends on the hour, and a night is of two days', () => {
    const night = [...held(20, 20, SATURDAY), ...held(20, 20, SATURDAY + 3 * HOUR)];
    expect(found(night).map(({ day, hour }) => [day, hour])).toEqual([
      [5, 20],
      [6, 0],
    ]);
  });

  it('may stand out sooner where a force looks closer, and never of fewer', () => {
    expect(found(held(20, 7), { ...NATIONAL_PATTERN_LIMITS, hotPercent: 30 })).toHaveLength(1);
    expect(found(held(20, 20), { ...NATIONAL_PATTERN_LIMITS, heldInWeek: 40 })).toEqual([]);
  });

  it('stands with the rules, before teams and people', () => {
    const counter = new PatternCounter(Date.UTC(2026, 10, 26, 12));
    for (const each of held(20, 20)) counter.add(each);
    expect(counter.found.rules).toMatchObject([{ kind: 'hot-hours' }]);
  });
});
