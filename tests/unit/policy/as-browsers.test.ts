/** What browsers refuse of a force's settings, `check` refuses beforehand, and says where. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readManagedSettings } from '../../../core/policy/assemble.ts';
import { lint } from '../../../core/policy/lint.ts';
import { lintRefusal } from '../../../core/policy/lint-refused.ts';
import type { Rule } from '../../../core/policy/model.ts';
import { readPolicyText } from '../../../core/policy/policy-file.ts';
import { PERMITTED } from '../../../core/policy/sites.ts';
import { textHash } from '../../../core/text-hash.ts';
import { baseline } from '../../../platform/baseline.ts';
import { promptWording } from '../../../platform/wording.ts';
import { anyRule } from './any-policy.ts';
import { fileOf, problemsIn, RULE, TODAY } from './policy-files.ts';

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

const shipped = { baseline, wording: promptWording, today: TODAY };

function said(value: unknown, permitted = PERMITTED): readonly string[] {
  return lint(fileOf(value), { ...shipped, permitted }).map(
    ({ severity, field, code }) => `${severity} ${field} ${code}`,
  );
}

const errorsIn = (value: unknown, permitted = PERMITTED): readonly string[] =>
  said(value, permitted).filter((line) => line.startsWith('error'));

/** Stricter than the baseline, by a reason that it does not take there. */
const looser: Rule = {
  ...RULE,
  id: 'looser',
  when: { kind: ['pnc-check'], role: ['victim'] },
  outcome: 'approve',
  reasons: ['RR-10'],
  authoriser: 'sergeant',
  wording: 'pnc-check',
};
const unit = (name: string, ...rules: readonly object[]) => ({ unit: name, rules });
const ring = (...rules: readonly object[]) => ({ id: 'r', percent: 10, rules });

describe('the rules of a unit and of a ring', () => {
  it.each<[string, object, string]>([
    ['a reason that nobody knows', { reasons: ['RR-98'] }, 'reasons[0] unknown-reason'],
    ['a wording that nobody wrote', { wording: 'none' }, 'wording unknown-wording'],
    ['an approval by nobody', { authoriser: undefined }, 'authoriser nobody-may-authorise'],
    ['a trial without an end', { mode: 'observe' }, 'mode trial-without-end'],
    ['a reason that the baseline bars', {}, 'reasons[0] reason-not-national'],
    ['the id of a national rule', { id: 'victim-pnc-check-justify' }, 'id rule-id-twice'],
  ])('are judged as those of the force: %s', (_, change, expected) => {
    const rule = { ...looser, ...change };
    const value = { rules: [RULE], units: [unit('CID', rule)], rollout: ring(rule) };
    expect(said(value)).toContain(`error units[0].rules[0].${expected}`);
    expect(said(value)).toContain(`error rollout.rules[0].${expected}`);
  });

  it('are warned of where they come to nothing', () => {
    const idle = { ...RULE, id: 'idle', outcome: 'observe', sources: [] };
    const covered = { ...RULE, id: 'covered' };
    expect(said({ rules: [RULE], units: [unit('CID', idle)], rollout: ring(covered) })).toEqual([
      'warning units[0].rules[0] changes-nothing',
      'warning units[0].rules[0].sources no-source',
      'warning rollout.rules[0] unreachable-rule',
    ]);
  });

  it('may have no id of another rule, but units may share one, word for word', () => {
    const block = { ...RULE, id: 'block', outcome: 'block' };
    const other = { ...block, outcome: 'approve', reasons: ['RR-01'], authoriser: 'inspector' };
    expect(errorsIn({ units: [unit('A', block), unit('B', block)] })).toEqual([]);
    const twice = (index: number) => [`error units[${index}].rules[0].id rule-id-twice`];
    expect(errorsIn({ units: [unit('A', block), unit('B', other)] })).toEqual(twice(1));
    expect(errorsIn({ units: [unit('A', block), unit(' a', block)] })).toEqual(twice(1));
    expect(errorsIn({ rules: [block], units: [unit('A', block)] })).toEqual(twice(0));
    expect(errorsIn({ rollout: ring(block), units: [unit('A', block)] })).toEqual(twice(0));
  });

  it('are refused where trials end on too many days only together with those of the force', () => {
    const ending = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...RULE,
        id: `trial-${from + index}`,
        mode: 'observe',
        until: `2026-12-${from + index}`,
      }));
    const value = { rules: ending(10, 12), units: [unit('A', ...ending(23, 1))] };
    expect(readManagedSettings(value, baseline).ok).toBe(false);
    expect(errorsIn(value)).toEqual(['error units[0].rules[0].until too-many-trial-ends']);
  });
});

