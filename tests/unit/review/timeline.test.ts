/** What happened to an override, in order, whichever device it happened on. */
import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../../core/review/timeline.ts';
import { detailOf, rowOf } from '../components/samples.ts';

const detail = detailOf({});
const { at, dwellMs } = detail.attempt;
const decision = { id: 'd', at: at + 90, outcome: 'RV-5', reviewer: 'TF-9', note: null } as const;
const more = {
  status: 'stands',
  standing: null,
  remedy: undefined,
  followUpDays: undefined,
} as const;

describe('a time line', () => {
  it('begins with the hold, as long before the choice as the prompt stood', () => {
    expect(timelineOf(detail)).toEqual([
      { kind: 'held', at: at - dwellMs },
      { kind: 'chosen', at },
    ]);
  });

  it('has no hold where nothing was held', () => {
    const attempt = { ...detail.attempt, choice: 'unheld' as const };
    expect(timelineOf({ ...detail, attempt })).toEqual([{ kind: 'chosen', at }]);
  });

  it('has what was asked of a second person before the choice, and what came of it', () => {
    const step = (id: string, after: number, what: 'asked' | 'denied') => ({
      ...{ id, at: at - dwellMs + after, step: what, by: what === 'asked' ? 'TF-1' : 'TF-9' },
      ...{ isUnused: false, words: what === 'asked' ? null : 'Ask her first' },
    });
    const approvals = [step('a', 10, 'asked'), step('b', 20, 'denied')];
    const items = timelineOf({ ...detail, approvals });
    expect(
      items.map((each) => (each.kind === 'approval' ? each.approval.step : each.kind)),
    ).toEqual(['held', 'asked', 'denied', 'chosen']);
  });

  it('has what came later in the order in which it came', () => {
    const said = { at: at + 300, by: 'TF-1', as: 'officer', passed: 'no' } as const;
    const none = { recipient: null, basis: null, told: null, consent: null };
    const items = timelineOf({
      ...detail,
      row: rowOf({ passedOn: { dueBy: at, isOpen: false, said: { ...said, ...none } } }),
      followUp: { at: at + 50, reason: 'RR-01', explanation: null },
      replies: [{ id: 'r', at: at + 200, to: 'd', words: 'Because.' }],
      vouched: { at: at + 10, by: 'TF-7', answer: 'denied' },
      decisions: [{ ...decision, ...more }],
    });
    expect(items.map(({ kind }) => kind)).toEqual([
      ...['held', 'chosen', 'vouched', 'explained', 'decided', 'replied', 'passed-on'],
    ]);
  });
});
