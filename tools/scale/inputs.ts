/**
 * What the arithmetic of docs/scale.md starts from. Each input says where it comes from: `given` by
 * the task, `assumed` by us for a force to replace, `measured` by a command of this repository, or
 * `ours`, a constant of the product.
 */
import { HEARTBEAT_MINUTES } from '../../entrypoints/background/heartbeat.ts';

export type Origin = 'given' | 'assumed' | 'measured' | 'ours';

export interface Input {
  readonly value: number;
  readonly from: Origin;
  readonly what: string;
}

export const INPUTS = {
  officers: { value: 35_000, from: 'given', what: 'officers in the largest force, a profile each' },
  forces: { value: 44, from: 'given', what: 'forces' },
  allOfficers: {
    value: 150_000,
    from: 'assumed',
    what: 'officers of all forces together',
  },
  years: { value: 6, from: 'given', what: 'years for which headers are kept' },
  shiftsAYear: { value: 200, from: 'assumed', what: 'shifts of an officer in a year' },
  shiftHours: { value: 9, from: 'assumed', what: 'hours for which the browser runs in a shift' },
  onDuty: {
    value: 0.3,
    from: 'assumed',
    what: 'share of officers who are signed in at the busiest time',
  },
  startMinutes: { value: 30, from: 'assumed', what: 'minutes within which a shift signs in' },
  attempts: {
    value: 2,
    from: 'assumed',
    what: 'attempts, observations and notes that a shift records, each by itself',
  },
  officersASupervisor: { value: 8, from: 'assumed', what: 'officers of one supervisor' },
  readings: { value: 3, from: 'ours', what: 'live readings of a supervisor for one unit' },
  heartbeatMinutes: {
    value: HEARTBEAT_MINUTES,
    from: 'ours',
    what: 'minutes between signs of life',
  },
  heldSeconds: {
    value: 22,
    from: 'ours',
    what: 'seconds for which a device stays connected for one delivery (1.5 gathering, 20 idle)',
  },
  replicas: { value: 3, from: 'ours', what: 'copies of each stream, one a node' },
  mirrors: { value: 1, from: 'ours', what: 'mirrors, with as many copies' },
} as const satisfies Readonly<Record<string, Input>>;

export type InputName = keyof typeof INPUTS;
export type Values = Readonly<Record<InputName, number>>;

export function valuesOf(change: Partial<Values> = {}): Values {
  const stated = Object.entries(INPUTS).map(([name, { value }]) => [name, value]);
  return { ...Object.fromEntries(stated), ...change };
}
