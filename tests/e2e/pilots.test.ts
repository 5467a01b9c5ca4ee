/** A national rule that a force rehearses, in the real browsers, by real managed policy. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayText } from '../../components/moment.tsx';
import { pilotDay } from '../../core/policy/pilots.ts';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { closedSettings, untilClosed } from './support/closed-network.ts';
import { type FirefoxPolicing, startFirefoxPolicing } from './support/firefox-policing.ts';
import { forceSettings, HOST, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const LOOKUP = 'victim-immigration-lookup-justify';
const DAY_MS = 86_400_000;

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

const UNTIL = dayIn(20);
const PILOT = { rule: LOOKUP, from: dayIn(-2), until: UNTIL };
/** As it was until yesterday. */
const OVER = { rule: LOOKUP, from: dayIn(-20), until: dayIn(-1) };
const SHOWN = `Pilot until ${pilotDay(UNTIL)}`;

describe('a rule that is rehearsed, in Chromium', () => {
  let police: Policing;
  beforeAll(async () => {
    police = await startPolicing({ managed: closedSettings({ pilots: [PILOT] }) });
    await untilClosed(police.ledger.page);
  });
  afterAll(() => police?.close());
  beforeEach(() => police.ledger.begin());
  afterEach(() => police.tidy());

  it('is shown as it will be, and one press goes on, once, after it is in the ledger', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    const view = await prompt.opened();
    expect(view.description).toContain(SHOWN);
    expect(view.description).toContain('This looks up the immigration status of a victim');
    expect(view.buttons).toEqual(['Do not go on', 'Go on (pilot)', 'Life at risk: go on now']);
    expect(view.text).toContain(LOOKUP);
    expect(view.focused).toBe('Do not go on');
    expect(await police.guarded(page)).toEqual([]);

    await prompt.press('Go on (pilot)');
    await prompt.closed();
    await page.waitForFunction(() =>
      document.querySelector('#victim-result')?.textContent?.startsWith('Check immigration'),
    );
    expect(await police.guarded(page)).toHaveLength(1);
    expect((await police.ledger.attempt('piloted')).header).toMatchObject({
      rule: LOOKUP,
      outcome: 'warn',
      reason: null,
    });
  });

  it('may be heeded all the same', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await prompt.closed();
    expect((await police.ledger.attempt('complied')).header).toMatchObject({ rule: LOOKUP });
    expect(await police.guarded(page)).toEqual([]);
  });

  it('leaves every other national rule as it is: a PNC check needs a reason', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-pnc');
    const view = await prompt.opened();
    expect(view.buttons).toContain('Go on with a reason');
    expect(view.text).not.toContain('Pilot');
  });

  it('is said on the page to which a look-up by its address leads, and goes on from there', async () => {
    const page = await police.open('/reports/new');
    await page.goto(`http://${HOST}/persons/p1004/immigration-check?role=victim`);
    await page.waitForSelector('#held');
    await page.selectOption('#held-role', { label: 'Victim' });
    await page.selectOption('#held-group', { label: 'Other offence' });
    expect(await page.textContent('#held-pilot')).toContain(SHOWN);
    await page.click('#held-go');
    await page.waitForSelector('#result-heading');
    expect((await police.ledger.attempt('piloted')).header).toMatchObject({ act: 'open' });
  });

  it('is on the status page and in the popup, and in the ledger of the device', async () => {
    const status = await police.openOwn('options.html');
    const notice = await status.waitForSelector(`[data-pilot=${LOOKUP}]`);
    expect(await notice.textContent()).toContain(`pilot until ${dayText(UNTIL, 'en')}`);
    expect(await status.textContent(`[data-rule=${LOOKUP}]`)).toContain(
      `Pilot until ${dayText(UNTIL, 'en')}`,
    );
    const popup = await police.openOwn('popup.html?tab=1');
    await popup.waitForSelector('#pilot');
    expect(await popup.textContent('#pilot')).toBe(SHOWN);
    const changes = (await police.ledger.ofTheDevice()).filter(
      ({ header }) => header['kind'] === 'policy-change',
    );
    expect(changes.at(-1)?.header['pilots']).toEqual([
      { rule: LOOKUP, first: dayIn(0), until: UNTIL },
    ]);
  });

  it('is enforced in pages that are open once it is over', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    expect((await prompt.opened()).buttons).toContain('Go on (pilot)');
    await police.session.setManaged(closedSettings({ pilots: [OVER] }));
    const status = await police.openOwn('options.html');
    await expect
      .poll(async () => {
        await status.click('#refresh');
        return status.locator('[data-pilot]').count();
      })
      .toBe(0);
    await page.bringToFront();
    // What was asked before the end is not answered by one press after it.
    await prompt.press('Go on (pilot)');
    expect(await prompt.complains()).toContain('asks for more');
    await page.keyboard.press('Escape');
    await prompt.closed();
    await page.click('#victim-check-status');
    expect((await prompt.opened()).buttons).toContain('Go on with a reason');
    expect(await police.guarded(page)).toEqual([]);
  });
});

describe('a rule that is rehearsed, in Firefox', () => {
  let intranet: Intranet;
  let police: FirefoxPolicing;
  beforeAll(async () => {
    intranet = await startIntranet();
    police = await startFirefoxPolicing({ intranet, managed: forceSettings({ pilots: [PILOT] }) });
  });
  afterAll(async () => {
    await police?.close();
    await intranet?.close();
  });

  it('is shown as it will be, and one press goes on, once', async () => {
    const { page, prompt } = await police.open('/reports/new');
    await page.click('#victim-check-status');
    const view = await prompt.opened();
    expect(view.text).toContain(SHOWN);
    expect(view.stops).toEqual(['Do not go on', 'Go on (pilot)', 'Life at risk: go on now']);
    await prompt.press('Go on (pilot)');
    await prompt.closed();
    await page.waitForFunction(() =>
      document.querySelector('#victim-result')?.textContent?.startsWith('Check immigration'),
    );
    expect(await police.guarded(page)).toHaveLength(1);
    expect((await police.ledger.attempt('piloted')).header).toMatchObject({ rule: LOOKUP });
  });
});
