/** How review is going: what is said of units and reviewers, and what is not. */
import { describe, expect, it } from 'vitest';
import type { Header } from '../../../core/ledger/header.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { NATIONAL_PATTERN_LIMITS, type PatternLimits } from '../../../core/patterns/limits.ts';
import { type ReviewQuality, ReviewQualityCounter } from '../../../core/patterns/review-quality.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { reviewOutcomes } from '../../../platform/baseline.ts';
import { PLANTED_SET } from '../../../platform/planted-set.ts';
import { attemptDraft, hexId } from '../background/over-indexeddb.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
/** Within the last whole week. */
const AT = Date.UTC(2026, 10, 18, 9);

let seq = 0;
function header(draft: object): Header {
  const { device, extension, policy } = attemptDraft(0);
  const common = { v: 1, seq: seq++, prev: '0'.repeat(64), body: null, device, extension, policy };
  const parsed = parseHeader(JSON.stringify({ ...common, id: hexId(100_000 + seq), ...draft }));
  if (parsed === null) throw new Error('no header');
  return parsed;
}

interface Decided {
  readonly reviewer: string;
  readonly unit?: string;
  readonly tookMs?: number;
  readonly outcome?: string;
  /** A second reviewer's outcome. */
  readonly again?: string;
  readonly at?: number;
}

let number = 0;
/** An override, opened and decided, and looked at a second time where somebody is to. */
function decided({
  reviewer,
  unit = 'CID',
  tookMs = 60_000,
  outcome = 'RV-1',
  again,
  at = AT,
}: Decided) {
  const of = hexId(++number);
  const second = again
    ? [header({ kind: 'review', of, outcome: again, reviewer: 'TF-2222', at: at + 1e7 })]
    : [];
  return [
    header({ ...attemptDraft(number), id: of, at: at - 1, unit }),
    header({ kind: 'read', of, reader: reviewer, at }),
    header({ kind: 'review', of, outcome, reviewer, at: at + tookMs }),
    ...second,
  ];
}

const planted = (reviewer: string, name: string, outcome: string, after: string) =>
  header({ kind: 'planted', planted: name, after, outcome, reviewer, dwellMs: 9, at: AT });

const times = <T>(n: number, make: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => make(index));

function found(
  headers: readonly Header[],
  limits: PatternLimits = NATIONAL_PATTERN_LIMITS,
): ReviewQuality {
  const counter = new ReviewQualityCounter(NOW, limits, PLANTED_SET, reviewOutcomes);
  for (const each of headers) counter.add(each);
  const picks = { isPicked: () => false, needsSecond: () => true };
  return counter.found(foldCases(headers, reviewOutcomes, null, picks));
}

describe('time on card', () => {
  it('of a reviewer is the middle of all decisions, and how many were within five seconds', () => {
    const all = times(10, (n) => decided({ reviewer: 'TF-7', tookMs: n < 3 ? 4_000 : n * 10_000 }));
    expect(found(all.flat()).reviewers).toMatchObject([
      { name: 'TF-7', decided: 10, medianMs: 45_000, quick: 3 },
    ]);
  });

  it('is from the last opening, and of decisions of these weeks', () => {
    const late = times(10, () => decided({ reviewer: 'TF-7', at: NOW - 1 }));
    const early = times(10, () => decided({ reviewer: 'TF-7', at: AT - 70 * 86_400_000 }));
    expect(found([...late, ...early].flat()).reviewers).toEqual([]);
    const of = hexId(900);
    const twice = times(10, () => [
      header({ kind: 'read', of, reader: 'TF-7', at: AT }),
      header({ kind: 'read', of, reader: 'tf-7', at: AT + 90_000 }),
      header({ kind: 'review', of, outcome: 'RV-1', reviewer: 'TF-7', at: AT + 92_000 }),
    ]);
    expect(found(twice.flat()).reviewers).toMatchObject([{ medianMs: 2_000, quick: 10 }]);
  });

  it('is from an opening that came just before these weeks', () => {
    const from = Date.UTC(2026, 8, 28);
    const late = times(10, () => decided({ reviewer: 'TF-7', at: from - 30_000 }));
    expect(found(late.flat()).reviewers).toMatchObject([{ decided: 10, medianMs: 60_000 }]);
  });

  it('is by one device: an opening on another is none, and no decision comes before its opening', () => {
    const device = 'ffeeddccbbaa9988';
    const both = times(10, (n) => {
      const of = hexId(2_000 + n);
      return [
        header({ kind: 'read', of, reader: 'TF-7', at: AT }),
        header({ kind: 'read', of, reader: 'TF-7', at: AT + 59_000, device }),
        header({ kind: 'review', of, outcome: 'RV-1', reviewer: 'TF-7', at: AT + 60_000 }),
      ];
    });
    expect(found(both.flat()).reviewers).toMatchObject([{ medianMs: 60_000, quick: 0 }]);
    const back = times(10, () => decided({ reviewer: 'TF-7', tookMs: -5_000 }));
    expect(found(back.flat()).reviewers).toEqual([]);
  });

  it('of somebody who read the list only is not known', () => {
    const unread = times(10, () => [
      header({ kind: 'read', of: '', reader: 'TF-7', at: AT }),
      header({ kind: 'review', of: hexId(901), outcome: 'RV-1', reviewer: 'TF-7', at: AT + 1 }),
    ]);
    expect(found(unread.flat())).toMatchObject({ reviewers: [], tooFew: { reviewers: 0 } });
  });
});

