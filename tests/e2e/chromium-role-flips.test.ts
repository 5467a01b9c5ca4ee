/** Somebody who was a victim a moment ago does not become a suspect for the check. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { goesOn } from './support/officer.ts';
import { Prompt } from './support/prompt.ts';
import { useServedPages } from './support/served-pages.ts';

const HERE = 'flips.testforce.police.uk';
const CORRECTED = 'Role corrected: this person is not a victim or witness';
const EXPLANATION = 'Entered as the victim by mistake; arrested on suspicion of the burglary.';

const person = (number: number, role: string): string =>
  `<section><h2>Person ${number}</h2>
<label>Role <select id="role-${number}">${['Victim', 'Suspect', 'Subject'].map((each) => `<option${each === role ? ' selected' : ''}>${each}</option>`).join('')}</select></label>
<button type="button" id="ask-${number}" onclick="fetch('/look-up/${number}')">Check immigration status</button>
<button type="button" id="pnc-${number}" onclick="fetch('/look-up/pnc-${number}')">PNC check</button></section>`;

const PAGES = new Map([
  [
    '/report',
    `<h1>Crime report <span id="reference">TF/004400/26</span></h1>
<div id="persons">${person(1, 'Victim')}${person(2, 'Suspect')}</div>`,
  ],
  [
    '/entry',
    `<h1>Crime report TF/004401/26</h1><form onsubmit="return false"><label>Surname <input></label>${person(1, 'Victim')}</form>`,
  ],
]);

/** Whom a page is about the guard reads when the page is quiet. */
async function untilRead(page: Page): Promise<void> {
  await page.waitForTimeout(1_500);
}

const served = useServedPages(PAGES, [HERE]);

/** As the officer does it: by the keyboard, and not by a script. */
async function choose(page: Page, list: string, role: string): Promise<void> {
  await page.focus(list);
  await page.keyboard.type(role);
  await expect.poll(() => page.inputValue(list)).toBe(role);
}

/** A report on which the look-up of the victim was held and left. */
async function afterHold(): Promise<Page> {
  const page = await served.police.open('/report', HERE);
  await served.holds(page, () => page.click('#ask-1'));
  await served.police.ledger.attempt('complied');
  return page;
}

describe('a victim whose look-up was held', () => {
  it.each(['Suspect', 'Subject'])('and who is then called %s is still held', async (role) => {
    const page = await afterHold();
    await choose(page, '#role-1', role);
    const prompt = await Prompt.of(page);
    await page.click('#ask-1');
    expect((await prompt.opened()).text).toContain('This person was down as a victim');
    expect(served.server.lookUps).toEqual([]);
    await page.keyboard.press('Enter');
    await prompt.closed();
    await served.holds(page, () => page.click('#pnc-1'));
  });

  it('may be corrected to a suspect for one reason, which says so', async () => {
    const page = await afterHold();
    await choose(page, '#role-1', 'Suspect');
    const prompt = await Prompt.of(page);
    await page.click('#ask-1');
    await goesOn(prompt, { reason: CORRECTED, explanation: EXPLANATION });
    await expect.poll(() => served.server.lookUps).toEqual(['/look-up/1']);
    expect((await served.police.ledger.attempt('overridden')).header).toMatchObject({
      role: 'suspect',
      roleBefore: 'victim',
      reason: 'RR-15',
      rule: 'victim-immigration-lookup-justify',
    });
    await served.lets(page, () => page.click('#pnc-1'));
  });

  it('is still held where the page draws the person anew', async () => {
    const page = await afterHold();
    await choose(page, '#role-1', 'Suspect');
    await page.evaluate((html) => {
      const persons = document.querySelector('#persons');
      if (persons) persons.innerHTML = html;
    }, person(1, 'Suspect') + person(2, 'Suspect'));
    await served.holds(page, () => page.click('#ask-1'));
  });

  it('is somebody else on another record', async () => {
    const page = await afterHold();
    await choose(page, '#role-1', 'Suspect');
    await page.evaluate(() => {
      const reference = document.querySelector('#reference');
      if (reference) reference.textContent = 'TF/009911/26';
    });
    await served.lets(page, () => page.click('#ask-1'));
  });
});

describe('a victim on whose record nothing was held yet', () => {
  it('and who is called a suspect just before the look-up is held', async () => {
    const page = await served.police.open('/report', HERE);
    await untilRead(page);
    await choose(page, '#role-1', 'Suspect');
    const prompt = await Prompt.of(page);
    await page.click('#ask-1');
    expect((await prompt.opened()).text).toContain('This person was down as a victim');
    expect(served.server.lookUps).toEqual([]);
  });

  it('and whose role a program for the officer sets in the list is held as well', async () => {
    const page = await served.police.open('/report', HERE);
    await untilRead(page);
    await page.selectOption('#role-1', 'Suspect');
    await served.holds(page, () => page.click('#pnc-1'));
  });
});

describe('a suspect', () => {
  it('whom the page shows in the place of the victim is checked without a question', async () => {
    const page = await afterHold();
    await page.evaluate(() => {
      const role = document.querySelector<HTMLSelectElement>('#role-1');
      if (role) role.value = 'Suspect';
    });
    await served.lets(page, () => page.click('#ask-1'));
  });

  it('beside a victim whose look-up was held is checked without a question', async () => {
    const page = await afterHold();
    await served.lets(page, () => page.click('#ask-2'));
  });

  it('who is only now being entered is checked without a question', async () => {
    const page = await served.police.open('/entry', HERE);
    await untilRead(page);
    await choose(page, '#role-1', 'Suspect');
    await served.lets(page, () => page.click('#ask-1'));
  });
});
