/** National rules that a force rehearses: the one exception to the floor, and its bounds. */
import { describe, expect, it } from 'vitest';
import { assemblePolicy, readManagedSettings } from '../../../core/policy/assemble.ts';
import { diff } from '../../../core/policy/diff.ts';
import { lint } from '../../../core/policy/lint.ts';
import { daysIn, type Pilot, pilotDay } from '../../../core/policy/pilots.ts';
import { prove } from '../../../core/policy/proof.ts';
import { type ManagedSettings, managedSettings } from '../../../core/policy/schema.ts';
import { allCells, compileTable, outcomeAt, winnerAt } from '../../../core/policy/table.ts';
import { onDay } from '../../../core/policy/trial.ts';
import { textHash } from '../../../core/text-hash.ts';
import { outcomeRank } from '../../../core/vocabulary.ts';
import { baseline } from '../../../platform/baseline.ts';
import { shipped } from '../../../tools/policy/shipped.ts';
import { fileOf, RULE } from './policy-files.ts';

const LOOKUP = 'victim-immigration-lookup-justify';
const PILOT: Pilot = { rule: LOOKUP, from: '2026-12-01', until: '2027-02-28' };
const DURING = '2027-01-15';

function inForce(settings: ManagedSettings, day: string, pilots: readonly Pilot[] = [PILOT]) {
  const admitted = pilots.map((pilot) => ({ ...pilot, first: pilot.from }));
  return assemblePolicy(baseline, settings, textHash, onDay(day), undefined, admitted);
}

function errorsOf(pilots: unknown) {
  const reading = readManagedSettings({ pilots }, baseline);
  return reading.ok ? [] : reading.errors.map(({ field }) => field);
}

const national = compileTable([baseline.pack]);

/** Cells in which a policy is milder than the nation, and by which rule. */
function milder(settings: ManagedSettings, day = DURING, pilots: readonly Pilot[] = [PILOT]) {
  const table = compileTable(inForce(settings, day, pilots).packs);
  return [...allCells()].filter(
    (cell) => outcomeRank(outcomeAt(table, cell)) < outcomeRank(outcomeAt(national, cell)),
  );
}

describe('a national rule that is rehearsed', () => {
  it('asks for one press, in its own words, and says until when', () => {
    const { packs, trials, pilots } = inForce({}, DURING);
    const rule = packs[0]?.rules.find(({ id }) => id === LOOKUP);
    expect(rule).toMatchObject({ outcome: 'warn', reasons: [], pilot: '2027-02-28' });
    expect(trials).toMatchObject([{ id: LOOKUP, outcome: 'justify', until: '2027-02-28' }]);
    expect(pilots).toEqual([{ ...PILOT, first: '2026-12-01' }]);
  });

  it('is milder only where it alone decided, and every other national rule holds as ever', () => {
    const cells = milder({});
    expect(cells.length).toBeGreaterThan(0);
    for (const cell of cells) {
      expect(winnerAt(national, cell)?.id).toBe(LOOKUP);
      expect(outcomeAt(compileTable(inForce({}, DURING).packs), cell)).toBe('warn');
    }
  });

  it('uncovers no less than what the other national rules hold on the same record', () => {
    const approve = baseline.pack.rules.find(
      ({ outcome, when }) => outcome === 'approve' && when.kind?.includes('immigration-lookup'),
    );
    const pilots = [{ ...PILOT, rule: approve?.id ?? '' }];
    const table = compileTable(inForce({}, DURING, pilots).packs);
    const sensitive = [...allCells()].filter(
      (cell) => winnerAt(national, cell)?.id === approve?.id,
    );
    expect(sensitive.length).toBeGreaterThan(0);
    for (const cell of sensitive) expect(outcomeAt(table, cell)).toBe('justify');
  });

  it('does not weaken a rule of the force that is as strict', () => {
    const when = { kind: ['immigration-lookup'] };
    const rules = [{ ...RULE, id: 'own', when, outcome: 'justify', reasons: ['RR-02'] }];
    expect(milder(managedSettings.parse({ rules }))).toEqual([]);
  });

  it('is enforced from the day after the last, by itself', () => {
    expect(milder({}, '2027-02-28').length).toBeGreaterThan(0);
    expect(milder({}, '2027-03-01')).toEqual([]);
    expect(inForce({}, '2027-03-01')).toMatchObject({ pilots: [], trials: [] });
    expect(inForce({}, '2027-03-01').hash).toBe(inForce({}, '2027-03-01', []).hash);
  });

  it('is enforced where the force takes its policy back', () => {
    expect(milder({ suspended: true })).toEqual([]);
  });

  it('is said in a difference as looser, with the day on which it begins to be enforced', () => {
    const change = diff(inForce({}, DURING, []), inForce({}, DURING));
    expect(change.cells.length).toBeGreaterThan(0);
    expect(change.general).toContainEqual({
      of: 'trial',
      rule: LOOKUP,
      how: 'pilot',
      before: null,
      after: '2027-02-28',
    });
  });
});

