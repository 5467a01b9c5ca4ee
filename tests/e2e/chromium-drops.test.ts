/** What is dropped, chosen as a file, or asked for with a right click: held where it is a look-up, else left alone. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { goesOn } from './support/officer.ts';
import { Prompt } from './support/prompt.ts';
import { useServedPages } from './support/served-pages.ts';

const HERE = 'drop.testforce.police.uk';

const zone = (id: string, text: string): string =>
  `<div id="${id}" style="padding:1em" ondragover="event.preventDefault()" ondrop="event.preventDefault(); drops.push(event.dataTransfer.getData('text/plain')); fetch('/look-up/${id}')">${text}</div>`;

const column = (id: string, title: string): string =>
  `<div id="${id}" class="column" style="width:15em;height:9em"><h3>${title}</h3><p>Smith, who was called about the bicycle and asked to come in on Monday</p></div>`;

/** A board that carries its cards itself. */
const CARRIES = `const moved = []; let from = null;
card.onpointerdown = (event) => { from = event.clientX; card.setPointerCapture(event.pointerId); };
card.onpointermove = (event) => { if (from !== null) card.style.transform = 'translateX(' + (event.clientX - from) + 'px)'; };
card.onpointerup = (event) => { from = null; const over = document.elementsFromPoint(event.clientX, event.clientY).find((each) => each.className === 'column'); moved.push(over && over.id); if (over && over.id === 'check') fetch('/look-up/check'); };`;

const PAGES = new Map([
  [
    '/words',
    `<style>#drawn::before { content: 'Check immigration status' }</style><section><h2>Victim</h2>
<button type="button" id="drawn" onclick="fetch('/look-up/drawn')"></button>
<div class="btn-group"><span class="btn" id="check" onclick="fetch('/look-up/check')">PNC check</span> <span class="btn" id="save" onclick="saved++">Save</span></div>
<p>Save (F2)  PNC check (F9)  Version 4.1</p></section>
<script>let saved = 0; addEventListener('keydown', ({ key }) => { if (key === 'F9') fetch('/look-up/key'); if (key === 'F2') saved++; });</script>`,
  ],
  [
    '/carried',
    `<section><h2>Victim</h2><p id="words">Jones was seen on Monday, and again on Tuesday.</p><div style="display:flex"><div id="todo" style="width:9em"><h3>To do</h3><div id="card" style="width:6em;touch-action:none;user-select:none">Jones</div></div>${column('check', 'PNC check')}${column('archive', 'Archive')}</div></section>
<script>${CARRIES}</script>`,
  ],
  [
    '/board',
    `<script>window.drops = []; window.menus = 0</script>
<p id="card" draggable="true" ondragstart="event.dataTransfer.setData('text/plain', 'card 7')">Card 7</p>
<section><h2>Victim</h2>${zone('victim', 'Check immigration status')}${zone('archive', 'Move to archive')}
<label>Referral to Immigration Enforcement <input type="file" id="referral"></label>
<label>Photograph of the injury <input type="file" id="photograph"></label>
<button type="button" id="ask" oncontextmenu="menus++">Check immigration status</button></section>
<section><h2>Suspect</h2>${zone('suspect', 'Check immigration status')}
<button type="button" id="suspect-ask" oncontextmenu="menus++">Check immigration status</button></section>`,
  ],
]);

const served = useServedPages(PAGES, [HERE]);

async function middleOf(page: Page, selector: string): Promise<readonly [number, number]> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} has no place on the page`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

async function drop(page: Page, where: string): Promise<void> {
  await page.mouse.move(...(await middleOf(page, '#card')));
  await page.mouse.down();
  await page.mouse.move(...(await middleOf(page, where)), { steps: 6 });
  await page.mouse.up();
}

async function rightClick(page: Page, where: string): Promise<void> {
  await page.mouse.click(...(await middleOf(page, where)), { button: 'right' });
}

describe('a card', () => {
  it('dropped on the look-up of a victim is held, and let go once with what it carries', async () => {
    const page = await served.police.open('/board', HERE);
    const prompt = await Prompt.of(page);
    await drop(page, '#victim');
    await prompt.opened();
    expect(await page.evaluate('drops')).toEqual([]);
    expect(served.server.lookUps).toEqual([]);
    await goesOn(prompt);
    await expect.poll(() => page.evaluate('drops')).toEqual(['card 7']);
    expect((await served.police.ledger.attempt('overridden')).header).toMatchObject({
      signal: 'immigration-lookup',
      role: 'victim',
      act: 'press',
    });
  });

  it.each(['archive', 'suspect'])('dropped on %s goes where it was dropped', async (where) => {
    const page = await served.police.open('/board', HERE);
    await served.lets(page, () => drop(page, `#${where}`));
    expect(await page.evaluate('drops')).toEqual(['card 7']);
  });
});

