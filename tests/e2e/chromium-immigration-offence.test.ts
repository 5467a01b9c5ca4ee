/**
 * An offence that is only an immigration offence, against a person who is a victim on a record that
 * is open: arrested at the centre where she had gone to report a rape.
 */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { goesOn } from './support/officer.ts';
import { type PersonDetails, personFields, TOLD_MS, typesPerson } from './support/person-fields.ts';
import { Prompt } from './support/prompt.ts';
import { useServedPages } from './support/served-pages.ts';

const HERE = 'custody.testforce.police.uk';
const ILLEGAL_ENTRY = 'Illegal entry (Immigration Act 1971 s.24)';
const REASON = {
  reason: 'Other lawful reason',
  explanation: 'Arrested on a warrant of the magistrates, read at the desk.',
  authoriser: 'TF-0900',
};

const OFFENCES = ['', 'Theft from a shop', ILLEGAL_ENTRY, 'Human trafficking and illegal entry'];

const PAGES = new Map([
  [
    '/report',
    `<h1>Crime report TF/004400/26</h1><form><fieldset><legend>Victim</legend>${personFields('victim')}</fieldset></form>`,
  ],
  [
    '/custody',
    `<h1>Custody record TF/009911/26</h1><form action="/saved"><h2>Detained person</h2>${personFields('person')}
<p><label for="offence">Offence</label> <select id="offence" name="offence">${OFFENCES.map((each) => `<option>${each}</option>`).join('')}</select></p>
<fieldset><legend>Offence arrested for</legend>
<label><input type="radio" name="for" value="1" id="radio-theft"> Theft</label>
<label><input type="radio" name="for" value="2" id="radio-entry"> Illegal entry</label></fieldset>
<p><label for="typed">Further offence</label> <input id="typed" name="typed"></p>
<button id="save">Save custody record</button></form>`,
  ],
  ['/saved', '<h1>Saved</h1>'],
]);

const served = useServedPages(PAGES, [HERE]);

const GRACE = { family: 'Okafor', given: 'Grace', birth: '12/03/1990' };
const TOM = { family: 'Baker', given: 'Tom', birth: '01/05/1980' };

/** Custody of somebody, with the report open on which Grace is the victim. */
async function custody(person: PersonDetails | null): Promise<Page> {
  const report = await served.police.open('/report', HERE);
  await typesPerson(report, 'victim', GRACE);
  await report.waitForTimeout(TOLD_MS);
  const page = await served.police.open('/custody', HERE);
  if (person) await typesPerson(page, 'person', person);
  return page;
}

/** As the officer chooses: by the keyboard, and not by a script. */
async function choose(page: Page, option: string): Promise<void> {
  await page.focus('#offence');
  await page.keyboard.type(option.slice(0, 8));
}

const chosen = (page: Page): Promise<string> =>
  page
    .locator('#offence')
    .evaluate((list) => (list instanceof HTMLSelectElement ? list.value : ''));

describe('an offence that is only an immigration offence', () => {
  it('is held against the victim of an open record, and asks for a second person', async () => {
    const page = await custody(GRACE);
    const prompt = await Prompt.of(page);
    await choose(page, ILLEGAL_ENTRY);
    const { text } = await prompt.opened();
    expect(text).toContain('This offence is only an immigration offence');
    expect(text).toContain('those of a victim');
    expect(await chosen(page)).toBe('');
    await goesOn(prompt, REASON);
    await expect.poll(() => chosen(page)).toBe(ILLEGAL_ENTRY);
    expect((await served.police.ledger.attempt('overridden')).header).toMatchObject({
      signal: 'immigration-offence',
      role: 'suspect',
      roleElsewhere: 'victim',
      rule: 'victim-immigration-offence-approve',
      outcome: 'approve',
      authorisation: { by: 'TF-0900', rank: 'inspector' },
    });
  });

  it('is left out when the officer leaves it, and the record is saved without it', async () => {
    const page = await custody(GRACE);
    const prompt = await Prompt.of(page);
    await choose(page, ILLEGAL_ENTRY);
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await chosen(page)).toBe('');
    await page.click('#save');
    await page.waitForURL(/saved\?offence=&/);
  });

  it('is held as one of several boxes too', async () => {
    const page = await custody(GRACE);
    const prompt = await Prompt.of(page);
    await page.click('#radio-entry');
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await page.isChecked('#radio-entry')).toBe(false);
    await page.click('#radio-theft');
    expect(await page.isChecked('#radio-theft')).toBe(true);
    expect(await prompt.isOpen()).toBe(false);
  });

  it('is written down where it was chosen before the person was named', async () => {
    const page = await custody(null);
    await choose(page, ILLEGAL_ENTRY);
    expect(await chosen(page)).toBe(ILLEGAL_ENTRY);
    await typesPerson(page, 'person', GRACE);
    expect((await served.police.ledger.attempt('unheld')).header).toMatchObject({
      signal: 'immigration-offence',
      roleElsewhere: 'victim',
      act: 'enter',
    });
    // Nothing that was chosen is taken back, and the record is saved as it is.
    await page.click('#save');
    await page.waitForURL(/saved\?offence=Illegal/);
    const review = await served.police.openOwn('review.html');
    await expect.poll(() => review.locator('body').textContent()).toContain('only an immigration');
  });

  it('is written down where it is typed', async () => {
    const page = await custody(GRACE);
    await page.fill('#typed', 'Overstayed leave to remain');
    await page.locator('body').press('Tab');
    expect((await served.police.ledger.attempt('unheld')).header).toMatchObject({
      signal: 'immigration-offence',
    });
    expect(await page.inputValue('#typed')).toBe('Overstayed leave to remain');
  });
});

describe('no question is asked', () => {
  it.each(['Theft from a shop', 'Human trafficking and illegal entry'])(
    'for %s against the same person',
    async (offence) => {
      const page = await custody(GRACE);
      await choose(page, offence);
      await expect.poll(() => chosen(page)).toBe(offence);
      expect(await (await Prompt.of(page)).isOpen()).toBe(false);
      expect(await served.police.ledger.attempts()).toEqual([]);
    },
  );

  it('for an immigration offence against somebody who is no victim here', async () => {
    const page = await custody(TOM);
    await choose(page, ILLEGAL_ENTRY);
    await expect.poll(() => chosen(page)).toBe(ILLEGAL_ENTRY);
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
    expect(await served.police.ledger.attempts()).toEqual([]);
  });
});
