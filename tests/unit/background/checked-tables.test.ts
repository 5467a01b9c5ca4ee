/** Guards decide by a table: what it would get wrong of a force's rules is not in force. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compileTable } from '../../../core/policy/table.ts';
import {
  EMPTY_AGAIN_MS,
  MANAGED_TIMEOUT_MS,
} from '../../../entrypoints/background/policy-source.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { expectBaselineHolds, forever, ruleIds, source } from './policy-in-hand.ts';

const FORCE_RULE = 'testforce-victim-context-inform';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a force’s rules that are compiled wrongly', () => {
  /** As compiled, but that one place lets through what the rules hold. */
  const wrongly: typeof compileTable = (packs) => {
    const table = compileTable(packs);
    if (packs.length > 1) table.outcomes[table.outcomes.findIndex((each) => each > 0)] = 0;
    return table;
  };

  it('are not in force, the baseline holds, and IT is told at which place', async () => {
    const { policy, seen } = source(async () => testForce, undefined, wrongly);
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(EMPTY_AGAIN_MS);
    await ready;
    expect(policy.state.origin).toBe('baseline-rejected');
    expect(policy.state.errors).toEqual([
      { field: 'rules', reason: expect.stringMatching(/^are compiled wrongly at cell \d+/) },
    ]);
    expect(seen.refusals).toEqual([policy.state.errors]);
    expect(ruleIds(policy)).not.toContain(FORCE_RULE);
    expectBaselineHolds(policy);
    expect(policy.state.policy.identity.id).toBe(testForce.identity.id);
    expect(seen.copy).toBeUndefined();
  });

  it('are not in force either where a copy of them was kept', async () => {
    const { policy } = source(forever, testForce, wrongly);
    const ready = policy.ready();
    await vi.advanceTimersByTimeAsync(MANAGED_TIMEOUT_MS);
    await ready;
    expect(policy.state.origin).toBe('baseline-rejected');
    expectBaselineHolds(policy);
  });
});
