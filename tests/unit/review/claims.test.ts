/** Whose decision stands where the case lies in the force's store. */
import { describe, expect, it } from 'vitest';
import type { AttemptHeader, Claim, ReviewHeader } from '../../../core/ledger/header.ts';
import { barTo, reversible, standingDecision } from '../../../core/review/bars.ts';
import { type Case, foldCases } from '../../../core/review/cases.ts';
import { claimKey, type Held } from '../../../core/review/claims.ts';
import { decisionFault } from '../../../core/review/decision-fault.ts';
import { reviewOutcomes } from '../../../platform/baseline.ts';
import { attemptDraft } from '../background/over-indexeddb.ts';

const MINE = '00112233aabbccdd';
const THEIRS = 'ffeeddccbbaa0099';
const HOME = { force: 'mids', unit: 't07' };
const ATTEMPT: AttemptHeader = { ...attemptDraft(1), v: 1, seq: 1, prev: '', body: null };

function decision(
  number: number,
  outcome: string,
  change: Partial<ReviewHeader> = {},
  claim: Partial<Claim> | null = {},
): ReviewHeader {
  const { id, at, extension, policy } = attemptDraft(number);
  return {
    ...{ v: 1, seq: number, prev: '', body: null, id, at, extension, policy, device: MINE },
    ...{ kind: 'review', of: ATTEMPT.id, outcome, reviewer: 'TF-9001' },
    ...(claim && { claim: { ...HOME, number: 0, ...claim } }),
    ...change,
  };
}
const theirs = { device: THEIRS, reviewer: 'TF-9002' };

/** What lies at the places 0, 1 ...: entries, or null for what is no decision. */
function holding(...there: readonly (ReviewHeader | null)[]): Held {
  const at = there.map((each, number): [string, string] => [
    claimKey(ATTEMPT.id, { ...HOME, number }),
    each?.id ?? '',
  ]);
  return { device: MINE, at: new Map(at), home: () => HOME };
}

function fold(decisions: readonly ReviewHeader[], held: Held | null): Case {
  const [found] = foldCases([ATTEMPT, ...decisions], reviewOutcomes, held);
  if (found === undefined) throw new Error('one case was expected');
  return found;
}

const supervisor = { id: 'TF-9001', isReviewer: true };

describe('a decision on a case that lies in the store', () => {
  const [first, second] = [decision(2, 'RV-1'), decision(3, 'RV-3', theirs)];

  it('stands where it lies in its place', () => {
    const found = fold([first], holding(first));
    expect(found).toMatchObject({ state: 'decided', taken: 1, home: HOME });
    expect(standingDecision(found)).toBe(first);
  });

  it('does not stand where somebody else’s lies there, whenever it was made', () => {
    for (const [held, stands, other] of [
      [holding(first), first, second],
      [holding(second), second, first],
    ] as const) {
      const found = fold([first, second], held);
      expect(found.state).toBe('decided');
      expect(standingDecision(found)).toBe(stands);
      expect(found.statuses.get(other.id)).toBe('second');
    }
  });

  it('waits where it is this device’s own and lies nowhere yet, and nobody here decides again', () => {
    const found = fold([first], holding());
    expect(found.state).toBe('waiting');
    expect(barTo(supervisor, found)).toBe('decision-waits');
    expect(standingDecision(found)).toBeNull();
  });

  it('keeps nobody from deciding where another device’s lies nowhere', () => {
    const found = fold([second], holding());
    expect(found).toMatchObject({ state: 'open', taken: 0 });
    expect(found.statuses.get(second.id)).toBe('waiting');
    expect(barTo(supervisor, found)).toBeNull();
  });

  it('is followed by the one at the next place, which then stands', () => {
    const next = decision(4, 'RV-4', theirs, { number: 1 });
    const found = fold([first, next], holding(first, next));
    expect(found.state).toBe('decided');
    expect(standingDecision(found)).toBe(next);
    expect(found.statuses.get(first.id)).toBe('followed');
  });

  it('may ask for more and be followed by the decision', () => {
    const asks = decision(2, 'RV-5');
    expect(fold([asks], holding(asks)).state).toBe('more-information');
    const next = decision(4, 'RV-1', theirs, { number: 1 });
    expect(fold([asks, next], holding(asks, next)).state).toBe('decided');
  });

  it('can be taken back into the open by one that asks for more', () => {
    const next = decision(4, 'RV-5', theirs, { number: 1 });
    expect(fold([first, next], holding(first, next)).state).toBe('more-information');
  });

  it('goes behind what is no decision: that takes its place and decides nothing', () => {
    expect(fold([], holding(null))).toMatchObject({ state: 'open', taken: 1 });
    const behind = decision(4, 'RV-1', {}, { number: 1 });
    expect(fold([behind], holding(null, behind)).state).toBe('decided');
    expect(fold([first], holding(null)).statuses.get(first.id)).toBe('second');
  });

  it('counts only behind places that are all taken: nobody uses the numbers up', () => {
    const far = decision(4, 'RV-1', theirs, { number: 2 });
    const held = holding(first);
    const at = new Map([...held.at, [claimKey(ATTEMPT.id, { ...HOME, number: 2 }), far.id]]);
    const found = fold([first, far], { ...held, at });
    expect(found.taken).toBe(1);
    expect(standingDecision(found)).toBe(first);
  });

  it.each([
    ['another unit', { unit: 't08' }],
    ['another force', { force: 'kent' }],
  ])('does not stand by a place in %s than the case’s', (_, claim) => {
    const elsewhere = decision(4, 'RV-1', theirs, claim);
    const held = holding();
    const at = new Map([[claimKey(ATTEMPT.id, { ...HOME, number: 0, ...claim }), elsewhere.id]]);
    const found = fold([elsewhere], { ...held, at });
    expect(found.state).toBe('open');
    expect(found.statuses.get(elsewhere.id)).toBe('second');
  });

  it('does not count, though it lies there, where it is by the officer whose override it is', () => {
    const own = decision(2, 'RV-1', { ...theirs, reviewer: 'tf-4312' });
    const found = fold([own], holding(own));
    expect(found).toMatchObject({ state: 'open', taken: 1 });
    const next = decision(4, 'RV-1', {}, { number: 1 });
    expect(fold([own, next], holding(own, next)).state).toBe('decided');
  });

  it('conflicts with one that claims nothing and differs, as both stand', () => {
    const byFile = decision(5, 'RV-4', theirs, null);
    expect(fold([first, byFile], holding(first)).state).toBe('conflicting');
    expect(fold([second, byFile], holding(first)).state).toBe('decided');
  });
});

