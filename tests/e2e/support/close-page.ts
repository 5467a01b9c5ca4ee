/** Closes a page for certain. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';

/** Within it a page is gone; under load too. */
const USUAL_MS = 3_000;

/**
 * Chromium loses the wish to close a page that is in the middle of going to another one, and
 * whoever waits for the end of it waits for ever: seen in a third of such pages. Asked for by the
 * page's own session it is heard.
 */
export async function closePage(page: Page): Promise<void> {
  const closed = page.close().then(() => true);
  if (await Promise.race([closed, sleep(USUAL_MS, false)])) return;
  const session = await page.context().newCDPSession(page);
  await Promise.race([session.send('Page.close'), closed]);
  await closed;
}
