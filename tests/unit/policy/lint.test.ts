import { describe, expect, it } from 'vitest';
import { lint } from '../../../core/policy/lint.ts';
import type { Rule } from '../../../core/policy/model.ts';
import { baseline } from '../../../platform/baseline.ts';
import { promptWording } from '../../../platform/wording.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import nationalPack from '../../../policies/national/baseline.json' with { type: 'json' };
import { fileOf, packOf, RULE, TODAY } from './policy-files.ts';

const shipped = { baseline, wording: promptWording, today: TODAY };

function said(value: unknown, against = shipped): readonly string[] {
  return lint(fileOf(value), against).map(
    ({ severity, field, code }) => `${severity} ${field} ${code}`,
  );
}

const asks: Rule = {
  ...RULE,
  when: { kind: ['immigration-lookup'], role: ['victim'], group: ['OTHER'] },
  outcome: 'approve',
  reasons: ['RR-01'],
  authoriser: 'inspector',
  wording: 'immigration-lookup',
};

describe('a policy that is in order', () => {
  it.each([
    ['the national baseline', nationalPack],
    ['settings without rules', { language: 'cy' }],
    ['settings with a rule', { rules: [RULE] }],
    ['a pack of a unit', packOf([RULE, { ...asks, id: 'unit-asks' }], 'unit')],
    ['a public-facing host, by its whole name', { sites: ['www.testforce.police.uk'] }],
    [
      'the same condition under two outcomes, the stricter one in part',
      packOf([
        RULE,
        { ...RULE, id: 'second', outcome: 'block', when: { ...RULE.when, trust: ['generic'] } },
      ]),
    ],
  ])('passes without a word: %s', (_, value) => {
    expect(said(value)).toEqual([]);
  });

  it('passes for the sample force, whose host needs no naming', () => {
    expect(said(testForce)).toEqual(['warning sites[0] host-covered']);
  });
});

describe('a rule that may not be', () => {
  it.each([
    [
      'a reason that nobody knows',
      { ...asks, reasons: ['RR-1'] },
      'rules[0].reasons[0] unknown-reason',
    ],
    ['a hold without a reason', { ...asks, reasons: [] }, 'rules[0].reasons no-reason-offered'],
    [
      'an approval by nobody',
      { ...asks, authoriser: undefined },
      'rules[0].authoriser nobody-may-authorise',
    ],
    [
      'a wording that nobody wrote',
      { ...RULE, wording: 'my-words' },
      'rules[0].wording unknown-wording',
    ],
    [
      'a reason that the baseline bars',
      { ...asks, reasons: ['RR-01', 'RR-03'] },
      'rules[0].reasons[1] reason-not-national',
    ],
    [
      'the id of a national rule',
      { ...RULE, id: 'victim-pnc-check-justify' },
      'rules[0].id rule-id-twice',
    ],
  ])('is an error: %s', (_, rule, expected) => {
    expect(said({ rules: [rule] })).toContain(`error ${expected}`);
  });

  it('is an error: an id that another rule has', () => {
    expect(said(packOf([RULE, { ...asks, id: RULE.id }]))).toEqual([
      'error rules[1].id rule-id-twice',
    ]);
  });

  it('is an error in Welsh alone: a wording that lacks one of its texts there', () => {
    const { 'immigration-context.why': _, ...cy } = promptWording.cy;
    const problems = lint(fileOf({ rules: [RULE] }), {
      ...shipped,
      wording: { ...promptWording, cy },
    });
    expect(problems.map(({ field, what }) => `${field} ${what}`)).toEqual([
      'rules[0].wording has no text "immigration-context.why" in Welsh',
    ]);
  });
});

describe('a rule that comes to nothing', () => {
  it.each([
    [
      'the baseline is stricter',
      { ...asks, outcome: 'warn', reasons: [], authoriser: undefined },
      'rules[0] changes-nothing',
    ],
    ['the baseline is as strict', { ...RULE, outcome: 'observe' }, 'rules[0] changes-nothing'],
    ['it lets through', { ...RULE, when: {}, outcome: 'allow' }, 'rules[0] changes-nothing'],
    [
      'nothing is granted beforehand',
      { ...RULE, when: { ...RULE.when, granted: true } },
      'rules[0].when.granted matches-nothing',
    ],
    [
      'only protected persons have two roles',
      { ...RULE, when: { role: ['suspect'], dual: true } },
      'rules[0].when.dual matches-nothing',
    ],
    [
      'nobody is asked for a reason',
      { ...RULE, reasons: ['RR-01'] },
      'rules[0].reasons reasons-not-asked',
    ],
    [
      'nobody has to authorise',
      { ...RULE, authoriser: 'sergeant' },
      'rules[0].authoriser authoriser-not-asked',
    ],
    [
      'the reason stands there',
      { ...asks, reasons: ['RR-01', 'RR-01'] },
      'rules[0].reasons[1] reason-twice',
    ],
    [
      'the guard offers it',
      {
        ...RULE,
        when: { kind: ['immigration-context'] },
        outcome: 'justify',
        reasons: ['RR-01', 'RR-14'],
      },
      'rules[0].reasons[1] reason-of-the-guard',
    ],
    ['it rests on nothing', { ...RULE, sources: [] }, 'rules[0].sources no-source'],
  ])('is a warning: %s', (_, rule, expected) => {
    expect(said({ rules: [rule] })).toContain(`warning ${expected}`);
  });

  it('is a warning that names the rules which leave it no room', () => {
    const wide: Rule = {
      ...RULE,
      id: 'wide',
      when: { kind: ['immigration-context'] },
      outcome: 'block',
    };
    const problems = lint(fileOf(packOf([RULE, wide])), shipped);
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'rules[0] unreachable-rule',
    ]);
    expect(problems[0]?.what).toContain('(wide)');
  });

  it('is no warning where it decides one single cell', () => {
    const when = { ...RULE.when, dual: true, trust: ['generic' as const], granted: false };
    expect(said(packOf([{ ...RULE, when }]))).toEqual([]);
  });

  it('names a reason that no rule of a new baseline offers any more', () => {
    const rules = baseline.pack.rules.map((rule) => ({
      ...rule,
      reasons: rule.reasons.filter((code) => code !== 'RR-10'),
    }));
    const problems = lint(fileOf({ ...baseline.pack, rules }), shipped);
    expect(problems.map(({ what }) => what)).toEqual([
      'leave reason RR-10 with no rule that offers it',
    ]);
  });
});

