/** An open override as a browser prints it: grounds are left out, and nobody fills a form in. */
import type { Page } from 'playwright';
import { expect } from 'vitest';

const INK = 'rgb(27, 34, 48)';

/** @param page with an override open that somebody may still decide on */
export async function readsOnPaper(page: Page): Promise<void> {
  // A browser prints in light colours whatever the screen has; this one is told otherwise.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const seen = await page.evaluate(() => {
    const style = (at: string) => getComputedStyle(document.querySelector(at) ?? document.body);
    const box = (at: string) => document.querySelector(at)?.getBoundingClientRect();
    const isSeen = (each: Element) => each.checkVisibility();
    return {
      banner: [style('.top').color, style('.top').backgroundColor],
      evidence: style('#observed').color,
      isBelow: (box('#stated')?.top ?? 0) >= (box('#observed')?.bottom ?? 0),
      forms: [...document.querySelectorAll('form, button')].filter(isSeen).length,
    };
  });
  expect(seen).toEqual({
    banner: [INK, 'rgba(0, 0, 0, 0)'],
    ...{ evidence: INK, isBelow: true, forms: 0 },
  });
  await page.emulateMedia({ media: null, colorScheme: null });
}
