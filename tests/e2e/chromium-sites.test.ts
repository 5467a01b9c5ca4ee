/** Which sites are guarded: police hosts but for public-facing ones, unless the force names them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const PUBLIC = 'www.testforce.police.uk';

let policing: Policing;

beforeAll(async () => {
  const hosts: Record<string, number> = {};
  policing = await startPolicing({ hosts });
}, 120_000);
afterAll(() => policing.close());

/** The public-facing name leads to the same intranet: only the name differs. */
async function openPublic() {
  const page = await policing.session.context.newPage();
  await page.route(`http://${PUBLIC}/**`, async (route) => {
    const url = new URL(route.request().url());
    const response = await route.fetch({ url: `${policing.intranet.origin}${url.pathname}` });
    await route.fulfill({ response });
  });
  await page.goto(`http://${PUBLIC}/reports/new`);
  policing.intranet.clear();
  return page;
}

describe('a public-facing site', () => {
  it('is left alone by the baseline', async () => {
    const page = await openPublic();
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    await page.waitForFunction(() => document.querySelector('#victim-result')?.textContent !== '');
    expect(await prompt.isOpen()).toBe(false);
    // Its functions are the browser's own: nothing of ours is asked on the way.
    const functions = await page.evaluate(() =>
      [fetch, open, navigator.sendBeacon, XMLHttpRequest.prototype.send].map(String),
    );
    expect(functions).toEqual(
      ['fetch', 'open', 'sendBeacon', 'send'].map((name) => `function ${name}() { [native code] }`),
    );
    await page.close();
  });

  it('is guarded once the force names it', async () => {
    await policing.session.setManaged(forceSettings({ sites: [PUBLIC] }));
    const page = await openPublic();
    const prompt = await Prompt.of(page);
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.click('#victim-check-status');
          return prompt.isOpen();
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    await page.close();
  });
});
