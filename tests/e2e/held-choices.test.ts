/** What stands on the page while a choice is held, and after the officer does not go on. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ASK, script } from './evasions/evasion.ts';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { goesOn } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const HOST = 'old.testforce.police.uk';

const TABS = `<h2>Victim</h2><div role="tablist"><button role="tab" id="t0" aria-selected="true">Details</button><button role="tab" id="t1" tabindex="-1" aria-selected="false">Immigration status</button></div>${script(
  `const tabs = [t0, t1]; t0.onkeydown = ({ key }) => { if (key === 'ArrowRight') t1.focus(); }; t1.onfocus = () => { for (const each of tabs) each.setAttribute('aria-selected', String(each === t1)); ${ASK}; };`,
)}`;
const ANSWERS = `<h2>Victim</h2><fieldset><legend>After saving</legend><label><input type="radio" name="a" id="file" checked> File</label><label><input type="radio" name="a" id="tell"> Run PNC check</label></fieldset>`;
const BOXES = `<h2>Victim</h2><p><input type="checkbox" id="box" aria-label="Refer to Immigration Enforcement"></p>`;
const ITEM = `<h2>Victim</h2><div role="button" tabindex="0" id="run" aria-haspopup="menu" aria-expanded="true" aria-controls="m">Run PNC check</div><div role="menu" id="m"><form role="menuitem"><input name="children"><input name="classList"></form></div>${script(
  `run.onkeydown = ({ key }) => { if (key === 'Enter') ${ASK}; };`,
)}`;

const PAGES = { tabs: TABS, answers: ANSWERS, boxes: BOXES, item: ITEM };

let police: Policing;
let server: HtmlServer;
beforeAll(async () => {
  server = await serveHtml(
    new Map(Object.entries(PAGES).map(([name, html]) => [`/${name}`, html])),
  );
  police = await startPolicing({ hosts: { [HOST]: server.port } });
});
afterAll(async () => {
  await police?.close();
  await server?.close();
});
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

const open = async (name: keyof typeof PAGES) => {
  const page = await police.open(`/${name}`, HOST);
  return [page, await Prompt.of(page)] as const;
};

describe('a tab that an arrow key would have opened', () => {
  it('stays closed when the officer does not go on', async () => {
    const [page, prompt] = await open('tabs');
    const before = server.lookUps.length;
    await page.focus('#t0');
    await page.keyboard.press('ArrowRight');
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('t0');
    expect(await page.getAttribute('#t1', 'aria-selected')).toBe('false');
    expect(server.lookUps).toHaveLength(before);
  });

  it('opens when the officer goes on', async () => {
    const [page, prompt] = await open('tabs');
    await page.focus('#t0');
    await page.keyboard.press('ArrowRight');
    await prompt.opened();
    await goesOn(prompt);
    await page.waitForSelector('#t1[aria-selected=true]');
  });
});

describe('an answer that an arrow key would have chosen', () => {
  it('is not chosen when the officer does not go on, and is when the officer does', async () => {
    const [page, prompt] = await open('answers');
    await page.focus('#file');
    await page.keyboard.press('ArrowDown');
    await prompt.opened();
    expect(await page.isChecked('#file')).toBe(true);
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await page.isChecked('#file')).toBe(true);
    await page.keyboard.press('ArrowDown');
    await prompt.opened();
    await goesOn(prompt);
    await expect.poll(() => page.isChecked('#tell')).toBe(true);
  });
});

describe('a box that is held', () => {
  it('is unticked while it is held, and when the officer does not go on', async () => {
    const [page, prompt] = await open('boxes');
    await page.click('#box');
    await prompt.opened();
    expect(await page.isChecked('#box')).toBe(false);
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await page.isChecked('#box')).toBe(false);
  });

  it('is left as it is by a middle click, which ticks nothing', async () => {
    const [page, prompt] = await open('boxes');
    await page.click('#box', { button: 'middle' });
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await page.isChecked('#box')).toBe(false);
  });

  it('is left as it is by a click that a script only says there was', async () => {
    const [page] = await open('boxes');
    await page.evaluate(() =>
      document.querySelector('#box')?.dispatchEvent(new Event('click', { bubbles: true })),
    );
    expect(await page.isChecked('#box')).toBe(false);
  });
});

describe('a button over a list that cannot be read', () => {
  it('is held by what it says itself', async () => {
    const [page, prompt] = await open('item');
    const before = server.lookUps.length;
    await page.focus('#run');
    await page.keyboard.press('Enter');
    await prompt.opened();
    expect(server.lookUps).toHaveLength(before);
  });
});
