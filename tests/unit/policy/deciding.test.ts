/** Who closes what: the nation's floor, what a force adds, and what nobody could meet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ASKED_RANKS,
  type DecidedOn,
  DISTINCT,
  decidingOf,
  isOfRank,
  joined,
  lowerRank,
  MOST_PEOPLE,
  NATIONAL_DECIDING,
  type Needs,
  NO_NEEDS,
  needsAt,
  rulesOn,
  type StatedRule,
  unitKey,
} from '../../../core/policy/deciding.ts';
import { managedSettings } from '../../../core/policy/schema.ts';
import { SIGNAL_KINDS } from '../../../core/vocabulary.ts';
import { reasonCodes } from '../../../platform/baseline.ts';
import { background, SUPERVISOR } from '../background/whole-background.ts';

const DISCLOSURE: DecidedOn = {
  reason: 'RR-10',
  signal: 'immigration-referral',
  rule: 'victim-immigration-referral-approve',
  outcome: 'approve',
};
const LATER = Date.parse('2027-06-01');

const needs = fc.record({
  rank: fc.constantFrom(null, ...ASKED_RANKS),
  otherUnit: fc.boolean(),
  people: fc.integer({ min: 1, max: MOST_PEOPLE }),
  distinct: fc.constantFrom(...DISTINCT),
});
const stated: fc.Arbitrary<StatedRule> = fc.record(
  {
    from: fc.constantFrom('2026-01-01', '2027-03-01', '2029-01-01'),
    reasons: fc.subarray(['RR-10', 'RR-02'], { minLength: 1 }),
    kinds: fc.subarray([...SIGNAL_KINDS], { minLength: 1 }),
    rank: fc.constantFrom(...ASKED_RANKS),
    otherUnit: fc.boolean(),
    people: fc.integer({ min: 1, max: MOST_PEOPLE }),
    distinct: fc.constantFrom(...DISTINCT),
  },
  { requiredKeys: ['from'] },
);

/** Whether one asks in every respect for as much as the other. */
const isAsStrict = (one: Needs, other: Needs): boolean =>
  JSON.stringify(joined(one, other)) === JSON.stringify(one);

describe('what the nation asks', () => {
  it('is an inspector for a disclosure to Immigration Enforcement, from its day on', () => {
    const rules = rulesOn(NATIONAL_DECIDING.rules, DISCLOSURE);
    expect(needsAt(rules, Date.parse('2027-01-01'))).toMatchObject({
      rank: 'inspector',
      people: 1,
    });
    expect(needsAt(rules, Date.parse('2026-12-31T23:59:59.999Z'))).toEqual(NO_NEEDS);
  });

  it('is nothing more than a reviewer for any other reason', () => {
    for (const { code } of reasonCodes.filter((each) => each.code !== 'RR-10'))
      expect(rulesOn(NATIONAL_DECIDING.rules, { ...DISCLOSURE, reason: code }), code).toEqual([]);
    expect(rulesOn(NATIONAL_DECIDING.rules, { ...DISCLOSURE, reason: null })).toEqual([]);
  });

  it('can only be raised by a force, whatever it writes', () => {
    fc.assert(
      fc.property(fc.array(stated, { maxLength: 6 }), (deciding) => {
        const { rules } = decidingOf({ deciding });
        const ofForce = needsAt(rulesOn(rules, DISCLOSURE), LATER);
        const ofNation = needsAt(rulesOn(NATIONAL_DECIDING.rules, DISCLOSURE), LATER);
        expect(isAsStrict(ofForce, ofNation)).toBe(true);
      }),
    );
  });

  it('is asked together with what others ask, in any order', () => {
    fc.assert(
      fc.property(needs, needs, needs, (a, b, c) => {
        expect(joined(a, b)).toEqual(joined(b, a));
        expect(joined(a, joined(b, c))).toEqual(joined(joined(a, b), c));
        expect(joined(a, a)).toEqual(a);
        expect(isAsStrict(joined(a, b), a)).toBe(true);
      }),
    );
  });
});

