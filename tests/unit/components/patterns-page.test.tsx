// @vitest-environment jsdom
/** The page of patterns: rules before people, in words with numbers, and what to do about each. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  PatternsPage,
  type PatternsPageProps,
} from '../../../components/patterns/patterns-page.tsx';
import { NATIONAL_PATTERN_LIMITS } from '../../../core/patterns/limits.ts';
import type { Pattern, Patterns } from '../../../core/patterns/patterns.ts';
import reasons from '../../../policies/national/reason-codes.json' with { type: 'json' };
import { clear, has, say, sayWelsh, show, textOf } from './page.ts';

afterEach(clear);

const QUALITY = { shown: false, why: 'no-leads' } as const;
const limits = NATIONAL_PATTERN_LIMITS;

const NONE: Patterns = {
  ...{ rules: [], teams: [], people: [], from: 0, before: 1, held: 40 },
  tooFew: { rules: 0, teams: 2, people: 0 },
};
const ALL: readonly Pattern[] = [
  {
    kind: 'hot-rule',
    rule: 'a-rule',
    weeks: [
      { n: 12, of: 25 },
      { n: 9, of: 20 },
    ],
  },
  { kind: 'hot-hours', day: 5, hour: 20, n: 14, of: 25 },
  { kind: 'one-reason', unit: 'CID', reason: 'RR-99', n: 30, of: 40 },
  { kind: 'vaguer', unit: 'CID', before: 2, now: 0.54, of: 40 },
  { kind: 'role-flips', unit: 'CID', n: 6, of: 40 },
  { kind: 'quick-authorisation', unit: 'CID', n: 16, of: 32 },
  { kind: 'quick-review', reviewer: 'TF-900', n: 6, of: 12 },
  { kind: 'wrong-match', officer: 'TF-4312', n: 6, of: 10 },
  { kind: 'life-at-risk', officer: 'TF-4312', n: 6, of: 11 },
  { kind: 'repeat-lookups', officer: 'TF-4312', n: 1, of: 5 },
];

const page = (found: Partial<Patterns>, change: Partial<PatternsPageProps> = {}) =>
  show(
    <PatternsPage
      {...{
        language: 'en',
        say,
        reasons,
        failure: null,
        onRefresh: () => undefined,
        onPrint: () => undefined,
      }}
      reply={{ ok: true, found: { ...NONE, ...found }, limits, doubtful: 0, quality: QUALITY }}
      {...change}
    />,
  );

describe('the page of patterns', () => {
  it.each(ALL)('says in both languages what was found and what to do: $kind', async (pattern) => {
    await page({ rules: [pattern] });
    const english = textOf('[data-pattern]');
    await page({ rules: [pattern] }, { say: sayWelsh, language: 'cy' });
    const welsh = textOf('[data-pattern]');
    expect(english).not.toBe(welsh);
    for (const text of [english, welsh]) expect(text).not.toMatch(/patterns\.|\{|undefined/);
  });

  it('names the share, the reason by its words, and an officer as they are written', async () => {
    await page({ rules: ALL.slice(0, 3), people: ALL.slice(7, 8) });
    expect(textOf('[data-pattern=hot-rule]')).toContain('12 of 25 holds, and in 9 of 20');
    expect(textOf('[data-pattern=hot-hours]')).toContain(
      'Saturdays, 20:00 to 24:00: went on in 14',
    );
    expect(textOf('[data-pattern=one-reason]')).toContain('RR-99: Other lawful reason');
    expect(textOf('[data-pattern=wrong-match]')).toContain('TF-4312');
  });

  it('has rules before teams before people', async () => {
    await page({});
    const ids = [...document.querySelectorAll('section.card')].map(({ id }) => id);
    expect(ids).toEqual(['patterns-rules', 'patterns-teams', 'patterns-people', 'quality']);
  });

  it('says where nothing stands out, and of how many too little is known', async () => {
    await page({});
    expect(textOf('#patterns-people')).toContain('Nobody stands out');
    expect(textOf('#patterns-teams-few')).toContain('2');
    expect(has('#patterns-rules-few')).toBe(false);
  });

  it('says that it cannot be counted, and for whom it is not', async () => {
    await page({}, { reply: null, failure: 'failed' });
    expect(textOf('#patterns-failed')).toContain('failed');
    await page({}, { reply: null, failure: 'not-a-reviewer' });
    expect(textOf('#patterns-failed')).toContain('for reviewers');
  });

  it('tells every limit, and where the force has set another than the nation', async () => {
    const own = { ...limits, hotPercent: 20, pairs: 30 };
    await page(
      {},
      { reply: { ok: true, found: NONE, limits: own, doubtful: 0, quality: QUALITY } },
    );
    const told = Object.keys(limits).map((name) =>
      textOf(`#patterns-limits-all [data-fact=${name}] dd`),
    );
    expect(told).toHaveLength(13);
    expect(told.filter((text) => text.includes('nation'))).toEqual([
      '20 (nation: 40)',
      '30 (nation: 10)',
    ]);
    await page({}, { say: sayWelsh, language: 'cy' });
    expect(textOf('#patterns-limits-all')).not.toMatch(/patterns\.|\{|undefined/);
  });

  it('says how many entries were left out', async () => {
    await page({}, { reply: { ok: true, found: NONE, limits, doubtful: 3, quality: QUALITY } });
    expect(textOf('#patterns-doubtful')).toContain('3 entries');
  });
});