describe('what is no rule', () => {
  const seed = '1'.repeat(64);

  it.each<[string, object, readonly string[]]>([
    [
      'names of settings that the file does not set',
      { contains: ['language', 'sites'], language: 'cy' },
      ['error contains[1] contains-unfit'],
    ],
    [
      'settings that are not among the names',
      { contains: ['language'], language: 'cy', repeatMinutes: 5 },
      ['error repeatMinutes contains-unfit'],
    ],
    [
      'a seed of another hash',
      { sampleSeeds: [{ month: '2026-12', hash: '0'.repeat(64), seed }] },
      ['error sampleSeeds[0].seed seed-of-another-hash'],
    ],
    ['a seed of its hash', { sampleSeeds: [{ month: '2026-12', hash: textHash(seed), seed }] }, []],
    [
      'wrong matches that are looked at less',
      {
        sampling: {
          ...{ heededPercent: 5, passedPercent: 2, wrongMatchPercent: 10, secondPercent: 20 },
        },
      },
      ['error sampling.wrongMatchPercent wrong-match-less'],
    ],
  ])('is refused as browsers refuse it: %s', (_, value, expected) => {
    expect(errorsIn(value)).toEqual(expected);
    expect(readManagedSettings(value, baseline).ok).toBe(expected.length === 0);
  });

  it.each<[string, object]>([
    ['rules[0].until', { rules: [{ ...RULE, mode: 'observe', until: '2027-02-31' }] }],
    ['pilots[0].from', { pilots: [{ rule: 'x', from: '2027-02-29', until: '2027-03-01' }] }],
    ['pilots[0].until', { pilots: [{ rule: 'x', from: '2027-01-01', until: '2027-04-31' }] }],
    ['holidays[0]', { holidays: ['2026-11-31'] }],
    ['deciding[0].from', { deciding: [{ from: '2026-06-31', people: 2 }] }],
  ])('is no policy where a day is none of the calendar: %s', (field, value) => {
    const [problem, ...more] = problemsIn(JSON.stringify(value));
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ field, code: 'not-a-policy' });
    expect(problem?.what).toContain('no calendar has');
    expect(problem?.instead).toMatch(/^write a date such as/);
    expect(readManagedSettings(value, baseline).ok).toBe(false);
  });

  it('is a day of the calendar on the 29th of February of a leap year alone', () => {
    expect(problemsIn(JSON.stringify({ holidays: ['2028-02-29', '2026-12-31'] }))).toEqual([]);
    expect(problemsIn(JSON.stringify({ holidays: ['2027-02-29', '2026-13-01'] }))).toHaveLength(2);
  });
});

describe('hosts', () => {
  const profile = (host: string) => ({
    ...{ id: 'p', name: 'P', version: '1', hosts: [host], paths: ['/*'] },
    controls: [{ selector: '#a', treat: 'pnc-check' }],
  });

  it('of the build that is meant are permitted, and no others', () => {
    const value = { sites: ['rms.force.local'], profiles: [profile('rms.force.local')] };
    expect(errorsIn(value)).toHaveLength(2);
    expect(errorsIn(value, [...PERMITTED, 'rms.force.local'])).toEqual([]);
    expect(errorsIn(value, [...PERMITTED, 'rms.other.local'])).toHaveLength(2);
  });

  it('of a profile are too wide where they are those of every force', () => {
    expect(said({ profiles: [profile('*.police.uk')] })).toEqual([
      'warning profiles[0].hosts[0] host-too-wide',
    ]);
    expect(said({ profiles: [profile('*.rms.testforce.police.uk')] })).toEqual([]);
  });
});

