/** Life at risk: at once, by one press, whatever is broken; explained afterwards. */
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXPLANATION } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(async () => {
  await police.session.context.setOffline(false);
  await police.tidy();
});

const LIFE = 'Life at risk: go on now';

async function lifeAtRisk(): Promise<void> {
  const page = await police.open('/reports/new');
  const prompt = await Prompt.of(page);
  await page.click('#victim-check-status');
  await prompt.opened();
  await prompt.press(LIFE);
  await prompt.closed();
  await police.ledger.attempt('emergency');
}

describe('life at risk', () => {
  it('is owed a reason, which the officer gives from the toolbar, once', async () => {
    await lifeAtRisk();
    const { id } = (await police.ledger.attempt('emergency')).header;
    const popup = await police.openOwn('popup.html?tab=1');
    await popup.setViewportSize({ width: 360, height: 800 });
    await popup.waitForSelector('#owed');
    expect(await popup.textContent('#owed')).toContain('A reason is owed by');
    expect((await new AxeBuilder({ page: popup }).analyze()).violations).toEqual([]);
    await popup.click('#owed-give');
    await popup.waitForSelector('#owed-fault:has-text("Choose a reason.")');

    // By keyboard alone.
    await popup.focus('#owed-reason');
    await popup.keyboard.type('Immediate');
    await popup.keyboard.press('Tab');
    await popup.keyboard.type(EXPLANATION);
    await popup.keyboard.press('Tab');
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('#owed-given');
    expect(await popup.evaluate(() => document.activeElement?.id)).toBe('owed-given');
    const followUps = (await police.ledger.entries()).filter(
      ({ header }) => header['kind'] === 'follow-up',
    );
    expect(followUps).toMatchObject([
      {
        header: { of: id, reason: 'RR-01', officer: 'TF-4312' },
        body: { explanation: EXPLANATION },
      },
    ]);
  });

  it('goes on within a second of one press, with the background dead and the network down', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    await prompt.opened();
    await police.session.context.setOffline(true);
    await police.session.killServiceWorker();
    const asked = page.waitForRequest((request) => request.url().includes('immigration-status'));
    const { x, y } = await prompt.placeOfButton(LIFE);
    const pressedAt = Date.now();
    await page.mouse.click(x, y);
    await asked;
    expect(Date.now() - pressedAt).toBeLessThan(1_000);
    expect(await prompt.isOpen()).toBe(false);
    // The background wakes for it, and what was done is written down.
    expect((await police.ledger.attempt('emergency')).header['reason']).toBe('RR-14');
  });

  it('stands first in the review until it is explained, and its explanation beside it then', async () => {
    await lifeAtRisk();
    const review = await police.openOwn('review.html');
    await review.waitForSelector('#case-list .row');
    const first = review.locator('#case-list .row').first();
    expect(await first.textContent()).toContain('Life at risk');
    expect(await first.locator('[data-owed=owed]').textContent()).toBe('Reason owed');
  });

  it('is asked to be explained in Welsh, and within the hours of the force', async () => {
    await police.session.setManaged(forceSettings({ language: 'cy', reasonWithinHours: 4 }));
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    const { text } = await prompt.reads((view) => view.text.includes('o fewn 4 awr'));
    expect(text).toContain('Mae angen rheswm o fewn 4 awr.');
    await prompt.opened();
    await prompt.press('Bywyd mewn perygl: ewch ymlaen nawr');
    await prompt.closed();
    const popup = await police.openOwn('popup.html?tab=1');
    await popup.waitForSelector('#owed');
    expect(await popup.textContent('#owed')).toContain('Mae angen rheswm erbyn');
  });
});
