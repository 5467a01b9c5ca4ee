/** A long list comes to the review page in parts. */
import { describe, expect, it } from 'vitest';
import type { CaseRow } from '../../../core/review/rows.ts';
import { partOf, visit } from './review-visit.ts';
import { rowOf } from './samples.ts';

interface Part {
  readonly reading: string;
  readonly ids: readonly string[];
  readonly hasMore?: boolean;
}

/** @param parts one for each time that the page asks; without one nobody answers */
function longList(...parts: readonly (Part | null)[]) {
  const left = [...parts];
  return visit([], undefined, undefined, ({ after }) => {
    const part = left.shift();
    if (!part) throw new Error('the background went');
    const { ids, hasMore = false, reading } = part;
    return { ...partOf(ids.map(row), after), reading, hasMore, all: 4 };
  });
}

const row = (id: string): CaseRow => rowOf({ id });
const idsOf = (rows: readonly CaseRow[] | undefined) => rows?.map(({ id }) => id);

describe('a list of many overrides', () => {
  it('is shown when all of it is there, and says before how far it is', async () => {
    const { session, states, last } = longList(
      { reading: 'r', ids: ['a', 'b'], hasMore: true },
      { reading: 'r', ids: ['c', 'd'] },
    );
    await session.loadList();
    expect(states.map(({ loading }) => loading)).toEqual([null, { read: 2, all: 4 }, null]);
    expect(states.slice(0, -1).every(({ cases }) => cases === null)).toBe(true);
    expect(idsOf(last().cases?.rows)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('forgets what it was told of a list that began anew meanwhile', async () => {
    const { session, last } = longList(
      { reading: 'r', ids: ['a', 'gone'], hasMore: true },
      { reading: 's', ids: ['a', 'b'], hasMore: true },
      { reading: 's', ids: ['c'] },
    );
    await session.loadList();
    expect(idsOf(last().cases?.rows)).toEqual(['a', 'b', 'c']);
  });

  it('shows nothing where it broke off, and each override once when it is read again', async () => {
    const { session, last } = longList({ reading: 'r', ids: ['a', 'b'], hasMore: true }, null, {
      reading: 's',
      ids: ['b', 'c'],
    });
    await session.loadList();
    expect(last()).toMatchObject({ cases: null, loading: null });
    expect(last().failure).not.toBeNull();
    await session.loadList();
    expect(idsOf(last().cases?.rows)).toEqual(['b', 'c']);
    expect(last().failure).toBeNull();
  });

  it('stays as it was where a list that begins anew breaks off', async () => {
    const { session, last } = longList(
      { reading: 'r', ids: ['a', 'b'] },
      { reading: 's', ids: ['c'], hasMore: true },
      null,
    );
    await session.loadList();
    await session.loadList();
    expect(idsOf(last().cases?.rows)).toEqual(['a', 'b']);
    expect(session.queue.row('c')).toBeUndefined();
  });

  it('is read once though its own opening is recorded meanwhile, and then what changed', async () => {
    const { session, asked, last } = longList(
      { reading: 'r', ids: ['a', 'b'], hasMore: true },
      { reading: 'r', ids: ['c', 'd'] },
      { reading: 'r', ids: ['e'] },
    );
    const first = session.loadList();
    const followed = session.follow();
    await session.loadList();
    expect(last().cases === null ? null : session.queue.rows).toHaveLength(4);
    await Promise.all([first, followed]);
    expect(asked).toEqual(['queue', 'queue', 'queue']);
    expect(idsOf(last().cases?.rows)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(last()).toMatchObject({ failure: null, loading: null });
  });

  it('is read by whoever follows where the first reading broke off', async () => {
    const { session, last } = longList(null, { reading: 'r', ids: ['a'] });
    await Promise.all([session.loadList(), session.follow()]);
    expect(idsOf(last().cases?.rows)).toEqual(['a']);
  });
});
