/** A planted case in the real browser: it comes later that day, is answered, and then it is told. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { Policing } from '../support/policing.ts';

export interface Given {
  readonly police: () => Policing;
  readonly officer: object;
  readonly signIn: (identity: object, more?: object) => Promise<void>;
  readonly override: () => Promise<string>;
  readonly openCase: (id: string) => Promise<Page>;
}

const LEAD = { id: 'TF-0079', unit: 'CID-North', reviewer: true };
const HOURS_LATER_MS = 9 * 3_600_000;

async function faultsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id }) => id);
}

export function meetsPlantedCase({ police, officer, signIn, override, openCase }: Given): void {
  const entries = () => police().ledger.all();
  const listed = (page: Page) =>
    page.$$eval('[data-case-id]', (rows) => rows.map((row) => row.getAttribute('data-case-id')));
  /** A list that is empty says so in words. */
  const rangeOf = async (page: Page) => {
    const range = await page.textContent('#list-range');
    return range === 'No override matches.' ? 0 : Number(range?.match(/\d+$/)?.[0]);
  };

  describe('a planted case', () => {
    it('looks like any override until it is answered, and opening the list is one entry', async () => {
      await signIn(officer);
      const id = await override();
      await signIn(LEAD, { plantedPercent: 100, reviewLeads: [LEAD.id] });
      const page = await openCase(id);
      await page.check('#outcome-RV-1');
      await page.click('#decide');
      await page.waitForSelector('#decided');

      await page.clock.setSystemTime(Date.now() + HOURS_LATER_MS);
      await page.reload();
      await page.waitForSelector('[data-case-id]');
      const known = new Set((await entries()).map(({ header }) => header['id']));
      const planted = (await listed(page)).find((each) => !known.has(each));
      expect(planted).toMatch(/^[0-9a-f]{32}$/);
      const count = await rangeOf(page);
      await page.click(`[data-case-id="${planted}"]`);
      await page.waitForSelector(`#case[data-case="${planted}"] #decision-form`);
      expect(await page.textContent('body')).not.toMatch(/planted/i);
      await page.check('#outcome-RV-1');
      await page.click('#decide');
      await page.waitForSelector('#planted-told');
      expect(await page.textContent('[data-fact=planted-why]')).toMatch(/\w{5}/);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('decided');
      expect(await page.locator('#case[data-planted] #stated').count()).toBe(1);
      expect(await page.locator('#proof, #read-note, #history, [data-fact=hash]').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
      expect(await listed(page)).not.toContain(planted);
      expect(await rangeOf(page)).toBe(count - 1);

      const all = await entries();
      const [answer, ...others] = all.filter(({ header }) => header['id'] === planted);
      expect(answer?.header).toMatchObject({ kind: 'planted', outcome: 'RV-1' });
      expect(others).toEqual([]);
      const reads = all.filter(
        ({ header: { kind, reader } }) => kind === 'read' && reader === LEAD.id,
      );
      // Of the override one each time that it was shown, of the planted case none.
      expect(reads.map(({ header }) => header['of'])).toEqual(['', id, id, id]);
      await page.goto(page.url().replace(/#.*$/, '#patterns'));
      await page.waitForSelector('#quality-planted');
      expect(await faultsOf(page)).toEqual([]);
    });
  });
}
