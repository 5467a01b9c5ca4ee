/** Policing of what is typed: the immigration status of a victim is not needed to record a crime. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { focusedId, SAFETY } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

const STATUS = '#victim-immigration-status';

async function typesInto(page: Page, field: string, text: string): Promise<void> {
  await page.click(field);
  await page.keyboard.type(text);
}

describe('the field for the immigration status of a victim', () => {
  it('is held at the first character, stays empty, and is asked about again', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    for (let times = 0; times < 2; times++) {
      await typesInto(page, STATUS, 'l');
      const view = await prompt.opened();
      expect(view.buttons).toEqual(['Leave it empty', 'Go on', 'Life at risk: go on now']);
      await page.keyboard.press('Enter');
      await prompt.closed();
      expect(await page.inputValue(STATUS)).toBe('');
      expect(await focusedId(page)).toBe('victim-immigration-status');
    }
    expect((await police.ledger.attempt('complied')).header).toMatchObject({
      signal: 'immigration-field',
      act: 'enter',
      outcome: 'warn',
    });
  });

  it('takes the character that was typed, and all that follow, once it is confirmed', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await typesInto(page, STATUS, 'l');
    await prompt.opened();
    await prompt.press('Go on');
    await prompt.closed();
    expect(await page.inputValue(STATUS)).toBe('l');
    expect(await focusedId(page)).toBe('victim-immigration-status');
    await page.keyboard.type('imited leave');
    expect(await page.inputValue(STATUS)).toBe('limited leave');
    expect(await prompt.isOpen()).toBe(false);
    expect(await police.ledger.attempts()).toHaveLength(1);
    expect((await police.ledger.attempt('overridden')).header['reason']).toBeNull();
  });

  it('asks for a reason where the offence is a sensitive one', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.check('#flag-domestic-abuse');
    await typesInto(page, STATUS, 'l');
    await prompt.opened();
    await prompt.press('Go on with a reason');
    await prompt.choose('Reason', 'Document is evidence or property');
    await prompt.fill('Explanation', 'The permit is exhibit AB/1, found with the bag.');
    await prompt.press('Record and go on');
    await prompt.closed();
    expect(await page.inputValue(STATUS)).toBe('l');
    expect((await police.ledger.attempt('overridden')).header).toMatchObject({
      outcome: 'justify',
      reason: 'RR-08',
      group: 'DA',
    });
  });

  it('holds what is pasted or dropped into it, and puts it in once it is confirmed', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.fill('#victim-phone', 'refused');
    await page.focus('#victim-phone');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    await page.focus(STATUS);
    await page.keyboard.press('ControlOrMeta+V');
    await prompt.opened();
    expect(await page.inputValue(STATUS)).toBe('');
    await prompt.press('Go on');
    await prompt.closed();
    expect(await page.inputValue(STATUS)).toBe('refused');
  });

  it('is held where the text is composed, as letters are that the keyboard lacks', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    const cdp = await page.context().newCDPSession(page);
    const compose = (text: string) =>
      cdp.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
    await page.focus(STATUS);
    await compose('\u3042');
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await page.inputValue(STATUS)).toBe('');
    await page.focus(STATUS);
    await compose('\u3042');
    await prompt.opened();
    await prompt.press('Go on');
    await prompt.closed();
    expect(await focusedId(page)).toBe('victim-immigration-status');
    await compose('\u3042');
    await cdp.send('Input.insertText', { text: '\u3042' });
    expect(await page.inputValue(STATUS)).toBe('\u3042');
    expect(await prompt.isOpen()).toBe(false);
  });

  it('is in the ledger where a script or the browser filled it in', async () => {
    const page = await police.open('/reports/new');
    await page.locator(STATUS).evaluate((field) => {
      if (field instanceof HTMLInputElement) field.value = 'visitor';
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect((await police.ledger.attempt('unheld')).header).toMatchObject({
      signal: 'immigration-field',
      act: 'fill',
      role: 'victim',
      rule: 'victim-immigration-field-warn',
    });
  });

  it('can be emptied and corrected without a question', async () => {
    const page = await police.open('/reports/TF/004518/26');
    expect(await page.inputValue(STATUS)).not.toBe('');
    await page.focus(STATUS);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    expect(await page.inputValue(STATUS)).toBe('');
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });

  it('is not sent anywhere while it is held, and the report can be saved', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await typesInto(page, STATUS, 'l');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await prompt.closed();
    await page.click('#save-report');
    await page.waitForSelector('#saved-banner');
    const [saved] = police.intranet.log.filter(({ method }) => method === 'POST');
    expect(saved?.form['victim-immigration-status']).toBe('');
  });
});

describe('fields of other persons and other fields', () => {
  it('holds the status of a witness and never that of a suspect', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await typesInto(page, '#suspect-1-immigration-status', 'overstayer');
    expect(await page.inputValue('#suspect-1-immigration-status')).toBe('overstayer');
    expect(await police.ledger.attempts()).toEqual([]);
    await typesInto(page, '#witness-1-immigration-status', 'l');
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect((await police.ledger.attempt('abandoned')).header['role']).toBe('witness');
    expect(await page.inputValue('#witness-1-immigration-status')).toBe('');
  });

  it('observes nationality without a hold, and has nothing to do with an interpreter', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await typesInto(page, '#victim-first-language', 'Portuguese');
    await page.click('#victim-interpreter-required');
    await page.focus('#victim-nationality');
    await page.keyboard.type('Brazilian');
    await page.keyboard.press('Tab');
    expect(await page.inputValue('#victim-nationality')).toBe('brazilian');
    expect(await page.isChecked('#victim-interpreter-required')).toBe(true);
    expect(await prompt.isOpen()).toBe(false);
    const { header } = await police.ledger.attempt('unasked');
    expect(header).toMatchObject({ signal: 'immigration-context', outcome: 'observe' });
    expect(await police.ledger.attempts()).toHaveLength(1);
  });

  it('never puts what an officer typed into the page or into the prompt in the ledger', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.fill('#victim-given-names', 'Zebedee');
    await page.click('#victim-check-status');
    await prompt.opened();
    await prompt.press('Go on with a reason');
    await prompt.choose('Reason', SAFETY);
    await prompt.fill('Explanation', 'Unsent words about the risk to the person tonight.');
    await page.keyboard.press('Escape');
    await prompt.closed();
    await police.ledger.attempt('abandoned');
    const all = JSON.stringify(await police.ledger.entries());
    expect(all).not.toContain('Zebedee');
    expect(all).not.toContain('Unsent words');
  });
});
