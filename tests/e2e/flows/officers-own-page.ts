/** What an officer hears of an override, answers, and says of what was passed on; and who sees none of it. */
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../../../tools/build.ts';
import { forceSettings, type Policing } from '../support/policing.ts';
import { readsOnPaper } from './on-paper.ts';

export interface Given {
  readonly police: () => Policing;
  readonly officer: { readonly id: string; readonly unit: string; readonly reviewer: boolean };
  readonly reviewer: object;
  readonly signIn: (identity: object | null) => Promise<void>;
  readonly override: () => Promise<string>;
  readonly openCase: (id: string) => Promise<Page>;
}

export function hearsAndAnswers(given: Given): void {
  const { officer: OFFICER, reviewer: REVIEWER, signIn, override, openCase } = given;
  const police = () => given.police();
  describe('the officer', () => {
    const ANSWER = 'The second caller named the street; the result decided whom to ask there.';
    const PICTURES = `${PROJECT}/output/e2e`;

    async function ownPage(): Promise<Page> {
      const page = await police().openOwn('history.html');
      await page.waitForSelector('#mine-list-title');
      return page;
    }

    /** What the toolbar button shows, also over a guarded page that has nothing of its own to show. */
    async function markIs(text: string): Promise<void> {
      await police().open('/reports/new');
      const page = await police().openOwn('options.html');
      await page.waitForFunction(async (wanted) => {
        const { action, tabs } = Reflect.get(globalThis, 'chrome');
        const [guarded] = await tabs.query({ url: '*://*.police().uk/*' });
        const texts = [
          await action.getBadgeText({}),
          await action.getBadgeText({ tabId: guarded?.id }),
        ];
        return texts.every((text) => text === wanted);
      }, text);
      await page.close();
    }

    it('is asked, answers, says what was passed on, and hears what was decided', async () => {
      mkdirSync(PICTURES, { recursive: true });
      await signIn(OFFICER);
      const id = await override();
      await signIn(REVIEWER);
      const review = await openCase(id);
      await review.check('#outcome-RV-5');
      await review.fill('#decision-note', 'Which line of enquiry needed this?');
      await review.click('#decide');
      await review.waitForSelector('#decided');

      await signIn(OFFICER);
      await markIs('•');
      const popup = await police().openOwn('popup.html?tab=1');
      await popup.waitForSelector('[data-fact=questions]');
      expect(await popup.textContent('#waiting')).not.toMatch(/enquiry|immigration/i);

      const page = await ownPage();
      const card = page.locator(`[data-entry="${id}"]`);
      expect(await card.getAttribute('data-state')).toBe('asked');
      expect(await card.textContent()).toContain('Which line of enquiry needed this?');
      // By keyboard alone, on a narrow screen.
      await page.setViewportSize({ width: 320, height: 800 });
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      await page.screenshot({ path: `${PICTURES}/history-en-320.png`, fullPage: true });
      await page.focus(`#reply-${id}`);
      await page.keyboard.type(ANSWER);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await card.locator('[data-turn=reply]').waitFor();
      expect(await page.textContent('#mine-done')).toContain('The reviewer sees your answer');

      await page.focus(`#through-passed-${id}`);
      await page.keyboard.press('ArrowDown');
      for (const choice of ['Immigration', 'The victim’s', 'Yes', 'Asked for and given']) {
        await page.keyboard.press('Tab');
        await page.keyboard.type(choice);
      }
      await page.screenshot({ path: `${PICTURES}/history-through-320.png`, fullPage: true });
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await card.locator('[data-passed-on=answered]').waitFor();
      await page.close();
      const entries = await police().ledger.entries();
      const ofKind = (kind: string) => entries.filter(({ header }) => header['kind'] === kind);
      expect(ofKind('reply')).toMatchObject([
        { header: { of: id, by: 'TF-4312' }, body: { answer: ANSWER } },
      ]);
      const said = { passed: 'yes', recipient: 'immigration-enforcement', consent: 'sought-given' };
      expect(ofKind('follow-through')).toMatchObject([{ header: { of: id, ...said } }]);

      await signIn(REVIEWER);
      const again = await openCase(id);
      expect(await again.textContent('#stated')).toContain(ANSWER);
      expect(await again.textContent('#passed-on')).toContain('Immigration Enforcement');
      expect((await new AxeBuilder({ page: again }).analyze()).violations).toEqual([]);
      await again.screenshot({ path: `${PICTURES}/case-passed-on.png`, fullPage: true });
      await readsOnPaper(again, police(), id);
      await again.check('#outcome-RV-2');
      await again.fill('#decision-note', 'Write the line of enquiry down at once next time.');
      await again.click('#decide');
      await again.waitForSelector('#decided');

      await police().session.setManaged(forceSettings({ language: 'cy', identity: OFFICER }));
      const welsh = await ownPage();
      const decided = welsh.locator(`[data-entry="${id}"][data-state=decided]`);
      expect(await decided.textContent()).toContain('Write the line of enquiry down at once');
      expect(await decided.locator('.badge--urgent').first().textContent()).toBe('Newydd');
      expect((await new AxeBuilder({ page: welsh }).analyze()).violations).toEqual([]);
      await welsh.screenshot({ path: `${PICTURES}/history-cy-1280.png`, fullPage: true });
      await welsh.click('#mine-print');
      await welsh.waitForSelector('#paper[open]');
      expect(await welsh.textContent('#paper-title')).toBe('Argraffu eich cofnodion');
      await welsh.screenshot({ path: `${PICTURES}/paper-asked-cy.png` });
    });

    it('who is somebody else on the same machine sees none of it', async () => {
      await signIn(OFFICER);
      const id = await override();
      await signIn({ ...OFFICER, id: 'TF-5000' });
      const page = await ownPage();
      expect(await page.locator(`[data-entry="${id}"]`).count()).toBe(0);
      await page.waitForSelector('#mine-none');
      await signIn(null);
      const nobody = await police().openOwn('history.html');
      await nobody.waitForSelector('#mine-no-identity');
      expect(await nobody.textContent('main')).not.toContain('TF/004427/26');
    });
  });
}
