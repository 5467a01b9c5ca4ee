// @vitest-environment jsdom
/** How review is going, as its lead reads it; and what a reviewer is told after a planted case. */
import { afterEach, describe, expect, it } from 'vitest';
import { QualityCard } from '../../../components/patterns/quality-card.tsx';
import { Decided } from '../../../components/review/decided.tsx';
import { PlantedView } from '../../../components/review/planted-view.tsx';
import type { QualityReply } from '../../../core/patterns/messages.ts';
import type { Measured } from '../../../core/patterns/review-quality.ts';
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { clear, has, say, sayWelsh, show, textOf } from './page.ts';
import { context, detailOf } from './samples.ts';

afterEach(clear);

const MEASURED: Measured = {
  ...{ decided: 40, medianMs: 71_400, quick: 4 },
  second: { n: 14, of: 16, kappa: 0.708 },
  planted: { n: 12, of: 12, kappa: null },
};
const FULL = {
  ...{ shown: true, plantedPercent: 5 },
  quality: {
    all: MEASURED,
    units: [{ name: 'CID-North', ...MEASURED, second: null }],
    reviewers: [{ name: 'TF-9001', ...MEASURED, medianMs: 600_000 }],
    tooFew: { units: 2, reviewers: 3 },
  },
} as const satisfies QualityReply;
const cells = (row: string) =>
  [...document.querySelectorAll(`${row} > td`)].map(({ textContent }) => textContent);

describe('how review is going', () => {
  it('has shares with their numbers, and agreement beyond chance beside them', async () => {
    await show(<QualityCard reply={FULL} say={say} />);
    expect(cells('#quality-units tr:nth-child(1)')).toEqual([
      ...['40', '71 s', '4 of 40 (10 %)', '14 of 16 (88 %); beyond chance: 0.71'],
      '12 of 12 (100 %); beyond chance: cannot be said, one side has one answer only',
    ]);
    expect(cells('#quality-units tr:nth-child(2)')[3]).toBe('too few');
    expect(cells('#quality-reviewers tr:nth-child(1)')[1]).toBe('10 min');
  });

  it.each([
    [-0.004, '0.00'],
    [0.96, '0.96'],
    [-0.25, '-0.25'],
  ])('does not round agreement to what it is not: %s', async (kappa, said) => {
    const quality = { ...FULL.quality, all: { ...MEASURED, second: { n: 9, of: 10, kappa } } };
    await show(<QualityCard reply={{ ...FULL, quality }} say={say} />);
    expect(cells('#quality-units tr:nth-child(1)')[3]).toMatch(new RegExp(`: ${said}$`));
  });

  it('has units before people, and says how many are too few without a name', async () => {
    await show(<QualityCard reply={FULL} say={say} />);
    const tables = [...document.querySelectorAll('table')].map(({ id }) => id);
    expect(tables).toEqual(['quality-units', 'quality-reviewers']);
    expect(textOf('#quality-reviewers-few')).toContain('3');
  });

  it.each(['no-leads', 'not-a-lead'] as const)('is not shown, and says why: %s', async (why) => {
    await show(<QualityCard reply={{ shown: false, why }} say={say} />);
    expect(has('table')).toBe(false);
    expect(textOf('#quality-not-shown')).toMatch(why === 'no-leads' ? /named none/ : /has named/);
  });

  it('is said in Welsh as well', async () => {
    await show(<QualityCard reply={FULL} say={sayWelsh} />);
    expect(textOf('#quality')).not.toMatch(/quality\.|\{|undefined/);
    expect(textOf('#quality-title')).toBe('Sut mae adolygu’n mynd');
  });
});

describe('after a planted case', () => {
  const told = (agrees: boolean) => ({
    ...{ answers: ['RV-4', 'RV-3'], agrees },
    why: { en: 'A habit is no line of enquiry.', cy: 'Nid yw arfer yn drywydd ymchwilio.' },
  });
  const decided = (agrees: boolean, outcome: string, language: 'en' | 'cy' = 'en') =>
    show(
      <Decided
        confirmation={{ id: 'p', outcome, seq: 7, told: told(agrees) }}
        outcomes={outcomes}
        quorum={null}
        next={null}
        context={{ ...context, language, say: language === 'en' ? say : sayWelsh }}
      />,
    );

  it('a reviewer is told that nobody did it, what the set answers and why', async () => {
    await decided(false, 'RV-1');
    expect(textOf('#decided-title')).toBe('This was a planted case');
    expect(textOf('[data-fact=planted-yours]')).toContain('Justified');
    expect(textOf('[data-fact=planted-answer]')).toMatch(/Professional Standards.*local learning/);
    expect(textOf('[data-fact=planted-why]')).toContain('habit');
    expect(textOf('#planted-told')).toContain('differs');
    expect(has('#decided.notice--warn')).toBe(true);
    // No decision was recorded, and none is confirmed.
    expect(textOf('#decided')).not.toContain('#7');
  });

  it('no staff number is shown any more: it could be somebody’s', async () => {
    await show(<PlantedView detail={detailOf()} context={context} />);
    expect(textOf('#case')).not.toMatch(/TF-\d/);
    expect(textOf('[data-fact=authorisation] dd')).toBe('Inspector');
    expect(has('[data-fact=officer], [data-fact=officerFrom]')).toBe(false);
    await decided(false, 'RV-1');
    expect(textOf('#planted-told')).toContain('staff numbers');
  });

  it('in Welsh, and also where the answer agrees', async () => {
    await decided(true, 'RV-4', 'cy');
    expect(textOf('#planted-told')).toContain('yn cytuno');
    expect(textOf('#decided')).not.toMatch(/planted\.|\{|undefined/);
    expect(textOf('[data-fact=planted-why]')).toContain('arfer');
  });
});
