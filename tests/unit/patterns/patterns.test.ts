/** Patterns are found in made-up weeks of work, and nothing is said of a few. */
import { describe, expect, it } from 'vitest';
import type { Header } from '../../../core/ledger/header.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { PatternCounter, type Patterns } from '../../../core/patterns/patterns.ts';
import { attemptDraft, hexId } from '../background/over-indexeddb.ts';

const DAY = 86_400_000;
/** A Thursday: the week that is going on began three days ago. */
const NOW = Date.UTC(2026, 10, 26, 12);
const MONDAY = Date.UTC(2026, 10, 23);

let seq = 0;
function header(draft: object): Header {
  const parsed = parseHeader(
    JSON.stringify({ ...draft, v: 1, seq: seq++, prev: '0'.repeat(64), body: null }),
  );
  if (parsed === null) throw new Error('no header');
  return parsed;
}

type Change = Parameters<typeof attemptDraft>[1];
/** So many days before Monday of this week. */
const attempt = (days: number, change: Change = {}) =>
  header(attemptDraft(seq, { at: MONDAY - days * DAY, ...change }));
const times = <T>(n: number, make: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => make(index));
const found = (...headers: readonly (Header | readonly Header[])[]): Patterns => {
  const counter = new PatternCounter(NOW);
  for (const each of headers.flat()) counter.add(each);
  return counter.found;
};
const complied: Change = { choice: 'complied', reason: null };
/** Of a team of three, in turn. */
const byThree = (index: number): Change => ({ officer: `TF-${index % 3}0` });

describe('a rule', () => {
  const week = (weeksAgo: number, overridden: number, held: number) =>
    times(held, (index) => attempt(weeksAgo * 7 + 1, index < overridden ? {} : complied));

  it('that more than two in five go past, for two weeks, goes to rule review', () => {
    const { rules } = found(week(0, 9, 20), week(1, 12, 25));
    expect(rules).toEqual([
      {
        kind: 'hot-rule',
        rule: 'victim-immigration-lookup-justify',
        weeks: [
          { n: 12, of: 25 },
          { n: 9, of: 20 },
        ],
      },
    ]);
  });

  it('is gone past by whoever says that life is at risk, too', () => {
    const risk: Change = { choice: 'emergency', reason: null };
    const weeks = [1, 8].flatMap((days) =>
      times(20, (index) => attempt(days, index < 9 ? { ...risk, ...byThree(index) } : complied)),
    );
    const share = { n: 9, of: 20 };
    expect(found(weeks).rules).toMatchObject([
      { kind: 'hot-rule', weeks: [share, share] },
      // Of the time of day as well.
      { kind: 'hot-hours', n: 18, of: 40 },
    ]);
  });

  it.each([
    ['in one week only', [week(0, 20, 20), week(1, 2, 20)]],
    ['by exactly two in five', [week(0, 8, 20), week(1, 8, 20)]],
    ['weeks ago', [week(2, 20, 20), week(3, 20, 20)]],
  ])('that is gone past %s does not', (_when, weeks) => {
    expect(found(...weeks).rules).toEqual([]);
  });

  it('of which there is too little to say is counted as that', () => {
    expect(found(week(0, 19, 19), week(1, 19, 19))).toMatchObject({
      rules: [],
      tooFew: { rules: 1 },
    });
  });

  it('is not judged by the week that is going on', () => {
    const now = times(50, () => header(attemptDraft(seq, { at: NOW - 1 })));
    expect(found(now)).toMatchObject({ held: 0, rules: [] });
  });

  it('is not judged by repeats, pilots and what was not held', () => {
    const others = (['repeated', 'piloted', 'unasked', 'unheld'] as const).flatMap((choice) =>
      times(20, () => attempt(1, { choice })),
    );
    expect(found(others)).toMatchObject({ held: 0 });
  });
});

