/** The policy tester in Firefox, where pages of extensions have another object of the browser. */
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { PROJECT } from '../../tools/build.ts';
import { forceSettings } from './support/policing.ts';
import { useFirefox } from './support/use-firefox.ts';

const CARD = readFileSync(`${PROJECT}/tests/forms/general/rms_victim_card.html`, 'utf8');

const firefox = useFirefox(forceSettings());

/** Middle of an element of the form on the page; puppeteer sees no frames within pages of extensions. */
function inForm(page: Page, selector: string): Promise<readonly [number, number] | null> {
  return page.$eval(
    '#form-frame',
    (frame, wanted) => {
      const inner = frame instanceof HTMLIFrameElement ? frame.contentDocument : null;
      const box = inner?.querySelector(wanted)?.getBoundingClientRect();
      const around = frame.getBoundingClientRect();
      if (!box) return null;
      return [
        around.left + 2 + box.left + box.width / 2,
        around.top + 2 + box.top + box.height / 2,
      ] as const;
    },
    selector,
  );
}

async function press(page: Page, selector: string): Promise<void> {
  const place = await inForm(page, selector);
  if (!place) throw new Error(`no ${selector} in the form`);
  await page.mouse.click(...place);
}

it("tries a victim's form and an open page in Firefox, and records nothing", async () => {
  const { page: live } = await firefox.police.open('/reports/TF/004427/26');
  const before = await live.content();
  const page = await firefox.police.openOwn('tester.html');
  await page.waitForSelector('[data-fact="in-force-version"]');
  expect(await page.$eval('#engine code', (code) => code.textContent)).toMatch(/^[0-9a-f]{64}$/);

  await page.click('[data-tab]');
  await page.waitForSelector('[data-kind="immigration-lookup"][data-role="victim"]');
  expect(await live.content()).toBe(before);

  await page.$eval(
    '#form-html',
    (field, html) => {
      if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
      field.value = html;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    CARD.replace('</h1>', `</h1><img src="http://rms.testforce.police.uk/leak">`),
  );
  firefox.intranet.clear();
  await page.click('#show-form');
  await page.waitForSelector('[data-control="#v1-check"][data-outcome="justify"]');
  await press(page, '#v1-check');
  await expect.poll(() => inForm(page, 'html > div')).not.toBeNull();
  await page.keyboard.press('Escape');
  await page.waitForSelector('#trace [data-choice="abandoned"]');
  await press(page, '#cancel');
  expect(await inForm(page, '#v1-check')).not.toBeNull();
  expect(firefox.intranet.log).toEqual([]);
  expect(await firefox.police.ledger.attempts()).toEqual([]);
});
