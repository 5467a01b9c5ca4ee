/** Whatever bytes a file has: a place and an advice, or a policy that every command can take. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { diff } from '../../../core/policy/diff.ts';
import { diffSentences } from '../../../core/policy/diff-words.ts';
import { explain } from '../../../core/policy/explain.ts';
import { lint } from '../../../core/policy/lint.ts';
import { inForceWith, type Problem } from '../../../core/policy/policy-file.ts';
import { prove } from '../../../core/policy/proof.ts';
import { EVERYTHING } from '../../../core/policy/regions.ts';
import { NEVER } from '../../../core/policy/trial.ts';
import { baseline } from '../../../platform/baseline.ts';
import { readPolicyBytes } from '../../../platform/policy-bytes.ts';
import { PROJECT } from '../../../tools/build.ts';
import { shipped } from '../../../tools/policy/shipped.ts';
import { speechIn } from '../../../tools/policy/speech.ts';

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

const GOOD = ['policies/forces/test-force.json', 'policies/national/baseline.json'].map((file) =>
  readFileSync(path.join(PROJECT, file)),
);

/** Words that a policy might hold, put where they do not belong. */
const anyPut = fc.oneof(
  fc.constantFrom(
    '"block"',
    '"victim"',
    '[]',
    '{}',
    'null',
    '1',
    '"RR-99"',
    '"mode":"observe",',
    ',',
  ),
  fc.string({ maxLength: 4 }),
);

const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.tuple(fc.constantFrom(...GOOD), fc.nat(), fc.nat(30), anyPut).map(([file, at, drop, put]) => {
    const from = at % file.length;
    return Buffer.concat([file.subarray(0, from), Buffer.from(put), file.subarray(from + drop)]);
  }),
  // One word for another, so that it may still be a policy.
  fc.tuple(fc.constantFrom(...GOOD), fc.nat(), fc.nat()).map(([file, one, other]) => {
    const text = file.toString();
    const words = text.match(/"[a-zA-Z0-9-]+"(?!:)/g) ?? [];
    return Buffer.from(
      text.replace(words[one % words.length] ?? '', words[other % words.length] ?? ''),
    );
  }),
  fc.uint8Array({ maxLength: 40 }),
);

function expectUsable(problem: Problem, lines: number): void {
  expect(problem.line).toBeGreaterThanOrEqual(1);
  expect(problem.line).toBeLessThanOrEqual(lines);
  expect(problem.column).toBeGreaterThanOrEqual(1);
  for (const text of [problem.field, problem.what, problem.instead]) expect(text).toMatch(/\S/);
}

describe('any bytes', () => {
  it('are told of with a place and an advice, or can be explained, proved and compared', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const lines = Buffer.from(bytes).toString().split('\n').length;
        const reading = readPolicyBytes(bytes);
        if (!reading.ok) {
          expect(reading.problems.length).toBeGreaterThan(0);
          for (const problem of reading.problems) expectUsable(problem, lines);
          return;
        }
        taken += 1;
        for (const problem of lint(reading.file, shipped)) expectUsable(problem, lines);
        const policy = inForceWith(reading.file, baseline, NEVER);
        expect(explain(policy, EVERYTHING, false)).not.toEqual([]);
        const national = inForceWith(
          { ...reading.file, settings: null, pack: null },
          baseline,
          NEVER,
        );
        expect(diffSentences(diff(national, policy), speechIn('cy'))).not.toEqual([]);
        const { holds, counterexample, looserLimits } = prove(reading.file, baseline);
        expect(holds).toBe(counterexample === null && looserLimits.length === 0);
      }),
      { numRuns: 120 },
    );
    expect(taken).toBeGreaterThan(5);
  });
});
