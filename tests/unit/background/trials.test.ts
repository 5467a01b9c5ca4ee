/** A rule that a force tries before it enforces it: the trial ends by itself. */
import { describe, expect, it } from 'vitest';
import { outcomeAt } from '../../../core/policy/table.ts';
import { PolicySource } from '../../../entrypoints/background/policy-source.ts';
import { baseline } from '../../../platform/baseline.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { unrehearsed, unsigned } from './unsigned.ts';

const VICTIM = {
  kind: 'immigration-context',
  role: 'victim',
  group: 'DA',
  dual: false,
  trust: 'generic',
  granted: false,
} as const;

const [rule] = testForce.rules;

async function managed(change: object) {
  const seen = { now: Date.parse('2026-12-31T23:59:59Z'), told: 0 };
  const settings = { ...testForce, rules: [{ ...rule, outcome: 'warn', ...change }] };
  const policy = new PolicySource({
    baseline,
    seed: async () => 'c0ffee',
    hash: (text) => `hash of ${text.length}`,
    now: () => seen.now,
    managed: async () => settings,
    signature: unsigned(),
    pilots: unrehearsed(),
    lastGood: { load: async () => undefined, save: async () => {}, clear: async () => {} },
    onChange: () => {
      seen.told += 1;
    },
    onRejected: () => undefined,
    report: () => undefined,
  });
  await policy.ready();
  return { policy, seen };
}

describe('a rule on trial', () => {
  it('only records until its last day has passed, and then holds without new settings', async () => {
    const { policy, seen } = await managed({ mode: 'observe', until: '2026-12-31' });
    expect(outcomeAt(policy.state.table, VICTIM)).toBe('observe');
    expect(policy.state.policy.trials.map(({ outcome }) => outcome)).toEqual(['warn']);
    const { told } = seen;
    seen.now += 1_000;
    expect(outcomeAt(policy.state.table, VICTIM)).toBe('warn');
    expect(policy.state.policy).toMatchObject({ trials: [], identity: { id: 'TF-4312' } });
    expect(policy.state.origin).toBe('managed');
    expect(seen.told).toBe(told + 1);
  });

  it('tells guards of a new day only where something else counts', async () => {
    const { policy, seen } = await managed({ mode: 'observe', until: '2027-01-31' });
    const { told } = seen;
    seen.now += 1_000;
    expect(outcomeAt(policy.state.table, VICTIM)).toBe('observe');
    expect(seen.told).toBe(told);
  });

  it('is another policy than the same rule enforced, so that entries name which counted', async () => {
    const { policy, seen } = await managed({ mode: 'observe', until: '2026-12-31' });
    const { hash } = policy.state.policy;
    seen.now += 1_000;
    expect(policy.state.policy.hash).not.toBe(hash);
  });

  it.each([
    ['without an end', { mode: 'observe' }, 'rules[0].mode'],
    ['of a kind that does not exist', { mode: 'ignore', until: '2027-01-31' }, 'rules[0].mode'],
    ['until a day that does not exist', { mode: 'observe', until: '2026-13-31' }, 'rules[0].until'],
  ])('is refused %s, and the baseline holds', async (_, change, field) => {
    const { policy } = await managed(change);
    expect(policy.state.errors.map((error) => error.field)).toEqual([field]);
    expect(policy.state.origin).toBe('baseline-rejected');
  });
});
