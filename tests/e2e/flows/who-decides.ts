/** Rank, two people, and who is on an override, as reviewers meet them in the browser. */
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../../../tools/build.ts';
import type { Policing } from '../support/policing.ts';

export interface Given {
  readonly police: () => Policing;
  readonly officer: object;
  readonly reviewer: { readonly id: string; readonly unit: string; readonly reviewer: boolean };
  readonly signIn: (identity: object, more?: object) => Promise<void>;
  readonly override: () => Promise<string>;
  readonly openCase: (id: string) => Promise<Page>;
}

const PICTURES = `${PROJECT}/output/e2e`;
const TWO_INSPECTORS = {
  deciding: [{ from: '2026-01-01', rank: 'inspector', people: 2 }],
  reviewers: [
    { id: 'TF-0077', unit: 'CID-North', rank: 'inspector' },
    { id: 'TF-0078', unit: 'PPU', rank: 'inspector' },
    { id: 'TF-0079', unit: 'PPU', rank: 'sergeant' },
  ],
};

export function decidesByRankAndNumber(given: Given): void {
  const { officer, reviewer, signIn, override, openCase } = given;
  const police = () => given.police();

  async function looks(page: Page, name: string): Promise<void> {
    for (const [language, width] of [
      ['en', 360],
      ['cy', 1280],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate((chosen) => {
        const { runtime } = Reflect.get(globalThis, 'chrome');
        const body = { language: chosen };
        return runtime.sendMessage({ v: 1, name: 'language', body });
      }, language);
      await page.reload();
      await page.waitForFunction(
        (chosen) =>
          document.documentElement.lang === chosen && document.querySelector('#case-list') !== null,
        language,
      );
      if (page.url().includes('case=')) await page.waitForSelector('#case');
      await page.screenshot({
        path: `${PICTURES}/${name}-${language}-${width}.png`,
        fullPage: true,
      });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${name} ${language} ${width}`,
      ).toBe(true);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
    await page.evaluate(() => {
      const { runtime } = Reflect.get(globalThis, 'chrome');
      return runtime.sendMessage({ v: 1, name: 'language', body: { language: 'en' } });
    });
    await page.reload();
    await page.waitForFunction(
      () => document.documentElement.lang === 'en' && document.querySelector('#case-list') !== null,
    );
  }

  describe('where policy asks for two inspectors', () => {
    it('a sergeant is told before the form, and two inspectors close it one after the other', async () => {
      mkdirSync(PICTURES, { recursive: true });
      await signIn(officer);
      const id = await override();
      await signIn({ ...reviewer, id: 'TF-0079', unit: 'PPU' }, TWO_INSPECTORS);
      const barred = await openCase(id);
      expect(await barred.getAttribute('#bar', 'data-bar')).toBe('needs-inspector');
      expect(await barred.textContent('#needs')).toContain('an inspector, or a higher rank');
      expect(await barred.locator('#decision-form, #assign-take').count()).toBe(0);

      await signIn(reviewer, TWO_INSPECTORS);
      const first = await openCase(id);
      await first.check('#outcome-RV-1');
      await first.click('#decide');
      await first.waitForSelector('#decided #stays-open');
      expect(await first.textContent('#stays-open')).toContain('1 of the 2 people');
      await first.reload();
      await first.waitForSelector('#bar[data-bar=awaits-others]');

      await signIn({ ...reviewer, id: 'TF-0078', unit: 'PPU' }, TWO_INSPECTORS);
      const page = await police().openOwn('review.html#state=another');
      await page.waitForSelector(`[data-case-id="${id}"] [data-quorum="1"]`);
      await looks(page, 'review-queue');
      await page.click(`[data-case-id="${id}"]`);
      await page.waitForSelector('#why[data-why=quorum]');
      expect(await page.textContent('#why')).toContain('TF-0077 decided “Justified”');
      await page.check('#outcome-RV-1');
      await page.click('#decide');
      await page.waitForSelector('#decided');
      expect(await page.locator('#stays-open').count()).toBe(0);
      await page.waitForSelector('#case .badge--decided');
      const reviews = (await police().ledger.entries()).filter(
        ({ header }) => header['kind'] === 'review',
      );
      expect(reviews.map(({ header }) => [header['reviewer'], header['rank']])).toEqual([
        ['TF-0077', 'inspector'],
        ['TF-0078', 'inspector'],
      ]);
    });
  });

  describe('a reviewer who is on an override', () => {
    it('takes it by a key, is shown on it, and hands it back', async () => {
      await signIn(officer);
      const id = await override();
      await signIn(reviewer, { ...TWO_INSPECTORS, reviewLeads: [reviewer.id] });
      const page = await police().openOwn('review.html#sort=newest');
      await page.waitForSelector(`[data-case-id="${id}"]`);
      await page.focus(`[data-case-id="${id}"]`);
      await page.keyboard.press('t');
      await page.waitForSelector(`[data-case-id="${id}"] [data-assigned="TF-0077"]`);
      // Which one, since a key takes what is marked, and nothing else on the screen names it.
      expect(await page.textContent('#assign-news')).toMatch(
        /^Override \d+ · .+ · Officer TF-\d+: You are on it now\.$/,
      );
      expect(await page.evaluate<string>('document.activeElement.dataset.caseId')).toBe(id);
      await page.click('#filters > summary');
      await page.selectOption('#filter-assigned', 'mine');
      expect(await page.locator('#case-list [data-assigned="TF-0077"]').count()).toBeGreaterThan(0);
      expect(await page.locator('#case-list .row:not(:has([data-assigned]))').count()).toBe(0);

      await page.click(`[data-case-id="${id}"]`);
      await page.waitForSelector('#assigned [data-assigned="TF-0077"]');
      await looks(page, 'review-assigned');
      await page.selectOption('#assign-to', 'TF-0078');
      await page.click('#assign-give');
      await page.waitForSelector('#assigned [data-assigned="TF-0078"]');
      await page.click('#assign-back');
      await page.waitForSelector('#assigned [data-assigned=""]');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('assigned-title');
      const said = (await police().ledger.entries()).filter(
        ({ header }) => header['kind'] === 'assignment' && header['of'] === id,
      );
      expect(said.map(({ header }) => header['to'])).toEqual(['TF-0077', 'TF-0078', '']);
      // Whoever turned single keys off takes nothing by one.
      await page.click('#keys-help');
      await page.uncheck('#keys-on');
      await page.keyboard.press('Escape');
      await page.keyboard.press('t');
      await page.click('#keys-help');
      await page.check('#keys-on');
      await page.keyboard.press('Escape');
      expect(await page.getAttribute('#assigned [data-assigned]', 'data-assigned')).toBe('');
    });
  });
}
