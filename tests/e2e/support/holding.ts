/** What a test asks of a page: an act is held and no look-up is sent, or it is let go and one is. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { HtmlServer } from './html-server.ts';
import { Prompt } from './prompt.ts';

/** Waits for a request that comes after any look-up, and says which look-ups came. */
async function lookUps(server: HtmlServer, page: Page): Promise<readonly string[]> {
  await page.waitForTimeout(60);
  return server.lookUps;
}

export async function holdsOn(
  server: HtmlServer,
  page: Page,
  act: () => Promise<unknown>,
): Promise<void> {
  server.clear();
  const prompt = await Prompt.of(page);
  await act();
  await prompt.opened();
  expect(await lookUps(server, page)).toEqual([]);
  await page.keyboard.press('Enter');
  await prompt.closed();
  expect(await lookUps(server, page)).toEqual([]);
}

export async function letsOn(
  server: HtmlServer,
  page: Page,
  act: () => Promise<unknown>,
): Promise<void> {
  server.clear();
  await act();
  await expect.poll(() => server.lookUps.length).toBe(1);
  expect(await (await Prompt.of(page)).isOpen()).toBe(false);
}
