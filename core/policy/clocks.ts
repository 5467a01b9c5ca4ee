/**
 * By when a supervisor has to have looked at an override. A force may ask for it sooner, never later.
 * Our proposal: no national document sets these times.
 */
import national from '../../policies/national/clocks.json' with { type: 'json' };

export const CLOCK_NAMES = [
  'lifeAtRiskHours',
  'soonHours',
  'usualDays',
  'answerWorkingDays',
] as const;

export type ClockName = (typeof CLOCK_NAMES)[number];

/** With the one that stands by itself: settings from before it was asked for name four. */
export const TIME_NAMES = [...CLOCK_NAMES, 'followThroughDays'] as const;

export type TimeName = (typeof TIME_NAMES)[number];

export interface Clocks extends Readonly<Record<TimeName, number>> {
  /** Days (ISO) on which nobody is expected to answer, beside the usual bank holidays. */
  readonly holidays: readonly string[];
}

/** What holds where a force says nothing, and the most that it may say. */
export const NATIONAL_CLOCKS: Clocks = {
  /** Hours after life was said to be at risk. */
  lifeAtRiskHours: national.lifeAtRiskHours,
  /** Hours after an override for one of the reasons below. */
  soonHours: national.soonHours,
  /** Days after any other override. */
  usualDays: national.usualDays,
  /** Working days after more information was asked for. */
  answerWorkingDays: national.answerWorkingDays,
  /** Days within which it is said whether anything was passed on after an override. */
  followThroughDays: national.followThroughDays,
  holidays: [],
};

/** Reasons that are looked at sooner: another offence, a disclosure, no reason of the list. */
export const SOON_REASONS: ReadonlySet<string> = new Set(national.soonReasons);

/** The times of the nation, or those of a force that asks for it sooner. */
export function clocksOf(asked: {
  readonly clocks?: Readonly<Record<ClockName, number>> | undefined;
  readonly holidays?: readonly string[] | undefined;
  readonly followThroughDays?: number | undefined;
}): Clocks {
  const { clocks, holidays = [], followThroughDays } = asked;
  return {
    ...NATIONAL_CLOCKS,
    ...clocks,
    ...(followThroughDays !== undefined && { followThroughDays }),
    holidays,
  };
}