describe('a team', () => {
  const given = (days: number, reasons: readonly string[], change: Change = {}) =>
    reasons.map((reason, index) => attempt(days, { reason, ...byThree(index), ...change }));
  const mixed = times(40, (index) => ['RR-01', 'RR-02', 'RR-03', 'RR-04'][index % 4] ?? '');
  const same = times<string>(40, (index) => (index < 30 ? 'RR-99' : 'RR-01'));

  it('that gives one reason for almost everything is shown, with the reason', () => {
    expect(found(given(2, same)).teams).toEqual([
      { kind: 'one-reason', unit: 'CID-North', reason: 'RR-99', n: 30, of: 40 },
    ]);
  });

  it('whose reasons say less than a month ago is shown', () => {
    const { teams } = found(given(40, mixed), given(2, same.with(0, 'RR-02').fill('RR-01', 27)));
    expect(teams).toMatchObject([{ kind: 'vaguer', before: 2, of: 40 }]);
  });

  it('that gives as many kinds of reasons as before is not', () => {
    expect(found(given(40, mixed), given(2, mixed)).teams).toEqual([]);
  });

  it('of two is never shown: that would be of a person', () => {
    const two = same.map((reason, index) => attempt(2, { reason, officer: `TF-${index % 2}0` }));
    expect(found(two)).toMatchObject({ teams: [], tooFew: { teams: 1 } });
  });

  it('of two is not made three by another way to write a number, or by whom nobody knows', () => {
    const names = ['TF-10', 'tf10', 'TF-20', ''];
    const two = same.map((reason, index) =>
      attempt(2, { reason, officer: names[index % 4] ?? '' }),
    );
    expect(found(two)).toMatchObject({ teams: [], tooFew: { teams: 1 } });
  });

  it('in which roles are changed after holds is shown', () => {
    const flips = times(6, (index) => attempt(3, { roleBefore: 'victim', ...byThree(index) }));
    const others = times(34, (index) => attempt(3, { ...complied, ...byThree(index) }));
    expect(found(flips, others).teams).toEqual([
      { kind: 'role-flips', unit: 'CID-North', n: 6, of: 40 },
    ]);
    expect(found(flips.slice(0, 4), others).teams).toEqual([]);
  });

  it('in which a second person is named within five seconds is shown', () => {
    const authorisation = { status: 'claimed', by: 'TF-900', rank: 'inspector' } as const;
    const make = (dwellMs: number) =>
      times(16, (index) =>
        attempt(3, { authorisation, dwellMs, ...byThree(index), reason: `RR-0${(index % 4) + 1}` }),
      );
    expect(found(make(4_999), make(9_000)).teams).toEqual([
      { kind: 'quick-authorisation', unit: 'CID-North', n: 16, of: 32 },
    ]);
    expect(found(make(5_000), make(9_000)).teams).toEqual([]);
  });
});

describe('a person', () => {
  const lookUp = (days: number, record: string) =>
    attempt(days, { record: record.padStart(16, '0'), reason: 'RR-01' });

  it('who looks one record up five times within a week is shown', () => {
    expect(found(times(5, () => lookUp(3, 'a'))).people).toEqual([
      { kind: 'repeat-lookups', officer: 'TF-4312', n: 1, of: 5 },
    ]);
  });

  it.each([
    ['four times', times(4, () => lookUp(3, 'a'))],
    ['five times in five weeks', times(5, (index) => lookUp(3 + index * 8, 'a'))],
    ['once for each of ten', times(10, (index) => lookUp(3, `${index}`))],
    ['five times and did not go on', times(5, () => attempt(3, complied))],
  ])('who looks one record up %s is not', (_what, headers) => {
    expect(found(headers).people).toEqual([]);
  });

  it('who says again and again that the guard was wrong is shown', () => {
    const wrong = times(6, (index) =>
      attempt(3, { reason: 'RR-13', record: hexId(index).slice(16) }),
    );
    const others = times(4, (index) => attempt(3, { record: hexId(90 + index).slice(16) }));
    expect(found(wrong, others).people).toEqual([
      { kind: 'wrong-match', officer: 'TF-4312', n: 6, of: 10 },
    ]);
    expect(found(wrong.slice(0, 4), others).people).toEqual([]);
  });

  it('for whom life is at risk in most of what is held is shown', () => {
    const risk = times(6, () => attempt(3, { choice: 'emergency', record: null, reason: 'RR-14' }));
    expect(
      found(
        risk,
        times(5, () => attempt(3, complied)),
      ).people,
    ).toEqual([{ kind: 'life-at-risk', officer: 'TF-4312', n: 6, of: 11 }]);
  });

  it('is not named for a share of nine holds, however large', () => {
    const wrong = (count: number) =>
      times(count, (index) => attempt(3, { reason: 'RR-13', record: hexId(index).slice(16) }));
    expect(found(wrong(9))).toMatchObject({ people: [], tooFew: { people: 1 } });
    expect(found(wrong(10))).toMatchObject({ people: [{ kind: 'wrong-match', n: 10, of: 10 }] });
  });

  it('whom nobody knows is not one', () => {
    expect(found(times(20, () => attempt(3, { officer: '', reason: 'RR-13' }))).people).toEqual([]);
  });

  it('of whom there is too little to say is counted as that, without a name', () => {
    const { people, tooFew } = found(attempt(1, { officer: 'TF-7' }));
    expect([people, tooFew.people]).toEqual([[], 1]);
  });
});

