import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  EMPTY_AGAIN_MS,
  MANAGED_TIMEOUT_MS,
} from '../../../entrypoints/background/policy-source.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { expectBaselineHolds, forever, ruleIds, source } from './policy-in-hand.ts';

const OTHER_OFFICER = { ...testForce, identity: { id: 'TF-9001', unit: 'PPU', reviewer: true } };
const INVALID = { ...testForce, policyVersion: 7 };

const FORCE_RULE = 'testforce-victim-context-inform';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('before managed storage has answered', () => {
  it('holds victims’ records by the national baseline from the first moment', () => {
    const { policy } = source(forever);
    expect(policy.state.origin).toBe('baseline-not-loaded');
    expectBaselineHolds(policy);
  });

  it('waits no longer than the limit, says that there was no answer, and keeps the baseline', async () => {
    const { policy } = source(forever);
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(MANAGED_TIMEOUT_MS);
    await ready;
    expect(policy.state).toMatchObject({
      origin: 'baseline-not-loaded',
      errors: [{ field: '(managed storage)', reason: 'has not answered' }],
    });
    expectBaselineHolds(policy);
  });

  it('holds by the last good copy where managed storage hangs', async () => {
    const { policy } = source(forever, testForce);
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(MANAGED_TIMEOUT_MS);
    await ready;
    expect(policy.state.origin).toBe('last-good');
    expect(ruleIds(policy)).toContain(FORCE_RULE);
    expectBaselineHolds(policy);
  });

  it('gives nobody the right to review by a copy alone', async () => {
    const { policy } = source(forever, OTHER_OFFICER);
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(MANAGED_TIMEOUT_MS);
    await ready;
    expect(policy.state.policy.identity).toEqual({ id: 'TF-9001', unit: 'PPU', reviewer: false });
  });

  it('takes an answer that comes after the limit', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { policy, seen } = source(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(MANAGED_TIMEOUT_MS);
    await ready;
    answer(testForce);
    await vi.advanceTimersByTimeAsync(0);
    expect(policy.state).toMatchObject({ origin: 'managed', errors: [] });
    expect(seen.changes).toHaveLength(1);
  });

  it('does not go by a copy that somebody spoilt', async () => {
    const { policy } = source(forever, { rules: 'none' });
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(MANAGED_TIMEOUT_MS);
    await ready;
    expect(policy.state.origin).toBe('baseline-not-loaded');
    expectBaselineHolds(policy);
  });
});

describe('managed settings that hold', () => {
  it('are in force on top of the baseline and kept as the last good copy', async () => {
    const { policy, seen } = source(async () => testForce);
    await policy.ready();
    expect(policy.state).toMatchObject({ origin: 'managed', errors: [] });
    expect(policy.state.policy.identity.id).toBe('TF-4312');
    expect(ruleIds(policy)).toContain(FORCE_RULE);
    expect(seen.copy).toEqual(testForce);
    expectBaselineHolds(policy);
  });

  it('are not announced again when the background only slept', async () => {
    const { policy, seen } = source(async () => OTHER_OFFICER, OTHER_OFFICER);
    await policy.ready();
    expect(seen.changes).toEqual([]);
    expect(policy.state.policy.identity.reviewer).toBe(true);
  });

  it('are announced when they changed while the background slept', async () => {
    const { policy, seen } = source(async () => OTHER_OFFICER, testForce);
    await policy.ready();
    expect(seen.changes).toHaveLength(1);
  });

  it('are announced when they change later', async () => {
    const { policy, seen } = source(async () => testForce, testForce);
    await policy.ready();
    seen.managed = async () => ({ ...testForce, policyVersion: 'TF 2026.2' });
    await policy.changed();
    expect(policy.state.policy.version).toBe('2026.11.2+TF 2026.2');
    expect(seen.changes).toHaveLength(1);
  });

  it('are not undone by an older answer that comes late', async () => {
    let answerOld: (value: unknown) => void = () => undefined;
    const { policy, seen } = source(
      () =>
        new Promise((resolve) => {
          answerOld = resolve;
        }),
    );
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(0);
    seen.managed = async () => OTHER_OFFICER;
    const changed = policy.changed();
    await vi.advanceTimersByTimeAsync(MANAGED_TIMEOUT_MS);
    await changed;
    await ready;
    answerOld(testForce);
    await vi.advanceTimersByTimeAsync(0);
    expect(policy.state.policy.identity.id).toBe('TF-9001');
  });
});