describe('a card that the page carries itself', () => {
  it('is held where it comes to be looked up, and let go there once', async () => {
    served.server.clear();
    const page = await served.police.open('/carried', HERE);
    const prompt = await Prompt.of(page);
    await drop(page, '#check');
    await prompt.opened();
    expect(await page.evaluate('moved.filter(Boolean)')).toEqual([]);
    await goesOn(prompt);
    await expect.poll(() => page.evaluate('moved.filter(Boolean)')).toEqual(['check']);
    // The page has asked; its server may not have heard of it yet.
    const asked = () => served.server.lookUps.filter((path) => path === '/look-up/check');
    await expect.poll(asked).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(asked()).toHaveLength(1);
  });

  it('lies where it was taken while the officer is asked, and does not fall at the next press', async () => {
    const page = await served.police.open('/carried', HERE);
    const prompt = await Prompt.of(page);
    await drop(page, '#check');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await prompt.closed();
    expect(await page.evaluate('from')).toBeNull();
    await page.mouse.click(...(await middleOf(page, '#check')));
    await page.mouse.click(...(await middleOf(page, '#words')));
    expect(served.server.lookUps.filter((path) => path === '/look-up/check')).toEqual([]);
    expect(await page.evaluate('moved.filter(Boolean)')).toEqual([]);
  });

  it('is moved within its own column, and over words that were marked before, as ever', async () => {
    const page = await served.police.open('/carried', HERE);
    await page.click('#words', { clickCount: 3 });
    await drop(page, '#todo h3');
    await expect.poll(() => page.evaluate('moved.length')).toBe(1);
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });

  it('is held after other words were marked too', async () => {
    const page = await served.police.open('/carried', HERE);
    await page.click('#words', { clickCount: 3 });
    await drop(page, '#check');
    await (await Prompt.of(page)).opened();
    expect(await page.evaluate('moved.filter(Boolean)')).toEqual([]);
  });

  it('goes anywhere else without a question', async () => {
    const page = await served.police.open('/carried', HERE);
    await drop(page, '#archive');
    await expect.poll(() => page.evaluate('moved.filter(Boolean)')).toEqual(['archive']);
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });

  it('is told from words that somebody marks with the mouse, up to a column', async () => {
    const page = await served.police.open('/carried', HERE);
    const words = await page.locator('#words').boundingBox();
    await page.mouse.move((words?.x ?? 0) + 2, (words?.y ?? 0) + 5);
    await page.mouse.down();
    await page.mouse.move(...(await middleOf(page, '#check h3')), { steps: 6 });
    await page.mouse.up();
    expect(await page.evaluate('String(getSelection())')).toContain('Jones was seen');
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });
});

describe('words that are no control’s own', () => {
  it.each([
    ['drawn by a style on a button', 'drawn', (page: Page) => page.click('#drawn')],
    ['beside a key', 'key', (page: Page) => page.keyboard.press('F9')],
  ] as const)('%s are held, and let go once', async (_where, id, act) => {
    const page = await served.police.open('/words', HERE);
    const prompt = await Prompt.of(page);
    const asked = () => served.server.lookUps.filter((path) => path === `/look-up/${id}`);
    await act(page);
    await prompt.opened();
    expect(asked()).toEqual([]);
    await goesOn(prompt);
    await expect.poll(asked).toHaveLength(1);
  });

  it('leave the button and the key beside them alone', async () => {
    const page = await served.police.open('/words', HERE);
    await page.click('#save');
    await page.keyboard.press('F2');
    expect(await page.evaluate('saved')).toBe(2);
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });

  it('of a button beside another are that button’s', async () => {
    const page = await served.police.open('/words', HERE);
    await page.click('#check');
    await (await Prompt.of(page)).opened();
  });
});

describe('a file', () => {
  it('for a referral is chosen only after a reason', async () => {
    const page = await served.police.open('/board', HERE);
    const prompt = await Prompt.of(page);
    let isAsked = false;
    page.on('filechooser', () => {
      isAsked = true;
    });
    await page.click('#referral');
    await prompt.opened();
    expect(isAsked).toBe(false);
    await goesOn(prompt, {
      reason: 'Victim asked for help with status',
      authoriser: 'TF-0900',
    });
    await expect.poll(() => isAsked).toBe(true);
  });

  it('of evidence is chosen without a question', async () => {
    const page = await served.police.open('/board', HERE);
    const asked = page.waitForEvent('filechooser');
    await page.click('#photograph');
    await asked;
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });
});

describe('a right click', () => {
  it('on the look-up of a victim opens no menu from which it could be opened elsewhere', async () => {
    const page = await served.police.open('/board', HERE);
    await rightClick(page, '#ask');
    await (await Prompt.of(page)).opened();
    expect(await page.evaluate('menus')).toBe(0);
  });

  it('on that of a suspect is heard by the page', async () => {
    const page = await served.police.open('/board', HERE);
    await rightClick(page, '#suspect-ask');
    await expect.poll(() => page.evaluate('menus')).toBe(1);
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });
});
