/** Whose decision counts by rank and unit, and when enough people decided alike. */
import { describe, expect, it } from 'vitest';
import type { ReviewHeader } from '../../../core/ledger/header.ts';
import { NATIONAL_CLOCKS } from '../../../core/policy/clocks.ts';
import { decidingOf, type StatedRule } from '../../../core/policy/deciding.ts';
import { barTo, reversible, standingDecision } from '../../../core/review/bars.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { dueBy } from '../../../core/review/due.ts';
import { reviewOutcomes } from '../../../platform/baseline.ts';
import { hexId } from '../background/over-indexeddb.ts';
import { attempt, review } from './headers.ts';
import { ann, bob, by, eve, fold, OLD, statusesIn, TWO } from './rounds.ts';

describe.each([true, false])('two who have to decide alike (in a store: %s)', (isInStore) => {
  const together = (decisions: readonly ReviewHeader[], rules?: readonly StatedRule[]) =>
    fold(decisions, { isInStore, ...(rules && { rules }) });

  it('keep it open after the first, for others and not for whoever decided', () => {
    const found = together([by(2, ann)]);
    expect(found).toMatchObject({ state: 'open', quorum: { have: 1, need: 2 } });
    expect(barTo(ann, found)).toBe('awaits-others');
    expect(barTo({ ...ann, id: 'tf9001' }, found)).toBe('awaits-others');
    // The same digits: it may be the same person, and may not.
    expect(barTo({ ...ann, id: '9001' }, found)).toBe('may-have-decided');
    expect(barTo(bob, found)).toBeNull();
  });

  it('let the first correct a slip: the last of one person counts, and nothing else goes', () => {
    const slip = together([by(2, ann, 'RV-4')]);
    expect(reversible(ann, slip)?.id).toBe(by(2, ann).id);
    expect(reversible({ ...ann, id: 'tf9001' }, slip)?.id).toBe(by(2, ann).id);
    // Nobody else has anything to correct, nor whoever only may be the same person.
    expect(reversible(bob, slip)).toBeNull();
    expect(reversible({ ...ann, id: '9001' }, slip)).toBeNull();
    const corrected = together([by(2, ann, 'RV-4'), by(3, ann)]);
    expect(corrected).toMatchObject({ state: 'open', quorum: { have: 1, need: 2 } });
    expect(statusesIn(corrected)).toEqual(['followed', 'stands']);
    expect(reversible(ann, corrected)?.id).toBe(by(3, ann).id);
    expect(together([by(2, ann, 'RV-4'), by(3, ann), by(4, bob)]).state).toBe('decided');
    // Who agrees with the slip agrees with nothing that counts.
    expect(together([by(2, ann, 'RV-4'), by(3, ann), by(4, bob, 'RV-4')]).state).toBe('open');
  });

  it('go by the ledger of whoever corrects, and not by its clock', () => {
    const seq = (each: number) => ({ seq: each, device: 'ab'.repeat(8) });
    const slip = by(2, ann, 'RV-4', { ...seq(5), at: Date.parse('2026-11-20') });
    const found = together([slip, by(3, ann, 'RV-1', { ...seq(6), at: Date.parse('2026-11-19') })]);
    expect(standingDecision(found)?.outcome).toBe('RV-1');
    expect(statusesIn(found)).toEqual(['followed', 'stands']);
  });

  it('close it when the second agrees, and both decisions stand', () => {
    const found = together([by(2, ann), by(3, bob)]);
    expect(found).toMatchObject({ state: 'decided', quorum: { have: 2, need: 2 } });
    expect(statusesIn(found)).toEqual(['stands', 'stands']);
    expect(barTo(eve, found)).toBe('already-decided');
    // Whoever was first has nothing of their own to correct any more: it is closed.
    const standing = isInStore ? by(3, bob).id : undefined;
    expect(reversible(ann, found)?.id).toBe(standing);
  });

  it('are not one person under two ways to write the number', () => {
    const found = together([by(2, ann), by(3, { ...ann, id: 'tf9001' })]);
    expect(found).toMatchObject({ state: 'open', quorum: { have: 1 } });
    expect(statusesIn(found)).toEqual(['followed', 'stands']);
  });

  it('keep it open where they differ: both stand, and it waits for who agrees with the latest', () => {
    const found = together([by(2, ann), by(3, bob, 'RV-3')]);
    expect(found).toMatchObject({ state: 'open', quorum: { have: 1, need: 2 } });
    expect(statusesIn(found)).toEqual(['stands', 'stands']);
    expect(standingDecision(found)?.outcome).toBe('RV-3');
    expect(barTo(bob, found)).toBe('awaits-others');
    // Whoever is not of the latest opinion may come to it.
    expect(barTo(ann, found)).toBeNull();
    expect(together([by(2, ann), by(3, bob, 'RV-3'), by(4, eve, 'RV-3')]).state).toBe('decided');
    const back = together([by(2, ann), by(3, bob, 'RV-3'), by(4, eve)]);
    expect(back).toMatchObject({ state: 'decided', quorum: { have: 2 } });
    const moved = together([by(2, ann), by(3, bob, 'RV-3'), by(4, ann, 'RV-3')]);
    expect(moved.state).toBe('decided');
    expect(statusesIn(moved)).toEqual(['followed', 'stands', 'stands']);
  });

  it('begin anew where one asks the officer: who decided before has not seen the answer', () => {
    const asked = together([by(2, ann), by(3, bob, 'RV-5')]);
    expect(asked).toMatchObject({ state: 'more-information', quorum: null });
    const once = together([by(2, ann), by(3, bob, 'RV-5'), by(4, bob)]);
    expect(once).toMatchObject({ state: 'open', quorum: { have: 1 } });
    expect(barTo(ann, once)).toBeNull();
  });

  it('are three where policy asks for three', () => {
    const rules = [TWO, { from: OLD, reasons: ['RR-01'], people: 3 }];
    expect(together([by(2, ann), by(3, bob)], rules)).toMatchObject({
      ...{ state: 'open', quorum: { have: 2, need: 3 } },
    });
    expect(together([by(2, ann), by(3, bob), by(4, eve)], rules).state).toBe('decided');
  });

  it('do not take in a decision by whoever made the override', () => {
    const own = { ...ann, id: 'TF-4312' };
    const found = together([by(2, own), by(3, bob)]);
    expect(found).toMatchObject({ state: 'open', quorum: { have: 1 } });
    expect(statusesIn(found)).toEqual(['void', 'stands']);
  });

  it('have closed it for good where one did before two were asked for', () => {
    const rules = [{ ...TWO, from: '2026-09-22' }];
    const before = Date.parse('2026-09-21');
    const found = together([by(2, ann, 'RV-1', { at: before })], rules);
    expect(found).toMatchObject({ state: 'decided', quorum: null });
    expect(together([by(2, ann, 'RV-1', { at: before + 86_400_000 })], rules).state).toBe('open');
    const agreed = together(
      [by(2, ann, 'RV-1', { at: before }), by(3, bob, 'RV-1', { at: before + 86_400_000 })],
      rules,
    );
    expect(agreed.state).toBe('decided');
  });
});

