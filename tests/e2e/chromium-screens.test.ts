/** Policing on the other screens of a records system: dialogs, tabs, frames, rows, tables. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { goesOn } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

async function complies(page: Page, prompt: Prompt): Promise<void> {
  await prompt.opened();
  await page.keyboard.press('Enter');
  await prompt.closed();
}

describe('a dialog of the page that offers a PNC check', () => {
  it('has its "Run check" held on a victim and its "Later" not', async () => {
    const page = await police.open('/persons/p1004?role=victim');
    const prompt = await Prompt.of(page);
    await page.click('#pnc-dialog-run');
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    await goesOn(prompt);
    await page.waitForSelector('#person-result:visible');
    expect((await police.guarded(page)).map(({ path }) => path)).toEqual(['/api/pnc']);
    const again = await police.open('/persons/p1004?role=victim');
    await again.click('#pnc-dialog-later');
    expect(await police.guarded(again)).toEqual([]);
    expect(await police.ledger.attempts()).toHaveLength(1);
  });

  it('is not held on a suspect', async () => {
    const page = await police.open('/persons/p1003?role=suspect');
    await page.click('#pnc-dialog-run');
    await page.waitForSelector('#person-result:visible');
    expect(await police.guarded(page)).toHaveLength(1);
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });
});

describe('a question of the browser on saving a victim ("Run a PNC check?")', () => {
  it('is held without being shown, and the save goes on without the check', async () => {
    const page = await police.open('/persons/p1004/edit?role=victim');
    const prompt = await Prompt.of(page);
    const questions: string[] = [];
    page.on('dialog', async (dialog) => {
      questions.push(dialog.message());
      await dialog.accept();
    });
    await page.fill('#person-phone', '01632 960123');
    await page.click('#person-save');
    await prompt.opened();
    expect(questions).toEqual([]);
    expect(await police.guarded(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#saved-banner');
    expect(questions).toEqual([]);
    expect(await police.guarded(page)).toEqual([]);
    const saves = police.intranet.log.filter(({ path }) => path === '/persons/p1004');
    expect(saves.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect((await police.ledger.attempt('complied')).header).toMatchObject({
      signal: 'pnc-check',
      role: 'victim',
      act: 'dialog',
    });
  });

  it('is shown once the officer gave a reason and saves again', async () => {
    const page = await police.open('/persons/p1004/edit?role=victim');
    const prompt = await Prompt.of(page);
    const questions: string[] = [];
    page.on('dialog', async (dialog) => {
      questions.push(dialog.message());
      await dialog.accept();
    });
    await page.click('#person-save');
    await prompt.opened();
    await prompt.press('Go on with a reason');
    await prompt.choose('Reason', 'Officer safety before attending');
    await prompt.fill('Explanation', 'Incident 221 of today, a weapon was mentioned.');
    await prompt.press('Record and go on');
    await prompt.reads(({ text }) => text.includes('Do it again in the page'));
    expect(questions).toEqual([]);
    await prompt.opened();
    await prompt.press('Close');
    await prompt.closed();
    await page.click('#person-save');
    await page.waitForSelector('#saved-banner');
    expect(questions).toHaveLength(1);
    expect((await police.guarded(page)).map(({ path }) => path)).toEqual(['/api/pnc']);
  });
});

describe('a record drawn by script', () => {
  it('is held on the victim tab and not on the suspect tab, with the same ids', async () => {
    const page = await police.open('/spa');
    const prompt = await Prompt.of(page);
    await page.click('#spa-check-status');
    await complies(page, prompt);
    await page.click('#spa-refer');
    await complies(page, prompt);
    expect(await police.guarded(page)).toEqual([]);

    await page.click('#spa-tab-suspect');
    await page.click('#spa-check-status');
    await page.waitForSelector('#spa-result:not(:text("Checking"))');
    expect(await prompt.isOpen()).toBe(false);
    expect((await police.guarded(page)).map(({ form }) => form['role'])).toEqual(['suspect']);

    await page.goBack();
    await page.waitForSelector('#spa-name:text("Victim")');
    await page.click('#spa-pnc');
    await complies(page, prompt);
    expect(await police.guarded(page)).toHaveLength(1);
  });

  it('is held by keyboard too, released once, and saves without a hold', async () => {
    const page = await police.open('/spa/victim');
    const prompt = await Prompt.of(page);
    for (const key of ['Enter', 'Space']) {
      await page.focus('#spa-pnc');
      await page.keyboard.press(key);
      await complies(page, prompt);
    }
    expect(await police.guarded(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await goesOn(prompt);
    await page.waitForSelector('#spa-result:visible');
    await page.click('#spa-save');
    await page.waitForSelector('#spa-result:text("Saved")');
    expect((await police.guarded(page)).map(({ path }) => path)).toEqual(['/api/pnc']);
  });

  it('is held where a script writes the immigration status of a victim', async () => {
    const page = await police.open('/spa/victim');
    const prompt = await Prompt.of(page);
    await page.click('#spa-immigration-status');
    await page.keyboard.press('x');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await prompt.closed();
    expect(await page.textContent('#spa-immigration-status')).toBe('');
  });
});

describe('a look-up inside a frame', () => {
  it('is held and released there, by the role that the frame is about', async () => {
    const page = await police.open('/frames?ref=TF/004427/26');
    const prompt = await Prompt.of(page);
    const victim = page.frameLocator('#victim-lookup-frame');
    await victim.locator('#frame-check-status').click();
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    await goesOn(prompt);
    await victim.locator('#frame-result:visible').waitFor();
    expect((await police.guarded(page)).map(({ form }) => form['role'])).toEqual(['victim']);
    const suspect = page.frameLocator('#suspect-1-lookup-frame');
    await suspect.locator('#frame-check-status').click();
    await suspect.locator('#frame-result:visible').waitFor();
    expect(await prompt.isOpen()).toBe(false);
    expect(await police.guarded(page)).toHaveLength(2);
  });
});

describe('the person search', () => {
  it('holds the links of a victim row and of a witness row, not those of a suspect row', async () => {
    const page = await police.open('/persons/search?name=');
    const prompt = await Prompt.of(page);
    for (const id of ['#immigration-p1004-victim', '#pnc-p1004-victim', '#pnc-p1002-witness']) {
      await page.click(id);
      await complies(page, prompt);
    }
    expect(await police.guarded(page)).toEqual([]);
    // The same person is a witness on one report and a suspect on another.
    await page.click('#immigration-p1005-witness');
    await complies(page, prompt);
    await page.click('#immigration-p1005-suspect');
    await page.waitForSelector('#result-text');
    const { path, query } = (await police.guarded(page))[0] ?? {};
    expect([path, query?.['role']]).toEqual(['/persons/p1005/immigration-check', 'suspect']);
  });

  it('holds a row link that is opened with the middle button or in a new tab', async () => {
    const page = await police.open('/persons/search?name=');
    const prompt = await Prompt.of(page);
    const before = page.context().pages().length;
    await page.click('#immigration-p1004-victim', { button: 'middle' });
    await complies(page, prompt);
    await page.click('#immigration-p1004-victim', { modifiers: ['ControlOrMeta'] });
    await complies(page, prompt);
    expect(page.context().pages()).toHaveLength(before);
    expect(await police.guarded(page)).toEqual([]);
  });
});

describe('a custody record', () => {
  it('is never held: the person is a suspect', async () => {
    const page = await police.open('/suspects/p1003');
    await page.click('#suspect-check-status');
    await page.waitForSelector('#suspect-result:visible');
    await page.fill('#suspect-immigration-status', '');
    await page.click('#suspect-immigration-status');
    await page.keyboard.type('limited leave');
    expect(await page.inputValue('#suspect-immigration-status')).toBe('limited leave');
    await page.click('#suspect-refer');
    await page.waitForURL('**/referrals/new?**');
    expect((await police.ledger.attempts()).map(({ header }) => header['choice'])).toEqual([]);
  });
});
