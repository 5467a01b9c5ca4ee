/** What an officer writes is read before it is recorded, and what points to a person is shown. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Marks, markedPerson } from '../forms/marked-forms.ts';
import { givesReason, goesOn } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

async function asked(given: string, family: string): Promise<{ page: Page; prompt: Prompt }> {
  const page = await police.open('/reports/new');
  await page.fill('#victim-given-names', given);
  await page.fill('#victim-family-name', family);
  const prompt = await Prompt.of(page);
  await page.click('#victim-check-status');
  return { page, prompt };
}

async function explanationIn(prompt: Prompt): Promise<string | undefined> {
  const { fields } = await prompt.reads(() => true);
  return fields.find(({ name }) => name === 'Explanation')?.value;
}

describe('an explanation that points to a person', () => {
  it('is refused with the characters marked, stays, and can be written over at once', async () => {
    const { page, prompt } = await asked('Tess', 'Fictional');
    await givesReason(prompt, {
      explanation: 'Need to reach her on 07700 900123 before he is back.',
    });
    await prompt.press('Record and go on');
    const message = await prompt.complains();
    expect(message).toContain('What is marked looks like a phone number.');
    expect(message).toContain('Write instead: as on the record.');
    expect(message).toContain('07700 900123');
    expect(await explanationIn(prompt)).toContain('07700 900123');
    expect(await police.ledger.attempts()).toEqual([]);
    expect(await police.guarded(page)).toEqual([]);

    // What is wrong is selected: the officer types over it, and that is all.
    await page.keyboard.type('the safe number');
    expect(await explanationIn(prompt)).toBe(
      'Need to reach her on the safe number before he is back.',
    );
    await prompt.press('Record and go on');
    await prompt.closed();
    const { body } = await police.ledger.attempt('overridden');
    expect(body).toMatchObject({
      explanation: 'Need to reach her on the safe number before he is back.',
    });
  });

  it('is refused for a name that only the page says is one, and for none that it does not show', async () => {
    const { page, prompt } = await asked('Tess', 'Fictional');
    await givesReason(prompt, { explanation: 'He has said that tess will not see the morning.' });
    await prompt.press('Record and go on');
    expect(await prompt.complains()).toContain("looks like a person's name");
    expect(await police.ledger.attempts()).toEqual([]);
    await page.keyboard.type('she');
    await prompt.press('Record and go on');
    await prompt.closed();
    await police.ledger.attempt('overridden');

    const other = await asked('Owen', 'Made-Up');
    await goesOn(other.prompt, { explanation: 'He has said that tess is the name of the boat.' });
    expect(await police.guarded(other.page)).toHaveLength(1);
  });

  it('is sent nowhere when it is owed and given in the popup', async () => {
    const { prompt } = await asked('Tess', 'Fictional');
    await prompt.opened();
    await prompt.press('Life at risk: go on now');
    await prompt.closed();
    await police.ledger.attempt('emergency');
    const popup = await police.openOwn('popup.html');
    await popup.selectOption('#owed-reason', 'RR-01');
    await popup.fill(
      '#owed-explanation',
      'The victim Tess Fictional was locked in by her partner.',
    );
    await popup.click('#owed-give');
    await popup.waitForSelector('#owed-fault mark:text("Tess Fictional")');
    expect((await police.ledger.entries()).map(({ header }) => header['kind'])).toEqual([
      'attempt',
    ]);
    await popup.keyboard.type('herself');
    expect(await popup.inputValue('#owed-explanation')).toBe(
      'The victim herself was locked in by her partner.',
    );
    await popup.click('#owed-give');
    await popup.waitForSelector('#owed-given');
  });
});

const PERSONS = 8;

describe('eight made-up persons on reports in a real browser', () => {
  it('stand in no entry, no storage, no console and on no page of ours', async () => {
    const marks = new Marks();
    const said: string[] = [];
    const hear = (page: Page): void => {
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(`${error.message} ${error.stack}`));
    };
    const worker = await police.session.serviceWorker();
    worker.on('console', (message) => said.push(message.text()));
    const page = await police.open('/reports/new');
    hear(page);
    const prompt = await Prompt.of(page);
    for (let number = 0; number < PERSONS; number++) {
      const person = markedPerson(500 + number);
      marks.add(person);
      await page.reload();
      await page.fill('#victim-given-names', person.given);
      await page.fill('#victim-family-name', person.family);
      await page.fill('#offence-location', `${person.street} ${person.postcode}`);
      await page.fill(
        '#summary',
        `${person.given} ${person.family}, ${person.birth}, ${person.passport}, ${person.phone}`,
      );
      await page.click(number % 2 ? '#victim-check-status' : '#victim-pnc');
      if (number % 6 === 0) {
        await givesReason(prompt, {
          explanation: `He is after ${person.family} and will be back soon.`,
        });
        await prompt.press('Record and go on');
        await prompt.complains();
        await page.keyboard.type('her');
        await prompt.press('Record and go on');
      } else {
        await prompt.opened();
        await page.keyboard.press('Enter');
      }
      await prompt.closed();
    }
    await police.ledger.attempt('overridden');
    expect(await police.ledger.attempts()).toHaveLength(PERSONS);
    expect(marks.in(JSON.stringify(await police.ledger.entries()))).toEqual([]);

    for (const path of ['review.html', 'options.html', 'popup.html']) {
      const own = await police.openOwn(path);
      hear(own);
      await own.waitForLoadState('networkidle');
      const html = await own.locator('html').evaluate((root) => root.outerHTML);
      expect(html.length).toBeGreaterThan(200);
      expect(marks.in(html)).toEqual([]);
    }
    const stored = await worker.evaluate(
      'Promise.all([chrome.storage.local.get(), chrome.storage.session.get()]).then(JSON.stringify)',
    );
    expect(marks.in(String(stored))).toEqual([]);
    expect(said.flatMap((text) => marks.in(text))).toEqual([]);
  }, 300_000);
});
