/**
 * How review itself is looked after: who leads it, how often a planted case comes into a queue, and
 * from where on something is a pattern. None of it decides about an officer's attempt, so it stands
 * in no policy that guards are given.
 */
import { NATIONAL_PATTERN_LIMITS, type PatternLimits } from '../patterns/limits.ts';
import { likeness } from '../sites/staff-numbers.ts';
import type { ManagedSettings } from './schema.ts';

export interface Assurance {
  /** Staff numbers. */
  readonly leads: readonly string[];
  /** After how many in a hundred decisions of a reviewer a planted case follows. */
  readonly plantedPercent: number;
  readonly limits: PatternLimits;
}

/** @param settings as managed; null where there are none */
export function assuranceOf(settings: ManagedSettings | null): Assurance {
  const asked = settings?.suspended ? null : settings;
  return {
    leads: asked?.reviewLeads ?? [],
    plantedPercent: asked?.plantedPercent ?? 0,
    limits: { ...NATIONAL_PATTERN_LIMITS, ...asked?.patternLimits, ...asked?.patternFewest },
  };
}

/** Only the very number: who may be somebody else is not let in. */
export function isLead({ leads }: Assurance, person: string): boolean {
  return person !== '' && leads.some((lead) => likeness(lead, person) === 'same');
}
