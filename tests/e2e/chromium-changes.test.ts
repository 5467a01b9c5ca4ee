/** The guard follows what a page does with what it shows: other words, other persons, other places. */
import { describe, expect, it } from 'vitest';
import { PLACES } from './support/places-pages.ts';
import { Prompt } from './support/prompt.ts';
import { useServedPages } from './support/served-pages.ts';

const HERE = 'places.testforce.police.uk';
const served = useServedPages(PLACES, [HERE]);
const { holds, lets } = served;

describe('a page that changes', () => {
  it('and moves a check to the victim has it held there, and let go back with the suspect', async () => {
    const page = await served.police.open('/moves', HERE);
    const move = (id: string) =>
      page.evaluate((to) => {
        const check = document.getElementById('pnc');
        if (check) document.getElementById(to)?.append(check);
      }, id);
    await lets(page, () => page.click('#pnc'));
    await move('victim');
    await holds(page, () => page.click('#pnc'));
    await move('suspect');
    await lets(page, () => page.click('#pnc'));
  });

  it('and moves a control to another document and back still has it read', async () => {
    const page = await served.police.open('/moves', HERE);
    await page.evaluate(() => {
      const check = document.getElementById('pnc');
      const frame = document.getElementById('elsewhere');
      if (!check || !(frame instanceof HTMLIFrameElement)) return;
      frame.contentDocument?.body.append(check);
      document.getElementById('victim')?.append(check);
    });
    await holds(page, () => page.click('#pnc'));
  });

  it('and renames a control by the text that it points to has the new name read', async () => {
    const page = await served.police.open('/renames', HERE);
    await lets(page, () => page.click('#named'));
    await page.evaluate(() => {
      const words = document.getElementById('words');
      if (words) words.textContent = 'Check immigration status';
    });
    await holds(page, () => page.click('#named'));
  });

  it('and renames a field has what is typed into it held before it is there', async () => {
    const page = await served.police.open('/renames', HERE);
    await page.click('#field');
    await page.keyboard.type('Cook');
    await page.evaluate(() => {
      const label = document.getElementById('label');
      if (label?.firstChild) label.firstChild.nodeValue = 'Immigration status';
    });
    await holds(page, () => page.keyboard.press('x'));
    expect(await page.inputValue('#field')).toBe('Cook');
  });

  it('and uses a row again for another person has the new person read', async () => {
    const page = await served.police.open('/recycled', HERE);
    const say = (role: string) =>
      page.evaluate((text) => {
        const cell = document.getElementById('role');
        if (cell?.firstChild) cell.firstChild.nodeValue = text;
      }, role);
    await lets(page, () => page.click('#pnc'));
    await say('Victim');
    await holds(page, () => page.click('#pnc'));
    await say('Suspect');
    await lets(page, () => page.click('#pnc'));
  });

  it('and says by script alone that a row is about another person has that person read', async () => {
    const page = await served.police.open('/reused-row', HERE);
    const show = (role: string) => page.evaluate(`show('${role}')`);
    await lets(page, () => page.click('#pnc'));
    await lets(page, () => page.click('#pnc'));
    await show('Victim');
    await holds(page, () => page.click('#pnc'));
    await show('Suspect');
    await lets(page, () => page.click('#pnc'));
  });

  it('and asks about another person than a moment ago has that person read', async () => {
    const page = await served.police.open('/reused-row', HERE);
    const prompt = await Prompt.of(page);
    page.on('dialog', (dialog) => dialog.dismiss());
    await page.focus('#pnc');
    const asks = (role: string) =>
      page.evaluate(`show('${role}'); confirm('Run a PNC check on this person?')`);
    await asks('Suspect');
    expect(await prompt.isOpen()).toBe(false);
    await asks('Victim');
    await prompt.opened();
  });

  it('and turns to another tab, or goes on along its path, has the new person read', async () => {
    const page = await served.police.open('/ways', HERE);
    await lets(page, () => page.click('#pnc'));
    await page.evaluate('turn()');
    await holds(page, () => page.click('#pnc'));
    await page.evaluate("walk('Suspect')");
    await lets(page, () => page.click('#pnc'));
    await page.evaluate("walk('Victim')");
    await holds(page, () => page.click('#pnc'));
  });

  it('and goes from a suspect to a victim without loading has the victim read', async () => {
    const page = await served.police.open('/app', HERE);
    await lets(page, () => page.click('#pnc'));
    await page.evaluate('go()');
    await holds(page, () => page.click('#pnc'));
  });

  it('and comes back from the back-forward cache is still guarded', async () => {
    const page = await served.police.open('/plain', HERE);
    await page.goto(`http://${HERE}/banner`);
    await page.goBack();
    await holds(page, () => page.click('#status'));
  });

  it('has a role that is chosen after the fields were filled read at once', async () => {
    const page = await served.police.open('/role', HERE);
    await page.selectOption('#role', 'Suspect');
    await lets(page, () => page.click('#pnc'));
    await page.selectOption('#role', 'Victim');
    await holds(page, () => page.click('#pnc'));
  });

  it('and opens a dialog that says nothing is about what was pressed before it came', async () => {
    const page = await served.police.open('/modal', HERE);
    await page.click('#more');
    await holds(page, () => page.click('#pnc'));
    await page.click('#close');
    await page.click('#other');
    await lets(page, () => page.click('#pnc'));
  });
});