describe('without a store that holds the case', () => {
  const [first, second] = [decision(2, 'RV-1'), decision(3, 'RV-3', theirs)];
  const filed = decision(3, 'RV-3', theirs, null);

  it('each decision counts by itself, also one that claims a place', () => {
    const away: Held = { device: MINE, at: new Map(), home: () => undefined };
    for (const held of [null, away]) {
      expect(fold([first], held).state).toBe('decided');
      expect(fold([first, second], held).state).toBe('conflicting');
    }
  });

  it('a decision that names the one in whose place it is put is the later, whatever clocks say', () => {
    const reversal = decision(4, 'RV-1', { follows: [filed.id], at: filed.at - 60_000 }, null);
    for (const order of [
      [filed, reversal],
      [reversal, filed],
    ]) {
      const found = fold(order, null);
      expect(found.state).toBe('decided');
      expect(standingDecision(found)).toBe(reversal);
      expect(found.statuses.get(filed.id)).toBe('followed');
    }
    // And it can be turned round again.
    expect(reversible(supervisor, fold([filed, reversal], null))).toBe(reversal);
  });

  it('two that were put in the place of one, unseen by each other, conflict', () => {
    const one = decision(4, 'RV-1', { follows: [filed.id] }, null);
    const other = decision(5, 'RV-4', { ...theirs, follows: [filed.id] }, null);
    expect(fold([filed, one, other], null).state).toBe('conflicting');
    expect(reversible(supervisor, fold([filed, one, other], null))).toBeNull();
  });

  it('is not put in the place of one that claimed a place in a store that is not read here', () => {
    const claimed = decision(3, 'RV-3', theirs, { number: 0 });
    expect(reversible(supervisor, fold([claimed], null))).toBeNull();
    expect(reversible(supervisor, fold([filed], null))).toBe(filed);
  });

  it.each([
    ['by the officer whose override it is', { reviewer: 'tf-4312', follows: [second.id] }],
    ['of itself', { follows: [decision(4, 'RV-1').id] }],
    ['of one that there is not', { follows: ['f'.repeat(32)] }],
  ])('one %s takes the place of none', (_what, change) => {
    const found = fold([second, decision(4, 'RV-3', change)], null);
    expect(found.statuses.get(second.id)).toBe('stands');
    expect(found.state).toBe('decided');
  });

  it('the order of the store counts where there is one, not what a decision names', () => {
    const mine = decision(2, 'RV-1', { follows: [second.id] });
    const found = fold([mine, second], holding(mine));
    expect(standingDecision(found)).toBe(mine);
    expect(found.statuses.get(second.id)).toBe('second');
  });
});

describe('a decision may be put in the place of one that stands', () => {
  const stands = decision(3, 'RV-3', theirs);
  const found = fold([stands], holding(stands));

  it('by a reviewer who had no part in it, also by whoever made it', () => {
    expect(reversible(supervisor, found)).toBe(stands);
    expect(reversible({ id: 'TF-9002', isReviewer: true }, found)).toBe(stands);
  });

  it.each([
    ['the officer whose override it is', { id: 'TF-4312', isReviewer: true }],
    ['somebody who does not review', { id: 'TF-9001', isReviewer: false }],
    ['nobody', { id: '', isReviewer: true }],
  ])('not by %s', (_, reviewer) => {
    expect(reversible(reviewer, found)).toBeNull();
  });

  it('not where none stands', () => {
    expect(reversible(supervisor, fold([], holding()))).toBeNull();
    expect(reversible(supervisor, fold([decision(2, 'RV-1')], holding()))).toBeNull();
  });

  it('only with a note, whatever the outcome', () => {
    const justified = reviewOutcomes.find(({ code }) => code === 'RV-1');
    expect(decisionFault(justified, '')).toBeNull();
    expect(decisionFault(justified, '', true)).toBe('note-needed');
    expect(decisionFault(justified, 'The officer had asked me before', true)).toBeNull();
  });
});
