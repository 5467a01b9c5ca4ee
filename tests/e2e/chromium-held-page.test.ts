/** A look-up opened by its address, a bookmark or another system: held, explained, and the way on. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedSettings, untilClosed } from './support/closed-network.ts';
import { EXPLANATION, SAFETY } from './support/officer.ts';
import { HOST, type Policing, startPolicing } from './support/policing.ts';

const CHECK = `http://${HOST}/persons/p1004/immigration-check?role=victim`;

let police: Policing;
beforeAll(async () => {
  police = await startPolicing({ managed: closedSettings() });
  await untilClosed(police.ledger.page);
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

/** As by the address bar: nothing of the page before asks for it. */
async function types(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForSelector('#held');
}

async function about(page: Page, role: string, group: string): Promise<void> {
  await page.selectOption('#held-role', { label: role });
  await page.selectOption('#held-group', { label: group });
}

function lookUps(): number {
  return police.intranet.log.filter(({ guarded }) => guarded !== null).length;
}

describe('a look-up typed into the address bar', () => {
  it('is held, and neither the address nor the history keeps what was in it', async () => {
    const page = await police.open('/reports/new');
    await types(page, CHECK);
    expect(await page.textContent('#held-why')).toContain('Nothing was sent');
    // No place in a sentence was left unfilled.
    expect(await page.textContent('body')).not.toMatch(/[{}]/);
    expect(page.url()).toMatch(/held\.html$/);
    expect(lookUps()).toBe(0);
  });

  it('goes on for a victim with a recorded reason, once', async () => {
    const page = await police.open('/reports/new');
    await types(page, CHECK);
    await about(page, 'Victim', 'Other offence');
    await page.click('#held-record');
    expect(await page.textContent('#error-summary')).toContain('Choose a reason');
    expect(lookUps()).toBe(0);
    await page.selectOption('#held-reason', { label: SAFETY });
    await page.fill('#held-explanation', EXPLANATION);
    await page.click('#held-record');
    await page.waitForSelector('#result-heading');
    expect(lookUps()).toBe(1);
    expect((await police.ledger.attempt('overridden')).header).toMatchObject({
      act: 'open',
      role: 'victim',
      signal: 'immigration-lookup',
      reason: 'RR-01',
    });
    await types(page, CHECK);
    expect(lookUps()).toBe(1);
  });

  it('asks for a second person where the offence is a sensitive one', async () => {
    const page = await police.open('/reports/new');
    await types(page, CHECK);
    await about(page, 'Victim', 'Domestic abuse');
    await page.selectOption('#held-reason', { label: SAFETY });
    await page.fill('#held-explanation', EXPLANATION);
    await page.click('#held-record');
    expect(await page.textContent('#error-summary')).toContain('staff number');
    expect(lookUps()).toBe(0);
    await page.fill('#held-authoriser', 'TF-2200');
    await page.selectOption('#held-rank', { label: 'Superintendent' });
    await page.click('#held-record');
    await page.waitForSelector('#result-heading');
    expect(lookUps()).toBe(1);
  });

  it('goes on for a suspect', async () => {
    const page = await police.open('/reports/new');
    await types(page, `http://${HOST}/persons/p1003/immigration-check?role=suspect`);
    await about(page, 'Suspect', 'Other offence');
    await page.click('#held-go');
    await page.waitForSelector('#result-heading');
    expect(lookUps()).toBe(1);
  });

  it('is about the victim of an open report where it names them, whatever the officer says', async () => {
    const page = await police.open('/reports/new');
    await page.fill('#victim-given-names', 'Oluchi');
    await page.fill('#victim-family-name', 'Nwosu');
    await page.fill('#victim-date-of-birth', '1990-03-12');
    await page.locator('body').press('Tab');
    await page.waitForTimeout(400);
    await types(page, `${CHECK}&surname=NWOSU&forename=Oluchi&dob=12%2F03%2F1990`);
    await about(page, 'Suspect', 'Other offence');
    expect(await page.textContent('#held-same')).toContain('those of a victim on a record');
    expect(lookUps()).toBe(0);
    await page.selectOption('#held-reason', { label: SAFETY });
    await page.fill('#held-explanation', EXPLANATION);
    await page.click('#held-record');
    await page.waitForSelector('#result-heading');
    expect((await police.ledger.attempt('overridden')).header).toMatchObject({
      role: 'suspect',
      roleElsewhere: 'victim',
      act: 'open',
    });
  });

  it('goes on at once where life is at risk', async () => {
    const page = await police.open('/reports/new');
    await types(page, CHECK);
    await page.click('#held-emergency');
    await page.waitForSelector('#result-heading', { timeout: 3000 });
    expect(lookUps()).toBe(1);
    expect((await police.ledger.attempt('emergency')).header['act']).toBe('open');
  });

  it('is left by going back, which is recorded, and what was typed is still there', async () => {
    const page = await police.open('/reports/new');
    await page.fill('#summary', 'Typed before');
    await types(page, CHECK);
    await page.click('#held-back');
    // The browser puts it back when the page has been loaded.
    await expect.poll(() => page.inputValue('#summary')).toBe('Typed before');
    await police.ledger.attempt('complied');
    expect(lookUps()).toBe(0);
  });

  it('that is no look-up opens as ever', async () => {
    const page = await police.open('/reports/new');
    await page.goto(`http://${HOST}/persons/search?name=Madeup`);
    await page.waitForSelector('#search-results');
  });
});

describe('the page that explains', () => {
  it('in a frame of a page offers nothing that the page could press or cover', async () => {
    const page = await police.open('/reports/new');
    await page.evaluate((address) => {
      const frame = document.createElement('iframe');
      frame.id = 'hidden-look-up';
      frame.src = address;
      document.body.append(frame);
    }, CHECK);
    const frame = page.frameLocator('#hidden-look-up');
    await frame.locator('#held-why').waitFor();
    expect(await frame.locator('select, #held-emergency, #held-go').count()).toBe(0);
    expect(lookUps()).toBe(0);
  });

  it('has nothing to go on to where a page sends somebody there with an address of its own', async () => {
    const page = await police.openOwn(`held.html#http://${HOST}/reports/new`);
    await page.waitForSelector('#held');
    expect(await page.locator('#held-role').count()).toBe(0);
    const script = await police.openOwn(`held.html#javascript://${HOST}/api/pnc%0aalert(1)`);
    await script.waitForSelector('#held');
    expect(await script.locator('#held-role').count()).toBe(0);
  });
});
