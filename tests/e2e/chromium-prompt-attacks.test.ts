/** A page that works against the prompt: it neither hides it, nor answers it, nor reads it. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { differenceOf } from './support/pictures.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import { ATTACKING_PAGE, HIDING } from './support/prompt-attacks.ts';

const HOST = 'old.testforce.police.uk';

let police: Policing;
let server: HtmlServer;
beforeAll(async () => {
  server = await serveHtml(new Map([['/record', ATTACKING_PAGE]]));
  police = await startPolicing({ hosts: { [HOST]: server.port } });
});
afterAll(async () => {
  await police.close();
  await server.close();
});
beforeEach(async () => {
  server.clear();
  await police.ledger.begin();
});
afterEach(() => police.tidy());

async function asked(): Promise<{ page: Page; prompt: Prompt }> {
  const page = await police.open('/record', HOST);
  const prompt = await Prompt.of(page);
  await page.click('#look-up');
  await prompt.opened();
  return { page, prompt };
}

/** What the screen shows within the prompt. */
async function picture(page: Page): Promise<string> {
  const png = await page.screenshot({ clip: { x: 380, y: 240, width: 520, height: 400 } });
  return png.toString('base64');
}

describe('a page that', () => {
  it.each(HIDING)('%s does not keep the officer from the prompt', async (_name, script) => {
    const { page, prompt } = await asked();
    const before = await picture(page);
    await page.evaluate(script);
    await page.waitForTimeout(900);
    const after = await picture(page);
    expect(await differenceOf(page, before, after)).toBeLessThan(0.01);
    expect((await prompt.opened()).title).toBe('Victim record check');
    await prompt.press('Do not go on');
    await prompt.closed();
    await police.ledger.attempt('complied');
    expect(server.lookUps).toEqual([]);
  });
});
