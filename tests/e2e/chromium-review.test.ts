/** The supervisor's side: overrides are read with their evidence and decided on once. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hearsAndAnswers } from './flows/officers-own-page.ts';
import { meetsPlantedCase } from './flows/planted-case.ts';
import { checksPnc, comparesLog } from './flows/transaction-log.ts';
import { decidesByRankAndNumber } from './flows/who-decides.ts';
import { EXPLANATION, goesOn } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const OFFICER = { id: 'TF-4312', unit: 'CID-North', reviewer: false };
const REVIEWER = { id: 'TF-0077', unit: 'CID-North', reviewer: true };

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

const ALL_PICKED = {
  sampling: { heededPercent: 100, passedPercent: 100, wrongMatchPercent: 100, secondPercent: 0 },
};

async function signIn(identity: object | null, more: object = {}): Promise<void> {
  const { identity: _, ...others } = forceSettings();
  const settings = { ...others, ...more };
  await police.session.setManaged(identity === null ? settings : { ...settings, identity });
}

/** An override as the officer makes it. @returns its id in the ledger */
async function override(authoriser?: string): Promise<string> {
  await police.ledger.begin();
  const page = await police.open('/reports/TF/004427/26');
  const prompt = await Prompt.of(page);
  if (authoriser) await page.selectOption('#offence', 'rape');
  await page.click('#victim-check-status');
  await goesOn(prompt, authoriser ? { authoriser } : {});
  return String((await police.ledger.attempt('overridden')).header['id']);
}

async function openCase(id: string): Promise<Page> {
  const page = await police.openOwn('review.html');
  await page.click(`[data-case-id="${id}"]`);
  await page.waitForSelector(`#case[data-case="${id}"]`);
  return page;
}

function fact(page: Page, name: string): Promise<string | null> {
  return page.textContent(`[data-fact="${name}"] dd`);
}

