/** What breaks in Firefox ESR: the background, the page around the prompt, the settings of the force. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { closedSettings } from './support/closed-network.ts';
import { type FirefoxPolicing, startFirefoxPolicing } from './support/firefox-policing.ts';
import { forceSettings } from './support/policing.ts';

const RULE = {
  id: 'testforce-bad-reason',
  when: { kind: ['pnc-check'], role: ['witness'] },
  outcome: 'justify',
  reasons: ['RR-77'],
  wording: 'pnc-check',
  sources: [],
};

let intranet: Intranet;
let police: FirefoxPolicing;

beforeAll(async () => {
  intranet = await startIntranet();
  // The network is closed as well, so that what goes on has been let on by both.
  police = await startFirefoxPolicing({ intranet, managed: closedSettings() });
});
afterAll(async () => {
  await police.close();
  await intranet.close();
});
beforeEach(async () => {
  await police.ledger.begin();
  intranet.clear();
});
afterEach(() => police.tidy());

describe('when something breaks', () => {
  it('keeps the hold without a background and then records once', async () => {
    const { page, prompt } = await police.open('/reports/new');
    const departures = await police.ledger.watchDepartures(page, '/api/immigration-status');
    await page.click('#victim-check-status');
    await prompt.opened();
    await police.session.stopBackground();
    await prompt.giveReason();
    // Whatever may have started it in between: it does not run when the entry is sent.
    await police.session.stopBackground();
    expect(departures).toEqual([]);
    expect(await police.ledger.attempts()).toEqual([]);

    await prompt.press('Record and go on');
    await prompt.closed();
    await page.waitForFunction(() =>
      document.querySelector('#victim-result')?.textContent?.startsWith('Check immigration'),
    );
    expect(await police.guarded(page)).toHaveLength(1);
    expect(departures.map((entries) => entries.length)).toEqual([1]);
    expect(await police.ledger.choices()).toEqual(['overridden']);
  });

  it('saves the report as ever while no background runs', async () => {
    const { page, prompt } = await police.open('/reports/new');
    await page.type('#victim-given-names', 'Tess');
    await page.click('#victim-pnc');
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    await police.ledger.attempt('abandoned');
    await police.session.stopBackground();
    await page.click('#save-report');
    await page.waitForSelector('#saved-banner');
    const saved = intranet.log.filter(({ method }) => method === 'POST');
    expect(saved.map(({ path, guarded }) => [path, guarded])).toEqual([['/reports', null]]);
    expect(saved[0]?.form['victim-given-names']).toBe('Tess');
  });

  it('brings the prompt back where the page takes it away', async () => {
    const { page, prompt } = await police.open('/reports/new');
    await page.click('#victim-check-status');
    await prompt.opened();
    for (let times = 0; times < 3; times++) {
      await page.evaluate(() => document.documentElement.lastElementChild?.remove());
    }
    await prompt.goOn();
    expect(await police.guarded(page)).toHaveLength(1);
    expect(await police.ledger.choices()).toEqual(['overridden']);
  });

  it('keeps the hold, and the page alive, where the page never lets the prompt be', async () => {
    const { page } = await police.open('/reports/new');
    await page.type('#victim-given-names', 'Tess');
    await page.evaluate(() => {
      const { documentElement } = document;
      const removeForeign = () => {
        for (const { tagName } of documentElement.children) {
          if (tagName === 'DIV') documentElement.lastElementChild?.remove();
        }
      };
      new MutationObserver(removeForeign).observe(documentElement, { childList: true });
    });
    await page.click('#victim-check-status');
    expect(await police.guarded(page)).toEqual([]);
    await page.click('#save-report');
    await page.waitForSelector('#saved-banner');
    expect(await police.guarded(page)).toEqual([]);
    // The question that went with its page counts as a hold that was heeded.
    await police.ledger.attempt('abandoned');
  });
});

describe('a rule of the force with a reason code that nobody knows', () => {
  beforeAll(async () => {
    await police.close();
    police = await startFirefoxPolicing({ intranet, managed: forceSettings({ rules: [RULE] }) });
  });

  it('is named to IT by its field', async () => {
    const status = await police.openOwn('options.html');
    await status.waitForSelector('[data-origin=baseline-rejected]');
    const fields = await status.$$eval('#setting-errors [data-field]', (rows) =>
      rows.map((row) => row.getAttribute('data-field')),
    );
    expect(fields).toEqual(['rules[0].reasons[0]']);
  });

  it('leaves the national rules in force', async () => {
    const { page, prompt } = await police.open('/reports/new');
    await page.click('#victim-check-status');
    const { text } = await prompt.opened();
    expect(text).toContain('Rule victim-immigration-lookup-justify.');
    expect(text).not.toContain('TF 2026.1');
    expect(await police.guarded(page)).toEqual([]);
    await prompt.goOn();
    expect(await police.guarded(page)).toHaveLength(1);
    // Who is signed in is a setting of its own, and that one holds.
    const { header } = await police.ledger.attempt('overridden');
    expect(header).toMatchObject({ officer: 'TF-4312', outcome: 'justify' });
  });
});
