/**
 * Whoever is a victim on a record that is open is looked up as a victim on every other page, by
 * name and date of birth, and neither leaves the page in which it was typed.
 */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { goesOn } from './support/officer.ts';
import { type PersonDetails, personFields, TOLD_MS, typesPerson } from './support/person-fields.ts';
import { Prompt } from './support/prompt.ts';
import { useServedPages } from './support/served-pages.ts';

const HERE = 'persons.testforce.police.uk';
const CORRECTED = 'Role corrected: this person is not a victim or witness';
const EXPLANATION = 'A different person of the same name and birthday, shown by the photograph.';

const LOOK_UPS = `<button type="button" id="status" onclick="fetch('/look-up/status')">Check immigration status</button>
<button type="button" id="pnc" onclick="fetch('/look-up/pnc')">Search PNC</button>`;

const row = (name: string, birth: string, id: string): string =>
  `<tr><td>${name}</td><td>${birth}</td><td><button type="button" id="${id}" onclick="fetch('/look-up/${id}')">Check immigration status</button></td></tr>`;

const PAGES = new Map([
  [
    '/record',
    `<h1>Crime report <span>TF/004400/26</span></h1><form action="/saved">
<fieldset><legend>Victim</legend>${personFields('victim')}</fieldset>
<fieldset><legend>Suspect</legend>${personFields('suspect')}</fieldset>
<button>Save report</button></form>`,
  ],
  [
    '/shown',
    `<h1>Crime report TF/004401/26</h1><section><h2>Victim</h2>
<dl><dt>Name</dt><dd>ADEYEMI, Folake Ruth</dd><dt>Date of birth</dt><dd>3 April 1990</dd></dl></section>
<section><h2>Suspect</h2><dl><dt>Name</dt><dd>Tom Baker</dd><dt>Date of birth</dt><dd>1 May 1980</dd></dl></section>`,
  ],
  ['/saved', '<h1>Report saved</h1>'],
  ['/search', `<h1>Person search</h1><form>${personFields('person')}</form>${LOOK_UPS}`],
  [
    '/suspect',
    `<h1>Suspect record TF/009911/26</h1><form>${personFields('person')}${LOOK_UPS}</form>`,
  ],
  [
    '/results',
    `<h1>Search results</h1><table><tr><th>Name</th><th>DOB</th><th></th></tr>
${row('Tom BAKER', '01/05/1980', 'tom')}${row('Jane DOE', '12/03/1990', 'jane')}</table>`,
  ],
]);

const served = useServedPages(PAGES, [HERE]);

/** A report on which the officer has typed whom it is about; every test names somebody else. */
async function report(victim: PersonDetails): Promise<Page> {
  const page = await served.police.open('/record', HERE);
  await typesPerson(page, 'victim', victim);
  // Told to other pages when the officer leaves the field.
  await page.waitForTimeout(TOLD_MS);
  return page;
}

async function lookUpPage(path: string, person: PersonDetails): Promise<Page> {
  const page = await served.police.open(path, HERE);
  await typesPerson(page, 'person', person);
  return page;
}

