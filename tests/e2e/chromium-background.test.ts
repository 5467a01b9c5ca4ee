/** Policing while the background is killed: nothing leaves early, nothing is lost or doubled. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Background } from './support/background.ts';
import { closedSettings } from './support/closed-network.ts';
import { givesReason, goesOn } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
let background: Background;
beforeAll(async () => {
  // The network is closed as well, so that what goes on has been let on by both.
  police = await startPolicing({ managed: closedSettings() });
  background = await Background.watch(police.ledger.page);
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

const LOOK_UP = '#victim-check-status';

describe('the background is killed', () => {
  it('while the prompt is open, and the override can then be completed', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click(LOOK_UP);
    await prompt.opened();
    await police.session.killServiceWorker();
    expect(await prompt.isOpen()).toBe(true);
    expect(await police.guarded(page)).toEqual([]);
    await goesOn(prompt);
    await page.waitForSelector('#victim-result:visible');
    expect(await police.guarded(page)).toHaveLength(1);
    expect((await police.ledger.attempts()).map(({ header }) => header['choice'])).toEqual([
      'overridden',
    ]);
  });

  it('before the page is opened, and the page is guarded all the same', async () => {
    await police.session.killServiceWorker();
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click(LOOK_UP);
    await prompt.opened();
    await police.session.killServiceWorker();
    await page.keyboard.press('Enter');
    await prompt.closed();
    await police.ledger.attempt('complied');
    expect(await police.guarded(page)).toEqual([]);
  });

  // Each of these hits another moment between the press and the durable entry.
  it.each([0, 5, 15, 40])('%i ms after "Record and go on": one entry, one release', async (ms) => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    const departures = await police.ledger.watchDepartures(page, '**/api/immigration-status*');
    await page.click(LOOK_UP);
    await givesReason(prompt);
    await police.session.serviceWorker();
    await prompt.press('Record and go on');
    // Not a wait for something: the moment of the kill is what differs.
    if (ms > 0) await sleep(ms);
    await background.kill();
    await prompt.closed();
    await page.waitForSelector('#victim-result:visible');
    expect(await police.guarded(page)).toHaveLength(1);
    expect(departures.map((entries) => entries.length)).toEqual([1]);
    expect(await police.ledger.attempts()).toHaveLength(1);
  });
});

describe('the officer leaves the page with the prompt open', () => {
  it('which counts as a hold that was heeded', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click(LOOK_UP);
    await prompt.opened();
    await page.goto(page.url().replace('/reports/new', '/persons/search'));
    expect((await police.ledger.attempt('abandoned')).header['rule']).toBe(
      'victim-immigration-lookup-justify',
    );
    expect(await police.guarded(page)).toEqual([]);
  });
});

describe('the ledger', () => {
  it('is one unbroken chain at the end of all this, as the status page says', async () => {
    const page = await police.openOwn('options.html');
    await page.waitForSelector('[data-ledger="ok"]');
    expect(await page.locator('[data-break]').count()).toBe(0);
  });
});
