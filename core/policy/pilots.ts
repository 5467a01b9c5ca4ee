/**
 * National rules that a force rehearses before it lives by them: the officer is shown the rule as it
 * will be, under the name of a pilot, and may go on with one press. It is the one way in which a
 * force may be looser than the baseline, so it is bounded: by national rule, with a first and a last
 * day, and 90 days at most on any device.
 */
import type { Rule, RulePack } from './model.ts';

/** Both days count. */
export const MOST_PILOT_DAYS = 90;

/** As a force states it. Days are ISO, UTC; both ends are included. */
export interface Pilot {
  readonly rule: string;
  readonly from: string;
  readonly until: string;
}

/** As it counts on a device. */
export interface PilotInForce extends Pilot {
  /** The first day on which this device rehearsed that rule, in this pilot or an earlier one. */
  readonly first: string;
}

const DAY_MS = 86_400_000;

/** How many days lie between two, both counted. Days are of the calendar: the schema sees to it. */
export function daysIn(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / DAY_MS + 1;
}

/** 2027-02-15 as officers read it, in either language: 15/02/2027. */
export function pilotDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** The rule while it is rehearsed: its own words, and one press to go on. */
export function rehearsed(rule: Rule, until: string): Rule {
  const { authoriser: _nobody, mode: _mode, until: _until, ...rest } = rule;
  return { ...rest, outcome: 'warn', reasons: [], pilot: until };
}

export function withPilots(pack: RulePack, pilots: readonly PilotInForce[]): RulePack {
  if (pilots.length === 0) return pack;
  const rules = pack.rules.map((rule) => {
    const pilot = pilots.find((each) => each.rule === rule.id);
    return pilot ? rehearsed(rule, pilot.until) : rule;
  });
  return { ...pack, rules };
}