describe('whatever the settings', () => {
  /** Mostly what is in order, so that one fault at a time is met. */
  const rarely = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: other });
  const day = rarely(
    fc.constantFrom('2026-12-01', '2026-12-31', '2027-02-28'),
    fc.constant('2027-02-31'),
  );
  const rule = fc
    .tuple(
      anyRule,
      fc.uuid(),
      fc.boolean(),
      rarely(fc.constant('pnc-check'), fc.constant('none')),
      rarely(fc.constant({}), fc.record({ mode: fc.constant('observe'), until: day })),
    )
    .map(([own, id, isBlock, wording, trial]) => ({
      ...{ ...own, id, wording, ...trial },
      ...(isBlock ? { outcome: 'block', reasons: [] } : {}),
    }));
  const rules = fc.array(rule, { maxLength: 2 });
  const settings = fc.record(
    {
      rules,
      units: fc.array(fc.record({ unit: fc.constantFrom('A', 'a ', 'B'), rules }), {
        maxLength: 2,
      }),
      rollout: fc.record({ id: fc.constant('r'), percent: fc.constant(10), rules }),
      suspended: fc.boolean(),
      pilots: fc.array(
        fc.record({
          rule: rarely(fc.constant('victim-pnc-check-justify'), fc.constant('none')),
          from: rarely(fc.constant('2026-12-01'), day),
          until: day,
        }),
        { maxLength: 1 },
      ),
      contains: rarely(fc.constant(undefined), fc.subarray(['rules', 'units', 'sites'])),
      sites: fc.array(rarely(fc.constant('rms.a.police.uk'), fc.constant('rms.force.local')), {
        maxLength: 2,
      }),
      holidays: fc.array(day, { maxLength: 2 }),
      sampling: fc.record({
        heededPercent: fc.constant(5),
        passedPercent: fc.constant(2),
        wrongMatchPercent: fc.constant(30),
        secondPercent: rarely(fc.constant(0), fc.constant(40)),
      }),
    },
    { requiredKeys: [] },
  );

  it('what check takes without an error browsers take, and the other way round', () => {
    let taken = 0;
    fc.assert(
      fc.property(settings, (value) => {
        const reading = readPolicyText(JSON.stringify(value));
        const problems = reading.ok ? lint(reading.file, shipped) : reading.problems;
        const errors = problems.filter(({ severity }) => severity === 'error');
        const browser = readManagedSettings(JSON.parse(JSON.stringify(value)), baseline);
        if (errors.length === 0) {
          taken++;
          expect(browser.ok).toBe(true);
        }
        // Two rules of one id decide all the same: that is for whoever reads the ledger.
        if (errors.some(({ code }) => code !== 'rule-id-twice')) expect(browser.ok).toBe(false);
        // Each fault is known by a name of its own, with its place and what to write instead.
        expect(errors.filter(({ code }) => code === 'refused')).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  it('a fault that only the browser knows is told in its words, where it stands', () => {
    const value = { units: [unit('A', RULE)], sites: ['rms.a.police.uk', 'rms.b.police.uk'] };
    const refusal = (permitted: readonly string[], known = baseline) =>
      lintRefusal(fileOf(value), value, known, permitted).map(({ path, code }) => [path, code]);
    expect(refusal(PERMITTED)).toEqual([]);
    expect(refusal(['*.b.police.uk'])).toEqual([[['sites', 0], 'refused']]);
    expect(refusal(PERMITTED, { ...baseline, wordingKeys: [] })).toEqual([
      [['units', 0, 'rules', 0, 'wording'], 'refused'],
    ]);
  });
});
