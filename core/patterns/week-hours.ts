/** At what times of the week officers go past a hold more often than two in five do. */
import type { AttemptHeader } from '../ledger/header.ts';
import { officerKey } from '../sites/officer.ts';
import { isAbove, type PatternLimits } from './limits.ts';

/** Hours of one part of a day: an hour by itself has too few holds to say anything. */
export const PART_HOURS = 4;

export interface HourPattern {
  readonly kind: 'hot-hours';
  /** 0 is Monday. */
  readonly day: number;
  /** First hour of the part, local time. */
  readonly hour: number;
  readonly n: number;
  readonly of: number;
}

interface Part {
  held: number;
  overridden: number;
  readonly officers: Set<string>;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const LOCAL = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...{ weekday: 'short', hour: '2-digit', hourCycle: 'h23' },
});

export class WeekHours {
  readonly #parts = new Map<number, Part>();

  /** @param attempt that was held, and answered by somebody */
  add({ at, officer }: AttemptHeader, isOverridden: boolean): void {
    const part = of(this.#parts, partOf(at));
    part.held++;
    if (isOverridden) part.overridden++;
    if (officer !== '') part.officers.add(officerKey(officer));
  }

  /** Parts of the week, Monday first; none that is the work of a few. */
  found(limits: PatternLimits): readonly HourPattern[] {
    return [...this.#parts]
      .toSorted(([a], [b]) => a - b)
      .filter(([, part]) => isSaid(part, limits))
      .filter(([, { held, overridden }]) => isAbove(overridden, held, limits.hotPercent))
      .map(([place, { held, overridden }]) => ({
        kind: 'hot-hours',
        day: Math.floor(place / PARTS),
        hour: (place % PARTS) * PART_HOURS,
        ...{ n: overridden, of: held },
      }));
  }
}

const PARTS = 24 / PART_HOURS;

function isSaid({ held, officers }: Part, limits: PatternLimits): boolean {
  return held >= limits.heldInWeek && officers.size >= limits.officersInTeam;
}

function partOf(at: number): number {
  const part = new Map(LOCAL.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = Math.max(0, DAYS.indexOf(part.get('weekday') ?? ''));
  return day * PARTS + Math.floor(Number(part.get('hour')) / PART_HOURS);
}

function of(parts: Map<number, Part>, place: number): Part {
  const known = parts.get(place) ?? { held: 0, overridden: 0, officers: new Set<string>() };
  parts.set(place, known);
  return known;
}