describe('a reviewer', () => {
  it('sees an override with its evidence, decides with a note, and decides once', async () => {
    await signIn(OFFICER);
    const id = await override();
    await signIn(REVIEWER);
    const page = await openCase(id);
    expect(await page.textContent('#reviewer')).toContain('TF-0077');
    expect(await fact(page, 'explanation')).toBe(EXPLANATION);
    expect(await fact(page, 'officer')).toBe('TF-4312');
    expect(await fact(page, 'recordReference')).toBe('TF/004427/26');
    expect(await fact(page, 'rule')).toBe('victim-immigration-lookup-justify');
    expect(await fact(page, 'prompt-why')).toContain('a victim is a victim first');
    const other = await openCase(id);

    await page.click('#decide');
    expect(await page.textContent('#error-summary')).toContain('not recorded');
    await page.check('#outcome-RV-3');
    await page.click('#decide');
    await page.waitForSelector('#error-summary [href="#decision-note"]');
    await page.fill('#decision-note', 'The victim could have been asked: guidance was read out.');
    await page.click('#decide');
    await page.waitForSelector('#error-summary [href="#decision-days"]');
    await page.fill('#decision-days', '14');
    await page.click('#decide');
    await page.waitForSelector('#decided');
    const reviews = (await police.ledger.entries()).filter(
      ({ header }) => header['kind'] === 'review',
    );
    expect(
      reviews.map(({ header }) => [header['of'], header['outcome'], header['reviewer']]),
    ).toEqual([[id, 'RV-3', 'TF-0077']]);

    // A second window that still shows the form: a decision is never changed.
    await other.check('#outcome-RV-1');
    await other.click('#decide');
    await other.waitForSelector(':is(#error-summary, #bar):has-text("has been decided")');
    const after = await openDecided(id);
    expect(await after.getAttribute('#bar', 'data-bar')).toBe('already-decided');
    // What is left to do is another decision in its place, which is opened first.
    expect(await after.locator('#decision-form').count()).toBe(1);
    expect(await after.locator('#reverse:not([open]) #decision-form').count()).toBe(1);
    const kinds = (await police.ledger.entries()).map(({ header }) => header['kind']);
    expect(kinds.filter((kind) => kind === 'review')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'read').length).toBeGreaterThan(1);
  });

  it('cannot decide on an own override, nor on one that they authorised', async () => {
    await signIn({ ...REVIEWER });
    const own = await override();
    const page = await openCase(own);
    expect(await page.getAttribute('#bar', 'data-bar')).toBe('own-override');
    expect(await page.locator('#decision-form').count()).toBe(0);
    await signIn(OFFICER);
    const authorised = await override('TF-0077');
    await signIn(REVIEWER);
    const second = await openCase(authorised);
    expect(await second.getAttribute('#bar', 'data-bar')).toBe('authorised-it');

    // Nor is it taken on the officer's word: whoever is named says so, by keyboard, once.
    expect(await second.getAttribute('#claimed', 'data-authorised')).toBe('claimed');
    await second.focus('#vouch-denied');
    await second.keyboard.press('Enter');
    await second.waitForSelector('#claimed[data-authorised="denied"]');
    expect(await second.locator('#vouch').count()).toBe(0);
    expect(await second.evaluate(() => document.activeElement?.id)).toBe('case-title');
    const answers = (await police.ledger.entries()).filter(
      ({ header }) => header['kind'] === 'authorisation',
    );
    expect(answers.map(({ header }) => [header['of'], header['answer'], header['by']])).toEqual([
      [authorised, 'denied', 'TF-0077'],
    ]);
  });

  it('finds what was heeded and is picked, and is told why it is there', async () => {
    await signIn(OFFICER);
    await police.ledger.begin();
    const prompt = await Prompt.of(await police.open('/reports/TF/004427/26'));
    await prompt.page.click('#victim-check-status');
    await prompt.opened();
    await prompt.press('Do not go on');
    await prompt.closed();
    const id = String((await police.ledger.attempt('complied')).header['id']);
    await signIn(REVIEWER, ALL_PICKED);
    const page = await openCase(id);
    expect(await page.getAttribute('#why', 'data-why')).toBe('picked');
    expect(await fact(page, 'reason')).toBe('The officer did not go on');
    await page.check('#outcome-RV-1');
    await page.click('#decide');
    await page.waitForSelector('#decided');
  });
});

hearsAndAnswers({
  police: () => police,
  officer: OFFICER,
  reviewer: REVIEWER,
  signIn,
  override,
  openCase,
});

meetsPlantedCase({ police: () => police, officer: OFFICER, signIn, override, openCase });

decidesByRankAndNumber({
  police: () => police,
  officer: OFFICER,
  reviewer: REVIEWER,
  signIn,
  override,
  openCase,
});

describe('others', () => {
  it('who are no reviewers read their own overrides, and decide on none', async () => {
    await signIn(OFFICER);
    const id = await override();
    const page = await openCase(id);
    expect(await page.getAttribute('#bar', 'data-bar')).toBe('not-a-reviewer');
    expect(await page.locator('#decision-form').count()).toBe(0);
  });

  it('who are no reviewers see nobody else’s, and that they asked is an entry', async () => {
    await signIn(OFFICER);
    const id = await override();
    await signIn({ id: 'TF-5000', reviewer: false });
    const page = await police.openOwn(`review.html#case=${id}`);
    await page.waitForSelector('#case-refused');
    expect(await page.locator('[data-case-id]').count()).toBe(0);
    expect(await page.textContent('body')).not.toContain(EXPLANATION);
    const kinds = (await police.ledger.entries()).map(({ header }) => header['kind']);
    expect(kinds).toContain('read-refused');
    expect(kinds).not.toContain('read');
  });

  it('whom the browser does not name are told so, and read nothing', async () => {
    await signIn(OFFICER);
    const id = await override();
    await signIn(null);
    const page = await police.openOwn(`review.html#case=${id}`);
    await page.waitForSelector('#case-refused');
    expect(await page.textContent('#reviewer')).toContain('does not say who you are');
    expect(await page.locator('#decision-form').count()).toBe(0);
  });

  it('with an address that names no override are told so', async () => {
    const page = await police.openOwn('review.html#case=0b0d9a52-8f3c-4c39-9d3c-0d5f3f6d9a10');
    await page.waitForSelector('#case-missing');
    const nonsense = await police.openOwn('review.html#case=there-is-no-such-case');
    await nonsense.waitForSelector('#case-missing');
  });
});

