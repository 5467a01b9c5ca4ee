/** What the check of a policy file says of who closes what. */
import { describe, expect, it } from 'vitest';
import { lint } from '../../../core/policy/lint.ts';
import { baseline } from '../../../platform/baseline.ts';
import { promptWording } from '../../../platform/wording.ts';
import { fileOf, TODAY } from './policy-files.ts';

describe('the check of a policy file', () => {
  const said = (value: unknown): readonly string[] =>
    lint(fileOf(value), { baseline, wording: promptWording, today: TODAY }).map(
      ({ severity, field, code, what }) => `${severity} ${field} ${code}: ${what}`,
    );
  const from = '2026-12-01';
  const inspector = (id: string, unit: string) => ({ id, unit, rank: 'inspector' });
  const three = [
    inspector('TF-1001', 'North'),
    inspector('TF-1002', 'South'),
    { id: 'TF-1003', unit: 'South' },
  ];
  const all = (deciding: readonly object[], reviewers: readonly object[] = three) =>
    said({ reviewers, deciding: deciding.map((each) => ({ from, ...each })) });
  const refusals = (...asked: Parameters<typeof all>) =>
    all(...asked).filter((each) => !each.includes('nobody-to-spare'));
  const scarce = (...asked: Parameters<typeof all>) =>
    all(...asked).filter((each) => each.includes('deciding[0] nobody-to-spare'));

  it.each([
    ['two people', [{ people: 2 }]],
    ['three people', [{ people: 3, reasons: ['RR-02'] }]],
    ['two inspectors of different units', [{ rank: 'inspector', people: 2, distinct: 'unit' }]],
    ['somebody of another unit', [{ otherUnit: true }]],
    [
      'rules that no case has together',
      [
        { reasons: ['RR-02'], people: 3 },
        { reasons: ['RR-10'], rank: 'inspector' },
      ],
    ],
  ])('passes what the named reviewers can meet: %s', (_, deciding) => {
    expect(refusals(deciding)).toEqual([]);
  });

  it.each([
    ['more than there are', [{ people: 4 }], 'it takes 4 of the named reviewers, and there are 3'],
    [
      'a rank that nobody has',
      [{ rank: 'superintendent' }],
      'of rank superintendent or higher, and there are 0',
    ],
    [
      'three units of two',
      [{ people: 3, distinct: 'unit' }],
      'of different units, and there are 2',
    ],
    [
      'two of another unit, for a case of the unit that has most',
      [{ people: 2, otherUnit: true }],
      'of another unit than the officer, and there are 1 for a case of unit South',
    ],
  ])('refuses what they cannot: %s', (_, deciding, why) => {
    expect(refusals(deciding)).toEqual([
      expect.stringContaining(`error deciding[0] nobody-may-close: can be met by nobody: `),
    ]);
    expect(refusals(deciding)[0]).toContain(why);
  });

  it('refuses what only several rules together ask', () => {
    const both = [{ people: 3 }, { reasons: ['RR-10'], rank: 'inspector' }];
    expect(refusals(both)[0]).toContain(
      'error deciding[0] nobody-may-close: can be met by nobody beside other rules',
    );
    // With the nation's own, which asks for an inspector where something was disclosed.
    expect(refusals([{ people: 3 }])[0]).toContain('beside other rules');
    expect(refusals([{ people: 3, reasons: ['RR-02'] }])).toEqual([]);
  });

  it('refuses reviewers among whom is nobody whom the nation asks for', () => {
    expect(said({ reviewers: [{ id: 'TF-1003' }] })).toEqual([
      expect.stringContaining('error reviewers nobody-may-close: lack whom the nation asks for'),
    ]);
    expect(said({ reviewers: [] })[0]).toContain('error reviewers nobody-may-close');
  });

  it('counts two numbers that may be one person’s as one', () => {
    const twins = [inspector('TF-1001', 'North'), inspector('tf1001', 'South')];
    const found = refusals([{ people: 2 }], twins);
    expect(found[0]).toContain('warning reviewers[1].id reviewer-twice');
    expect(found[1]).toContain('error deciding[0] nobody-may-close');
  });

  it('says where nobody is named, and what comes to nothing', () => {
    expect(said({ deciding: [{ from, people: 2 }] })).toEqual([
      expect.stringContaining('warning deciding reviewers-not-named'),
    ]);
    expect(refusals([{ people: 1 }])).toEqual([
      expect.stringContaining('warning deciding[0] changes-nothing'),
    ]);
    expect(refusals([{ people: 2, reasons: ['RR-77'] }])).toEqual([
      expect.stringContaining('error deciding[0].reasons[0] unknown-reason'),
    ]);
    expect(said({ language: 'cy' })).toEqual([]);
  });

  it('says where whoever made or authorised it would leave nobody', () => {
    const two = three.slice(0, 2);
    expect(all([], two)).toEqual([
      expect.stringContaining('warning reviewers nobody-to-spare: can be met by nobody where one'),
    ]);
    expect(all([], [...two, inspector('TF-1004', 'East')])).toEqual([]);
    // Nobody authorises it where the reason is a life in danger: only the officer may be one of them.
    expect(scarce([{ people: 2, reasons: ['RR-01'] }])).toEqual([]);
    expect(scarce([{ people: 2, reasons: ['RR-01'] }], two)).toHaveLength(1);
    expect(scarce([{ people: 2, reasons: ['RR-02'] }])).toHaveLength(1);
    // Of two units, one in which is one, the officer may be that one.
    expect(scarce([{ people: 2, distinct: 'unit', reasons: ['RR-01'] }])).toHaveLength(1);
    // Whoever is of another unit than the officer is not the officer.
    expect(scarce([{ otherUnit: true, reasons: ['RR-01'] }])).toEqual([]);
  });

  it('warns of a rule that is dated back: what was closed since would be open again', () => {
    const back = said({ deciding: [{ from: '2026-11-29', people: 2 }] });
    expect(back.filter((each) => each.includes('deciding[0].from'))).toEqual([
      expect.stringContaining('warning deciding[0].from deciding-began: is a day that is over'),
    ]);
    const today = said({ deciding: [{ from: TODAY, people: 2 }] });
    expect(today.filter((each) => each.includes('deciding-began'))).toEqual([]);
  });

  it('does not take somebody without a unit for one of another unit', () => {
    const people = [inspector('TF-1001', 'North'), { id: 'TF-1002', rank: 'inspector' }];
    expect(refusals([{ people: 2, distinct: 'unit' }], people)[0]).toContain(
      'of different units, and there are 1',
    );
  });

  it('says that the nation asks for somebody where a force names nobody', () => {
    const force = { code: 'TF', name: 'Test' };
    const unnamed = [expect.stringContaining('reviewers-not-named: cannot be checked: from 2027')];
    expect(said({ force })).toEqual(unnamed);
    const identity = { id: 'TF-9001', reviewer: true };
    expect(said({ force, identity })).toEqual(unnamed);
    expect(said({ force, identity: { ...identity, rank: 'inspector' } })).toEqual([]);
    expect(said({ force, identity: { id: 'TF-4312' } })).toEqual([]);
  });

  it('takes no minute for the most that settings can say', () => {
    const many = Array.from({ length: 500 }, (_, n) => inspector(`TF-${1000 + n}`, `U${n % 40}`));
    const rules = [
      ...[{ people: 5 }, { people: 3, distinct: 'unit' }, { otherUnit: true }],
      { rank: 'superintendent' },
    ];
    const begin = performance.now();
    expect(refusals(rules, many)).toHaveLength(1);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