describe('a case that one closed before several were asked for', () => {
  const rules = [{ ...TWO, people: 3, from: '2026-09-22' }];
  const since = { at: Date.parse('2026-09-23') };
  const first = by(2, ann, 'RV-1', { at: Date.parse('2026-09-21') });
  const dan = { ...ann, id: 'TF-9004' };
  const turned = [
    first,
    by(3, bob, 'RV-4', since),
    by(4, eve, 'RV-4', since),
    by(5, dan, 'RV-4', since),
  ];

  it('is turned round by as many as it takes, and not back again by one', () => {
    expect(fold(turned, { rules }).state).toBe('decided');
    const back = fold([...turned, by(6, { ...ann, id: 'TF-9005' }, 'RV-1', since)], { rules });
    expect(back).toMatchObject({ state: 'open', quorum: { have: 2, need: 3 } });
  });

  it('stays closed where somebody only agrees', () => {
    expect(fold([first, by(3, bob, 'RV-1', since)], { rules }).state).toBe('decided');
  });
});

describe('several who decide alike', () => {
  it('conflict where no store says which opinion came later, and both have enough', () => {
    const dan = { ...ann, id: 'TF-9004' };
    const split = [by(2, ann), by(3, bob), by(4, eve, 'RV-3'), by(5, dan, 'RV-3')];
    expect(fold(split, { isInStore: false }).state).toBe('conflicting');
    expect(fold(split).state).toBe('decided');
  });

  it('close it by what enough agree on, whichever clock is ahead, where no store says what came later', () => {
    const ahead = { at: Date.parse('2030-01-01') };
    const found = fold([by(2, ann), by(3, eve, 'RV-3', ahead), by(4, bob)], { isInStore: false });
    expect(found).toMatchObject({ state: 'decided', quorum: { have: 2 } });
    expect(standingDecision(found)?.outcome).toBe('RV-1');
  });

  it('go by the places of the store, whatever clocks say', () => {
    const found = fold([by(9, bob, 'RV-3'), by(2, ann)]);
    expect(standingDecision(found)?.reviewer).toBe('TF-9001');
    expect(barTo(bob, found)).toBeNull();
  });

  it('are several again where one turns it round', () => {
    const closed = fold([by(2, ann), by(3, bob)]);
    expect(reversible(ann, closed)?.reviewer).toBe('TF-9002');
    const turned = fold([by(2, ann), by(3, bob), by(4, ann, 'RV-4')]);
    expect(turned).toMatchObject({ state: 'open', quorum: { have: 1, need: 2 } });
  });

  it('have as long again to look at it once it was turned round, and no longer for a first of two', () => {
    const at = Date.parse('2026-11-20');
    const turned = fold([by(2, ann), by(3, bob), by(4, ann, 'RV-4', { at })]);
    const days = NATIONAL_CLOCKS.usualDays * 86_400_000;
    expect(dueBy(turned, NATIONAL_CLOCKS)).toBe(at + days);
    const first = fold([by(2, ann, 'RV-1', { at })]);
    expect(dueBy(first, NATIONAL_CLOCKS)).toBe(first.attempt.at + days);
    const differ = fold([by(2, ann), by(3, bob, 'RV-4', { at })]);
    expect(dueBy(differ, NATIONAL_CLOCKS)).toBe(differ.attempt.at + days);
  });

  it('are of different units where policy says so', () => {
    const rules: readonly StatedRule[] = [{ ...TWO, distinct: 'unit' }];
    const first = fold([by(2, ann)], { rules });
    expect(barTo(bob, first)).toBe('unit-decided');
    expect(barTo({ ...bob, unit: ' ppu' }, first)).toBe('unit-decided');
    expect(barTo(eve, first)).toBeNull();
    expect(fold([by(2, ann), by(3, bob)], { rules }).state).toBe('open');
    expect(fold([by(2, ann), by(3, eve)], { rules }).state).toBe('decided');
  });

  it('are not of different units where nobody knows of which one of them is', () => {
    const rules: readonly StatedRule[] = [{ ...TWO, distinct: 'unit' }];
    const [nobodys, other] = [
      { ...bob, unit: '' },
      { ...eve, unit: '' },
    ];
    expect(barTo(nobodys, fold([by(2, ann)], { rules }))).toBe('unit-decided');
    for (const pair of [
      [by(2, ann), by(3, nobodys)],
      [by(2, nobodys), by(3, ann)],
      [by(2, nobodys), by(3, other)],
    ])
      expect(fold(pair, { rules })).toMatchObject({ state: 'open', quorum: { have: 1 } });
    // One whose unit nobody knows keeps nobody out who has one, or it could never be closed.
    expect(barTo(ann, fold([by(2, nobodys)], { rules }))).toBeNull();
    expect(fold([by(2, nobodys), by(3, ann), by(4, eve)], { rules }).state).toBe('decided');
  });
});

