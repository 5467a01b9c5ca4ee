/** An open override on paper: asked for what, recorded, and then as a browser prints it. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { Policing } from '../support/policing.ts';

const PICTURES = 'output/e2e';
const INK = 'rgb(27, 34, 48)';

/** @param page with an override open that somebody may still decide on */
export async function readsOnPaper(page: Page, police: Policing, id: string): Promise<void> {
  await keepsUnrecorded(page);
  // The browser's own window is nothing that a test can drive.
  await page.evaluate(() => {
    window.print = () => {
      const { paper } = document.documentElement.dataset;
      const isThere = document.querySelector('#observed')?.checkVisibility();
      const dialogs = document.querySelectorAll('dialog[open]').length;
      Object.assign(window, { printed: { paper, isThere, dialogs } });
    };
  });
  const prints = async () =>
    (await police.ledger.all()).filter(({ header }) => header['kind'] === 'print');
  const before = (await prints()).length;
  await page.focus('#decision-note');
  await page.keyboard.press('Control+p');
  await page.waitForSelector('#paper[open]');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.screenshot({ path: `${PICTURES}/paper-asked.png` });
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.screenshot({ path: `${PICTURES}/paper-asked-320.png` });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Escape');
  await page.waitForSelector('#paper:not([open])', { state: 'attached' });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('decision-note');
  expect((await prints()).length).toBe(before);

  await page.keyboard.press('Control+p');
  for (const choice of ['Criminal', 'The prosecution']) {
    await page.keyboard.type(choice);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => 'printed' in window);
  expect(await page.evaluate(() => Reflect.get(window, 'printed'))).toEqual({
    ...{ paper: 'recorded', isThere: true, dialogs: 0 },
  });
  expect((await prints()).slice(before)).toMatchObject([
    { header: { page: 'case', of: id, purpose: 'criminal-proceedings', recipient: 'prosecution' } },
  ]);
  await page.click('#reads > summary');
  await page.waitForSelector('#reads li:has-text("printed, for: The prosecution or a court")');
  await page.click('#reads > summary');
  await laidOut(page);
  await keepsUnrecorded(page);
}

/** Whoever prints by the browser's own menu has a page that says what to do, and nothing else. */
async function keepsUnrecorded(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: `${PICTURES}/paper-unrecorded.png` });
  const seen = await page.evaluate(() =>
    [...document.querySelectorAll('#app *')]
      .filter((each) => each.checkVisibility())
      .map((each) => each.id),
  );
  expect(seen).toEqual(['unrecorded']);
  await page.emulateMedia({ media: null });
}

/** As it is for the moment in which the browser takes it. */
async function laidOut(page: Page): Promise<void> {
  // A browser prints in light colours whatever the screen has; this one is told otherwise.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const seen = await page.evaluate(() => {
    document.documentElement.dataset['paper'] = 'recorded';
    const style = (at: string) => getComputedStyle(document.querySelector(at) ?? document.body);
    const box = (at: string) => document.querySelector(at)?.getBoundingClientRect();
    const isSeen = (each: Element) => each.checkVisibility();
    return {
      banner: [style('.top').color, style('.top').backgroundColor],
      evidence: style('#observed').color,
      isBelow: (box('#stated')?.top ?? 0) >= (box('#observed')?.bottom ?? 0),
      forms: [...document.querySelectorAll('form, button, #unrecorded')].filter(isSeen).length,
    };
  });
  expect(seen).toEqual({
    banner: [INK, 'rgba(0, 0, 0, 0)'],
    ...{ evidence: INK, isBelow: true, forms: 0 },
  });
  await page.evaluate(() => {
    document.documentElement.dataset['paper'] = '';
  });
  await page.emulateMedia({ media: null, colorScheme: null });
}
