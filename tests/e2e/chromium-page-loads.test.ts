/** Loads of look-up pages that a script starts, or a form: held before the page is given up. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedSettings, untilClosed } from './support/closed-network.ts';
import { goesOn } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing({ managed: closedSettings() });
  await untilClosed(police.ledger.page);
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

const WAYS: Readonly<Record<string, () => void>> = {
  'location.assign': () => location.assign('/persons/p1004/immigration-check?role=victim'),
  'location.href': () => {
    location.href = '/persons/p1004/immigration-check?role=victim';
  },
  'a refresh of the page': () => {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'refresh';
    meta.content = '0;url=/persons/p1004/immigration-check?role=victim';
    document.head.append(meta);
  },
  'a link that it presses': () => {
    const link = document.createElement('a');
    link.href = '/persons/p1004/immigration-check?role=victim';
    link.textContent = 'Next';
    document.querySelector('form')?.append(link);
    link.click();
  },
  'a form that it sends': () => {
    const form = document.createElement('form');
    form.action = '/persons/p1004/immigration-check';
    form.innerHTML = '<input type="hidden" name="role" value="victim">';
    document.querySelector('main')?.append(form);
    form.submit();
  },
};

function lookUps(): number {
  return police.intranet.log.filter(({ guarded }) => guarded !== null).length;
}

describe.each(Object.entries(WAYS))('a page that goes to a look-up by %s', (_, go) => {
  it('on a victim is held with what was typed, and goes on once after a reason', async () => {
    const page = await police.open('/persons/p1004/edit?role=victim');
    await page.waitForTimeout(300);
    const prompt = await Prompt.of(page);
    await page.fill('#person-phone', '01632 960123');
    await page.evaluate(go);
    await prompt.opened();
    await page.keyboard.press('Enter');
    await prompt.closed();
    expect(await page.inputValue('#person-phone')).toBe('01632 960123');
    expect(lookUps()).toBe(0);
    await page.evaluate(go);
    await goesOn(prompt);
    await page.waitForSelector('#result-heading');
    expect(lookUps()).toBe(1);
  });
});

describe('on a suspect', () => {
  it('a page that goes there by script goes, without a question', async () => {
    const page = await police.open('/suspects/p1003');
    await page.waitForTimeout(300);
    await page.evaluate(() => location.assign('/persons/p1003/pnc-check?role=suspect'));
    await page.waitForSelector('#result-heading');
    expect(lookUps()).toBe(1);
  });
});

describe('a form that is sent to a look-up on a victim', () => {
  it('is held with what was typed, and sent once as it was after a reason', async () => {
    const page = await police.open('/status?role=victim&ref=TF/004427/26');
    await page.waitForTimeout(300);
    const prompt = await Prompt.of(page);
    await page.fill('#status-name', 'Tess Fictional');
    await page.press('#status-name', 'Enter');
    await prompt.opened();
    expect(lookUps()).toBe(0);
    await goesOn(prompt);
    await page.waitForSelector('#result-heading');
    const sent = police.intranet.log.filter(({ guarded }) => guarded !== null);
    expect(sent.map(({ method }) => method)).toEqual(['POST']);
    expect(Object.values(sent[0]?.form ?? {})).toContain('Tess Fictional');
  });
});