describe('a rank that policy asks for', () => {
  const rules: readonly StatedRule[] = [{ from: OLD, rank: 'inspector' }];

  it.each([
    ['who has none', undefined, 'needs-inspector'],
    ['a sergeant', 'sergeant', 'needs-inspector'],
    ['an inspector', 'inspector', null],
    ['a superintendent', 'superintendent', null],
  ] as const)('bars or lets in %s, before and after', (_, rank, bar) => {
    expect(barTo({ ...ann, rank }, fold([], { rules }))).toBe(bar);
    const found = fold([by(2, ann, 'RV-1', rank && { rank })], { rules });
    expect(found.state).toBe(bar === null ? 'decided' : 'open');
    expect(statusesIn(found)).toEqual([bar === null ? 'stands' : 'barred']);
  });

  it('is looked up where the entry does not say it, and never against the entry', () => {
    const reviewers = [{ id: 'tf-9001', rank: 'inspector' }] as const;
    expect(fold([by(2, ann)], { rules, reviewers }).state).toBe('decided');
    const then = by(2, ann, 'RV-1', { rank: 'sergeant' });
    expect(fold([then], { rules, reviewers }).state).toBe('open');
    // Whoever was an inspector then, and is named as a sergeant now, decided as an inspector.
    const acting = by(2, ann, 'RV-1', { rank: 'inspector' });
    const named = [{ id: 'TF-9001', rank: 'sergeant' }] as const;
    expect(fold([acting], { rules, reviewers: named }).state).toBe('decided');
  });

  it('lets nobody below it turn a decision round', () => {
    const found = fold([by(2, ann, 'RV-1', { rank: 'inspector' })], { rules });
    expect(reversible({ ...bob, rank: 'inspector' }, found)).not.toBeNull();
    expect(reversible(bob, found)).toBeNull();
    expect(barTo(bob, found)).toBe('already-decided');
  });

  it('does not count before its day, nor for another reason', () => {
    const found = fold([], { rules: [{ ...rules[0], from: '2030-01-01' }] });
    expect(barTo(ann, found, Date.parse('2029-12-31'))).toBeNull();
    expect(barTo(ann, found, Date.parse('2030-01-01'))).toBe('needs-inspector');
    expect(
      barTo(ann, fold([], { rules: [{ ...rules[0], from: OLD, reasons: ['RR-02'] }] })),
    ).toBeNull();
  });

  it('goes by the reason that a life at risk was given afterwards', () => {
    const { id, at, device, extension, policy, v, prev, body } = review(9, 1, 'RV-1');
    const followUp = {
      ...{ id, at, device, extension, policy, v, prev, body, seq: 9 },
      kind: 'follow-up',
      ...{ of: hexId(1), reason: 'RR-10', officer: 'TF-4312' },
    } as const;
    const [found] = foldCases(
      [attempt(1, { choice: 'emergency', reason: null }), followUp],
      reviewOutcomes,
      null,
      null,
      decidingOf({ deciding: [{ from: OLD, reasons: ['RR-10'], rank: 'superintendent' }] }),
    );
    expect(found && barTo(ann, found)).toBe('needs-superintendent');
  });
});

