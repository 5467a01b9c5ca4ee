/** How long the words of entries are kept: within what the nation bounds, on both sides. */
import { describe, expect, it } from 'vitest';
import { assemblePolicy, readManagedSettings } from '../../../core/policy/assemble.ts';
import { diff } from '../../../core/policy/diff.ts';
import {
  NATIONAL_RETENTION,
  RETENTION_BOUNDS,
  RETENTION_NAMES,
} from '../../../core/policy/retention.ts';
import type { ManagedSettings } from '../../../core/policy/schema.ts';
import { NEVER } from '../../../core/policy/trial.ts';
import { textHash } from '../../../core/text-hash.ts';
import { baseline } from '../../../platform/baseline.ts';

function inForce(settings: ManagedSettings | null) {
  return assemblePolicy(baseline, settings, textHash, NEVER);
}

function errorsOf(retention: unknown) {
  const reading = readManagedSettings({ retention }, baseline);
  return reading.ok ? [] : reading.errors.map(({ field }) => field);
}

describe('how long the words of entries are kept', () => {
  it('is as long as the nation allows where no force says otherwise', () => {
    expect(inForce(null).retention).toEqual({ bodyDays: 2192, localDays: 30 });
    expect(NATIONAL_RETENTION.bodyDays).toBe(RETENTION_BOUNDS.bodyDays.most);
  });

  it('lies within bounds that leave something to choose', () => {
    for (const name of RETENTION_NAMES) {
      const { least, most } = RETENTION_BOUNDS[name];
      expect(least).toBeLessThan(most);
      expect(NATIONAL_RETENTION[name]).toBeGreaterThanOrEqual(least);
      expect(NATIONAL_RETENTION[name]).toBeLessThanOrEqual(most);
    }
  });

  it.each([
    { bodyDays: 365, localDays: 0 },
    { bodyDays: 2192, localDays: 90 },
    { bodyDays: 730, localDays: 7 },
  ])('may be set to %o', (retention) => {
    expect(errorsOf(retention)).toEqual([]);
    expect(inForce({ retention }).retention).toEqual(retention);
  });

  it.each([
    ['shorter than oversight needs', { bodyDays: 364 }, 'retention.bodyDays'],
    ['longer than the nation allows', { bodyDays: 2193 }, 'retention.bodyDays'],
    ['part of a day', { bodyDays: 400.5 }, 'retention.bodyDays'],
    ['in words', { bodyDays: '400' }, 'retention.bodyDays'],
    ['left half said', { bodyDays: undefined }, 'retention.bodyDays'],
    ['on the device for longer than the nation allows', { localDays: 91 }, 'retention.localDays'],
    ['on the device for less than nothing', { localDays: -1 }, 'retention.localDays'],
    ['given under a name that nobody knows', { headerDays: 1 }, 'retention'],
  ])('may not be %s', (_what, change, field) => {
    expect(errorsOf({ bodyDays: 730, localDays: 7, ...change })).toEqual([field]);
  });

  it('is a part of what an entry names as the policy in force', () => {
    expect(inForce({ retention: { bodyDays: 2192, localDays: 29 } }).hash).not.toBe(
      inForce(null).hash,
    );
    expect(inForce({ retention: { bodyDays: 2192, localDays: 30 } }).hash).toBe(inForce(null).hash);
  });

  it('goes back to the national days where a force has suspended its policy', () => {
    const policy = inForce({ suspended: true, retention: { bodyDays: 365, localDays: 0 } });
    expect(policy.retention).toEqual(NATIONAL_RETENTION);
  });

  it('is said in a difference once for each of the two that changes', () => {
    const changed = diff(inForce(null), inForce({ retention: { bodyDays: 730, localDays: 30 } }));
    expect(changed.cells).toEqual([]);
    expect(changed.general).toEqual([{ of: 'limit', name: 'bodyDays', before: 2192, after: 730 }]);
  });
});