describe('no managed settings', () => {
  it('leaves the baseline in force and says that nothing is configured', async () => {
    const { policy } = source(async () => ({}));
    await policy.ready();
    expect(policy.state).toMatchObject({ origin: 'baseline-none-configured', errors: [] });
    expectBaselineHolds(policy);
  });

  it('is what Firefox means when there is no managed manifest', async () => {
    const { policy } = source(() =>
      Promise.reject(new Error('Managed storage manifest not found')),
    );
    await policy.ready();
    expect(policy.state.origin).toBe('baseline-none-configured');
  });

  it('is not believed at once where a last good copy says otherwise', async () => {
    const { policy } = source(async () => ({}), testForce);
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(EMPTY_AGAIN_MS - 1);
    expect(policy.state.origin).toBe('last-good');
    expect(ruleIds(policy)).toContain(FORCE_RULE);
    expect(policy.state.policy.identity.id).toBe('');
    await vi.advanceTimersByTimeAsync(1);
    await ready;
    expect(policy.state.origin).toBe('baseline-none-configured');
  });

  it('is a policy that was late where the second answer holds one', async () => {
    const { policy, seen } = source(async () => ({}), testForce);
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(1);
    seen.managed = async () => testForce;
    await vi.advanceTimersByTimeAsync(EMPTY_AGAIN_MS);
    await ready;
    expect(policy.state.origin).toBe('managed');
  });

  it('takes the copy and the identity with it when IT removes the policy', async () => {
    const { policy, seen } = source(async () => testForce);
    await policy.ready();
    seen.managed = async () => ({});
    await policy.changed();
    expect(policy.state.origin).toBe('baseline-none-configured');
    expect(policy.state.policy.identity).toEqual({ id: '', unit: '', reviewer: false });
    expect(seen.copy).toBeUndefined();
    expectBaselineHolds(policy);
  });
});

describe('managed settings that are refused', () => {
  it('leave the baseline in force and name the field', async () => {
    const { policy, seen } = source(async () => INVALID);
    await policy.ready();
    expect(policy.state.origin).toBe('baseline-rejected');
    expect(policy.state.errors.map(({ field }) => field)).toEqual(['policyVersion']);
    expect(seen.refusals).toHaveLength(1);
    expectBaselineHolds(policy);
  });

  it('leave the last good copy in force where there is one', async () => {
    const { policy, seen } = source(async () => INVALID, testForce);
    await policy.ready();
    expect(policy.state.origin).toBe('last-good');
    expect(policy.state.errors).not.toEqual([]);
    expect(ruleIds(policy)).toContain(FORCE_RULE);
    expect(seen.copy).toEqual(testForce);
  });

  it('still say who is signed in now, and not who was before', async () => {
    const { policy } = source(async () => ({ ...OTHER_OFFICER, policyVersion: 7 }), testForce);
    await policy.ready();
    expect(policy.state.policy.identity.id).toBe('TF-9001');
  });

  it.each([[{ identity: { id: 'John Smith' } }], [{ policyVersion: 7 }], ['text']])(
    'name nobody where they do not say who is signed in: %j',
    async (managed) => {
      const { policy } = source(async () => managed, testForce);
      await policy.ready();
      expect(policy.state.policy.identity.id).toBe('');
    },
  );
});

describe('managed storage that cannot be read', () => {
  it('leaves the last good copy in force and says so', async () => {
    const { policy } = source(() => Promise.reject(new Error('io')), testForce);
    await policy.ready();
    expect(policy.state).toMatchObject({
      origin: 'last-good',
      errors: [{ field: '(managed storage)', reason: 'could not be read' }],
    });
  });

  it('leaves what is in force when it fails later', async () => {
    const { policy, seen } = source(async () => testForce);
    await policy.ready();
    seen.managed = () => Promise.reject(new Error('io'));
    await policy.changed();
    expect(policy.state.origin).toBe('managed');
    expect(ruleIds(policy)).toContain(FORCE_RULE);
  });
});
