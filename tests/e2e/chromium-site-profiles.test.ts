/** A screen of codes that only its site profile makes readable, and what happens when it changes. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { goesOn } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import { takenSelectors, thrownAt } from './support/taken-selectors.ts';

const CARD = '/cards/TF/004427/26';
/** An open record with a domestic abuse flag. */
const ABUSE_CARD = '/cards/TF/004312/26';
/** The profile has reached the guard: nothing on this screen is of concern without it. */
const WITH_PROFILE_MS = 10_000;

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

async function openCard(path: string): Promise<{ page: Page; prompt: Prompt }> {
  const page = await police.open(path);
  const prompt = await Prompt.of(page);
  return { page, prompt };
}

/** Presses until the guard has been told of the profile; what went out before is not counted. */
async function pressesWhenTaught(page: Page, prompt: Prompt, control: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.click(control);
        return prompt.isOpen();
      },
      { timeout: WITH_PROFILE_MS },
    )
    .toBe(true);
  police.intranet.clear();
}

describe('a selector of a site profile', () => {
  it('that is taken beforehand is one at which no page throws', async () => {
    const taken = takenSelectors();
    expect(taken.length).toBeGreaterThan(200);
    const page = await police.open('/reports');
    expect(await page.evaluate(thrownAt, taken)).toEqual([]);
    expect(await page.evaluate(thrownAt, ['#1a'])).toEqual(['#1a']);
  });
});

describe('a screen of codes with a site profile', () => {
  it('holds a look-up whose button says nothing, about the person whom the code names', async () => {
    const { page, prompt } = await openCard(`${CARD}?code=V1`);
    await pressesWhenTaught(page, prompt, '#enq-2');
    await goesOn(prompt);
    const { header, body } = await police.ledger.attempt('overridden');
    expect(header).toMatchObject({
      signal: 'immigration-lookup',
      role: 'victim',
      trust: 'profile',
      officer: 'TF-4312',
      officerFrom: 'policy',
    });
    expect(body).toMatchObject({ recordReference: 'TF/004427/26' });
    expect((await police.guarded(page)).map(({ guarded }) => guarded)).toEqual([
      'immigration-lookup',
    ]);
  });

  it('lets a check on a suspect go, and holds it when the code is changed to a witness', async () => {
    const { page, prompt } = await openCard(`${CARD}?code=V1`);
    await pressesWhenTaught(page, prompt, '#enq-1');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await prompt.closed();
    await page.selectOption('#inv-code', 'S1');
    await page.click('#enq-1');
    await page.waitForSelector('#card-result:visible');
    expect(await prompt.isOpen()).toBe(false);
    await page.selectOption('#inv-code', 'W1');
    await page.click('#enq-1');
    await prompt.opened();
  });

  it('asks for a second person where the offence code is a sensitive one', async () => {
    const { page, prompt } = await openCard(`${ABUSE_CARD}?code=V1`);
    await pressesWhenTaught(page, prompt, '#enq-2');
    await goesOn(prompt, { authoriser: 'TF-2200' });
    expect((await police.ledger.attempt('overridden')).header).toMatchObject({
      group: 'DA',
      outcome: 'approve',
    });
  });

  it('holds a referral by the address that the link asks', async () => {
    const { page, prompt } = await openCard(`${CARD}?code=V1`);
    await pressesWhenTaught(page, prompt, '#form-3');
    expect((await prompt.opened()).text).toMatch(/Immigration Enforcement/);
    expect(new URL(page.url()).pathname).toBe(CARD);
  });

  it('records nothing of a field that the profile ignores', async () => {
    const { page, prompt } = await openCard(`${CARD}?code=V1`);
    await pressesWhenTaught(page, prompt, '#enq-1');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await police.ledger.attempt('complied');
    await page.fill('#nat-plate', 'GB');
    await page.locator('#card-note').focus();
    await page.waitForTimeout(300);
    const signals = (await police.ledger.entries()).map(({ header }) => header['signal']);
    expect(signals).not.toContain('immigration-context');
  });
});

describe('a screen that has changed since it was described', () => {
  it('is reported within one page load, by name of the mark, and shown to force IT', async () => {
    await police.open(`${CARD}?code=V1&layout=new`);
    const page = await police.openOwn('options.html');
    await expect
      .poll(
        async () => {
          await page.click('#refresh');
          return page.getAttribute('[data-profile="sample-coded-card"] [data-fit]', 'data-fit');
        },
        { timeout: 15_000 },
      )
      .toBe('drifted');
    const row = await page.textContent('[data-profile="sample-coded-card"]');
    expect(row).toContain('roles[0].says');
    expect(row).toContain('point at these things again');
    const faults = (await police.ledger.entries()).filter(
      ({ header }) => header['code'] === 'profile-drift',
    );
    expect(faults).toHaveLength(1);
  });

  it('is read by the stricter of both: nobody is a suspect by a code that was not found', async () => {
    const { page, prompt } = await openCard(`${CARD}?code=S1&layout=new`);
    await pressesWhenTaught(page, prompt, '#enq-2');
    expect((await prompt.opened()).text).toContain('does not say whether the person is a victim');
    await page.keyboard.press('Enter');
    expect((await police.ledger.attempt('complied')).header).toMatchObject({
      trust: 'generic',
      role: 'unknown',
      outcome: 'warn',
    });
  });

  it('fits again when it has its mark again', async () => {
    const { page, prompt } = await openCard(`${CARD}?code=V1`);
    await pressesWhenTaught(page, prompt, '#enq-2');
    const status = await police.openOwn('options.html');
    await expect
      .poll(async () => {
        await status.click('#refresh');
        return status.getAttribute('[data-profile="sample-coded-card"] [data-fit]', 'data-fit');
      })
      .toBe('fits');
  });
});

describe("a force's own profile", () => {
  it('replaces the shipped one in pages that are already open', async () => {
    const { page, prompt } = await openCard(`${CARD}?code=S1&layout=new`);
    await pressesWhenTaught(page, prompt, '#enq-2');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await prompt.closed();
    const profile = {
      id: 'sample-coded-card',
      name: 'Coded card after the update',
      version: '2026.12.1',
      hosts: ['rms.testforce.police.uk'],
      paths: ['/cards/*'],
      roles: [{ says: '#fld-0117', words: [{ text: 'S1', role: 'suspect' }] }],
      controls: [{ selector: '#enq-2', treat: 'immigration-lookup' }],
    };
    await police.session.setManaged(forceSettings({ profiles: [profile] }));
    await expect
      .poll(
        async () => {
          await page.click('#enq-2');
          await page.waitForTimeout(200);
          const isOpen = await prompt.isOpen();
          if (isOpen) {
            await prompt.opened();
            await page.keyboard.press('Enter');
            await prompt.closed();
          }
          return isOpen;
        },
        { timeout: 15_000 },
      )
      .toBe(false);
    await police.session.setManaged(forceSettings());
  });
});
