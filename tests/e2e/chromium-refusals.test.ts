/** What an override cannot be made with, and what happens when it cannot be recorded. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedSettings } from './support/closed-network.ts';
import { EXPLANATION, givesReason, SAFETY } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  // The network is closed as well, so that what goes on has been let on by both.
  police = await startPolicing({ managed: closedSettings() });
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

const RECORD = 'Record and go on';

async function explains(): Promise<{ page: Page; prompt: Prompt }> {
  const page = await police.open('/reports/new');
  const prompt = await Prompt.of(page);
  await page.click('#victim-check-status');
  await prompt.opened();
  await prompt.press('Go on with a reason');
  return { page, prompt };
}

describe('an override', () => {
  it('without a reason from the list is refused with a clear message', async () => {
    const { page, prompt } = await explains();
    await prompt.fill('Explanation', EXPLANATION);
    await prompt.press(RECORD);
    expect(await prompt.complains()).toBe('Choose a reason.');
    expect((await prompt.opened()).focused).toBe('Reason');
    expect(await police.guarded(page)).toEqual([]);
  });

  it.each([
    ['nothing', '', 'Write an explanation.'],
    ['spaces', '          ', 'Write an explanation.'],
    ['a word', 'needed', 'Write at least 30 characters; there are 6.'],
    ['the same characters', 'asdasdasdasdasdasdasdasdasdasdasdasd', 'repeats the same characters'],
    ['a date of birth', 'She was born on 17/04/1991 and is at risk tonight.', 'date of birth'],
    [
      'a passport number',
      'Her passport 533380006 was seen at the station desk.',
      'document number',
    ],
  ])('explained by %s is refused, and what was written stays', async (_, written, message) => {
    const { page, prompt } = await explains();
    await prompt.choose('Reason', SAFETY);
    await prompt.fill('Explanation', written);
    await prompt.press(RECORD);
    expect(await prompt.complains()).toContain(message);
    const { fields, buttons, focused } = await prompt.opened();
    expect(focused).toBe('Explanation');
    expect(fields.find(({ name }) => name === 'Explanation')?.value.trim()).toBe(written.trim());
    expect(buttons).toContain(RECORD);
    expect(await police.guarded(page)).toEqual([]);
    const choices = (await police.ledger.attempts()).map(({ header }) => header['choice']);
    expect(choices).not.toContain('overridden');
  });
});

describe('a ledger that takes no entry', () => {
  // A quota of one byte, set by the browser's protocol, does not bind an extension with
  // unlimitedStorage: the entry is recorded. So the database itself is made to refuse: it is of a
  // newer version, as after an extension that was rolled back.
  it('keeps the hold, says so, lets the report be saved, and life at risk goes on', async () => {
    await police.ledger.page.evaluate(outdate);
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    await givesReason(prompt);
    await prompt.press(RECORD);
    expect(await prompt.complains()).toContain('could not be recorded, so this is still held');
    // The focus is still where the officer pressed, to try again by keyboard.
    expect((await prompt.opened()).focused).toBe(RECORD);
    await page.keyboard.press('Enter');
    expect(await prompt.complains()).toContain('could not be recorded');
    expect(await police.guarded(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await prompt.closed();
    await page.click('#save-report');
    await page.waitForSelector('#saved-banner');
    expect(await police.guarded(page)).toEqual([]);

    const status = await police.openOwn('options.html');
    await status.waitForSelector('[data-ledger="unavailable"]');
    await page.bringToFront();
    await page.click('#victim-check-status');
    await prompt.opened();
    await prompt.press('Life at risk: go on now');
    await prompt.closed();
    await page.waitForSelector('#victim-result:visible');
    expect(await police.guarded(page)).toHaveLength(1);
    await expect
      .poll(async () => {
        await status.click('#refresh');
        return status.textContent('[data-fact="waiting"] dd');
      })
      .toBe('1');

    // The ledger answers again: what waited is appended and said to be late.
    await police.ledger.page.evaluate(remove);
    await police.ledger.begin();
    await page.click('#victim-pnc');
    await prompt.opened();
    await page.keyboard.press('Enter');
    expect((await police.ledger.attempt('emergency')).header['signal']).toBe('immigration-lookup');
    const late = ({ header }: { header: Readonly<Record<string, unknown>> }) =>
      header['code'] === 'emergency-stored-aside';
    await expect.poll(async () => (await police.ledger.entries()).filter(late).length).toBe(1);
  });
});

/** Runs in the browser. */
function outdate(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('right-to-report', 99);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

/** Runs in the browser. */
function remove(): Promise<void> {
  return new Promise((resolve, reject) => {
    const removing = indexedDB.deleteDatabase('right-to-report');
    removing.onerror = () => reject(removing.error);
    removing.onsuccess = () => resolve();
  });
}
