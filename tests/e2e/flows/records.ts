/** Other screens of the intranet: persons, custody, frames, cards, the screen that scripts draw. */
import type { Flow } from './officer.ts';

export const RECORD_FLOWS: readonly Flow[] = [
  {
    name: 'a victim who is saved, and the check that the page offers with it declined',
    sends: 'person-phone=01632+9601019',
    isAskedByGuard: true,
    async run(officer) {
      await officer.opens('/persons/p1001/edit?role=victim');
      await officer.writes('#person-phone', '9');
      if (officer.isGuarded) await officer.pressesAndLeaves('#person-save');
      else await officer.page.click('#person-save');
      await officer.sees('#saved-banner');
      await officer.page.click('#pnc-dialog-later');
    },
  },
  {
    name: 'a suspect who is saved, and the check that the page offers with it accepted',
    sends: '"person":"p1003","role":"suspect"',
    async run(officer) {
      officer.answersYes = true;
      await officer.opens('/persons/p1003/edit?role=suspect');
      await officer.writes('#person-phone', '9');
      await officer.page.click('#person-save');
      await officer.sees('#saved-banner');
      await officer.page.click('#pnc-dialog-run');
      await officer.sees('#person-result:text("Synthetic")');
    },
  },
  {
    name: 'a search, checks on the suspect who was found, and a witness whose checks were left alone',
    sends: '/persons/p1003/immigration-check?role=suspect',
    async run(officer) {
      const { page } = officer;
      await officer.opens('/persons/search');
      await officer.writes('#search-name', 'Madeup');
      await page.keyboard.press('Enter');
      await page.click('#pnc-p1003-suspect');
      await page.click('#result-back');
      await page.click('#immigration-p1003-suspect');
      await page.click('#result-back');
      await officer.pressesAndLeaves('#immigration-p1005-witness');
      await officer.pressesAndLeaves('#pnc-p1005-witness', 'Escape');
      await page.click('#open-p1005-witness');
      await page.click('#pnc-dialog-later');
    },
  },
  {
    name: 'checks on suspects: in custody, on a card in codes, in a frame',
    sends: 'suspect-immigration-status=Visitor',
    async run(officer) {
      const { page } = officer;
      await officer.opens('/suspects/p1003');
      await page.click('#suspect-check-status');
      await officer.sees('#suspect-result:text("immigration status:")');
      await page.click('#suspect-pnc');
      await officer.sees('#suspect-result:text("PNC check:")');
      await officer.writes('#suspect-immigration-status', 'Visitor');
      await officer.writes('#suspect-home-office-reference', 'T1');
      await page.click('#custody-save');
      await officer.sees('#saved-banner');
      await officer.opens('/cards/TF/004427/26?code=S1');
      await page.click('#enq-1');
      await officer.sees('#card-result:text("ENQ 1:")');
      await page.click('#enq-2');
      await officer.sees('#card-result:text("ENQ 2:")');
      await officer.opens('/frames');
      const frame = page.frameLocator('#suspect-1-lookup-frame');
      await frame.locator('#frame-pnc').click();
      await frame.locator('#frame-result:text("Synthetic")').waitFor();
      await officer.writes('#summary', ' Checked.');
      await page.click('#save-report');
      await officer.sees('#saved-banner');
    },
  },
  {
    name: "a suspect's status and a referral of a suspect",
    sends: 'deportation+order.',
    async run(officer) {
      const { page } = officer;
      await officer.opens('/status?role=suspect&ref=TF/004312/26');
      await page.click('#status-check-submit');
      await officer.sees('#result-text');
      await officer.opens('/referrals/new?role=suspect&ref=TF/004312/26');
      await officer.writes('#referral-reason', 'Wanted on a deportation order.');
      await page.click('#referral-submit');
      await page.waitForURL((url) => url.pathname === '/referrals');
    },
  },
  {
    name: 'the screen that scripts draw, between its tabs and back',
    sends: '"victim-date-of-birth":"',
    async run(officer) {
      const { page } = officer;
      await officer.opens('/spa/victim');
      await officer.pressesAndLeaves('#spa-check-status');
      await officer.writes('#spa-date-of-birth', '0');
      await page.click('#spa-tab-suspect');
      await officer.writes('#spa-immigration-status', 'Visitor');
      await page.click('#spa-check-status');
      await officer.sees('#spa-result:text("Synthetic")');
      await page.click('#spa-save');
      await officer.sees('#spa-result:text("Saved")');
      await page.goBack();
      await officer.sees('#spa-name:text("Victim")');
      await page.click('#spa-save');
      await officer.sees('#spa-result:text("Saved")');
    },
  },
  {
    name: 'a page in Welsh',
    sends: '%C5%B4yr+neb.',
    async run(officer) {
      const { page } = officer;
      await officer.opens('/reports/TF/004312/26?lang=cy');
      await officer.pressesAndLeaves('#victim-check-status');
      await officer.writes('#summary', ' Ŵyr neb.');
      await page.click('#save-report');
      await officer.sees('#saved-banner');
    },
  },
];