describe('a log of PNC transactions', () => {
  it('is held against what was recorded, and that it was is an entry', async () => {
    await signIn(OFFICER);
    const made = await checksPnc(police);
    await signIn(REVIEWER);
    await comparesLog(police, made);
  });
});

async function openDecided(id: string): Promise<Page> {
  const page = await police.openOwn(`review.html#${new URLSearchParams({ case: id })}`);
  await page.waitForSelector(`#case[data-case="${id}"]`);
  return page;
}

describe('the queue', () => {
  const focused = (page: Page) =>
    page.evaluate<string | undefined>('document.activeElement.dataset.caseId');

  it('is worked through by keyboard: along the list, open, decide, next', async () => {
    await signIn(OFFICER);
    const first = await override();
    const second = await override();
    await signIn(REVIEWER);
    const page = await police.openOwn('review.html#sort=newest');
    await page.waitForSelector(`[data-case-id="${second}"]`);
    await page.waitForSelector('#keys-help[data-keys=on]');
    for (const [key, id] of [
      ['j', second],
      ['j', first],
      ['k', second],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused(page)).toBe(id);
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector(`#case[data-case="${second}"] #decision-form`);
    await page.keyboard.press('d');
    await page.keyboard.press('Space');
    await page.focus('#decision-note');
    await page.keyboard.type('jkndelf/? is what is written here');
    expect(await page.inputValue('#decision-note')).toBe('jkndelf/? is what is written here');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#decided');
    await page.keyboard.press('n');
    await page.waitForSelector(`#case:not([data-case="${second}"])`);

    await page.keyboard.press('?');
    await page.uncheck('#keys #keys-on');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#keys', { state: 'detached' });
    await page.reload();
    await page.waitForSelector('#case-list [data-case-id]');
    // Also in the moment before it is known that they are off.
    await page.keyboard.press('j');
    expect(await focused(page)).toBeUndefined();
    await page.click('#keys-help');
    await page.check('#keys-on');
  });

  it('keeps its filter in the address and under a name, and counts what it lists', async () => {
    await signIn(OFFICER);
    const id = await override();
    await signIn(REVIEWER);
    const page = await police.openOwn('review.html#state=all');
    await page.click('#filters > summary');
    const option = page.locator('#filter-officer option[value="TF-4312"]');
    const count = await option.getAttribute('data-count');
    await page.selectOption('#filter-officer', 'TF-4312');
    expect(new URL(page.url()).hash).toBe('#state=all&officer=TF-4312');
    expect(await page.textContent('#list-range')).toMatch(new RegExp(`of ${count}$`));
    await page.click('#saved-filters > summary');
    await page.fill('#saved-name', 'Officer of the week');
    await page.click('#saved-save');
    await page.waitForSelector('[data-saved="Officer of the week"][aria-current]');

    const later = await police.openOwn('review.html');
    await later.click('#saved-filters > summary');
    await later.click('[data-saved="Officer of the week"]');
    await later.waitForSelector('[data-drop=officer]');
    expect(await later.textContent('[data-count=all]')).toBe(count);
    const number = await later.locator(`[data-case-id="${id}"]`).first().isVisible();
    expect(number).toBe(true);
    await later.fill('#filter-text', 'Anna');
    expect(later.url()).not.toContain('Anna');
    await signIn({ ...REVIEWER, id: 'TF-0078' });
    const another = await police.openOwn('review.html');
    await another.waitForSelector('#case-list');
    expect(await another.locator('[data-saved]').count()).toBe(0);
  });
});
