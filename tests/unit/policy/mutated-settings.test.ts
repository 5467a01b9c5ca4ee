/** Settings as they come wrong: whatever is in them, the baseline is the least that holds. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { assemblePolicy, readManagedSettings } from '../../../core/policy/assemble.ts';
import { looserCells, looserLimits } from '../../../core/policy/demand.ts';
import { NATIONAL_LIMITS } from '../../../core/policy/model.ts';
import { isGuardedHost } from '../../../core/policy/sites.ts';
import { compileTable } from '../../../core/policy/table.ts';
import { onDay } from '../../../core/policy/trial.ts';
import { OUTCOMES, RANKS, ROLES, SIGNAL_KINDS } from '../../../core/vocabulary.ts';
import { baseline, reasonCodes } from '../../../platform/baseline.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import nationalPack from '../../../policies/national/baseline.json' with { type: 'json' };

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

function own(whose: string, rules: typeof nationalPack.rules) {
  return rules.map((rule) => ({ ...rule, id: `${whose}-${rule.id}` }));
}

/** A force that has every national rule as its own, and some for a unit and a ring, so that each mutation meets something. */
const FORCE = {
  ...testForce,
  reasonWithinHours: 12,
  repeatMinutes: 30,
  rules: own('own', nationalPack.rules),
  units: [{ unit: testForce.identity.unit, rules: own('unit', nationalPack.rules.slice(0, 3)) }],
  rollout: { id: 'first', percent: 100, rules: own('ring', nationalPack.rules.slice(-3)) },
};

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    pathsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

const PATHS = pathsIn(FORCE);

/** Words that mean something somewhere, and what means nothing anywhere. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...OUTCOMES,
    ...ROLES,
    ...SIGNAL_KINDS,
    ...RANKS,
    ...reasonCodes.map(({ code }) => code),
    'pnc-check',
    '*.police.uk',
    '2026-12-31',
    'observe',
    'rehearse',
    true,
    false,
    null,
    0,
    24,
    25,
    60,
    61,
    -1,
    1e9,
    Number.NaN,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

const anyMutation = fc.record({
  path: fc.constantFrom(...PATHS),
  how: fc.constantFrom('as elsewhere', 'as elsewhere', 'replace', 'remove', 'put beside', 'wrap'),
  value: anyValue,
  other: fc.nat(),
  name: fc.constantFrom('mode', 'until', 'outcome', 'when', 'dual', 'granted', 'authoriser', 'x'),
});

interface Mutation {
  readonly path: Path;
  readonly how: string;
  readonly value: unknown;
  readonly other: number;
  readonly name: string;
}

function at(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, key) => (isObject(node) ? Reflect.get(node, key) : undefined),
    whole,
  );
}

/** What another field of the same name holds: likely to fit, and to say something else. */
function elsewhere(path: Path, other: number): unknown {
  const nameOf = (each: Path) => each.filter((key) => typeof key === 'string').join('.');
  const same = PATHS.filter((each) => nameOf(each) === nameOf(path));
  return structuredClone(at(FORCE, same[other % same.length] ?? path));
}

function mutated(whole: unknown, { path, how, value, other, name }: Mutation): unknown {
  const copy: unknown = structuredClone(whole);
  const last = path.at(-1) ?? '';
  const parent = at(copy, path.slice(0, -1));
  // An earlier mutation may have taken the place away.
  if (!isObject(parent)) return copy;
  if (how === 'as elsewhere') Reflect.set(parent, last, elsewhere(path, other));
  else if (how === 'replace') Reflect.set(parent, last, value);
  else if (how === 'wrap') Reflect.set(parent, last, [Reflect.get(parent, last)]);
  else if (how === 'put beside') {
    if (Array.isArray(parent)) parent.push(value);
    else Reflect.set(parent, name, value);
  } else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else Reflect.deleteProperty(parent, last);
  return copy;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const national = compileTable([baseline.pack]);

describe('mutated settings', () => {
  it('are refused with field and reason, or are nowhere looser than the baseline', () => {
    const tally = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(fc.array(anyMutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const settings = mutations.reduce(mutated, FORCE);
        const reading = readManagedSettings(settings, baseline);
        if (!reading.ok) {
          tally.refused += 1;
          expect(reading.errors.length).toBeGreaterThan(0);
          for (const { field, reason } of reading.errors) {
            expect(field).not.toBe('');
            expect(reason).not.toBe('');
          }
          return;
        }
        tally.taken += 1;
        for (const day of ['2026-12-31', '2027-01-01']) {
          const inRing = () => 0;
          const policy = assemblePolicy(baseline, reading.settings, () => '', onDay(day), inRing);
          expect(looserCells(national, compileTable(policy.packs))).toEqual([]);
          expect(looserLimits(NATIONAL_LIMITS, policy.limits)).toEqual([]);
          expect(isGuardedHost(policy.sites, 'rms.anyforce.police.uk')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
    // Neither all of one kind nor all of the other, or nothing was tried.
    expect(tally.taken).toBeGreaterThan(40);
    expect(tally.refused).toBeGreaterThan(40);
  });
});
