/** Policing in Firefox ESR: what is held, what goes on, and what the supervisor then sees. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeWorkDir, type WorkDir } from '../../tools/browsers/work-dir.ts';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { type FirefoxPolicing, startFirefoxPolicing } from './support/firefox-policing.ts';
import { EXPLANATION } from './support/officer.ts';
import { forceSettings } from './support/policing.ts';

let intranet: Intranet;
let profile: WorkDir;
let police: FirefoxPolicing;

beforeAll(async () => {
  intranet = await startIntranet();
  profile = await makeWorkDir('firefox-profile');
  police = await startFirefoxPolicing({
    intranet,
    managed: forceSettings(),
    profileDir: profile.path,
  });
});
afterAll(async () => {
  await police.close();
  await profile.remove();
  await intranet.close();
});
beforeEach(async () => {
  await police.ledger.begin();
  intranet.clear();
});
afterEach(() => police.tidy());

function formData(page: Page, form: string): Promise<Record<string, string>> {
  return page.$eval(form, (element) => {
    if (!(element instanceof HTMLFormElement)) throw new Error('not a form');
    return Object.fromEntries(
      [...new FormData(element)].map(([name, value]) => [name, `${value}`]),
    );
  });
}

describe('a look-up of immigration status on a victim', () => {
  it('is held, and one key leaves it without a change to the report', async () => {
    const { page, prompt } = await police.open('/reports/new');
    await page.type('#victim-given-names', 'Tess');
    await page.type('#summary', 'The bag was taken at noon.');
    const before = await formData(page, '#report-form');

    await page.click('#victim-check-status');
    const view = await prompt.opened();
    expect(view.description).toContain('This looks up the immigration status of a victim');
    expect(view.text).toContain('Record the crime as reported.');
    expect(view.stops).toEqual(['Do not go on', 'Go on with a reason', 'Life at risk: go on now']);
    expect(await police.guarded(page)).toEqual([]);

    await page.keyboard.press('Enter');
    await prompt.closed();
    const { header } = await police.ledger.attempt('complied');
    expect(header).toMatchObject({
      signal: 'immigration-lookup',
      role: 'victim',
      rule: 'victim-immigration-lookup-justify',
      officer: 'TF-4312',
      reason: null,
    });
    expect(await formData(page, '#report-form')).toEqual(before);
    expect(await police.guarded(page)).toEqual([]);
  });

  it('goes on once, after its reason is durable in the ledger', async () => {
    const { page, prompt } = await police.open('/reports/new');
    const departures = await police.ledger.watchDepartures(page, '/api/immigration-status');
    await page.type('#victim-given-names', 'Tess');
    await page.focus('#victim-check-status');
    await page.keyboard.press('Enter');

    await prompt.opened();
    await prompt.press('Go on with a reason');
    await prompt.press('Record and go on');
    await prompt.complains('Choose a reason.', 'Reason');
    await prompt.choose('Reason', 'Immediate safety of the victim or others');
    await prompt.press('Record and go on');
    await prompt.complains('Write an explanation.', 'Explanation');
    await prompt.fill('Explanation', EXPLANATION);
    expect(await police.ledger.attempts()).toEqual([]);
    expect(departures).toEqual([]);
    await prompt.press('Record and go on');
    await prompt.closed();

    await page.waitForFunction(() =>
      document.querySelector('#victim-result')?.textContent?.startsWith('Check immigration'),
    );
    const reached = await police.guarded(page);
    expect(reached.map(({ guarded }) => guarded)).toEqual(['immigration-lookup']);
    expect(reached[0]?.form).toMatchObject({ 'given-names': 'Tess', role: 'victim' });
    expect(departures).toHaveLength(1);
    const [entry] = departures[0] ?? [];
    expect(entry?.header).toMatchObject({ choice: 'overridden', reason: 'RR-01' });
    expect(entry?.body).toMatchObject({ explanation: EXPLANATION });
    expect(await police.ledger.attempts()).toHaveLength(1);
  });
});

describe('other acts of the officer', () => {
  it('leaves the same look-up on a suspect alone', async () => {
    const { page, prompt } = await police.open('/reports/TF/004312/26');
    await page.click('#suspect-1-check-status');
    await page.waitForFunction(() =>
      document.querySelector('#suspect-1-result')?.textContent?.startsWith('Check immigration'),
    );
    expect(await police.guarded(page)).toHaveLength(1);
    expect(await prompt.isOpen()).toBe(false);
  });

  it('holds "Save and run PNC" and sends the form with the button that was pressed', async () => {
    const { page, prompt } = await police.open('/reports/new');
    await page.type('#victim-given-names', 'Tess');
    const before = await formData(page, '#report-form');
    await page.focus('#save-and-pnc');
    await page.keyboard.press('Enter');
    await prompt.giveReason();
    expect(await police.guarded(page)).toEqual([]);
    await prompt.press('Record and go on');
    await page.waitForSelector('#saved-banner');
    const reached = await police.guarded(page);
    expect(reached).toHaveLength(1);
    expect(reached[0]?.form).toMatchObject({ ...before, action: 'save-and-pnc' });
    expect(await police.ledger.choices()).toEqual(['overridden']);
  });

  it('holds the first key into the immigration status of a victim, then lets the word in', async () => {
    const { page, prompt } = await police.open('/reports/new');
    const value = async () => (await formData(page, '#report-form'))['victim-immigration-status'];
    await page.focus('#victim-immigration-status');
    await page.keyboard.type('R');
    const { stops } = await prompt.opened();
    expect(stops.slice(0, 2)).toEqual(['Leave it empty', 'Go on']);
    expect(await value()).toBe('');
    await page.keyboard.press('Enter');
    await prompt.closed();
    expect(await value()).toBe('');

    // The focus is back in the field.
    await page.keyboard.type('R');
    await prompt.opened();
    await prompt.press('Go on');
    await prompt.closed();
    await page.keyboard.type('efugee');
    expect(await value()).toBe('Refugee');
    expect(await police.ledger.choices()).toEqual(['complied', 'overridden']);
  });

  it('holds the look-up in a frame as firmly as the offence on the page around it asks', async () => {
    const { page, prompt } = await police.open('/frames');
    const frame = await page.waitForFrame((each) => /lookup\?.*role=victim/.test(each.url()));
    await (await frame.waitForSelector('#frame-check-status'))?.click();
    await prompt.giveReason({ authoriser: 'TF-INSP-7' });
    expect(await police.guarded(page)).toEqual([]);
    await prompt.press('Record and go on');
    await frame.waitForSelector('#frame-result:not([hidden])');
    expect(await police.guarded(page)).toHaveLength(1);
  });

  it('holds a look-up that a script of the page submits', async () => {
    const { page, prompt } = await police.open('/status?role=victim&ref=TF/004427/26');
    const before = await formData(page, '#status-form');
    await page.$eval('#status-form', (form) => {
      if (form instanceof HTMLFormElement) form.submit();
    });
    await prompt.giveReason();
    expect(await police.guarded(page)).toEqual([]);
    await prompt.press('Record and go on');
    await page.waitForSelector('#result-heading');
    expect((await police.guarded(page)).map(({ form }) => form)).toEqual([before]);
    expect(await police.ledger.choices()).toEqual(['overridden']);
  });
});

describe("the browser's own dialog that offers a PNC check with a save", () => {
  async function edit() {
    const opened = await police.open('/persons/p1001/edit?role=victim');
    const questions: string[] = [];
    opened.page.on('dialog', async (dialog) => {
      questions.push(dialog.message());
      await dialog.accept();
    });
    const posts = () =>
      intranet.log.filter(({ method }) => method === 'POST').map(({ path }) => path);
    return { ...opened, questions, posts };
  }

  it('is not shown, and the person is saved without the check', async () => {
    const { page, prompt, questions, posts } = await edit();
    await page.click('#person-save');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#saved-banner');
    expect(posts()).toEqual(['/persons/p1001']);
    expect(questions).toEqual([]);
    await police.ledger.attempt('complied');
  });

  it('is shown once after a reason is on record', async () => {
    const { page, prompt, questions, posts } = await edit();
    await page.click('#person-save');
    await prompt.giveReason();
    expect(posts()).toEqual([]);
    await prompt.press('Record and go on');
    const told = await prompt.reads('to say what to do', ({ stops }) => stops[0] === 'Close');
    expect(told.text).toContain('Do it again in the page');
    await police.ledger.attempt('overridden');
    await prompt.opened();
    await prompt.press('Close');
    await prompt.closed();
    expect(questions).toEqual([]);

    await page.click('#person-save');
    await page.waitForSelector('#saved-banner');
    await police.guarded(page);
    expect(posts().toSorted()).toEqual(['/api/pnc', '/persons/p1001']);
    expect(questions).toHaveLength(1);
    expect(await police.ledger.choices()).toEqual(['overridden']);
  });
});

describe('the pages of the guard', () => {
  const text = (page: Page) => page.$eval('body', ({ textContent }) => textContent);

  it('name the force and its policy to the officer and to IT', async () => {
    await police.open('/reports/new');
    const status = await police.openOwn('options.html');
    await status.waitForSelector('[data-origin=managed]');
    expect(await text(status)).toContain('Test Force (synthetic) (TF)');
    expect(await text(status)).toContain('+TF 2026.1');
    const tab = await status.evaluate(
      "browser.tabs.query({ url: '*://*.police.uk/*' }).then(([{ id }]) => id)",
    );
    const popup = await police.openOwn(`popup.html?tab=${String(tab)}`);
    await popup.waitForSelector('[data-guarded=true]');
    expect(await text(popup)).toContain('Test Force (synthetic)');
    expect(await text(popup)).toContain('From managed settings');
  });

  it('show an officer the own override without a decision to make', async () => {
    const page = await police.openOwn('review.html');
    await (await page.waitForSelector('[data-case-id]'))?.click();
    await page.waitForSelector('#bar[data-bar=not-a-reviewer]');
    expect(await page.$('#decision-form')).toBeNull();
    const own = await police.openOwn('history.html');
    await own.waitForSelector('[data-entry][data-state=waiting] [data-through]');
    expect(await text(own)).toContain('TF-4312');
  });
});

describe('a supervisor on the same machine', () => {
  const identity = { id: 'TF-0077', unit: 'CID-North', reviewer: true };
  const NOTE = 'Safety came first. Ask control about orders next time.';

  it('reads what the officer stated and decides with a note', async () => {
    await police.close();
    police = await startFirefoxPolicing({
      intranet,
      managed: forceSettings({ identity }),
      profileDir: profile.path,
    });
    await police.ledger.begin();
    const page = await police.openOwn('review.html');
    const [override] = (await police.ledger.all()).filter(
      ({ header }) => header['choice'] === 'overridden' && header['reason'] === 'RR-01',
    );
    const id = String(override?.header['id']);
    await (await page.waitForSelector(`[data-case-id="${id}"]`))?.click();
    await page.waitForSelector('#decision-form');
    expect(await page.$eval('#stated', ({ textContent }) => textContent)).toContain(EXPLANATION);
    expect(await page.$eval('#observed', ({ textContent }) => textContent)).not.toContain(
      EXPLANATION,
    );
    await page.click('input[name=outcome][value=RV-2]');
    await page.type('#decision-note', NOTE);
    await page.click('#decide');
    await page.waitForSelector('#decided');
    const decisions = (await police.ledger.all()).filter(
      ({ header }) => header['kind'] === 'review',
    );
    expect(decisions).toHaveLength(1);
    expect(decisions[0]?.header).toMatchObject({ of: id, outcome: 'RV-2', reviewer: 'TF-0077' });
    expect(decisions[0]?.body).toMatchObject({ note: NOTE });
  });
});
