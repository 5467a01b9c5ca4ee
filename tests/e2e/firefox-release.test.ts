/** In Firefox too a released act is the officer's own: what the page hears, and what opens. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { forceSettings } from './support/policing.ts';
import { useFirefox } from './support/use-firefox.ts';

const firefox = useFirefox(forceSettings());

const LISTEN = `
window.log = [];
for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown', 'keypress', 'keyup'])
  document.addEventListener(type, (event) => log.push([type, event.target.id, event.detail, event.button, event.key, event.keyCode, event.shiftKey].filter((each) => each !== undefined).join(' ')));
document.getElementById('victim-pnc').addEventListener('click', () => log.push('active ' + navigator.userActivation.isActive));`;

/** What the page has heard so far. */
async function heard(page: Page): Promise<readonly string[]> {
  const log: unknown = await page.evaluate('log');
  return Array.isArray(log) ? log.map(String) : [];
}

describe('a released act', () => {
  it.each<[string, (page: Page, button: string) => Promise<void>]>([
    ['click', (page, button) => page.click(button)],
    [
      'press of Enter',
      async (page, button) => {
        await page.focus(button);
        await page.keyboard.press('Enter');
      },
    ],
  ])('that was a %s is heard as on a record that is not held', async (_name, act) => {
    const free = await firefox.police.open('/reports/TF/004312/26');
    await free.page.evaluate(LISTEN);
    await act(free.page, '#suspect-1-pnc');
    await free.page.waitForSelector('#suspect-1-result');
    const expected = (await heard(free.page)).map((each) => each.replace('suspect-1', 'victim'));

    const { page, prompt } = await firefox.police.open('/reports/TF/004312/26');
    await page.evaluate(LISTEN);
    await act(page, '#victim-pnc');
    await prompt.goOn();
    await page.waitForFunction('log.some((each) => each.startsWith("active"))');
    const log = await heard(page);
    expect(log.filter((each) => !each.startsWith('active'))).toEqual(expected);
    expect(log).toContain('active true');
    expect(await firefox.police.guarded(page)).toHaveLength(1);
  });

  it('that was a middle click opens a tab and leaves the page and what is typed in it', async () => {
    const { page, prompt } = await firefox.police.open('/reports/TF/004427/26');
    await page.$eval('#summary', (field) => field.setAttribute('data-typed', 'not saved yet'));
    const before = (await firefox.police.session.browser.pages()).length;
    await page.click('#victim-refer', { button: 'middle' });
    await prompt.goOn({
      reason: 'Victim asked for help with status',
      explanation: 'The victim asked for this at the station, with an interpreter.',
      authoriser: 'TF-0900',
    });
    for (let tries = 0; tries < 100; tries++) {
      if ((await firefox.police.session.browser.pages()).length > before) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await firefox.police.session.browser.pages()).length).toBe(before + 1);
    expect(page.url()).toContain('/reports/TF/004427/26');
    expect(await page.$eval('#summary', (field) => field.getAttribute('data-typed'))).toBe(
      'not saved yet',
    );
    expect(firefox.intranet.log.filter(({ path }) => path === '/referrals/new')).toHaveLength(1);
  });
});
