/** Ledger files in Firefox ESR: one is handed in, taken in on another machine, and decided there. */
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isSound, verifyBundle } from '../../core/ledger/verify-bundle.ts';
import { verifyEd25519 } from '../../platform/ed25519.ts';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { bundleOf, makeLedger } from '../unit/ledger/made-ledger.ts';
import { type Files, makeFiles } from './support/bundles.ts';
import { type FirefoxPolicing, startFirefoxPolicing } from './support/firefox-policing.ts';
import { EXPLANATION, SAFETY } from './support/officer.ts';
import { forceSettings } from './support/policing.ts';

const REVIEWER = { id: 'TF-0077', unit: 'CID-North', reviewer: true };

let intranet: Intranet;
let files: Files;
let overridden = '';
let police: FirefoxPolicing;
beforeAll(async () => {
  intranet = await startIntranet();
  files = makeFiles();
});
afterAll(async () => {
  await police?.close();
  await intranet.close();
  files.remove();
});

/** Makes the file of this device and reads it where the browser would save it. */
async function handedIn(page: Page): Promise<readonly string[]> {
  await page.waitForSelector('#hand-in');
  await page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file) => {
      if (file instanceof Blob)
        file.text().then((text) => Reflect.set(globalThis, 'handedIn', text));
      return make(file);
    };
  });
  await page.click('#hand-in');
  await page.waitForSelector('#exported');
  await page.waitForFunction(() => Reflect.has(globalThis, 'handedIn'));
  const text = await page.evaluate(() => String(Reflect.get(globalThis, 'handedIn')));
  return text.split('\n').slice(0, -1);
}

async function takesIn(page: Page, file: string): Promise<string | null> {
  const input = await page.waitForSelector('input#import-files');
  await input?.uploadFile(file);
  await page.click('#import');
  await page.waitForFunction(
    (name) =>
      document.querySelector(`[data-file="${name}"]`) !== null &&
      document.querySelector('#job') === null,
    { timeout: 60_000 },
    path.basename(file),
  );
  return page.$eval('#file-results [data-count]', (each) => each.getAttribute('data-count'));
}

it('an officer’s Firefox hands in a file that holds', async () => {
  police = await startFirefoxPolicing({ intranet, managed: forceSettings() });
  const { page, prompt } = await police.open('/reports/new');
  await page.click('#victim-check-status');
  await prompt.opened();
  await prompt.press('Go on with a reason');
  await prompt.choose('Reason', SAFETY);
  await prompt.fill('Explanation', EXPLANATION);
  await prompt.press('Record and go on');
  await prompt.closed();
  overridden = String((await police.ledger.attempt('overridden')).header['id']);
  const lines = await handedIn(await police.openOwn('options.html'));
  const result = await verifyBundle(lines, verifyEd25519);
  expect(isSound(result)).toBe(true);
  expect(lines.join('\n')).toContain(EXPLANATION);
  files.write('firefox.jsonl', lines);
  await police.close();
});

it('a supervisor’s other Firefox takes it in, says what holds, and decides', async () => {
  police = await startFirefoxPolicing({
    intranet,
    managed: { ...forceSettings(), identity: REVIEWER },
  });
  const page = await police.openOwn('review.html#ledgers');
  await page.waitForSelector('#ledgers');
  expect(await takesIn(page, files.path('firefox.jsonl'))).toMatch(/^[1-9]\d* 0 0$/);
  const altered = await bundleOf([await makeLedger(12)]);
  const lines = altered.with(6, (altered[6] ?? '').replace('Reason 4', 'Reason 5'));
  expect(await takesIn(page, files.write('altered.jsonl', lines))).toBe('11 0 1');
  const said = await page.$eval('#file-results', (each) => each.textContent ?? '');
  expect(said).toContain('entry 4: the words are not those that were recorded');

  await page.click('#nav-cases');
  const row = await page.waitForSelector(`[data-case-id="${overridden}"]`);
  await row?.click();
  await page.waitForSelector('#case #proof[data-proof="proved"]');
  await page.click('#outcome-RV-1');
  await page.click('#decide');
  await page.waitForSelector('#decided');
  const kinds = (await police.ledger.all()).map(({ header }) => header['kind']);
  expect(kinds).toEqual(expect.arrayContaining(['import', 'gap', 'read', 'review']));
});
