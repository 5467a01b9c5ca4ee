/** A page that writes its own document anew, or one in a window or frame, is guarded as before. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { holdsOn, letsOn } from './support/holding.ts';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { REWRITTEN } from './support/rewritten-pages.ts';

const HERE = 'written.testforce.police.uk';

let police: Policing;
let server: HtmlServer;
beforeAll(async () => {
  server = await serveHtml(REWRITTEN);
  police = await startPolicing({ hosts: { [HERE]: server.port } });
});
afterAll(async () => {
  await police.close();
  await server.close();
});
beforeEach(async () => {
  server.clear();
  await police.ledger.begin();
});
afterEach(() => police.tidy());

const holds = (page: Page, act: () => Promise<unknown>) => holdsOn(server, page, act);
const lets = (page: Page, act: () => Promise<unknown>) => letsOn(server, page, act);

describe('a document that is written anew', () => {
  it('by its own page after it was loaded is guarded from the first press', async () => {
    const page = await police.open('/itself', HERE);
    await page.click('#go');
    await page.waitForFunction(() => document.title === 'written');
    await lets(page, () => page.click('#save'));
    await holds(page, () => page.click('#status'));
    await holds(page, () => page.click('#status'));
  });

  it('by its own page still has the questions of the page held', async () => {
    const page = await police.open('/itself', HERE);
    await page.click('#go');
    await page.waitForFunction(() => document.title === 'written');
    page.on('dialog', (dialog) => dialog.accept());
    await holds(page, () => page.click('#asks'));
  });

  it('by its own page, which presses a button of it in the same task, is guarded', async () => {
    const page = await police.open('/at-once', HERE);
    await holds(page, () => page.click('#go'));
  });

  it('in a window that the page opened for it is guarded', async () => {
    const page = await police.open('/popup', HERE);
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('#go')]);
    await popup.waitForSelector('#status');
    await popup.waitForTimeout(200);
    await holds(popup, () => popup.click('#status'));
    await lets(popup, () => popup.click('#save'));
    await popup.close();
  });

  it('in an empty window that the page filled is guarded', async () => {
    const page = await police.open('/blank-popup', HERE);
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('#go')]);
    await popup.waitForSelector('#status');
    await popup.waitForTimeout(200);
    await holds(popup, () => popup.click('#status'));
    await popup.close();
  });

  it('in a frame of the page is guarded', async () => {
    const page = await police.open('/frame', HERE);
    await page.waitForFunction(() => document.title === 'written');
    await page.waitForTimeout(200);
    const frame = page.frames()[1];
    await holds(page, async () => frame?.click('#status'));
    await lets(page, async () => frame?.click('#save'));
  });
});