describe('a rule on trial', () => {
  const trial = { ...RULE, mode: 'observe', until: '2026-12-31' };

  it('passes without a word while its end is near', () => {
    expect(said({ rules: [trial, { ...trial, id: 'last-day', when: {}, until: TODAY }] })).toEqual(
      [],
    );
  });

  it.each([
    ['without an end', { ...trial, until: undefined }, 'error rules[0].mode trial-without-end'],
    ['that is over', { ...trial, until: '2026-11-29' }, 'warning rules[0].until trial-over'],
    ['for years', { ...trial, until: '2028-01-01' }, 'warning rules[0].until trial-long'],
    ['that is enforced', { ...RULE, until: TODAY }, 'warning rules[0].until until-without-trial'],
  ])('is told of: one %s', (_, rule, expected) => {
    expect(said({ rules: [rule] })).toEqual([expected]);
  });

  it('is never a national one', () => {
    const [rule, ...rest] = baseline.pack.rules;
    const rules = [{ ...rule, mode: 'rehearse', until: '2026-12-31' }, ...rest];
    expect(said({ ...baseline.pack, rules })).toEqual(['error rules[0].mode national-trial']);
  });

  it('may uncover another that takes a reason which the baseline bars', () => {
    const barred: Rule = { ...asks, reasons: ['RR-03'] };
    const over: Rule = {
      ...asks,
      id: 'over',
      outcome: 'block',
      authoriser: undefined,
      reasons: [],
    };
    expect(said(packOf([over, barred]))).toEqual(['warning rules[1] unreachable-rule']);
    expect(said(packOf([{ ...over, mode: 'observe', until: '2026-12-31' }, barred]))).toEqual([
      'error rules[1].reasons[0] reason-not-national',
    ]);
  });

  it('is looked at as it will be enforced', () => {
    expect(
      said({ rules: [{ ...asks, reasons: ['RR-03'], mode: 'observe', until: '2026-12-31' }] }),
    ).toEqual(['error rules[0].reasons[0] reason-not-national']);
  });

  it('ends on one of a dozen days at most', () => {
    const rules = Array.from({ length: 14 }, (_, index) => ({
      ...trial,
      id: `r-${index}`,
      until: `2026-12-${10 + index}`,
    }));
    expect(said({ rules })).toContain('error rules[12].until too-many-trial-ends');
    expect(said({ rules: rules.slice(0, 12) }).join()).not.toContain('too-many');
  });
});

describe('hosts', () => {
  it.each([
    ['of another country', ['rms.police.example'], 'error sites[0] host-not-permitted'],
    ['that are a public suffix', ['*.uk'], 'error sites[0] host-not-permitted'],
    ['that no name can be', [`${'a'.repeat(64)}.police.uk`], 'error sites[0] host-impossible'],
    ['of every force', ['*.police.uk'], 'warning sites[0] host-too-wide'],
    ['of the national public site', ['police.uk'], 'warning sites[0] host-too-wide'],
    ['named twice', ['www.a.police.uk', 'www.a.police.uk'], 'warning sites[1] host-covered'],
    [
      'that a later pattern covers',
      ['www.a.police.uk', '*.www.a.police.uk'],
      'warning sites[0] host-covered',
    ],
    [
      'below one, where a public-facing host is meant',
      ['*.a.police.uk'],
      'warning sites[0] host-covered',
    ],
    ['that the national list has', ['rms.a.police.uk'], 'warning sites[0] host-covered'],
  ])('%s', (_, sites, expected) => {
    expect(said({ sites })).toContain(expected);
  });

  const profile = {
    id: 'card',
    name: 'Card',
    version: '1',
    paths: ['/*'],
    controls: [{ selector: '#a', treat: 'pnc-check' }],
  };

  it('of a profile that face the public match no page, unless the force names them', () => {
    const profiles = [{ ...profile, hosts: ['www.a.police.uk'] }];
    expect(said({ profiles })).toEqual(['warning profiles[0].hosts[0] host-not-guarded']);
    expect(said({ profiles, sites: ['www.a.police.uk'] })).toEqual([]);
  });

  it('of two profiles of one id', () => {
    const profiles = [profile, profile].map((each) => ({ ...each, hosts: ['rms.a.police.uk'] }));
    expect(said({ profiles })).toEqual(['error profiles[1].id profile-id-twice']);
  });
});
