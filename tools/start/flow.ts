/**
 * The officer's and the supervisor's flow on the sample intranet, in a real browser, step by step.
 * Each step says what it proved, with the intranet's own log as the witness; a step that finds
 * otherwise throws.
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import { forceSettings, type Policing } from '../../tests/e2e/support/policing.ts';
import { Prompt } from '../../tests/e2e/support/prompt.ts';

/** Staff number of the sample supervisor, who is not the officer of the sample settings. */
export const SUPERVISOR = { id: 'TF-0077', unit: 'CID-North', reviewer: true } as const;

const EXPLANATION =
  'The offender threatened to come back tonight. The check shows whether a protective order on the household is in force.';

export interface Step {
  readonly name: string;
  /** @returns what was proved, in one sentence */
  run(): Promise<string>;
}

export type Shots = (page: Page, name: string) => Promise<void>;

const TYPED = { '#victim-given-names': 'Ana', '#victim-family-name': 'Example' } as const;

async function assertTypedWork(page: Page): Promise<void> {
  for (const [field, text] of Object.entries(TYPED)) {
    assert.equal(await page.inputValue(field), text, `${field} changed`);
  }
}

/** @param shoot called where a picture is worth keeping */
export function flow(policing: Policing, shoot: Shots): readonly Step[] {
  let report: Page;
  let prompt: Prompt;
  const left = async () => (await policing.guarded(report)).map(({ guarded }) => guarded);

  const officer: readonly Step[] = [
    {
      name: 'Force IT: the guard is installed by managed policy and the force policy is in force',
      async run() {
        const status = await policing.openOwn('options.html');
        const origin = status.locator('[data-origin]');
        await origin.waitFor();
        assert.equal(await origin.getAttribute('data-origin'), 'managed');
        await shoot(status, 'status');
        return 'the status page names the sample force and says that its settings are in force';
      },
    },
    {
      name: 'Officer: presses "Check immigration status" on a victim\'s record',
      async run() {
        report = await policing.open('/reports/new');
        prompt = await Prompt.of(report);
        for (const [field, text] of Object.entries(TYPED)) await report.fill(field, text);
        await report.click('#victim-check-status');
        const { title } = await prompt.opened();
        assert.deepEqual(await left(), []);
        await shoot(report, 'prompt');
        return `held: the prompt "${title}" is open and nothing reached the intranet`;
      },
    },
    {
      name: 'Officer: leaves it, with one key',
      async run() {
        await report.keyboard.press('Enter');
        await prompt.closed();
        await policing.ledger.attempt('complied');
        assert.deepEqual(await left(), []);
        await assertTypedWork(report);
        return 'recorded as complied; nothing left the page and the typed work is as it was';
      },
    },
    {
      name: 'Officer: presses it again and goes on with a reason',
      async run() {
        await report.click('#victim-check-status');
        await prompt.opened();
        await prompt.press('Go on with a reason');
        await prompt.press('Record and go on');
        assert.match(await prompt.complains(), /reason/i);
        await prompt.choose('Reason', 'Immediate safety of the victim or others');
        await prompt.fill('Explanation', EXPLANATION);
        await shoot(report, 'reason');
        await prompt.press('Record and go on');
        const { seq } = await policing.ledger.attempt('overridden');
        await report.waitForFunction(
          () => document.querySelector('#victim-result')?.textContent?.trim() !== '',
        );
        assert.deepEqual(await left(), ['immigration-lookup']);
        await assertTypedWork(report);
        return `an empty reason was refused; entry ${seq} was on disk first, then exactly one look-up left`;
      },
    },
    {
      name: 'Officer: presses the same button on the suspect',
      async run() {
        policing.intranet.clear();
        await report.click('#suspect-1-check-status');
        await report.waitForFunction(
          () => document.querySelector('#suspect-1-result')?.textContent?.trim() !== '',
        );
        assert.equal(await prompt.isOpen(), false);
        assert.deepEqual(await left(), ['immigration-lookup']);
        return 'not held: a suspect is outside of this policy';
      },
    },
    {
      name: 'Officer: saves the report',
      async run() {
        await report.click('#save-report');
        await report.waitForSelector('#saved-banner');
        await report.goto(`${new URL(report.url()).origin}/reports`);
        const newest = await report.locator('#saved-reports tr[data-ref]').first().textContent();
        await shoot(report, 'saved');
        return `saved at once, as always: ${(newest ?? '').replace(/\s+/g, ' ').trim().slice(0, 60)}`;
      },
    },
  ];
  return [...officer, ...review(policing, shoot)];
}

function review(policing: Policing, shoot: Shots): readonly Step[] {
  let page: Page;
  return [
    {
      name: 'Officer: opens the review page on the own override',
      async run() {
        page = await policing.openOwn('review.html');
        await page.locator('[data-case-id][data-why=all]').first().click();
        const bar = await page.locator('#bar').getAttribute('data-bar');
        assert.equal(await page.locator('#decision-form').count(), 0);
        await page.close();
        return `no decision on the own override: ${bar}`;
      },
    },
    {
      name: 'Supervisor: signs in, reads the evidence',
      async run() {
        await policing.session.setManaged(forceSettings({ identity: SUPERVISOR }));
        page = await policing.openOwn('review.html');
        await page.locator('[data-case-id][data-why=all]').first().click();
        await page.locator('#decision-form').waitFor();
        const stated = await page.locator('#stated').textContent();
        assert.ok(stated?.includes(EXPLANATION));
        assert.ok(!(await page.locator('#observed').textContent())?.includes(EXPLANATION));
        await shoot(page, 'review');
        return 'what the system observed stands apart from what the officer stated';
      },
    },
    {
      name: 'Supervisor: decides, with a note',
      async run() {
        await page.check('input[name=outcome][value=RV-2]');
        await page.fill('#decision-note', 'Safety came first. Ask control about orders next time.');
        await page.click('#decide');
        await page.locator('#decided').waitFor();
        const reviews = (await policing.ledger.entries()).filter(
          ({ header }) => header['kind'] === 'review',
        );
        assert.equal(reviews.length, 1);
        assert.equal(reviews[0]?.header['reviewer'], SUPERVISOR.id);
        await shoot(page, 'decided');
        return `the decision is entry ${reviews[0]?.seq} of the same ledger`;
      },
    },
  ];
}
