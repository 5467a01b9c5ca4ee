/** A page that works against the prompt in Firefox, where it differs from Chromium. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { FirefoxPrompt } from './support/firefox-prompt.ts';
import { EXPLANATION, SAFETY } from './support/officer.ts';
import { differenceOf } from './support/pictures.ts';
import { forceSettings } from './support/policing.ts';
import { useFirefox } from './support/use-firefox.ts';

const firefox = useFirefox(forceSettings());

const PAGE = `
window.theirs = () => document.querySelector('html > div') ?? [...document.querySelectorAll('body > div')].at(-1);
document.body.insertAdjacentHTML('beforeend', '<section id="cover" popover="manual" style="position:fixed;inset:0;width:100%;height:100%;margin:0;border:0">Press</section><dialog id="modal" style="width:100%;height:100%">Stay?</dialog><section id="corner" hidden></section>');
window.heard = [];
for (const type of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput']) addEventListener(type, (event) => heard.push(type), true);`;

async function asked(): Promise<{ page: Page; prompt: FirefoxPrompt }> {
  const { page, prompt } = await firefox.police.open('/reports/new');
  await page.evaluate(PAGE);
  await page.click('#victim-check-status');
  await prompt.opened();
  return { page, prompt };
}

describe('a page in Firefox that', () => {
  it.each([
    ['hides it by its style', `theirs().style.cssText = 'display:none!important'`],
    ['hides it by attributes', `theirs().inert = true; theirs().hidden = true`],
    [
      'moves it into a part that is not shown',
      `document.getElementById('corner').append(theirs())`,
    ],
    [
      'shrinks the whole page',
      `document.documentElement.style.cssText = 'zoom:0.05;overflow-y:scroll'`,
    ],
    ['lays a dialog over it', `document.getElementById('modal').showModal()`],
    ['lays a popover over it', `document.getElementById('cover').showPopover()`],
  ])('%s does not keep the officer from the prompt', async (_name, script) => {
    const { page, prompt } = await asked();
    const before = await page.screenshot({ encoding: 'base64', clip: MIDDLE });
    await page.evaluate(script);
    await new Promise((resolve) => setTimeout(resolve, 900));
    const after = await page.screenshot({ encoding: 'base64', clip: MIDDLE });
    expect(await differenceOf(page, before, after)).toBeLessThan(0.01);
    await prompt.press('Do not go on');
    await prompt.closed();
    await firefox.police.ledger.attempt('complied');
    expect(await firefox.police.guarded(page)).toEqual([]);
  });

  it('types into it by commands, and takes its focus to hear what is typed, does neither', async () => {
    const { page, prompt } = await asked();
    await prompt.press('Go on with a reason');
    await prompt.choose('Reason', SAFETY);
    await prompt.fill('Explanation', 'The officer');
    await page.evaluate(
      `heard.splice(0); document.execCommand('insertText', false, ${JSON.stringify(EXPLANATION)})`,
    );
    await page.evaluate(`document.execCommand('selectAll'); document.execCommand('delete')`);
    await page.evaluate(
      `setInterval(() => { theirs().blur(); document.activeElement.blur(); document.getElementById('victim-given-names').focus(); }, 7)`,
    );
    await page.keyboard.type(' went on', { delay: 15 });
    expect(await page.evaluate('heard')).toEqual([]);
    expect(await page.evaluate("document.getElementById('victim-given-names').value")).toBe('');
    const { fields } = await prompt.reads('to be there', () => true);
    const value = fields.find(({ name }) => name === 'Explanation')?.value ?? '';
    expect(value.startsWith('The officer')).toBe(true);
    expect(value).not.toContain('offender');
  });
});

const MIDDLE = { x: 250, y: 200, width: 300, height: 150 };
