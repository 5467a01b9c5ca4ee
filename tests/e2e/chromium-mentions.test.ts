/** What an officer writes about a victim raises a quiet note, and stays where it is. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { PLACES } from './support/places-pages.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const HERE = 'prose.testforce.police.uk';
const CANARY = 'Zyxwvutsrq';
const STORY = `${CANARY} says she has no leave to remain and is afraid.`;

let police: Policing;
let server: HtmlServer;
beforeAll(async () => {
  server = await serveHtml(PLACES);
  police = await startPolicing({ hosts: { [HERE]: server.port } });
});
afterAll(async () => {
  await police.close();
  await server.close();
});
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

describe('an account that mentions immigration status', () => {
  it.each(['account', 'diary'])(
    'on a victim’s record raises a note after a pause, and holds nothing: %s',
    async (id) => {
      const page = await police.open('/prose', HERE);
      await page.click(`#${id}`);
      await page.keyboard.type(STORY);
      const attempt = await police.ledger.attempt('unasked');
      expect(attempt.header).toMatchObject({ signal: 'immigration-mention', role: 'victim' });
      expect(await (await Prompt.of(page)).isOpen()).toBe(false);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(id);
      await page.keyboard.type(' She asked for help.');
      const text = await page.evaluate((of) => {
        const field = document.getElementById(of);
        return field instanceof HTMLTextAreaElement ? field.value : field?.textContent;
      }, id);
      expect(text).toBe(`${STORY} She asked for help.`);
    },
  );

  it('is noted when the officer leaves the field, and once for the same words', async () => {
    const page = await police.open('/prose', HERE);
    await page.fill('#account', STORY);
    await page.click('#next');
    await police.ledger.attempt('unasked');
    await page.click('#account');
    await page.keyboard.type(' More.');
    await page.click('#next');
    await page.waitForTimeout(900);
    expect(await police.ledger.attempts()).toHaveLength(1);
  });

  it('leaves none of its words in the ledger', async () => {
    const page = await police.open('/prose', HERE);
    await page.fill('#account', STORY);
    await page.click('#next');
    await police.ledger.attempt('unasked');
    expect(JSON.stringify(await police.ledger.attempts())).not.toMatch(/zyxwv|afraid/i);
  });

  it('is not asked about on a suspect’s record', async () => {
    const page = await police.open('/prose', HERE);
    await page.fill('#interview', STORY);
    await page.click('#next');
    await page.waitForTimeout(900);
    expect(await police.ledger.attempts()).toEqual([]);
  });

  it('is not read while keys are still coming', async () => {
    const page = await police.open('/prose', HERE);
    await page.click('#account');
    for (const word of STORY.split(' ')) {
      await page.keyboard.type(`${word} `);
      await page.waitForTimeout(120);
    }
    expect(await police.ledger.attempts()).toEqual([]);
    await police.ledger.attempt('unasked');
  });
});

describe('an account that mentions nothing of the kind', () => {
  it('is left alone', async () => {
    const page = await police.open('/prose', HERE);
    await page.fill('#account', 'He took her passport and her bank card. Interpreter needed.');
    await page.click('#next');
    await page.waitForTimeout(900);
    expect(await police.ledger.attempts()).toEqual([]);
  });
});
