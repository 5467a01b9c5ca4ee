import { describe, it } from 'vitest';
import { REWRITTEN } from './support/rewritten-pages.ts';
import { useServedPages } from './support/served-pages.ts';

const HERE = 'written.testforce.police.uk';

const served = useServedPages(REWRITTEN, [HERE]);
const { holds, lets } = served;

describe('a document that is written anew', () => {
  it('by its own page after it was loaded is guarded from the first press', async () => {
    const page = await served.police.open('/itself', HERE);
    await page.click('#go');
    await page.waitForFunction(() => document.title === 'written');
    await lets(page, () => page.click('#save'));
    await holds(page, () => page.click('#status'));
    await holds(page, () => page.click('#status'));
  });

  it('by its own page still has the questions of the page held', async () => {
    const page = await served.police.open('/itself', HERE);
    await page.click('#go');
    await page.waitForFunction(() => document.title === 'written');
    page.on('dialog', (dialog) => dialog.accept());
    await holds(page, () => page.click('#asks'));
  });

  it('by its own page, which presses a button of it in the same task, is guarded', async () => {
    const page = await served.police.open('/at-once', HERE);
    await holds(page, () => page.click('#go'));
  });

  it('in a window that the page opened for it is guarded', async () => {
    const page = await served.police.open('/popup', HERE);
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('#go')]);
    await popup.waitForSelector('#status');
    await popup.waitForTimeout(200);
    await holds(popup, () => popup.click('#status'));
    await lets(popup, () => popup.click('#save'));
    await popup.close();
  });

  it('in an empty window that the page filled is guarded', async () => {
    const page = await served.police.open('/blank-popup', HERE);
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('#go')]);
    await popup.waitForSelector('#status');
    await popup.waitForTimeout(200);
    await holds(popup, () => popup.click('#status'));
    await popup.close();
  });

  it('in a frame of the page is guarded', async () => {
    const page = await served.police.open('/frame', HERE);
    await page.waitForFunction(() => document.title === 'written');
    await page.waitForTimeout(200);
    const frame = page.frames()[1];
    await holds(page, async () => frame?.click('#status'));
    await lets(page, async () => frame?.click('#save'));
  });
});
