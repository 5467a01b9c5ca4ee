/** Every way to press a control is held, and every release is one act. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXPLANATION, givesReason, goesOn } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

const LOOK_UP = '#victim-check-status';

describe('the act', () => {
  it.each(['Enter', 'Space'])('of pressing %s on a look-up is held', async (key) => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.focus(LOOK_UP);
    await page.keyboard.press(key);
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    await goesOn(prompt);
    await page.waitForSelector('#victim-result:visible');
    expect(await police.guarded(page)).toHaveLength(1);
  });

  it('of a double click is one hold, and does not answer the prompt by accident', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.dblclick(LOOK_UP);
    await prompt.opened();
    expect(await prompt.isOpen()).toBe(true);
    expect(await police.guarded(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await prompt.closed();
    await police.ledger.attempt('complied');
    expect(await police.ledger.attempts()).toHaveLength(1);
  });

  it('of a finger on the screen is held', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    const cdp = await page.context().newCDPSession(page);
    const box = await page.locator(LOOK_UP).boundingBox();
    const touchPoints = [{ x: (box?.x ?? 0) + 10, y: (box?.y ?? 0) + 10 }];
    await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
  });

  it('of a script of the page is held as an act of the officer is', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.evaluate(() => document.getElementById('victim-check-status')?.click());
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    // Nor can a script press the prompt's buttons: it does not even find them.
    const found = await page.evaluate(() => {
      const host = document.documentElement.lastElementChild;
      if (host instanceof HTMLElement) host.click();
      host?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      return [host?.shadowRoot ?? null, document.querySelector('dialog')];
    });
    expect(found).toEqual([null, null]);
    expect(await prompt.isOpen()).toBe(true);
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await police.guarded(page)).toEqual([]);
  });

  it('of a form sent by script is held', async () => {
    for (const way of ['submit', 'requestSubmit']) {
      const page = await police.open('/status?role=victim&ref=TF/004427/26');
      const prompt = await Prompt.of(page);
      await page.evaluate((name) => {
        const form = document.querySelector('form#status-form');
        if (!(form instanceof HTMLFormElement)) throw new Error('no form');
        if (name === 'submit') form.submit();
        else form.requestSubmit();
      }, way);
      await prompt.opened();
      expect(await police.guarded(page)).toEqual([]);
      await goesOn(prompt);
      await page.waitForURL('**/status/check');
      expect(await police.guarded(page)).toHaveLength(1);
    }
  });
});

describe('the prompt', () => {
  it('is left with Escape, is recorded as abandoned, and the control is still held', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click(LOOK_UP);
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    await police.ledger.attempt('abandoned');
    await page.click(LOOK_UP);
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
  });

  it('can be worked with the keyboard alone, from the control to the release', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    const { keyboard } = page;
    await page.selectOption('#offence', 'rape');
    await page.focus(LOOK_UP);
    await keyboard.press('Enter');
    await prompt.opened();
    await keyboard.press('Tab');
    expect((await prompt.opened()).focused).toBe('Go on with a reason');
    await keyboard.press('Enter');
    expect((await prompt.reads(({ fields }) => fields.length > 0)).focused).toBe('Reason');
    await keyboard.type('Immediate safety');
    await keyboard.press('Tab');
    await keyboard.type(EXPLANATION);
    await keyboard.press('Tab');
    await keyboard.type('TF-0900');
    await keyboard.press('Tab');
    await keyboard.type('Super');
    await keyboard.press('Tab');
    expect((await prompt.opened()).focused).toBe('Record and go on');
    await keyboard.press('Enter');
    await prompt.closed();
    await page.waitForSelector('#victim-result:visible');
    expect(await police.guarded(page)).toHaveLength(1);
    expect((await police.ledger.attempt('overridden')).header['authorisation']).toEqual({
      status: 'claimed',
      by: 'TF-0900',
      rank: 'superintendent',
    });
  });

  it('keeps the focus: Tab goes round in it and never into the page', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click(LOOK_UP);
    await prompt.opened();
    for (let presses = 0; presses < 8; presses++) {
      await page.keyboard.press('Tab');
      const inPage = await page.evaluate(() => document.activeElement?.closest('form')?.id ?? '');
      expect(inPage).toBe('');
    }
    expect(await prompt.isOpen()).toBe(true);
  });

  it('releases once for a double click on "Record and go on"', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click(LOOK_UP);
    await givesReason(prompt);
    await prompt.press('Record and go on', 2);
    await prompt.closed();
    await page.waitForSelector('#victim-result:visible');
    expect(await police.guarded(page)).toHaveLength(1);
    expect(await police.ledger.attempts()).toHaveLength(1);
  });

  it('goes on at once where life is at risk, and writes that down', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click(LOOK_UP);
    await prompt.opened();
    await prompt.press('Life at risk: go on now');
    await prompt.closed();
    await page.waitForSelector('#victim-result:visible');
    expect(await police.guarded(page)).toHaveLength(1);
    expect((await police.ledger.attempt('emergency')).header['reason']).toBe('RR-14');
  });
});
