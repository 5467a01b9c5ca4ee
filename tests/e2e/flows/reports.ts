/** Crime reports: written, corrected, saved, left and come back to. */
import type { Flow, Officer } from './officer.ts';

const WRITTEN = 'modus-operandi=Bag+%26+purse.%0D%0A100%25+sure%3B';

async function writesReport(officer: Officer): Promise<void> {
  const { page } = officer;
  await page.selectOption('#offence', 'theft');
  await page.fill('#offence-date', '2026-11-20');
  await officer.writes('#offence-location', '"North" stall');
  await officer.writes('#victim-given-names', 'Siân');
  await page.fill('#victim-family-name', "O'Fictional");
  await page.fill('#victim-date-of-birth', '1969-08-09');
  await page.check('#victim-interpreter-required');
  await page.selectOption('#victim-nationality', 'brazilian');
  await page.fill('#witness-1-given-names', 'Bryn');
  await page.selectOption('#witness-1-ethnicity', 'declined');
  await page.fill('#suspect-1-family-name', 'Pretend');
  await officer.writes('#suspect-1-immigration-status', 'Visitor');
  await officer.writes('#modus-operandi', 'Bag & purse.\n100% sure;');
  await officer.writes('#summary', 'Ŵyr: £40 «bag» 🎒\n\n  two ');
}

/** What the Tab key passes in one person's block, from the first field to the referral. */
async function tabsThroughPerson({ page }: Officer, name: string): Promise<void> {
  const { keyboard } = page;
  await keyboard.type(name);
  await keyboard.press('Tab');
  await keyboard.type('Sampl');
  await keyboard.press('Tab');
  await keyboard.type('09081969');
}

export const REPORT_FLOWS: readonly Flow[] = [
  {
    name: 'a new report with a victim, a witness and a suspect',
    sends: WRITTEN,
    async run(officer) {
      await officer.opens('/reports/new');
      await writesReport(officer);
      await officer.page.click('#save-report');
      await officer.sees('#saved-banner');
    },
  },
  {
    name: 'the same after look-ups, a referral and a check that were left alone',
    sends: WRITTEN,
    async run(officer) {
      await officer.opens('/reports/new');
      await officer.pressesAndLeaves('#victim-pnc', 'Escape');
      await writesReport(officer);
      await officer.beginsAReasonAndLeaves('#witness-1-check-status');
      await officer.pressesAndLeaves('#victim-refer');
      await officer.pressesAndLeaves('#victim-pnc-on-save');
      await officer.pressesAndLeaves('#save-and-pnc');
      await officer.page.click('#save-report');
      await officer.sees('#saved-banner');
    },
  },
  {
    name: 'a report that is filled and saved by keys alone, and again by Enter in a field',
    sends: 'offence-location=Near+the+door',
    async run(officer) {
      const { page } = officer;
      const { keyboard } = page;
      await officer.opens('/reports/new');
      await page.focus('#offence');
      await keyboard.press('ArrowDown');
      await keyboard.press('ArrowDown');
      await keyboard.type('Theft');
      await page.focus('#flag-hate-crime');
      await keyboard.press('Space');
      await page.focus('#victim-given-names');
      await tabsThroughPerson(officer, 'Tess');
      await page.focus('#suspect-1-given-names');
      await tabsThroughPerson(officer, 'Owen');
      await page.focus('#summary');
      await keyboard.type('Written');
      await keyboard.press('Enter');
      await keyboard.press('ArrowUp');
      await keyboard.press('Home');
      await keyboard.type('Not ');
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      await officer.sees('#saved-banner');
      await officer.writes('#offence-location', 'Near the door');
      await Promise.all([page.waitForEvent('load'), keyboard.press('Enter')]);
    },
  },
  {
    name: 'a report that is corrected, left by the back button, and corrected again',
    sends: 'First+correction.+Second+correction.',
    async run(officer) {
      const { page } = officer;
      await officer.opens('/');
      await page.click('#open-TF-004518-26');
      await officer.sees('#report-form');
      await officer.writes('#summary', ' First correction.');
      await page.click('#save-report');
      await officer.sees('#saved-banner');
      await page.goBack();
      await page.goBack();
      await page.waitForURL((url) => url.pathname === '/');
      await page.goForward();
      await officer.sees('#report-form');
      await officer.writes('#summary', ' Second correction.');
      await page.click('#save-report');
      await officer.sees('#saved-banner');
      await page.reload();
    },
  },
  {
    name: 'a look-up, a PNC check and a save with a check, each with a reason',
    sends: 'action=save-and-pnc',
    async run(officer) {
      const { page } = officer;
      await officer.opens('/reports/TF/004427/26');
      await officer.writes('#victim-phone', ' ext 2');
      await officer.goesOnWith('#victim-check-status');
      await officer.sees('#victim-result:text("immigration status:")');
      await officer.goesOnWith('#victim-pnc');
      await officer.sees('#victim-result:text("PNC check:")');
      await officer.goesOnWith('#save-and-pnc');
      await officer.sees('#saved-banner');
      await page.waitForURL(/saved=save-and-pnc/);
    },
  },
  {
    name: 'a referral, followed from the report with a reason, and back to a report that is saved',
    sends: 'Half+a+word',
    async run(officer) {
      await officer.opens('/reports/TF/004427/26');
      await officer.goesOnWith('#victim-refer', {
        reason: 'Victim asked for help with status',
        authoriser: 'TF-0900',
      });
      await officer.sees('#referral-form');
      await officer.page.goBack();
      await officer.sees('#report-form');
      await officer.writes('#summary', 'Half a word');
      await officer.page.click('#save-report');
      await officer.sees('#saved-banner');
    },
  },
];
