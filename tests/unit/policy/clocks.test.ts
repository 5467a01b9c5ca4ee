/** By when overrides are reviewed: a force may ask for it sooner, never later. */
import { describe, expect, it } from 'vitest';
import { assemblePolicy, readManagedSettings } from '../../../core/policy/assemble.ts';
import { CLOCK_NAMES, NATIONAL_CLOCKS, SOON_REASONS } from '../../../core/policy/clocks.ts';
import { diff } from '../../../core/policy/diff.ts';
import type { ManagedSettings } from '../../../core/policy/schema.ts';
import { NEVER } from '../../../core/policy/trial.ts';
import { textHash } from '../../../core/text-hash.ts';
import { baseline, reasonCodes } from '../../../platform/baseline.ts';

const { holidays: _holidays, followThroughDays: _days, ...USUAL } = NATIONAL_CLOCKS;

function inForce(settings: ManagedSettings | null) {
  return assemblePolicy(baseline, settings, textHash, NEVER);
}

function errorsOf(settings: object) {
  const reading = readManagedSettings(settings, baseline);
  return reading.ok ? [] : reading.errors.map(({ field }) => field);
}

describe('by when overrides are reviewed', () => {
  it('is as the nation asks where no force says otherwise', () => {
    expect(inForce(null).clocks).toEqual(NATIONAL_CLOCKS);
  });

  it.each(CLOCK_NAMES)('may be sooner and not later: %s', (name) => {
    const most = NATIONAL_CLOCKS[name];
    expect(errorsOf({ clocks: { ...USUAL, [name]: 1 } })).toEqual([]);
    expect(inForce({ clocks: { ...USUAL, [name]: 1 } }).clocks).toEqual({
      ...NATIONAL_CLOCKS,
      [name]: 1,
    });
    expect(errorsOf({ clocks: { ...USUAL, [name]: most } })).toEqual([]);
    for (const wrong of [most + 1, 0, -1, 1.5, '1', null])
      expect(errorsOf({ clocks: { ...USUAL, [name]: wrong } })).toEqual([`clocks.${name}`]);
  });

  it('may be sooner and not later for what was passed on, beside the others', () => {
    for (const days of [1, NATIONAL_CLOCKS.followThroughDays]) {
      expect(errorsOf({ followThroughDays: days })).toEqual([]);
      expect(inForce({ followThroughDays: days }).clocks).toEqual({
        ...NATIONAL_CLOCKS,
        followThroughDays: days,
      });
    }
    for (const wrong of [15, 0, 1.5, '1', null])
      expect(errorsOf({ followThroughDays: wrong })).toEqual(['followThroughDays']);
  });

  it.each([
    ['no date', ['tomorrow'], 'holidays[0]'],
    ['no list', '2027-06-07', 'holidays'],
  ])('takes for a holiday %s', (_what, holidays, field) => {
    expect(errorsOf({ holidays })).toEqual([field]);
  });

  it('has its shorter time for reasons that there are', () => {
    const codes = reasonCodes.map(({ code }) => code);
    for (const code of SOON_REASONS) expect(codes).toContain(code);
  });

  it('goes back to the nation where a force has suspended its policy', () => {
    expect(
      inForce({ suspended: true, followThroughDays: 2, clocks: { ...USUAL, usualDays: 1 } }).clocks,
    ).toEqual(NATIONAL_CLOCKS);
  });

  it('is a part of what an entry names as the policy in force', () => {
    expect(inForce({ clocks: { ...USUAL, usualDays: 13 } }).hash).not.toBe(inForce(null).hash);
    expect(inForce({ clocks: USUAL }).hash).toBe(inForce(null).hash);
  });

  it('is said in a difference, once for each that changes, holidays too', () => {
    const before = inForce({ holidays: ['2027-06-07'] });
    const after = inForce({
      clocks: { ...USUAL, usualDays: 7 },
      followThroughDays: 3,
      holidays: ['2028-01-05'],
    });
    const { cells, general } = diff(before, after);
    expect(cells).toEqual([]);
    expect(general).toEqual([
      { of: 'limit', name: 'usualDays', before: 14, after: 7 },
      { of: 'limit', name: 'followThroughDays', before: 14, after: 3 },
      { of: 'holiday-added', day: '2028-01-05' },
      { of: 'holiday-removed', day: '2027-06-07' },
    ]);
  });
});
