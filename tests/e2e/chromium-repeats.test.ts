/** Asked once and counted each time; one question at a time, by the strictest rule. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { goesOn } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing({ managed: forceSettings({ repeatMinutes: 60 }) });
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

const choices = async () => (await police.ledger.attempts()).map(({ header }) => header['choice']);

describe('a PNC check on the same victim', () => {
  it('is asked about once, goes on at once after that, and each time is in the ledger', async () => {
    const page = await police.open('/reports/TF/004427/26');
    const prompt = await Prompt.of(page);
    await page.click('#victim-pnc');
    await goesOn(prompt);
    await expect.poll(async () => (await police.guarded(page)).length).toBe(1);
    const departures = await police.ledger.watchDepartures(page, '**/api/pnc*');
    for (const times of [2, 3]) {
      await page.click('#victim-pnc');
      await expect.poll(async () => (await police.guarded(page)).length).toBe(times);
      expect(await prompt.isOpen()).toBe(false);
    }
    // Recorded before it left, each time.
    expect(departures.map((entries) => entries.length)).toEqual([2, 3]);
    const [first, ...more] = (await police.ledger.attempts()).map(({ header }) => header);
    expect(first).toMatchObject({ choice: 'overridden', reason: 'RR-01', repeats: null });
    for (const header of more)
      expect(header).toMatchObject({ choice: 'repeated', reason: 'RR-01', repeats: first?.['id'] });

    // In another tab, with the background killed in between, it is still known.
    await police.session.killServiceWorker();
    const second = await police.open('/reports/TF/004427/26');
    await second.waitForTimeout(1_500);
    await second.click('#victim-pnc');
    await expect.poll(async () => (await police.guarded(second)).length).toBe(1);
    expect(await choices()).toEqual(['overridden', 'repeated', 'repeated', 'repeated']);
  });

  it('is asked about on another record, and where the force lets nothing count again', async () => {
    const page = await police.open('/reports/TF/004312/26');
    const prompt = await Prompt.of(page);
    await page.waitForTimeout(1_500);
    await page.click('#victim-pnc');
    await goesOn(prompt);
    await police.session.setManaged(forceSettings({ repeatMinutes: 0 }));
    const again = await police.open('/reports/TF/004312/26');
    await again.waitForTimeout(1_500);
    await again.click('#victim-pnc');
    await (await Prompt.of(again)).opened();
    expect(await choices()).toEqual(['overridden']);
    await police.session.setManaged(forceSettings({ repeatMinutes: 60 }));
  });
});

it('a script that presses again is asked about each time', async () => {
  const page = await police.open('/reports/TF/004312/26');
  const prompt = await Prompt.of(page);
  await page.click('#witness-1-pnc');
  await goesOn(prompt);
  await expect.poll(async () => (await police.guarded(page)).length).toBe(1);
  await page.evaluate(() => document.getElementById('witness-1-pnc')?.click());
  await prompt.opened();
  expect(await police.guarded(page)).toHaveLength(1);
});

describe('one question at a time', () => {
  it('holds what else is pressed, and the entry names every rule that applies', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.selectOption('#offence', 'rape');
    await page.evaluate(() => {
      for (const id of ['victim-check-status', 'victim-pnc', 'victim-check-status'])
        document.getElementById(id)?.click();
    });
    expect((await prompt.opened()).description).toContain('second authorisation');
    await page.keyboard.press('Enter');
    await prompt.closed();
    const { header } = await police.ledger.attempt('complied');
    expect(header).toMatchObject({
      rule: 'victim-immigration-lookup-approve',
      also: ['victim-immigration-lookup-justify'],
    });
    expect(await police.ledger.attempts()).toHaveLength(1);
    expect(await police.guarded(page)).toEqual([]);
  });
});
