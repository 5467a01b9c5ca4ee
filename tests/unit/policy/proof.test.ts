import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { conditionsOf, unshowable } from '../../../core/policy/counterexample.ts';
import { CELLS, demandOf, loosenings, looserLimits } from '../../../core/policy/demand.ts';
import type { Rule } from '../../../core/policy/model.ts';
import { prove } from '../../../core/policy/proof.ts';
import { ruleApplies } from '../../../core/policy/table.ts';
import { outcomeRank } from '../../../core/vocabulary.ts';
import { baseline } from '../../../platform/baseline.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { anyPack } from './any-policy.ts';
import { fileOf, packOf, RULE } from './policy-files.ts';

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

/** The baseline with one rule made into something else, as one that wants to take its place. */
function baselineWith(id: string, change: (rule: Rule) => Rule | null): unknown {
  const rules = baseline.pack.rules.flatMap((rule) =>
    rule.id === id ? (change(rule) ?? []) : rule,
  );
  return { ...baseline.pack, version: 'changed', rules };
}

/** From the definition: the first of the strictest rules that apply. */
function decider(rules: readonly Rule[], cell: (typeof CELLS)[number]): Rule | undefined {
  const hit = rules.filter(({ when }) => ruleApplies(when, cell));
  const most = Math.max(...hit.map(({ outcome }) => outcomeRank(outcome)));
  return hit.find(({ outcome }) => outcomeRank(outcome) === most);
}

/** From the definition: on trial until its last day has passed, a rule at most records. */
function counting(rule: Rule, past: string | null): Rule {
  const isOver = rule.until === undefined || (past !== null && rule.until <= past);
  const isMild = rule.outcome === 'allow';
  return isOver || isMild ? rule : { ...rule, outcome: 'observe' };
}

describe('a policy that is nowhere looser', () => {
  it.each([
    ['the baseline itself', baseline.pack],
    ['the sample force', testForce],
    ['settings without rules', {}],
    ['shorter times', { reasonWithinHours: 1, repeatMinutes: 0 }],
    ['a rule that lets everything through', packOf([{ ...RULE, when: {}, outcome: 'allow' }])],
    ['a rule that bars everything', packOf([{ ...RULE, when: {}, outcome: 'block' }])],
    ['a unit', packOf([RULE], 'unit')],
  ])('is proved: %s', (_, value) => {
    expect(prove(fileOf(value), baseline)).toMatchObject({
      holds: true,
      counterexample: null,
    });
  });

  it('says how many controls its profiles leave alone, since no table shows that', () => {
    const controls = [
      { selector: '#a', treat: 'ignore', because: 'A vehicle' },
      { selector: '#b', treat: 'pnc-check' },
    ];
    const profile = {
      id: 'p',
      name: 'P',
      version: '1',
      hosts: ['rms.a.police.uk'],
      paths: ['/*'],
      controls,
    };
    expect(prove(fileOf({ profiles: [profile] }), baseline).ignoredControls).toBe(1);
  });
});

describe('a policy with rules on trial', () => {
  const held: Rule = {
    ...RULE,
    when: { kind: ['immigration-lookup'], role: ['victim'], group: ['OTHER'] },
    wording: 'immigration-lookup',
  };
  const block: Rule = {
    ...held,
    id: 'block',
    outcome: 'block',
    mode: 'observe',
    until: '2026-12-31',
  };

  it('is proved for the time before and after each end', () => {
    const other: Rule = { ...RULE, mode: 'rehearse', until: '2027-01-31' };
    const { holds, ways } = prove(fileOf(packOf([block, other])), baseline);
    const phases = ways[0]?.phases ?? [];
    expect(holds).toBe(true);
    expect(phases.map(({ past }) => past)).toEqual([null, '2026-12-31', '2027-01-31']);
    const at = CELLS.findIndex(
      ({ kind, role }) => kind === 'immigration-lookup' && role === 'victim',
    );
    const levels = phases.map(({ table }) => table.outcomes[at]);
    expect(levels).toEqual([outcomeRank('justify'), outcomeRank('block'), outcomeRank('block')]);
  });

  it('is refuted where the trial of one uncovers what another loosens', () => {
    const barred: Rule = {
      ...held,
      id: 'barred',
      outcome: 'approve',
      authoriser: 'inspector',
      reasons: ['RR-03'],
    };
    const { mode: _, until: __, ...enforced } = block;
    expect(prove(fileOf(packOf([enforced, barred])), baseline).holds).toBe(true);
    const { holds, counterexample } = prove(fileOf(packOf([block, barred])), baseline);
    expect(holds).toBe(false);
    expect(counterexample).toMatchObject({
      past: null,
      ways: [{ by: 'reasons', added: ['RR-03'] }],
    });
  });
});

