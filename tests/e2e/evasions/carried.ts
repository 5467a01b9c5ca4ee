/** What is carried across a page, by the pointer or a finger. */
import type { CDPSession, Page } from 'playwright';
import { ASK, type Evasion, victim } from './evasion.ts';

export async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} has no place on the page`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function devTools(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

async function dropOn(page: Page, what: string, where: string): Promise<void> {
  const from = await middleOf(page, what);
  const to = await middleOf(page, where);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

async function swipe(page: Page): Promise<void> {
  const cdp = await devTools(page);
  const at = await middleOf(page, '#look');
  const touch = (type: 'touchStart' | 'touchMove', x: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: [{ ...at, x }] });
  await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await touch('touchStart', at.x);
  await touch('touchMove', at.x + 60);
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  // The tab's next page has a mouse again.
  await cdp.detach();
}

/** A board of columns with a title, and a card in each, as libraries for them do it. */
const BOARD = (event: string): string =>
  victim(
    `<div style="display:flex"><div style="width:15em;height:9em"><h3>To do</h3><div id="card" style="width:6em;touch-action:none;user-select:none">Jones</div></div><div id="column" style="width:15em;height:9em"><h3>PNC check</h3><p>Smith, who was called about the bicycle and asked to come in on Monday</p></div></div>`,
  ).concat(
    `<script>let from = null; card.onpointerdown = (event) => { from = event.clientX; card.setPointerCapture(event.pointerId); };
card.onpointermove = (event) => { if (from !== null) card.style.transform = 'translateX(' + (event.clientX - from) + 'px)'; };
card.on${event} = (event) => { from = null; if (document.elementsFromPoint(event.clientX, event.clientY).includes(column)) ${ASK}; };</script>`,
  );

/** A handle in a groove: past its end, the page does what the groove says. */
const GROOVE = victim(
  `<div id="groove" style="position:relative;width:420px;height:48px;text-indent:60px;line-height:48px;user-select:none">Slide to refer to Immigration Enforcement<div id="handle" style="position:absolute;left:0;top:0;width:48px;height:48px;background:#036;touch-action:none"></div></div><i id="end" style="position:absolute;left:400px">end</i>`,
).concat(
  `<script>let from = null; handle.onpointerdown = (event) => { from = event.clientX; handle.setPointerCapture(event.pointerId); };
handle.onpointermove = (event) => { if (from !== null && event.clientX - from > 300) { from = null; ${ASK}; } };</script>`,
);

export const CARRIED: readonly Evasion[] = [
  {
    id: 'drop',
    trick: 'a person card dropped on "Check immigration status"',
    result: 'stopped',
    html: victim(
      `<p id="card" draggable="true">Person 1</p><div id="zone" style="padding:2em" ondragover="event.preventDefault()" ondrop="event.preventDefault(); ${ASK}">Check immigration status</div>`,
    ),
    act: (page) => dropOn(page, '#card', '#zone'),
  },
  ...['pointerup', 'mouseup'].map((event) => ({
    id: `carried-${event}`,
    trick: `a card that the page itself carries with the pointer to a column "PNC check" (\`${event}\`)`,
    result: 'stopped' as const,
    html: BOARD(event),
    act: (page: Page) => dropOn(page, '#card', '#column'),
  })),
  {
    id: 'swipe',
    trick: 'a row that the finger pushes aside to look somebody up',
    result: 'declared',
    why: 'moving through a list is no act that can be held, and no control says what it does; name the address',
    html: victim(
      `<div id="look" style="touch-action:none;padding:2em" ontouchmove="${ASK}">Jones</div><small>Push aside: PNC check</small>`,
    ),
    act: swipe,
  },
  {
    id: 'slide',
    trick: 'a handle that is slid along "Slide to refer to Immigration Enforcement"',
    result: 'stopped',
    html: GROOVE,
    act: (page) => dropOn(page, '#handle', '#end'),
  },
];
