/**
 * Whatever stands in managed settings, and however late they come: victims' records are held by the
 * national baseline at least, and what was refused says where and why.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { looserCells } from '../../../core/policy/demand.ts';
import { NATIONAL_LIMITS } from '../../../core/policy/model.ts';
import { compileTable } from '../../../core/policy/table.ts';
import { OUTCOMES, ROLES, SIGNAL_KINDS } from '../../../core/vocabulary.ts';
import type { PolicySource } from '../../../entrypoints/background/policy-source.ts';
import { baseline } from '../../../platform/baseline.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import sampleProfile from '../../../policies/sites/sample-coded-card.json' with { type: 'json' };
import { source as inHand } from './policy-in-hand.ts';

const [rule] = testForce.rules;
const RICH = {
  ...testForce,
  reasonWithinHours: 12,
  repeatMinutes: 30,
  profiles: [sampleProfile],
  units: [{ unit: testForce.identity.unit, rules: [{ ...rule, id: 'unit-rule' }] }],
  rollout: { id: 'first', percent: 100, rules: [{ ...rule, id: 'ring-rule' }] },
};
const ALONE = compileTable([baseline.pack]);

const source = (...given: Parameters<typeof inHand>): PolicySource => inHand(...given).policy;

/** Cells in which less is asked than the baseline asks, and limits that are longer. */
function looserThanBaseline({ state }: PolicySource): readonly unknown[] {
  const { limits, packs } = state.policy;
  const cells = looserCells(ALONE, state.table);
  const late = limits.reasonWithinHours > NATIONAL_LIMITS.reasonWithinHours ? [limits] : [];
  const seldom = limits.repeatMinutes > NATIONAL_LIMITS.repeatMinutes ? [limits] : [];
  const lost = packs[0]?.id === baseline.pack.id ? [] : [packs];
  return [...cells, ...late, ...seldom, ...lost];
}

type Json = unknown;
type Step = string | number;

function paths(value: Json, at: readonly Step[] = []): readonly (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Array.isArray(value)
    ? value.flatMap((each, index) => paths(each, [...at, index]))
    : Object.entries(value).flatMap(([key, each]) => paths(each, [...at, key]));
  return [at, ...inner];
}

function changed(value: Json, path: readonly Step[], change: (old: Json) => Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((each, index) => (index === step ? changed(each, rest, change) : each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === step ? changed(each, rest, change) : each,
    ]),
  );
}

const nested = (depth: number): Json => {
  let value: Json = 'deep';
  for (let level = 0; level < depth; level++) value = [value];
  return value;
};

const hostile = fc.oneof(
  fc.json({ maxDepth: 3 }).map((text): Json => JSON.parse(text)),
  fc.constantFrom<Json[]>(null, '', -1, 1e9, true, [], {}, 'x'.repeat(100_000), nested(500)),
  fc.constantFrom<Json[]>('*', '*.uk', '*.police.uk', 'evil.example', '(a+)+$', '..', '\u0000'),
  fc.constantFrom<Json[]>(...OUTCOMES, ...ROLES, ...SIGNAL_KINDS),
  fc.constant<Json>(JSON.parse('{"__proto__": {"outcome": "allow"}, "constructor": 1}')),
);

const all = paths(RICH);
const mutation = fc.record({
  path: fc.constantFrom(...all),
  value: hostile,
  how: fc.constantFrom('replace', 'add', 'empty'),
});

function mutated(mutations: readonly { path: readonly Step[]; value: Json; how: string }[]): Json {
  return mutations.reduce<Json>(
    (settings, { path, value, how }) =>
      changed(settings, path, (old) => {
        if (how === 'replace') return value;
        if (how === 'empty') return Array.isArray(old) ? [] : typeof old === 'object' ? {} : '';
        if (Array.isArray(old)) return [...old, value];
        return typeof old === 'object' ? { ...old, extra: value } : value;
      }),
    RICH,
  );
}

describe('five hundred policies that somebody or something spoilt', () => {
  it('are never looser than the baseline, and say where they were refused', async () => {
    const seen = { managed: 0, rejected: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        const policy = source(async () => mutated(mutations));
        await policy.ready();
        const { origin, errors } = policy.state;
        expect(looserThanBaseline(policy)).toEqual([]);
        if (origin === 'managed') seen.managed++;
        if (origin !== 'baseline-rejected') return;
        seen.rejected++;
        expect(errors.length).toBeGreaterThan(0);
        for (const { field, reason } of errors) expect([field, reason]).not.toContain('');
      }),
      { numRuns: 500 },
    );
    // Both kinds were among them, or the property would say nothing.
    expect(seen.rejected).toBeGreaterThan(100);
    expect(seen.managed).toBeGreaterThan(3);
  }, 60_000);
});

describe('at every second of the first ninety', () => {
  afterEach(() => vi.useRealTimers());

  const SECOND = 1000;
  const answers: readonly (readonly [string, (at: number) => Promise<unknown>])[] = [
    ...[0, 1, 4, 5, 6, 30, 60].map(
      (late) =>
        [
          `settings come after ${late} s`,
          () => new Promise((resolve) => setTimeout(() => resolve(testForce), late * SECOND)),
        ] as const,
    ),
    ['settings never come', () => new Promise(() => {})],
    ['the browser answers nothing', async () => ({})],
    ['the browser answers what is no policy', async () => ({ rules: 7 })],
    ['the browser fails', () => Promise.reject(new Error('no storage'))],
  ];

  it.each(answers)('the baseline holds where %s', async (_what, managed) => {
    vi.useFakeTimers();
    const policies = [source(() => managed(0)), source(() => managed(0), testForce)];
    for (const policy of policies) void policy.ready();
    const origins = new Set<string>();
    for (let second = 0; second < 90; second++) {
      for (const policy of policies) expect(looserThanBaseline(policy)).toEqual([]);
      origins.add(policies[0]?.state.origin ?? '');
      // The background is killed and starts again at any time: it begins as the first did.
      if (second % 10 === 3) expect(looserThanBaseline(source(() => managed(0)))).toEqual([]);
      await vi.advanceTimersByTimeAsync(SECOND);
    }
    expect(origins.has('baseline-not-loaded') || origins.size === 1).toBe(true);
  });

  it('not loaded yet, none, and rejected are told apart', async () => {
    vi.useFakeTimers();
    const origin = async (managed: () => Promise<unknown>): Promise<string> => {
      const policy = source(managed);
      void policy.ready();
      await vi.advanceTimersByTimeAsync(10 * SECOND);
      return policy.state.origin;
    };
    expect(await origin(() => new Promise(() => {}))).toBe('baseline-not-loaded');
    expect(await origin(async () => ({}))).toBe('baseline-none-configured');
    expect(await origin(async () => ({ rules: 7 }))).toBe('baseline-rejected');
  });
});