describe('a reviewer', () => {
  const decided = (index: number, afterMs: number, order: 'read' | 'never-read' = 'read') => {
    const { id, at, device, extension, policy } = attemptDraft(seq, { at: MONDAY - DAY });
    const common = { device, extension, policy, of: hexId(index) };
    const review = {
      ...{ ...common, id: `${id.slice(2)}ff`, at: at + afterMs, kind: 'review' },
      ...{ outcome: 'RV-1', reviewer: 'TF-900' },
    };
    const read = header({ ...common, id, at, kind: 'read', reader: 'TF-900' });
    return order === 'read' ? [read, header(review)] : [header(review)];
  };

  it('who decides within five seconds of opening is shown', () => {
    const quick = times(6, (index) => decided(index, 4_000)).flat();
    const slow = times(6, (index) => decided(50 + index, 60_000)).flat();
    expect(found(quick, slow).people).toEqual([
      { kind: 'quick-review', reviewer: 'TF-900', n: 6, of: 12 },
    ]);
    expect(found(quick.slice(0, 8), slow, slow).people).toEqual([]);
  });

  it('who grants or denies within five seconds what an officer asks is shown, and who asks is not', () => {
    const answer = (index: number, dwellMs: number) => {
      const { at, device, extension, policy } = attemptDraft(seq, { at: MONDAY - DAY });
      const [id, request] = [hexId(9_000 + index), hexId(index)];
      const step = index % 2 === 0 ? 'granted' : 'denied';
      const common = { id, at, device, extension, policy, kind: 'approval', request };
      return [
        header({ ...common, step, by: 'TF-900', dwellMs }),
        header({ ...common, step: 'asked', by: 'TF-4' }),
      ];
    };
    const quick = times(6, (index) => answer(index, 3_000)).flat();
    const slow = times(6, (index) => answer(50 + index, 40_000)).flat();
    expect(found(quick, slow).people).toEqual([
      { kind: 'quick-review', reviewer: 'TF-900', n: 6, of: 12 },
    ]);
  });

  it('is not quick where a clock was put back, or an opening is another device’s', () => {
    const back = times(12, (index) => decided(index, -60_000)).flat();
    expect(found(back).people).toEqual([]);
    const elsewhere = times(12, (index) => {
      const [read, review] = decided(index, 60_000);
      const other = { ...read, device: 'ffeeddccbbaa9988', at: MONDAY - DAY + 59_000 };
      return [read, header(other), review].flatMap((each) => each ?? []);
    }).flat();
    expect(found(elsewhere).people).toEqual([]);
  });

  it('who decided without opening here is not judged', () => {
    const unread = times(20, (index) => decided(index, 0, 'never-read')).flat();
    expect(found(unread).people).toEqual([]);
  });
});
