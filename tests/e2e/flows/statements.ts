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
    name: 'a statement whose steps the page checks before it goes on',
    sends: 'I saw it.',
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
      await officer.writes('#account', 'I saw it.');
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
    name: 'a statement with photographs',
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
      await page.check('#read-back');
      await keepsDraft(officer);
      await page.click('#statement-save');
      await officer.sees('#saved-banner');
    },
  },
  {
    name: 'a draft that is kept while the officer writes, and after a hold',
    sends: 'He came at noon. He left at one, by the side door.',
    async run(officer) {
      await begins(officer, 100003);
      await officer.writes('#account', 'He came at noon.');
      await officer.page.click('#step-back');
      await officer.pressesAndLeaves(LOOK_UP);
      await officer.page.click('#step-next');
      await officer.writes('#account', ' He left at one, by the side door.');
      await saves(officer);
    },
  },
  {
    name: 'a statement that is printed',
    sends: 'Printed.',
    async run(officer) {
      await begins(officer, 100004);
      await officer.writes('#account', 'Printed.');
      await officer.page.click('#statement-print');
      await saves(officer);
    },
  },
  {
    name: 'text that is taken back and put back by keys',
    sends: '"account":"First.","notes":"A note."',
    async run(officer) {
      const { keyboard } = officer.page;
      await begins(officer, 100_005);
      await enters(officer, '#account', 'First.');
      await enters(officer, '#notes', 'A note.');
      await enters(officer, '#account', ' Second.');
      await keyboard.press('Control+z');
      await keyboard.press('Control+z');
      await keyboard.press('Control+Shift+z');
      await saves(officer);
    },
  },
  {
    name: 'text that is taken back after holds, and after a reason that was begun and given up',
    sends: '"account":"One. ","notes":"Three."',
    async run(officer) {
      const { page } = officer;
      await begins(officer, 100_006);
      await enters(officer, '#account', 'One. ');
      await enters(officer, '#notes', 'Two.');
      await page.click('#step-back');
      await officer.pressesAndLeaves(LOOK_UP);
      await officer.beginsAReasonAndLeaves('#statement-pnc');
      await page.click('#step-next');
      await page.focus('#notes');
      await page.keyboard.press('Control+z');
      await enters(officer, '#notes', 'Three.');
      await saves(officer);
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
      officer.answersYes = true;
      const gone = page.waitForEvent('close');
      await page.close({ runBeforeUnload: true });
      await gone;
    },
  },
  {
    name: 'text that is dragged from one field to another',
    sends: '"account":" on the arm.","notes":"Bruise"',
    async run(officer) {
      const { page } = officer;
      await begins(officer, 100009);
      await officer.writes('#account', 'Bruise on the arm.');
      const from = await middleOfFirstWord(officer, '#account');
      const to = await middleOfFirstWord(officer, '#notes');
      await page.mouse.dblclick(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
      await saves(officer);
    },
  },
  {
    name: 'text that is composed in an input method',
    sends: 'Name: \u00e6\u0084\u009f ends.',
    async run(officer) {
      const { page } = officer;
      await begins(officer, 100010);
      await officer.writes('#account', 'Name: ');
      const cdp = await page.context().newCDPSession(page);
      for (const text of ['ｋ', 'か', 'かん', '感']) {
        const at = text.length;
        await cdp.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
      }
      await cdp.send('Input.insertText', { text: '感' });
      await page.keyboard.type(' ends.');
      await saves(officer);
    },
  },
  {
    name: 'text that is cut and pasted',
    sends: 'Moved sentence.Moved sentence.',
    isAlone: true,
    async run(officer) {
      const { page } = officer;
      await begins(officer, 100011);
      await officer.writes('#notes', 'Moved sentence.');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+x');
      await page.focus('#account');
      await page.keyboard.press('Control+v');
      await page.keyboard.press('Control+v');
      await saves(officer);
    },
  },
];
