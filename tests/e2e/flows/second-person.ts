/** An officer asks a second person from the prompt, who answers on a machine of their own. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../../../tools/cluster/stage.ts';
import { closedSettings, untilClosed } from '../support/closed-network.ts';
import { EXPLANATION, givesReason } from '../support/officer.ts';
import { forceSettings, HOST, type Policing } from '../support/policing.ts';
import { Prompt } from '../support/prompt.ts';
import { reviewerDelivery } from '../support/stream-reviews.ts';
import { deliverySettings } from '../support/stream-witness.ts';

export interface Around {
  readonly stage: Stage;
  readonly officer: Policing;
  readonly supervisor: Policing;
}

const REASON = 'Needed to investigate this crime';
const ASK = 'Ask a supervisor now';

export function asksASecondPerson(of: () => Around): void {
  describe('a second person who is asked from the prompt', () => {
    beforeAll(async () => {
      const identity = { id: 'TF-9001', unit: 'PPU', reviewer: true, rank: 'inspector' };
      const delivery = reviewerDelivery(of().stage, 'sup9001');
      await of().supervisor.session.setManaged(forceSettings({ identity, delivery }));
    });

    async function asks(): Promise<{ readonly page: Page; readonly prompt: Prompt }> {
      const page = await of().officer.open('/reports/TF/004427/26');
      const prompt = await Prompt.of(page);
      await page.click('#victim-check-status');
      await givesReason(prompt, { reason: REASON });
      await prompt.press(ASK);
      return { page, prompt };
    }
    const says = (prompt: Prompt, text: string) => prompt.reads((view) => view.text.includes(text));
    const authorisation = async () =>
      (await of().officer.ledger.attempts()).at(-1)?.header['authorisation'];

    it('sees it without a reload, grants it, and the act goes on once', async () => {
      const review = await of().supervisor.openOwn('review.html');
      await review.waitForSelector('#nav-asked');
      const { page, prompt } = await asks();
      await says(prompt, 'Asked. Supervisors of your unit can see it');
      await review.waitForSelector('#asked-waiting .badge', { timeout: 10_000 });

      await review.focus('#nav-asked');
      await review.keyboard.press('Enter');
      const card = await review.waitForSelector('[data-asked]');
      const text = await card.textContent();
      for (const part of ['TF-4312', REASON, 'RR-02', EXPLANATION]) expect(text).toContain(part);
      expect(text).not.toContain('TF/004427/26');
      expect((await new AxeBuilder({ page: review }).analyze()).violations).toEqual([]);
      await review.focus('[data-answer=granted]');
      await review.keyboard.press('Enter');
      await review.waitForSelector('#asked-said[data-said=granted]:focus');

      await says(prompt, 'Granted by TF-9001, Inspector');
      expect(await of().officer.guarded(page)).toEqual([]);
      await prompt.press('Record and go on');
      await prompt.closed();
      await expect.poll(() => of().officer.guarded(page)).toHaveLength(1);
      expect(await authorisation()).toMatchObject({
        status: 'granted',
        by: 'TF-9001',
        rank: 'inspector',
      });

      // Review has it beside the override, from both machines.
      const id = (await of().officer.ledger.attempts()).at(-1)?.header['id'];
      await review.click('#nav-cases');
      await review.click(`[data-case-id="${id}"]`, { timeout: 30_000 });
      expect(await review.textContent('#claimed')).toBe('Granted beforehand by this person');
      expect(await review.locator('[data-item=approval]').allTextContents()).toEqual([
        expect.stringContaining('TF-4312 asked a second person beforehand'),
        expect.stringContaining('TF-9001 granted it'),
      ]);

      // The next press is another act: nothing of the grant is left for it.
      await page.click('#victim-check-status');
      await givesReason(prompt, { reason: REASON });
      await prompt.press('Record and go on');
      expect(await prompt.complains()).toContain('staff number, not a name');
      expect(await of().officer.guarded(page)).toHaveLength(1);
    });

    it('whose grant was for other words can be asked anew, or somebody named', async () => {
      const review = await of().supervisor.openOwn('review.html#asked');
      const { page, prompt } = await asks();
      await review.click('[data-asked] [data-answer=granted]');
      await says(prompt, 'Granted by TF-9001');
      await prompt.fill('Explanation', `${EXPLANATION} Other words than were granted.`);
      await prompt.press('Record and go on');
      expect(await prompt.complains()).toContain('another record, act or wording');
      const view = await says(prompt, ASK);
      expect(view.text).not.toContain('Granted by');
      await prompt.fill('Authorised by (staff number)', 'TF-78');
      await prompt.press('Record and go on');
      await prompt.closed();
      await expect.poll(() => of().officer.guarded(page)).toHaveLength(1);
      expect(await authorisation()).toMatchObject({ status: 'claimed', by: 'TF-78' });
    });

    it('denies it with a note, which the officer reads; the hold stays', async () => {
      const review = await of().supervisor.openOwn('review.html#asked');
      const { page, prompt } = await asks();
      await review.click('[data-asked] [data-answer=denied]');
      await review.waitForSelector('[id^=asked-fault]:focus');
      await review.fill('[data-asked] textarea', 'Ask her mother Mrs Amina Khalil');
      await review.click('[data-asked] [data-answer=denied]');
      await review.waitForSelector('[id^=asked-fault] mark');
      await review.fill('[data-asked] textarea', 'Ask the victim herself first');
      await review.click('[data-asked] [data-answer=denied]');
      await review.waitForSelector('#asked-said[data-said=denied]');
      const view = await says(prompt, 'Denied by TF-9001. Ask the victim herself first');
      expect(view.fields.find(({ name }) => name === 'Explanation')?.value).toBe(EXPLANATION);
      expect(await of().officer.guarded(page)).toEqual([]);
      await prompt.press('Do not go on');
      await prompt.closed();
      expect(await of().officer.guarded(page)).toEqual([]);
    });

    it('finds it over where the officer takes it back, and without the store a claim goes as before', async () => {
      const review = await of().supervisor.openOwn('review.html#asked');
      const { page, prompt } = await asks();
      await review.waitForSelector('[data-asked][data-over=false]');
      // By keyboard alone: the focus goes from one press to the other.
      await prompt.reads(({ focused }) => focused === 'Take the question back');
      await page.keyboard.press('Enter');
      await says(prompt, 'Taken back');
      await prompt.reads(({ focused }) => focused === ASK);
      await review.waitForSelector('[data-asked][data-over=true]');

      await page.keyboard.press('Enter');
      await says(prompt, 'Asked. Supervisors');
      for (const door of of().stage.doors) door.cut();
      const view = await says(prompt, 'The force’s store does not take the question');
      expect(view.fields.find(({ name }) => name === 'Explanation')?.value).toBe(EXPLANATION);
      await prompt.fill('Authorised by (staff number)', 'TF-77');
      await prompt.press('Record and go on');
      await prompt.closed();
      await expect.poll(() => of().officer.guarded(page)).toHaveLength(1);
      expect(await authorisation()).toMatchObject({ status: 'claimed', by: 'TF-77' });
      expect(await authorisation()).toHaveProperty('request');
    });

    it('is asked about a look-up that was opened by its address, which then goes on once', async () => {
      const { officer, stage } = of();
      const delivery = deliverySettings(stage, 'off4312');
      const lookUps = () => officer.intranet.log.filter(({ guarded }) => guarded !== null).length;
      const before = lookUps();
      await officer.session.setManaged(closedSettings({ delivery }));
      await untilClosed(officer.ledger.page);
      const review = await of().supervisor.openOwn('review.html#asked');
      const page = await officer.open('/reports/new');
      await page.goto(`http://${HOST}/persons/p1004/immigration-check?role=victim`);
      await page.waitForSelector('#held');
      await page.selectOption('#held-role', { label: 'Victim' });
      await page.selectOption('#held-group', { label: 'Domestic abuse' });
      await page.click('#held-ask');
      expect(await page.textContent('#error-summary')).toContain('Choose a reason');
      await page.selectOption('#held-reason', { label: REASON });
      await page.fill('#held-explanation', EXPLANATION);
      // By keyboard alone from here on.
      await page.focus('#held-ask');
      await page.keyboard.press('Enter');
      await page.waitForSelector(
        '#held-asked:has-text("Asked. Supervisors of your unit can see it")',
      );
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.screenshot({ path: 'output/e2e/held-asked.png', fullPage: true });
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      await page.screenshot({ path: 'output/e2e/held-asked-320.png', fullPage: true });
      await review.click('[data-asked][data-over=false] [data-answer=granted]');
      await page.waitForSelector('#held-asked:has-text("Granted by TF-9001, Inspector")');
      expect(lookUps()).toBe(before);
      await page.focus('#held-record');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#result-heading');
      expect(lookUps()).toBe(before + 1);
      expect(await authorisation()).toMatchObject({ status: 'granted', by: 'TF-9001' });

      // Another load is another act, and its question is over once the officer goes back.
      await page.goto(`http://${HOST}/persons/p1004/immigration-check?role=victim`);
      await page.waitForSelector('#held');
      await page.selectOption('#held-role', { label: 'Victim' });
      await page.selectOption('#held-group', { label: 'Domestic abuse' });
      await page.selectOption('#held-reason', { label: REASON });
      await page.fill('#held-explanation', EXPLANATION);
      await page.click('#held-ask');
      await review.waitForSelector('[data-asked][data-over=false]');
      await page.click('#held-back');
      await review.waitForSelector('[data-asked][data-over=true]');
      await officer.session.setManaged(forceSettings({ delivery }));
    });
  });
}