describe('a policy that is looser', () => {
  it.each<[string, unknown, object, string]>([
    [
      'a baseline without a rule',
      baselineWith('victim-pnc-check-justify', () => null),
      {
        kind: 'pnc-check',
        role: 'victim',
        group: 'OTHER',
        dual: false,
        trust: 'generic',
        granted: false,
      },
      'outcome',
    ],
    [
      'a baseline that only warns of a person unknown no more',
      baselineWith('unknown-immigration-action-warn', (rule) => ({
        ...rule,
        when: { ...rule.when, role: ['neutral'] },
      })),
      { kind: 'immigration-lookup', role: 'unknown' },
      'outcome',
    ],
    [
      'a baseline that is milder with hate crime alone',
      baselineWith('victim-immigration-lookup-approve', (rule) => ({
        ...rule,
        when: { ...rule.when, group: rule.when.group?.filter((each) => each !== 'HATE') },
      })),
      { kind: 'immigration-lookup', role: 'victim', group: 'HATE', dual: false },
      'outcome',
    ],
    [
      'a baseline that takes another reason',
      baselineWith('victim-immigration-referral-approve', (rule) => ({
        ...rule,
        reasons: [...rule.reasons, 'RR-99'],
      })),
      { kind: 'immigration-referral', role: 'victim', group: 'OTHER' },
      'reasons',
    ],
    [
      'a baseline in which a sergeant may authorise',
      baselineWith('victim-immigration-referral-approve', (rule) => ({
        ...rule,
        authoriser: 'sergeant',
      })),
      { kind: 'immigration-referral', role: 'victim', group: 'OTHER' },
      'authoriser',
    ],
    [
      'a force whose stricter rule takes a reason that the baseline bars',
      packOf([
        {
          ...RULE,
          when: { kind: ['immigration-lookup'], role: ['witness'], group: ['OTHER'], dual: true },
          outcome: 'approve',
          authoriser: 'superintendent',
          reasons: ['RR-03'],
          wording: 'pnc-check',
        },
      ]),
      { kind: 'immigration-lookup', role: 'witness', dual: true },
      'reasons',
    ],
  ])('is refuted by its plainest case: %s', (_, value, cell, by) => {
    const { holds, counterexample } = prove(fileOf(value), baseline);
    expect(holds).toBe(false);
    expect(counterexample?.at).toMatchObject(cell);
    expect(counterexample?.ways.map((way) => way.by)).toEqual([by]);
  });

  it('is refuted exactly where rule by rule some cell is looser, by a case of fewest conditions', () => {
    fc.assert(
      fc.property(fc.oneof(anyPack('national'), anyPack('force')), (pack) => {
        const proof = prove(fileOf(pack), baseline);
        const ends = pack.rules.flatMap(({ until }) => until ?? []);
        const looserBy = [null, ...[...new Set(ends)].sort()].map((past) => {
          const own = pack.rules.map((rule) => counting(rule, past));
          const rules = pack.layer === 'national' ? own : [...baseline.pack.rules, ...own];
          return CELLS.filter((cell) => {
            const [before, after] = [decider(baseline.pack.rules, cell), decider(rules, cell)];
            return loosenings(demandOf(before), demandOf(after)).length > 0;
          });
        });
        expect(proof.ways).toHaveLength(1);
        const phases = proof.ways[0]?.phases ?? [];
        expect(phases.map((phase) => phase.looser.map(({ cell }) => CELLS[cell]))).toEqual(
          looserBy,
        );
        const looser = looserBy.find((cells) => cells.length > 0) ?? [];
        expect(proof.holds).toBe(looser.length === 0);
        const at = proof.counterexample?.at;
        if (!at) return;
        const canBeShown = looser.filter((cell) => unshowable(cell) === null);
        const plain = canBeShown.length > 0 ? canBeShown : looser;
        expect(plain).toContainEqual(at);
        expect(conditionsOf(at)).toBe(Math.min(...plain.map(conditionsOf)));
      }),
      { numRuns: 40 },
    );
  });

  it('is refuted by a time that is longer, whichever of the two', () => {
    const national = { reasonWithinHours: 24, repeatMinutes: 60 };
    expect(looserLimits(national, { reasonWithinHours: 23, repeatMinutes: 60 })).toEqual([]);
    expect(looserLimits(national, { reasonWithinHours: 25, repeatMinutes: 0 })).toEqual([
      'reasonWithinHours',
    ]);
    expect(looserLimits(national, { reasonWithinHours: 1, repeatMinutes: 61 })).toEqual([
      'repeatMinutes',
    ]);
  });

  it('has no form where the case cannot be on a page, and says why', () => {
    const pack = baselineWith('victim-immigration-mention-inform', () => null);
    const { counterexample } = prove(fileOf(pack), baseline);
    expect(counterexample && unshowable(counterexample.at)).toContain('not in a form');
  });
});