describe('of a few', () => {
  it('nothing is said: a reviewer with nine decisions is counted, and not named', () => {
    const { reviewers, tooFew } = found(times(9, () => decided({ reviewer: 'TF-7' })).flat());
    expect([reviewers, tooFew.reviewers]).toEqual([[], 1]);
  });

  it('no unit is named of which one or two decide, however much they decide', () => {
    const two = times(60, (n) => decided({ reviewer: `TF-${n % 2}0` })).flat();
    expect(found(two)).toMatchObject({ all: null, units: [], tooFew: { units: 1 } });
    const three = times(60, (n) => decided({ reviewer: `TF-${n % 3}0` })).flat();
    expect(found(three)).toMatchObject({
      all: { decided: 60 },
      units: [{ name: 'CID', decided: 60 }],
      tooFew: { units: 0 },
    });
  });

  const of = (n: number, reviewer: string, unit = 'CID') =>
    times(n, () => decided({ reviewer, unit })).flat();

  it('nothing can be worked out by taking those who are named from the total', () => {
    const { all, reviewers, tooFew } = found([
      ...of(40, 'TF-1'),
      ...of(30, 'TF-2'),
      ...of(20, 'TF-3'),
      ...of(20, 'TF-4'),
      ...of(2, 'TF-5'),
    ]);
    // The two with the fewest of those with enough are not named: 42 of three people are left.
    expect(all).toMatchObject({ decided: 112 });
    expect(reviewers.map(({ name }) => name)).toEqual(['TF-1', 'TF-2']);
    expect(tooFew.reviewers).toBe(3);
  });

  it('nor by taking units that are named from all of them', () => {
    const three = (n: number, unit: string) =>
      ['TF-1', 'TF-2', 'TF-3'].flatMap((reviewer) => of(n, reviewer, unit));
    const { all, units, tooFew } = found([
      ...three(20, 'CID'),
      ...three(12, 'PPU'),
      ...of(4, 'TF-1', 'CTU'),
    ]);
    expect(all).toMatchObject({ decided: 100 });
    expect([units.map(({ name }) => name), tooFew.units]).toEqual([['CID'], 2]);
  });

  it('a unit is not said that shows those who are not named', () => {
    const rare = ['TF-7', 'TF-8', 'TF-9'];
    const many = ['TF-1', 'TF-2', 'TF-3'].flatMap((reviewer) => of(20, reviewer));
    const elsewhere = rare.flatMap((reviewer) => of(8, reviewer, 'PPU'));
    const here = (n: number) =>
      found([
        ...many,
        ...elsewhere,
        ...of(n, 'TF-6', 'PPU'),
        ...rare.flatMap((reviewer) => of(1, reviewer)),
      ]);
    expect(here(9)).toMatchObject({ all: { decided: 96 } });
    expect(here(9).units.map(({ name }) => name)).toContain('CID');
    const { units, reviewers } = here(0);
    // Now all who are not named decided in CID as well, and not often enough there.
    expect(reviewers.map(({ name }) => name)).not.toContain('TF-3');
    expect(units).toEqual([]);
  });

  it('where there is no total, everybody with enough is named', () => {
    const { all, reviewers } = found([...of(15, 'TF-1'), ...of(3, 'TF-2')]);
    expect([all, reviewers.map(({ name }) => name)]).toEqual([null, ['TF-1']]);
  });

  it('people are counted who decided, and not who only answered something planted', () => {
    const name = PLANTED_SET[0]?.name ?? '';
    const answer = planted('TF-3', name, 'RV-1', hexId(1));
    expect(found([...of(30, 'TF-1'), ...of(30, 'TF-2'), answer]).all).toBeNull();
  });

  it('agreement of two people is not said of a unit, however many pairs they have', () => {
    const paired = (people: number) =>
      found(
        times(60, (n) =>
          decided({ reviewer: `TF-${n % 3}0`, ...(n % 3 < people && { again: 'RV-1' }) }),
        ).flat(),
      );
    expect(paired(2)).toMatchObject({ all: { second: null }, units: [{ second: null }] });
    expect(paired(3).all).toMatchObject({ second: { of: 60 } });
  });

  const PAIRS = [20, 15, 12, 4];
  it('nor can agreement of one be worked out from that of all', () => {
    const { all, reviewers } = found(
      ['TF-1', 'TF-2', 'TF-3', 'TF-4'].flatMap((reviewer, place) =>
        times(20, (n) =>
          decided({ reviewer, ...(n < (PAIRS[place] ?? 0) && { again: 'RV-1' }) }),
        ).flat(),
      ),
    );
    expect(all).toMatchObject({ decided: 80, second: { of: 51 } });
    expect(reviewers.map(({ second }) => second?.of)).toEqual([
      20,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('a force may ask for more before anything is said', () => {
    const all = times(12, () => decided({ reviewer: 'TF-7' })).flat();
    expect(found(all).reviewers).toHaveLength(1);
    expect(found(all, { ...NATIONAL_PATTERN_LIMITS, heldByPerson: 13 }).reviewers).toEqual([]);
  });

  it('agreement of nine pairs is not said where ten decisions are', () => {
    const all = times(10, (n) => decided({ reviewer: 'TF-7', ...(n < 9 && { again: 'RV-1' }) }));
    expect(found(all.flat()).reviewers).toMatchObject([{ name: 'TF-7', second: null }]);
  });
});

describe('second looks', () => {
  it('are held against the first decision, for whoever made it', () => {
    const agree = times(6, () => decided({ reviewer: 'TF-7', outcome: 'RV-1', again: 'RV-1' }));
    const differ = times(6, () => decided({ reviewer: 'TF-7', outcome: 'RV-1', again: 'RV-3' }));
    const own = found([...agree, ...differ].flat()).reviewers.find(({ name }) => name === 'TF-7');
    expect(own?.second).toMatchObject({ n: 6, of: 12, kappa: null });
  });

  it('of which none was made are none', () => {
    const all = times(12, () => decided({ reviewer: 'TF-7' }));
    expect(found(all.flat()).reviewers).toMatchObject([{ second: null }]);
  });
});

describe('planted cases', () => {
  const [justified, not] = [
    PLANTED_SET.find(({ answers }) => answers.includes('RV-1')),
    PLANTED_SET.find(({ answers }) => answers.includes('RV-3')),
  ];
  if (!justified || !not) throw new Error('the set has both');

  it('are held against the set, which takes any answer that it calls right', () => {
    const real = times(10, () => decided({ reviewer: 'TF-7' })).flat();
    const after = real.find(({ kind }) => kind === 'review')?.id ?? '';
    const answers = [
      ...times(5, () => planted('TF-7', justified.name, justified.answers.at(-1) ?? '', after)),
      ...times(5, () => planted('TF-7', not.name, not.answers[0] ?? '', after)),
      ...times(2, () => planted('TF-7', not.name, 'RV-1', after)),
    ];
    const { reviewers, all } = found([...real, ...answers]);
    expect(reviewers[0]?.planted).toMatchObject({ n: 10, of: 12 });
    expect(reviewers[0]?.planted?.kappa).toBeGreaterThan(0.6);
    expect(all).toBeNull();
  });

  it('count for the unit beside whose override they were planted, and in no other figure', () => {
    const real = times(30, (n) => decided({ reviewer: `TF-${n % 3}0` })).flat();
    const after = real.find(({ kind }) => kind === 'review')?.id ?? '';
    const answers = times(12, (n) => planted(`TF-${n % 3}0`, justified.name, 'RV-1', after));
    const with12 = found([...real, ...answers]);
    expect(with12.units).toMatchObject([{ name: 'CID', decided: 30, planted: { n: 12, of: 12 } }]);
    const strip = ({ units }: ReviewQuality) => units.map((each) => ({ ...each, planted: null }));
    expect(strip(with12)).toEqual(strip(found(real)));
  });

  it('of a set that this version does not have are left out', () => {
    const real = times(10, () => decided({ reviewer: 'TF-7' })).flat();
    const answers = times(12, () => planted('TF-7', 'pc-99', 'RV-1', hexId(1)));
    expect(found([...real, ...answers]).reviewers[0]?.planted).toBeNull();
  });
});
