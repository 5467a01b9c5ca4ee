/** Site profiles and their builder in Firefox, where extensions run scripts in pages by other code. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { forceSettings } from './support/policing.ts';
import { takenSelectors, thrownAt } from './support/taken-selectors.ts';
import { useFirefox } from './support/use-firefox.ts';

const CARD = '/cards/TF/004427/26';

const firefox = useFirefox(forceSettings());

/** The prompt or the layer stands behind the body, and nothing else does. */
function isCovered(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.lastElementChild?.localName === 'div');
}

describe('a site profile in Firefox', () => {
  it('has no selector at which a page throws', async () => {
    const { page } = await firefox.police.open('/reports');
    expect(await page.evaluate(thrownAt, takenSelectors())).toEqual([]);
    expect(await page.evaluate(thrownAt, ['#1a'])).toEqual(['#1a']);
  });

  it('holds what only the profile makes readable, and lets a suspect go', async () => {
    const { page } = await firefox.police.open(`${CARD}?code=V1`);
    await expect
      .poll(
        async () => {
          await page.click('#enq-2');
          return isCovered(page);
        },
        { timeout: 15_000 },
      )
      .toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => isCovered(page)).toBe(false);
    await page.select('#inv-code', 'S1');
    firefox.intranet.clear();
    await page.click('#enq-2');
    await page.waitForSelector('#card-result:not([hidden])');
    expect((await firefox.police.guarded(page)).map(({ guarded }) => guarded)).toEqual([
      'immigration-lookup',
    ]);
  });

  it('is made by pointing at the page', async () => {
    const { page } = await firefox.police.open(`${CARD}?code=V1&layout=new`);
    const builder = await firefox.police.openOwn('profiles.html');
    await builder.waitForSelector('[data-tab]');
    await builder.click('[data-tab]');
    await builder.click('#pick-control');
    await expect.poll(() => isCovered(page), { timeout: 15_000 }).toBe(true);
    const box = await (await page.$('#enq-1'))?.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 10);
    await page.mouse.click((box?.x ?? 0) + 10, (box?.y ?? 0) + 10);
    await builder.waitForSelector('[data-mark="controls[0]"]', { timeout: 15_000 });
    const selector = await builder.$eval('[id="controls[0]-selector"]', (field) =>
      field instanceof HTMLInputElement ? field.value : '',
    );
    expect(selector).toBe('#enq-1');
    await builder.click('#try');
    await builder.waitForSelector('[data-missing=""]', { timeout: 15_000 });
  });
});
