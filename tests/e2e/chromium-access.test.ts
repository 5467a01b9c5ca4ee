/** Every screen can be used by everybody: by axe, by names and roles, by the order of the focus. */
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT } from '../../tools/build.ts';
import { closedSettings } from './support/closed-network.ts';
import { goesOn } from './support/officer.ts';
import { HOST, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import { copyPrompt } from './support/prompt-copy.ts';

const PICTURES = `${PROJECT}/output/e2e`;
const WIDTHS = [1280, 390];

const WORDS = {
  en: { comply: 'Do not go on', override: 'Go on with a reason' },
  cy: { comply: 'Peidio â mynd ymlaen', override: 'Mynd ymlaen gyda rheswm' },
} as const;

let police: Policing;
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

describe.each(['en', 'cy'] as const)('the prompt in %s', (language) => {
  it('has a name, a description, named controls, and a focus that begins at the safe act', async () => {
    const words = WORDS[language];
    const page = await police.open(`/reports/new?lang=${language}`);
    const prompt = await Prompt.of(page);
    await page.selectOption('#offence', 'rape');
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.click('#victim-check-status');
      const first = await prompt.opened();
      expect(first.title).not.toBe('');
      expect(first.description.length).toBeGreaterThan(20);
      expect(first.focused).toBe(words.comply);
      expect(first.buttons).toHaveLength(3);
      await page.screenshot({ path: `${PICTURES}/prompt-${language}-${width}-ask.png` });
      await checkCopy(page, language, width);
      await prompt.press(words.override);
      const second = await prompt.reads(({ fields }) => fields.length > 0);
      expect(second.fields.map(({ role }) => role)).toEqual([
        'combobox',
        'textbox',
        'textbox',
        'combobox',
      ]);
      for (const { name } of [...second.fields]) expect(name).not.toBe('');
      expect(second.focused).toBe(second.fields[0]?.name);
      await page.keyboard.press('ArrowDown');
      await page.screenshot({ path: `${PICTURES}/prompt-${language}-${width}-reason.png` });
      await prompt.press(second.buttons[0] ?? '');
      expect(await prompt.complains()).not.toBe('');
      await page.screenshot({ path: `${PICTURES}/prompt-${language}-${width}-fault.png` });
      await checkCopy(page, language, width);
      await page.keyboard.press('Escape');
      await prompt.closed();
    }
  });
});

async function checkCopy(page: Page, language: string, width: number): Promise<void> {
  const copy = await copyPrompt(page, language);
  // Axe measures colours, names and roles, which do not change with the width.
  if (width === 390) expect(await faults(copy)).toEqual([]);
  const overflow = await copy.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await copy.close();
}

describe('a page of the extension', () => {
  it('passes axe in English on a wide screen and in Welsh on a narrow one', async () => {
    const page = await police.open('/reports/TF/004427/26');
    await page.click('#victim-check-status');
    await goesOn(await Prompt.of(page));
    const id = String((await police.ledger.attempt('overridden')).header['id']);
    for (const language of ['en', 'cy']) {
      const identity = { id: 'TF-0077', unit: 'CID-North', reviewer: true };
      await police.session.setManaged(closedSettings({ language, identity }));
      for (const [name, path, ready] of [
        ['review', 'review.html', '#case-list'],
        ['case', `review.html#case=${id}`, '#decision-form'],
        ['ledgers', 'review.html#ledgers', '#ledgers'],
        ['reconcile', 'review.html#reconcile', '#log-file'],
        ['patterns', 'review.html#patterns', '#patterns-people'],
        ['status', 'options.html', '[data-origin]'],
        ['popup', 'popup.html', '[data-guarded]'],
        ['history', 'history.html', '#mine-none'],
        ['held', `held.html#http://${HOST}/persons/p1004/pnc-check`, '#held-role'],
      ] as const) {
        const own = await police.openOwn(path);
        await own.waitForSelector(ready);
        expect(await own.getAttribute('html', 'lang')).toBe(language);
        const width = language === 'en' ? 1280 : 390;
        await own.setViewportSize({ width, height: 900 });
        expect(await faults(own), `${name} ${language} ${width}`).toEqual([]);
        await own.setViewportSize({ width: 320, height: 900 });
        const scroll = await own.evaluate<number>('document.documentElement.scrollWidth');
        expect(scroll, `${name} ${language}`).toBeLessThanOrEqual(320);
        await own.close();
      }
    }
  });

  it('passes axe in the dark at 320 pixels, with filters and keys open, and needs no sideways scroll', async () => {
    const identity = { id: 'TF-0077', unit: 'CID-North', reviewer: true };
    await police.session.setManaged(closedSettings({ language: 'en', identity }));
    const page = await police.open('/reports/TF/004427/26');
    await page.click('#victim-check-status');
    await goesOn(await Prompt.of(page));
    const own = await police.openOwn('review.html#state=all&unit=CID-North');
    await own.emulateMedia({ colorScheme: 'dark' });
    await own.setViewportSize({ width: 320, height: 800 });
    await own.waitForSelector('#case-list');
    await own.click('#filters > summary');
    await own.click('#saved-filters > summary');
    await own.waitForSelector('#filter-risk');
    expect(await faults(own)).toEqual([]);
    const scroll = await own.evaluate<number>('document.documentElement.scrollWidth');
    expect(scroll).toBeLessThanOrEqual(320);
    await own.click('#keys-help');
    await own.waitForSelector('#keys[open]');
    expect(await faults(own)).toEqual([]);
  });
});
