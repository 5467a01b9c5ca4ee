/** Policing on the crime report: what is held, what goes on, and what the ledger then says. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXPLANATION, focusedId, formData, givesReason, goesOn } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

async function writeReport(page: Page): Promise<void> {
  await page.selectOption('#offence', 'theft');
  await page.fill('#offence-location', 'Market Square');
  await page.fill('#victim-given-names', 'Tess');
  await page.fill('#victim-family-name', 'Fictional');
  await page.check('#victim-interpreter-required');
  await page.selectOption('#witness-1-ethnicity', 'declined');
  await page.fill('#suspect-1-given-names', 'Owen');
  await page.fill('#modus-operandi', 'Took a bag from a chair.');
  await page.fill('#summary', 'The victim was at the market.\nThe bag was taken at noon.');
}

describe('a look-up of immigration status on a victim', () => {
  it('is held, and leaving it alone changes nothing on the report', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await writeReport(page);
    const before = await formData(page, '#report-form');

    await page.click('#victim-check-status');
    const view = await prompt.opened();
    expect(view.description).toContain('This looks up the immigration status of a victim');
    expect(view.text).toContain('Instead: Record the crime as reported.'.replace(': ', ':  '));
    expect(view.focused).toBe('Do not go on');
    expect(await police.guarded(page)).toEqual([]);

    await page.keyboard.press('Enter');
    await prompt.closed();
    expect(await focusedId(page)).toBe('victim-check-status');
    expect(await formData(page, '#report-form')).toEqual(before);
    const { header } = await police.ledger.attempt('complied');
    expect(header).toMatchObject({
      signal: 'immigration-lookup',
      role: 'victim',
      outcome: 'justify',
      rule: 'victim-immigration-lookup-justify',
      officer: 'TF-4312',
      reason: null,
    });
    expect(await police.guarded(page)).toEqual([]);
  });

  it('goes on once, after its reason is durable in the ledger', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    const departures = await police.ledger.watchDepartures(page, '**/api/immigration-status*');
    await writeReport(page);
    await page.click('#victim-check-status');
    await givesReason(prompt);
    expect(departures).toEqual([]);
    await prompt.press('Record and go on');
    await prompt.closed();

    await page.waitForSelector('#victim-result:text("Check immigration status")');
    const reached = await police.guarded(page);
    expect(reached.map(({ guarded }) => guarded)).toEqual(['immigration-lookup']);
    expect(reached[0]?.form).toMatchObject({ 'given-names': 'Tess', role: 'victim' });
    // What the ledger held on disk at the moment the request was about to leave.
    expect(departures).toHaveLength(1);
    const [entry] = departures[0] ?? [];
    expect(entry?.header).toMatchObject({ choice: 'overridden', reason: 'RR-01' });
    expect(entry?.body).toMatchObject({ explanation: EXPLANATION });
    expect(entry?.header['at']).toBeLessThanOrEqual(reached[0]?.at ?? 0);
    expect(await police.ledger.attempts()).toHaveLength(1);
  });

  it('needs a second person where the offence is a sensitive one', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.selectOption('#offence', 'rape');
    await page.click('#victim-check-status');
    await givesReason(prompt);
    await prompt.press('Record and go on');
    expect(await prompt.complains()).toContain("Give the authoriser's staff number");
    await prompt.fill('Authorised by (staff number)', 'TF-4312');
    await prompt.press('Record and go on');
    // Nobody authorises their own override.
    expect(await prompt.complains()).not.toBe('');
    expect(await police.guarded(page)).toEqual([]);

    await prompt.fill('Authorised by (staff number)', 'TF-0900');
    await prompt.press('Record and go on');
    await prompt.closed();
    const { header } = await police.ledger.attempt('overridden');
    expect(header).toMatchObject({
      outcome: 'approve',
      group: 'SEX',
      authorisation: { status: 'claimed', by: 'TF-0900', rank: 'inspector' },
    });
    expect(await police.guarded(page)).toHaveLength(1);
  });
});