describe('a victim on a record that is open', () => {
  it('is looked up as a victim from a page that says nothing of them', async () => {
    await report({ family: 'Okafor', given: 'Grace', birth: '12/03/1990' });
    const page = await lookUpPage('/search', {
      family: 'OKAFOR',
      given: 'Grace Ada',
      birth: '1990-03-12',
    });
    const prompt = await Prompt.of(page);
    await page.click('#pnc');
    const { text } = await prompt.opened();
    expect(text).toContain('those of a victim on a record open in this browser');
    expect(served.server.lookUps).toEqual([]);
    await goesOn(prompt, { reason: CORRECTED, explanation: EXPLANATION });
    await expect.poll(() => served.server.lookUps).toEqual(['/look-up/pnc']);
    const { header, body } = await served.police.ledger.attempt('overridden');
    expect(header).toMatchObject({
      role: 'unknown',
      roleElsewhere: 'victim',
      rule: 'victim-pnc-check-justify',
      reason: 'RR-15',
    });
    expect(body?.['prompt']).toMatchObject({ why: expect.stringContaining('those of a victim') });
  });

  it('is looked up as a victim from a record that calls them a suspect', async () => {
    await report({ family: 'Petrov', given: 'Ana', birth: '1.2.1985' });
    const page = await lookUpPage('/suspect', {
      family: 'Petrov',
      given: 'Ana',
      birth: '01/02/1985',
    });
    await served.holds(page, () => page.click('#status'));
    expect((await served.police.ledger.attempt('complied')).header).toMatchObject({
      role: 'suspect',
      roleElsewhere: 'victim',
    });
  });

  it('is found by the name alone where no date of birth is asked for', async () => {
    await report({ family: 'Singh', given: 'Jaspreet', birth: '3/4/1990' });
    const page = await lookUpPage('/search', { family: 'Singh', given: 'Jaspreet' });
    await served.holds(page, () => page.click('#status'));
  });

  it('is found with the names in the wrong fields', async () => {
    await report({ family: 'Nguyen', given: 'Linh', birth: '3/4/1991' });
    const page = await lookUpPage('/suspect', {
      family: 'Linh',
      given: 'Nguyen',
      birth: '3 Apr 1991',
    });
    await served.holds(page, () => page.click('#pnc'));
  });

  it('is found where the record shows them and nothing is typed', async () => {
    await served.police.open('/shown', HERE);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const page = await lookUpPage('/suspect', {
      family: 'Adeyemi',
      given: 'Folake',
      birth: '03/04/1990',
    });
    await served.holds(page, () => page.click('#pnc'));
  });

  it('is found after the report was saved and the page is another', async () => {
    const page = await report({ family: 'Haddad', given: 'Rima', birth: '5/6/1977' });
    await page.click('text=Save report');
    await page.waitForURL(/saved/);
    await page.goto(`http://${HERE}/search`);
    await typesPerson(page, 'person', { family: 'Haddad', given: 'Rima', birth: '5/6/1977' });
    await served.holds(page, () => page.click('#status'));
  });

  it('is found in the row of a list, and the others in it are not', async () => {
    await report({ family: 'Doe', given: 'Jane', birth: '12/03/1990' });
    const page = await served.police.open('/results', HERE);
    await served.holds(page, () => page.click('#jane'));
    expect((await served.police.ledger.attempt('complied')).header).toMatchObject({
      roleElsewhere: 'victim',
    });
  });
});

describe('somebody else', () => {
  it.each([
    ['of another birthday', { family: 'Kowalski', given: 'Jan', birth: '2/2/1980' }],
    ['of another name', { family: 'Nowak', given: 'Jan', birth: '1/1/1980' }],
    ['of the same family name', { family: 'Kowalski', given: 'Piotr', birth: '3/3/1981' }],
  ])('%s is looked up as the page says', async (_what, suspect) => {
    await report({ family: 'Kowalski', given: 'Jan', birth: '1/1/1980' });
    const page = await lookUpPage('/suspect', suspect);
    await served.lets(page, () => page.click('#pnc'));
  });

  it('who is the suspect on the same report is looked up as a suspect', async () => {
    const page = await report({ family: 'Mensah', given: 'Esi', birth: '1/1/1990' });
    await typesPerson(page, 'suspect', { family: 'Boateng', given: 'Kofi', birth: '2/2/1980' });
    await page.waitForTimeout(300);
    const other = await lookUpPage('/suspect', {
      family: 'Boateng',
      given: 'Kofi',
      birth: '2/2/1980',
    });
    await served.lets(other, () => other.click('#status'));
  });
});

it('no name and no date of birth is in the ledger or in the memory of the extension', async () => {
  await report({ family: 'Zyxwarin', given: 'Quelba', birth: '29/02/1988' });
  const page = await lookUpPage('/suspect', {
    family: 'Zyxwarin',
    given: 'Quelba',
    birth: '29/02/1988',
  });
  await served.holds(page, () => page.click('#pnc'));
  await served.police.ledger.attempt('complied');
  const own = await served.police.openOwn('popup.html');
  const kept = await own.evaluate(async () => {
    const areas = (
      globalThis as unknown as { chrome: { storage: Record<string, { get(): unknown }> } }
    ).chrome.storage;
    return JSON.stringify([await areas['local']?.get(), await areas['session']?.get()]);
  });
  const all = kept + JSON.stringify(await served.police.ledger.entries());
  expect(all).toContain('"persons"');
  expect(all).not.toMatch(/zyxwarin|quelba|1988-02-29|29\/02\/1988/i);
});
