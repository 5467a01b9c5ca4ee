/** What a second reviewer looks at, and who that may be. */
import { describe, expect, it } from 'vitest';
import type { AttemptHeader, ReviewHeader } from '../../../core/ledger/header.ts';
import { NATIONAL_CLOCKS } from '../../../core/policy/clocks.ts';
import { barTo } from '../../../core/review/bars.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { dueBy } from '../../../core/review/due.ts';
import { reviewOutcomes } from '../../../platform/baseline.ts';
import { hexId } from '../background/over-indexeddb.ts';
import { attempt, review } from './headers.ts';

const WRONG_MATCH = { reason: 'RR-13' };

/** @param picked numbers of the decisions that were drawn */
function fold(
  change: Partial<AttemptHeader>,
  decisions: readonly ReviewHeader[],
  picked: readonly number[] = [2],
) {
  const ids = new Set(picked.map(hexId));
  const [found] = foldCases([attempt(1, change), ...decisions], reviewOutcomes, null, {
    isPicked: () => false,
    needsSecond: ({ id }, reason) => ids.has(id) && reason === 'RR-13',
  });
  if (!found) throw new Error('one case was expected');
  return found;
}

const by = (number: number, reviewer: string, outcome = 'RV-1') => ({
  ...review(number, 1, outcome),
  reviewer,
});
const ann = { id: 'TF-9001', isReviewer: true };
const bob = { id: 'TF-9002', isReviewer: true };

describe('a decision that was picked', () => {
  const first = by(2, ann.id);

  it('opens the case again for somebody else, and stands until then', () => {
    const found = fold(WRONG_MATCH, [first]);
    expect(found).toMatchObject({ state: 'open', why: 'second', second: { first, done: false } });
    expect(found.statuses.get(first.id)).toBe('stands');
    expect(barTo(bob, found)).toBeNull();
  });

  it.each(['TF-9001', 'tf-9001', 'TF9001', '9001', 'TF-9OO1'])(
    'is not for whoever made it, however the number is written: %s',
    (id) => {
      expect(barTo({ id, isReviewer: true }, fold(WRONG_MATCH, [first]))).toBe('first-reviewer');
    },
  );

  it('is not for the officer either', () => {
    const found = fold(WRONG_MATCH, [first]);
    expect(barTo({ id: 'TF-4312', isReviewer: true }, found)).toBe('own-override');
  });

  it('is done when somebody else agrees', () => {
    const found = fold(WRONG_MATCH, [first, by(3, bob.id)]);
    expect(found).toMatchObject({ state: 'decided', why: 'all', second: { done: true } });
    expect(barTo(bob, found)).toBe('already-decided');
  });

  it('is conflicting where somebody else differs and no store says which came later', () => {
    expect(fold(WRONG_MATCH, [first, by(3, bob.id, 'RV-3')]).state).toBe('conflicting');
  });

  it('is not done by the same person deciding again under another way to write the number', () => {
    expect(fold(WRONG_MATCH, [first, by(3, 'tf9001')])).toMatchObject({
      ...{ state: 'open', second: { done: false } },
    });
  });

  it('is due as long after it as any override is, not after the override', () => {
    const found = fold({ ...WRONG_MATCH, at: 0 }, [{ ...first, at: 1_000_000 }]);
    expect(dueBy(found, NATIONAL_CLOCKS)).toBe(1_000_000 + 14 * 24 * 3_600_000);
  });

  it('is picked also by the reason that a life at risk was given afterwards', () => {
    const { id, at, device, extension, policy, v, prev, body } = review(9, 1, 'RV-1');
    const followUp = {
      ...{ id, at, device, extension, policy, v, prev, body, seq: 9 },
      kind: 'follow-up',
      ...{ of: hexId(1), reason: 'RR-13', officer: 'TF-4312' },
    } as const;
    const [found] = foldCases(
      [attempt(1, { choice: 'emergency', reason: null }), followUp, first],
      reviewOutcomes,
      null,
      { isPicked: () => false, needsSecond: (_decision, reason) => reason === 'RR-13' },
    );
    expect(found?.why).toBe('second');
  });
});

describe('no second reviewer is needed', () => {
  it('where the decision was not picked, or there is none', () => {
    expect(fold(WRONG_MATCH, [by(2, ann.id)], []).second).toBeNull();
    expect(fold(WRONG_MATCH, [])).toMatchObject({ second: null, state: 'open', why: 'all' });
  });

  it('for a decision that only asks for more: the one that closes the case is drawn', () => {
    const asks = by(2, ann.id, 'RV-5');
    expect(fold(WRONG_MATCH, [asks], [2, 3]).second).toBeNull();
    const closes = by(3, ann.id);
    expect(fold(WRONG_MATCH, [asks, closes], [2]).second).toBeNull();
    expect(fold(WRONG_MATCH, [asks, closes], [3]).second?.first).toEqual(closes);
  });

  it('for a decision that does not count, by whoever made the override', () => {
    const own = by(2, 'tf-4312');
    expect(fold(WRONG_MATCH, [own])).toMatchObject({ second: null, state: 'open', why: 'all' });
  });

  it('for a later one, so that nobody decides again until it is not picked', () => {
    const [first, again] = [by(2, ann.id), by(3, ann.id)];
    expect(fold(WRONG_MATCH, [first, again], [2]).second).toMatchObject({ first, done: false });
    expect(fold(WRONG_MATCH, [first, again], [3]).second).toBeNull();
  });
});