describe('other acts on the report', () => {
  it('holds a PNC check on a victim until it is justified', async () => {
    const page = await police.open('/reports/TF/004427/26');
    const prompt = await Prompt.of(page);
    await page.click('#victim-pnc');
    expect((await prompt.opened()).description).toContain('PNC or LEDS check');
    expect(await police.guarded(page)).toEqual([]);
    await goesOn(prompt);
    await page.waitForSelector('#victim-result:visible');
    expect((await police.guarded(page)).map(({ path }) => path)).toEqual(['/api/pnc']);
    expect((await police.ledger.attempt('overridden')).header['signal']).toBe('pnc-check');
  });

  it('holds the look-up on a witness and leaves the one on a suspect alone', async () => {
    const page = await police.open('/reports/TF/004312/26');
    const prompt = await Prompt.of(page);
    await page.click('#suspect-1-check-status');
    await page.waitForSelector('#suspect-1-result:text("Check immigration status:")');
    await page.click('#suspect-1-pnc');
    await page.waitForSelector('#suspect-1-result:text("PNC check:")');
    expect(await police.guarded(page)).toHaveLength(2);
    expect(await prompt.isOpen()).toBe(false);
    await page.click('#witness-1-check-status');
    await prompt.opened();
    await page.keyboard.press('Enter');
    expect((await police.ledger.attempt('complied')).header['role']).toBe('witness');
    expect(await police.guarded(page)).toHaveLength(2);
  });

  it('holds the link to a referral, leaves the page as it is, and follows it once', async () => {
    const page = await police.open('/reports/TF/004427/26');
    const prompt = await Prompt.of(page);
    const address = page.url();
    await page.fill('#summary', 'Half a sentence that is not saved yet');
    await page.click('#victim-refer');
    await givesReason(prompt, {
      reason: 'Victim asked for help with status',
      explanation: 'The victim asked for this at the station, with an interpreter.',
      authoriser: 'TF-0900',
    });
    expect(page.url()).toBe(address);
    expect(await page.inputValue('#summary')).toBe('Half a sentence that is not saved yet');
    const visits = () => police.intranet.log.filter(({ path }) => path === '/referrals/new');
    expect(visits()).toEqual([]);
    await prompt.press('Record and go on');
    await page.waitForURL('**/referrals/new?**');
    expect(visits()).toHaveLength(1);
    expect((await police.ledger.attempt('overridden')).header['signal']).toBe(
      'immigration-referral',
    );
  });

  it('holds "Save and run PNC" and sends the form with the button that was pressed', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await writeReport(page);
    const before = await formData(page, '#report-form');
    await page.click('#save-and-pnc');
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    await goesOn(prompt);
    await page.waitForSelector('#saved-banner');
    const reached = await police.guarded(page);
    expect(reached).toHaveLength(1);
    expect(reached[0]?.form).toMatchObject({
      ...before,
      summary: before['summary']?.replace('\n', '\r\n'),
      action: 'save-and-pnc',
    });
  });

  it('holds the tick that would run a PNC check with the next save', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-pnc-on-save');
    await prompt.opened();
    expect(await page.isChecked('#victim-pnc-on-save')).toBe(false);
    await page.keyboard.press('Enter');
    await prompt.closed();
    await page.click('#victim-pnc-on-save');
    await goesOn(prompt);
    expect(await page.isChecked('#victim-pnc-on-save')).toBe(true);
  });
});

describe('saving the report', () => {
  it('is never held, whatever was held before it, and with the background killed', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await writeReport(page);
    const before = await formData(page, '#report-form');
    await page.click('#victim-check-status');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await prompt.closed();
    await page.click('#victim-pnc');
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    await police.ledger.attempt('abandoned');
    await police.session.killServiceWorker();
    await page.click('#save-report');
    await page.waitForSelector('#saved-banner');
    const saved = police.intranet.log.filter(({ method }) => method === 'POST');
    expect(saved.map(({ path, guarded }) => [path, guarded])).toEqual([['/reports', null]]);
    expect(saved[0]?.form['victim-given-names']).toBe(before['victim-given-names']);
  });
});

describe('the status page', () => {
  it('holds Enter in a field and then sends the same data', async () => {
    const page = await police.open('/status?role=victim&ref=TF/004427/26');
    const prompt = await Prompt.of(page);
    await page.click('#status-name');
    await page.keyboard.press('End');
    await page.keyboard.type(' Junior');
    const before = await formData(page, '#status-form');
    await page.keyboard.press('Enter');
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    expect(await formData(page, '#status-form')).toEqual(before);
    await goesOn(prompt);
    await page.waitForURL('**/status/check');
    const reached = await police.guarded(page);
    expect(reached).toHaveLength(1);
    expect(reached[0]?.form).toEqual(before);
  });
});