describe('how long it may be', () => {
  it.each([
    ['one day', '2026-12-01', 1],
    ['90 days', '2027-02-28', 90],
  ])('%s', (_what, until, days) => {
    expect(daysIn('2026-12-01', until)).toBe(days);
    expect(errorsOf([{ ...PILOT, until }])).toEqual([]);
  });

  it.each<readonly [string, readonly unknown[], string]>([
    ['91 days', [{ ...PILOT, until: '2027-03-01' }], 'pilots[0].until'],
    ['no end', [{ rule: LOOKUP, from: '2026-12-01' }], 'pilots[0].until'],
    ['no beginning', [{ rule: LOOKUP, until: '2026-12-01' }], 'pilots[0].from'],
    ['an end before its beginning', [{ ...PILOT, until: '2026-11-30' }], 'pilots[0].until'],
    ['an end that is no day', [{ ...PILOT, until: '2026-99-01' }], 'pilots[0].until'],
    ['a rule that is not national', [{ ...PILOT, rule: 'own-rule' }], 'pilots[0].rule'],
    ['a rule that holds nobody', [{ ...PILOT, rule: milderRule() }], 'pilots[0].rule'],
    [
      'one rule twice',
      [PILOT, { ...PILOT, from: '2027-03-01', until: '2027-05-01' }],
      'pilots[1].rule',
    ],
    ['something that nobody knows', [{ ...PILOT, forever: true }], 'pilots[0]'],
  ])('not with %s', (_what, pilots, field) => {
    expect(errorsOf(pilots)).toEqual([field]);
  });

  it('is linted with its place, and a pilot that is over is a warning', () => {
    const codes = (pilots: readonly Pilot[]) =>
      lint(fileOf({ pilots }), { ...shipped, today: '2027-03-05' }).map(
        ({ severity, code, field }) => `${severity} ${code} ${field}`,
      );
    expect(codes([{ ...PILOT, until: '2027-03-10' }])).toEqual([
      'error pilot-too-long pilots[0].until',
    ]);
    expect(codes([PILOT])).toEqual(['warning pilot-over pilots[0].until']);
    expect(codes([{ ...PILOT, from: '2027-03-01', until: '2027-05-01' }])).toEqual([]);
  });

  it('is read the same in both languages', () => {
    expect(pilotDay('2027-02-28')).toBe('28/02/2027');
  });
});

describe('the proof', () => {
  it('holds with a pilot and names it', () => {
    const proof = prove(fileOf({ pilots: [PILOT] }), baseline);
    expect(proof).toMatchObject({ holds: true, rehearsed: [PILOT] });
  });

  it('does not hold with one that is too long', () => {
    expect(prove(fileOf({ pilots: [{ ...PILOT, until: '2027-03-01' }] }), baseline).holds).toBe(
      false,
    );
  });

  it('does not hold by a pilot where the policy is looser for another cause', () => {
    const rules = [
      {
        ...RULE,
        when: { kind: ['pnc-check'] },
        outcome: 'approve',
        authoriser: 'inspector',
        reasons: ['RR-04'],
      },
    ];
    const proof = prove(fileOf({ pilots: [PILOT], rules }), baseline);
    expect(proof.holds).toBe(false);
  });
});

/** A national rule that informs or observes. */
function milderRule(): string {
  return baseline.pack.rules.find(({ outcome }) => outcome === 'observe')?.id ?? '';
}