describe('another unit, where policy asks for one', () => {
  const rules: readonly StatedRule[] = [{ from: OLD, otherUnit: true }];

  it('bars whoever is of the officer’s, or of one that nobody knows', () => {
    expect(barTo(eve, fold([], { rules }))).toBe('other-unit');
    expect(barTo({ ...eve, unit: 'cid north' }, fold([], { rules }))).toBe('other-unit');
    expect(barTo({ ...eve, unit: '' }, fold([], { rules }))).toBe('other-unit');
    expect(barTo(ann, fold([], { rules }))).toBeNull();
    expect(fold([by(2, eve)], { rules }).state).toBe('open');
    expect(fold([by(2, ann)], { rules }).state).toBe('decided');
  });

  it('is anybody with a unit where the officer’s is not known', () => {
    const change = { unit: '' };
    expect(barTo(eve, fold([], { rules, change }))).toBeNull();
    expect(barTo({ ...eve, unit: '' }, fold([], { rules, change }))).toBe('other-unit');
  });
});

describe('where policy asks for nothing', () => {
  it('one decides, as ever', () => {
    const found = fold([by(2, ann)], { rules: [] });
    expect(found).toMatchObject({ state: 'decided', quorum: null, rules: [] });
    expect(fold([by(2, ann), by(3, bob, 'RV-3')], { rules: [], isInStore: false }).state).toBe(
      'conflicting',
    );
  });
});
