/** Who leads review, how much is planted, and when something is a pattern: stricter, never looser. */
import { describe, expect, it } from 'vitest';
import {
  LEAST,
  MOST,
  NATIONAL_PATTERN_LIMITS,
  PATTERN_LIMIT_NAMES,
} from '../../../core/patterns/limits.ts';
import { assemblePolicy, readManagedSettings } from '../../../core/policy/assemble.ts';
import { assuranceOf, isLead } from '../../../core/policy/assurance.ts';
import { NEVER } from '../../../core/policy/trial.ts';
import { textHash } from '../../../core/text-hash.ts';
import { baseline } from '../../../platform/baseline.ts';

function errorsOf(settings: object) {
  const reading = readManagedSettings(settings, baseline);
  return reading.ok ? [] : reading.errors.map(({ field }) => field);
}

describe('without a setting', () => {
  it('nobody leads, nothing is planted, and the limits are the nation’s', () => {
    expect(assuranceOf(null)).toEqual({
      ...{ leads: [], plantedPercent: 0, limits: NATIONAL_PATTERN_LIMITS },
    });
  });

  it('nor where a force has suspended its policy', () => {
    const asked = {
      reviewLeads: ['TF-1'],
      plantedPercent: 5,
      patternLimits: { ...MOST, hotPercent: 1 },
    };
    expect(assuranceOf({ ...asked, suspended: true })).toEqual(assuranceOf(null));
    expect(assuranceOf(asked)).toMatchObject({ leads: ['TF-1'], limits: { hotPercent: 1 } });
  });
});

describe('limits of patterns', () => {
  it.each(Object.entries(MOST))('may be lower and not higher: %s', (name, most) => {
    const of = (value: unknown) => errorsOf({ patternLimits: { ...MOST, [name]: value } });
    for (const right of [most, 1]) expect(of(right)).toEqual([]);
    for (const wrong of [most + 1, 0, 1.5, String(most), null])
      expect(of(wrong)).toEqual([`patternLimits.${name}`]);
  });

  it.each(Object.entries(LEAST))(
    'may be of up to three times as many and not of fewer: %s',
    (name, least) => {
      const of = (value: unknown) => errorsOf({ patternFewest: { ...LEAST, [name]: value } });
      for (const right of [least, least + 1, least * 3]) expect(of(right)).toEqual([]);
      for (const wrong of [least - 1, 0, -1, least + 0.5, least * 3 + 1, 10_000])
        expect(of(wrong)).toEqual([`patternFewest.${name}`]);
    },
  );

  it('are all told', () => {
    expect([...PATTERN_LIMIT_NAMES].sort()).toEqual(Object.keys(NATIONAL_PATTERN_LIMITS).sort());
  });

  it('that are not given stay the nation’s', () => {
    const { limits } = assuranceOf({ patternFewest: { ...LEAST, pairs: 30 } });
    expect(limits).toEqual({ ...NATIONAL_PATTERN_LIMITS, pairs: 30 });
  });
});

describe('a share of planted cases', () => {
  it.each([0, 5, 100])('may be any in a hundred: %s', (plantedPercent) => {
    expect(errorsOf({ plantedPercent })).toEqual([]);
  });

  it.each([-1, 101, 2.5, '5'])('is refused where it is none: %s', (plantedPercent) => {
    expect(errorsOf({ plantedPercent })).toEqual(['plantedPercent']);
  });

  it('is in no policy that guards are given, and changes none', () => {
    const of = (settings: object) => {
      const reading = readManagedSettings(settings, baseline);
      if (!reading.ok) throw new Error('refused');
      return JSON.stringify(assemblePolicy(baseline, reading.settings, textHash, NEVER));
    };
    expect(of({ plantedPercent: 50, reviewLeads: ['TF-77'] })).toBe(of({}));
  });
});

describe('a review lead', () => {
  const assurance = assuranceOf({ reviewLeads: ['TF-0077'] });

  it('is whoever is named, however the number is written', () => {
    expect(isLead(assurance, 'tf-0077')).toBe(true);
  });

  it.each(['', 'TF-0078', '0077', 'TF-OO77'])('is nobody who only may be: %s', (person) => {
    expect(isLead(assurance, person)).toBe(false);
  });

  it('is nobody with a name in place of a number', () => {
    expect(errorsOf({ reviewLeads: ['Anna Example'] })).toEqual(['reviewLeads[0]']);
  });
});
