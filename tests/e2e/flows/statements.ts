/** A statement: what a browser does for a page beside sending forms. */
import type { Flow, Officer } from './officer.ts';

const LOOK_UP = '#statement-check-status';
/** To the second step, where the account is written. */
async function begins(officer: Officer, number: number): Promise<void> {
  const { page } = officer;
  await officer.opens(`/statements/TF/${number}/26`);
  await page.fill('#taken-on', '2026-11-21');
  await page.fill('#taken-at', 'Front desk');
  await page.click('#step-next');
  await officer.sees('#account');
  await keepsDraft(officer);
}

async function keepsDraft(officer: Officer): Promise<void> {
  await officer.sees('#draft-state:text("Draft kept")');
}

/** What is written goes with the last step. */
async function saves(officer: Officer): Promise<void> {
  const { page } = officer;
  await page.click('#step-next');
  await page.check('#read-back');
  await keepsDraft(officer);
  await page.click('#statement-save');
  await officer.sees('#saved-banner');
}

/** All at once, and so one step to take back, however slow the machine is. */
async function enters({ page }: Officer, selector: string, text: string): Promise<void> {
  await page.focus(selector);
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText(text);
}

async function middleOfFirstWord({ page }: Officer, selector: string) {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} has no place on the page`);
  return { x: box.x + 20, y: box.y + 16 };
}

export const STATEMENT_FLOWS: readonly Flow[] = [
  {
    name: 'a statement whose steps the page checks, with drafts that are kept meanwhile',
    sends: '"account":"I saw him from th"',
    async run(officer) {
      const { page } = officer;
      await officer.opens('/statements/TF/100001/26');
      await page.click('#step-next');
      await officer.pressesAndLeaves(LOOK_UP);
      await page.fill('#taken-on', '2099-01-01');
      await page.fill('#taken-at', 'Front desk');
      await page.click('#step-next');
      await officer.sees('#statement-problem:text("day to come")');
      await page.fill('#taken-on', '2026-11-21');
      await page.click('#step-next');
      await officer.writes('#account', 'I saw him from the window.');
      await page.click('#step-back');
      await officer.pressesAndLeaves(LOOK_UP, 'Escape');
      await page.click('#step-next');
      await page.click('#step-next');
      // Refused by the browser: the box has to be ticked.
      await page.click('#statement-save');
      await page.check('#read-back');
      await keepsDraft(officer);
      await page.click('#statement-save');
      await officer.sees('#saved-banner');
    },
  },
  {
    name: 'a statement with photographs, which is printed',
    sends: 'filename="arm.jpg"\r\nContent',
    async run(officer) {
      const { page } = officer;
      await begins(officer, 100002);
      await officer.writes('#account', 'The injury is on the photographs.');
      await page.click('#step-next');
      await page.setInputFiles('#evidence', [
        { name: 'arm.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([255, 216, 0, 13, 10, 7]) },
        { name: 'nodyn ŵ.txt', mimeType: 'text/plain', buffer: Buffer.from('Two\r\nlines') },
      ]);
      await page.fill('#evidence-note', 'Left arm');
      await page.click('#statement-print');
      await page.click('#statement-print');
      await page.check('#read-back');
      await keepsDraft(officer);
      await page.click('#statement-save');
      await officer.sees('#saved-banner');
    },
  },
  {
    name: 'the question of the page before work is left, answered both ways',
    sends: 'Not kept yet.',
    async run(officer) {
      const { page } = officer;
      await begins(officer, 100007);
      await officer.writes('#account', 'Not kept yet.');
      await page.click('#step-back');
      await officer.pressesAndLeaves(LOOK_UP);
      await page.click('#nav-home');
      await page.click('#step-next');
      officer.answersYes = true;
      await page.click('#nav-home');
      await page.waitForURL((url) => url.pathname === '/');
    },
  },
  {
    name: 'a tab that is closed over a draft',
    sends: 'Closed.',
    async run(officer) {
      const { page } = officer;
      await begins(officer, 100008);
      await officer.writes('#account', 'Closed.');
      await page.focus('#notes');
      await keepsDraft(officer);
      officer.answersYes = true;
      const gone = page.waitForEvent('close');
      await page.close({ runBeforeUnload: true });
      await gone;
    },
  },
  {
    name: 'text that is taken back and put back by keys, also after holds and a reason given up',
    sends: '"account":"First.","notes":"Three."',
    async run(officer) {
      const { page } = officer;
      const { keyboard } = page;
      await begins(officer, 100_005);
      await enters(officer, '#account', 'First.');
      await enters(officer, '#notes', 'A note.');
      await enters(officer, '#account', ' Second.');
      await keyboard.press('Control+z');
      await keyboard.press('Control+z');
      await keyboard.press('Control+Shift+z');
      await page.click('#step-back');
      await officer.pressesAndLeaves(LOOK_UP);
      await officer.beginsAReasonAndLeaves('#statement-pnc');
      await page.click('#step-next');
      await page.focus('#notes');
      await keyboard.press('Control+z');
      await enters(officer, '#notes', 'Three.');
      await saves(officer);
    },
  },
  {
    name: 'text that is dragged, composed in an input method, cut and pasted',
    sends: 'on the arm. \u00e6\u0084\u009fBruiseBruise',
    async run(officer) {
      const { page } = officer;
      const { keyboard } = page;
      await begins(officer, 100_006);
      await officer.writes('#account', 'Bruise on the arm. ');
      const from = await middleOfFirstWord(officer, '#account');
      const to = await middleOfFirstWord(officer, '#notes');
      await page.mouse.dblclick(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
      await page.focus('#account');
      await keyboard.press('Control+End');
      const cdp = await page.context().newCDPSession(page);
      for (const text of ['ｋ', 'か', 'かん', '感']) {
        const at = text.length;
        await cdp.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
      }
      await cdp.send('Input.insertText', { text: '感' });
      await page.focus('#notes');
      await keyboard.press('Control+a');
      await keyboard.press('Control+x');
      await page.focus('#account');
      await keyboard.press('Control+End');
      await keyboard.press('Control+v');
      await keyboard.press('Control+v');
      await saves(officer);
    },
  },
];
