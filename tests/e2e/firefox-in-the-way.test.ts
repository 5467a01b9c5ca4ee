/** Never in the way in Firefox ESR: a report and a statement, with and without the guard. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { type FirefoxPolicing, startFirefoxPolicing } from './support/firefox-policing.ts';
import type { FirefoxPrompt } from './support/firefox-prompt.ts';
import { forceSettings, HOST } from './support/policing.ts';
import { received } from './support/received.ts';

/** Faces the public: no guard starts there. */
const UNGUARDED = 'www.testforce.police.uk';
const SETTLING_MS = 150;

/** Presses what is held and leaves it; nothing where there is no guard. */
type Leaves = (selector: string) => Promise<void>;

let guarded: Intranet;
let plain: Intranet;
let police: FirefoxPolicing;
beforeAll(async () => {
  guarded = await startIntranet();
  plain = await startIntranet();
  police = await startFirefoxPolicing({
    intranet: guarded,
    managed: forceSettings(),
    hosts: { [UNGUARDED]: plain.port },
  });
});
afterAll(async () => {
  await police?.close();
  await guarded?.close();
  await plain?.close();
});
beforeEach(() => police.ledger.begin());

function leavesBy(page: Page, prompt: FirefoxPrompt): Leaves {
  return async (selector) => {
    await page.click(selector);
    await prompt.opened();
    await page.keyboard.press('Enter');
    await prompt.closed();
  };
}

/** One run with the guard, one without: the pages' servers are asked for the same. */
async function bothGet(
  path: string,
  flow: (page: Page, leaves: Leaves) => Promise<void>,
): Promise<string> {
  const unguarded = await police.session.newPage();
  await unguarded.goto(`http://${UNGUARDED}${path}`);
  plain.clear();
  await flow(unguarded, async () => undefined);
  const { page, prompt } = await police.open(path);
  await flow(page, leavesBy(page, prompt));
  await sleep(SETTLING_MS);
  const expected = received(plain, UNGUARDED);
  expect(received(guarded, HOST)).toEqual(expected);
  await police.tidy();
  return expected.requests.join('\n');
}

describe('reaches the server as without us:', () => {
  it('a report with a victim, a witness and a suspect, after holds that were left', async () => {
    const bytes = await bothGet('/reports/new', async (page, leaves) => {
      await leaves('#victim-pnc');
      await page.select('#offence', 'theft');
      await page.type('#victim-given-names', 'Siân');
      await page.type('#witness-1-family-name', "O'Sampl");
      await page.type('#suspect-1-immigration-status', 'Visitor');
      await leaves('#witness-1-check-status');
      await page.click('#victim-interpreter-required');
      await page.type('#summary', '100% & more');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Line two');
      await leaves('#victim-refer');
      await page.click('#suspect-1-check-status');
      await page.waitForSelector('#suspect-1-result:not([hidden])');
      await page.click('#save-report');
      await page.waitForSelector('#saved-banner');
    });
    expect(bytes).toContain('summary=100%25+%26+more%0D%0ALine+two');
  });

  it('a statement that is checked, drafted, held twice and saved', async () => {
    const bytes = await bothGet('/statements/TF/100001/26', async (page, leaves) => {
      const kept = () =>
        page.waitForFunction(() => document.querySelector('#draft-state')?.textContent !== '');
      await page.click('#step-next');
      await leaves('#statement-check-status');
      await page.focus('#taken-on');
      await page.keyboard.type('11212026');
      await page.type('#taken-at', 'Front desk');
      await page.click('#step-next');
      await kept();
      await page.type('#account', 'It was noon when he came in.');
      await page.type('#notes', 'A note');
      await page.click('#step-back');
      await leaves('#statement-pnc');
      await page.click('#step-next');
      await page.type('#notes', ' more');
      await page.click('#step-next');
      await page.click('#read-back');
      await kept();
      await page.click('#statement-save');
      await page.waitForSelector('#saved-banner');
    });
    expect(bytes).toContain('It was noon when he came in.","notes":"A note more","');
  });
});
