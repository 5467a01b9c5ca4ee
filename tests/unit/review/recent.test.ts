/** Overrides of late beside the one that is open: never of fewer than five, and never of later ones. */
import { describe, expect, it } from 'vitest';
import { recentBefore } from '../../../core/review/recent.ts';
import { rowOf } from '../components/samples.ts';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;
const open = rowOf({ id: 'open', at: NOW, officer: 'TF-1', rule: 'a-rule' });
const earlier = (days: number, change: Parameters<typeof rowOf>[0] = {}) =>
  rowOf({ id: `${days}`, at: NOW - days * DAY, officer: 'TF-1', rule: 'a-rule', ...change });
const five = [1, 2, 3, 4, 5].map((days) => earlier(days));

describe('overrides of the four weeks before', () => {
  it('are counted by officer and by rule, the newest first', () => {
    const { officer, rule } = recentBefore([open, ...five.toReversed()], open);
    expect(officer).toMatchObject({ count: 5, decided: 0 });
    expect(rule?.rows.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('are five at most, of however many', () => {
    const many = [...five, ...five.map((row) => ({ ...row, id: `${row.id}b` }))];
    expect(recentBefore(many, open).officer).toMatchObject({ count: 10 });
    expect(recentBefore(many, open).officer?.rows).toHaveLength(5);
  });

  it('are of one officer whatever the case of the number', () => {
    const rows = five.map((row) => ({ ...row, officer: 'tf-1' }));
    expect(recentBefore(rows, open).officer?.count).toBe(5);
  });

  it.each([
    ['four', five.slice(1)],
    ['five and one of them was heeded', [...five.slice(1), earlier(1, { choice: 'complied' })]],
    ['five and one of them went on unasked', [...five.slice(1), earlier(1, { choice: 'unasked' })]],
    ['five and one of them is this', [...five.slice(1), open]],
    ['five and one of them is older', [...five.slice(1), earlier(29)]],
    ['five and one of them came later', [...five.slice(1), earlier(-1)]],
    [
      'five and one of them is somebody else’s',
      [...five.slice(1), earlier(1, { officer: 'TF-2' })],
    ],
  ])('are not spoken of where they are %s', (_what, rows) => {
    expect(recentBefore(rows, open).officer).toBeNull();
  });

  it('are nobody’s where the officer is not known', () => {
    const unknown = five.map((row) => ({ ...row, officer: '' }));
    expect(recentBefore(unknown, { ...open, officer: '' }).officer).toBeNull();
    expect(recentBefore(unknown, { ...open, officer: '' }).rule?.count).toBe(5);
  });
});
