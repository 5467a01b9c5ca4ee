/** What fails in the guard itself: the control is held, visibly, and the crime is recorded all the same. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { givesReason } from './support/officer.ts';
import { inGuardsWorld } from './support/own-world.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police?.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

const STALE =
  'This page is from before an update of the guard. Save your work and reload the page.';

/** The guard reads texts by this; without it no text can be read any more. */
const BREAK_READING = `String.prototype.normalize = () => { throw new Error('broken') }`;

/** What was read before is known: the page says something new. */
function renames(page: Page, selector: string, text: string): Promise<void> {
  return page.locator(selector).evaluate((element, to) => {
    element.textContent = to;
  }, text);
}

async function savesReport(page: Page): Promise<void> {
  await page.click('#save-report');
  await page.waitForSelector('#saved-banner');
  const saved = police.intranet.log.filter(({ method }) => method === 'POST');
  expect(saved.map(({ path, guarded }) => [path, guarded])).toEqual([['/reports', null]]);
  expect(saved[0]?.form['summary']).toBe('Half a sentence');
}

describe('a guard that cannot read', () => {
  it('holds what looks like a look-up, lets all else go on, and says so in the ledger', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await inGuardsWorld(page, police.session.extensionId, BREAK_READING);
    await renames(page, '#victim-check-status', 'Check the immigration status now');
    await renames(page, '#save-report', 'Save the whole report');
    await page.click('#victim-check-status');
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await prompt.closed();
    const isFault = (entry: { readonly header: Readonly<Record<string, unknown>> }) =>
      entry.header['kind'] === 'fault' && entry.header['code'] === 'guard-error';
    await expect.poll(async () => (await police.ledger.entries()).some(isFault)).toBe(true);
    await page.fill('#summary', 'Half a sentence');
    await savesReport(page);
  });
});

describe('a look-up page that was opened by its address', () => {
  it('and says nothing of whom it is about is held until the officer confirms', async () => {
    const page = await police.open('/status');
    const prompt = await Prompt.of(page);
    await page.fill('#status-name', 'Ana Example');
    await page.click('#status-check-submit');
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await prompt.closed();
    const { header } = await police.ledger.attempt('complied');
    expect(header).toMatchObject({ signal: 'immigration-lookup', role: 'unknown' });
    expect(await police.guarded(page)).toEqual([]);
  });
});

describe('a ledger that somebody edited', () => {
  it('is named on the status page by the entry that was changed', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    await prompt.opened();
    await page.keyboard.press('Enter');
    const { header } = await police.ledger.attempt('complied');
    const status = await police.openOwn('options.html');
    await status.waitForSelector('[data-ledger="ok"]');
    await police.ledger.page.evaluate(callSuspect, Number(header['seq']));
    await status.click('#refresh');
    await status.waitForSelector('[data-ledger="broken"]');
    expect(await status.textContent('[data-break="line-changed"] th')).toBe(`${header['seq']}`);
  });
});

// The last one: it takes with it the page by which the ledger is read.
describe('an extension that is updated under an open page', () => {
  it('goes on holding, says that the page must be reloaded, and lets the report be saved', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.fill('#summary', 'Half a sentence');
    const own = await police.openOwn('options.html');
    await Promise.all([
      own.waitForEvent('close'),
      own.evaluate('chrome.runtime.reload()').catch(() => undefined),
    ]);
    await page.bringToFront();
    await page.click('#victim-check-status');
    expect((await prompt.opened()).text).toContain(STALE);
    await givesReason(prompt);
    await prompt.press('Record and go on');
    expect(await prompt.complains()).toBe(STALE);
    expect(await police.guarded(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await page.inputValue('#summary')).toBe('Half a sentence');
    await savesReport(page);
    // A page that was loaded since has the new guard.
    await page.click('#victim-check-status');
    expect((await prompt.opened()).text).not.toContain(STALE);
    expect(await police.guarded(page)).toEqual([]);
  });
});

/** Runs in the browser: what somebody does who would rather have looked up a suspect. */
function callSuspect(seq: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('right-to-report');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const write = opening.result.transaction('entries', 'readwrite');
      const entries = write.objectStore('entries');
      const reading = entries.get(seq);
      reading.onsuccess = () => {
        const line = String(reading.result.line).replace('"victim"', '"suspect"');
        entries.put({ ...reading.result, line });
      };
      write.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}