describe('of which cases a rule is', () => {
  const rules = (rule: Omit<StatedRule, 'from'>) =>
    decidingOf({ deciding: [{ from: '2026-01-01', people: 2, ...rule }] }).rules.slice(
      NATIONAL_DECIDING.rules.length,
    );

  it.each([
    ['by reason', { reasons: ['RR-10', 'RR-02'] }, { reasons: ['RR-02'] }],
    ['by what was held', { kinds: ['immigration-referral'] }, { kinds: ['pnc-check'] }],
    ['by rule', { rules: ['victim-immigration-referral-approve'] }, { rules: ['another-rule'] }],
    ['by what policy asked for', { outcomes: ['approve'] }, { outcomes: ['justify'] }],
    [
      'by all that is given together',
      { reasons: ['RR-10'], outcomes: ['approve'] },
      { reasons: ['RR-10'], outcomes: ['warn'] },
    ],
  ] as const)('%s', (_, fits, misses) => {
    expect(rulesOn(rules(fits), DISCLOSURE)).toHaveLength(1);
    expect(rulesOn(rules(misses), DISCLOSURE)).toEqual([]);
  });

  it('counts from a day that its month does not have as from the next one, and never not at all', () => {
    const { rules: dated } = decidingOf({ deciding: [{ from: '2026-02-31', people: 2 }] });
    expect(dated.at(-1)?.since).toBe(Date.parse('2026-03-03'));
  });

  it('is of every case where it gives no condition', () => {
    expect(rulesOn(rules({}), { ...DISCLOSURE, reason: null })).toHaveLength(1);
  });
});

describe('rank and unit', () => {
  it('count the lowest for whoever has none', () => {
    expect(isOfRank(undefined, 'inspector')).toBe(false);
    expect(isOfRank('sergeant', 'inspector')).toBe(false);
    expect(isOfRank('superintendent', 'inspector')).toBe(true);
    expect(isOfRank(undefined, null)).toBe(true);
  });

  it('are the lower where two settings say different ones of a person', async () => {
    expect(lowerRank('superintendent', 'inspector')).toBe('inspector');
    expect(lowerRank(undefined, 'inspector')).toBe('inspector');
    const reviewers = [{ id: 'tf9001', rank: 'sergeant', unit: 'CID' }];
    const identity = { id: 'TF-9001', reviewer: true, rank: 'superintendent' };
    const { services } = background({ ...SUPERVISOR, identity, reviewers });
    await services.policy.ready();
    expect(services.policy.state.policy.identity).toMatchObject({ rank: 'sergeant', unit: 'CID' });
  });

  it('are the same unit however blanks and hyphens are written', () => {
    expect(unitKey('CID-North')).toBe(unitKey(' cid north'));
    expect(unitKey('CID North')).not.toBe(unitKey('CID South'));
    expect(unitKey('Ynys Môn')).toBe('ynysmon');
  });
});

describe('settings of a force', () => {
  const rule = { from: '2026-12-01', people: 2 };

  it.each([
    ['no day from which it counts', { deciding: [{ people: 2 }] }],
    ['more people than a force has to spare', { deciding: [{ ...rule, people: MOST_PEOPLE + 1 }] }],
    ['nobody at all', { deciding: [{ ...rule, people: 0 }] }],
    ['the lowest rank, which asks nothing', { deciding: [{ ...rule, rank: 'sergeant' }] }],
    ['a name in place of a number', { reviewers: [{ id: 'Ann Example' }] }],
    ['longer than the nation lets somebody keep a case', { assignedHours: 73 }],
  ])('are not taken with %s', (_, settings) => {
    expect(managedSettings.safeParse(settings).success).toBe(false);
  });

  it('keep who closes what when a force takes its other rules back', async () => {
    const settings = { ...SUPERVISOR, deciding: [rule], suspended: true };
    const { services } = background(settings);
    await services.policy.ready();
    expect(services.policy.state.policy.deciding.rules.at(-1)).toMatchObject({ people: 2 });
  });
});
