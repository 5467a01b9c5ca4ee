/** Ways to press. */
import type { Page } from 'playwright';
import { CARRIED, devTools, middleOf } from './carried.ts';
import { type Area, ASK, LOOK_UP, press, pressKey, victim } from './evasion.ts';

async function tap(page: Page): Promise<void> {
  const cdp = await devTools(page);
  const touchPoints = [await middleOf(page, '#look')];
  await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function rightClick(page: Page): Promise<void> {
  const { x, y } = await middleOf(page, '#look');
  await page.mouse.click(x, y, { button: 'right' });
}

const LINK = victim('<a id="look" href="/look-up/status">Check immigration status</a>');

/** A page that acts on another event than the click. */
const actsOn = (event: string): string =>
  victim(`<button type="button" id="look" on${event}="${ASK}">Check immigration status</button>`);

export const GESTURES: Area = {
  title: 'Pressing',
  evasions: [
    {
      id: 'double-click',
      trick: 'a double click',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: (page) => page.dblclick('#look'),
    },
    {
      id: 'enter',
      trick: 'the Enter key',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: pressKey('Enter'),
    },
    {
      id: 'space',
      trick: 'the space bar',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: pressKey('Space'),
    },
    {
      id: 'rapid-keys',
      trick: 'Enter and the space bar in turn, faster than a person types',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: async (page) => {
        const { keyboard } = page;
        await page.focus('#look');
        // Sent without a pause, so that none of them is taken for an answer to the prompt.
        await Promise.all([
          ...['Enter', 'Space'].map((key) => keyboard.down(key)),
          ...['Enter', 'Space'].map((key) => keyboard.up(key)),
        ]);
      },
    },
    {
      id: 'touch',
      trick: 'a finger on the screen',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: tap,
    },
    {
      id: 'middle-click',
      trick: 'a middle click on a link, which opens it in a new tab',
      result: 'stopped',
      html: LINK,
      act: (page) => page.click('#look', { button: 'middle' }),
    },
    {
      id: 'control-click',
      trick: 'a click with Control on a link, which opens it in a new tab',
      result: 'stopped',
      html: LINK,
      act: (page) => page.click('#look', { modifiers: ['Control'] }),
    },
    {
      id: 'shift-enter',
      trick: 'Enter with Shift on a link, which opens it in a new window',
      result: 'stopped',
      html: LINK,
      act: pressKey('Shift+Enter'),
    },
    {
      id: 'announced-shortcut',
      trick: 'a keyboard shortcut that the page announces',
      result: 'stopped',
      html: `${victim(
        '<button type="button" aria-keyshortcuts="F9" id="look">Check immigration status</button>',
      )}<script>addEventListener('keydown', ({ key }) => { if (key === 'F9') ${ASK}; });</script>`,
      act: (page) => page.keyboard.press('F9'),
    },
    {
      id: 'unannounced-shortcut',
      trick: 'a keyboard shortcut that the page does not announce',
      result: 'declared',
      why: 'no script can see what a key of a page does; name the address of the look-up in a site profile',
      html: `${victim('<p>Details</p>')}<script>addEventListener('keydown', ({ key }) => { if (key === 'F9') ${ASK}; });</script>`,
      act: (page) => page.keyboard.press('F9'),
    },
    {
      id: 'key-on-button',
      trick: 'a key that stands on the button, as in "F9=PNC check"',
      result: 'stopped',
      html: `${victim(
        '<input type="button" value="F9=PNC check">',
      )}<script>addEventListener('keydown', ({ key }) => { if (key === 'F9') ${ASK}; });</script>`,
      act: (page) => page.keyboard.press('F9'),
    },
    {
      id: 'key-legend',
      trick: 'a key that a line of text names: "F2 Save  F9 PNC check  F12 Exit"',
      result: 'stopped',
      html: `${victim(
        '<p>F2 Save &nbsp; F6 Next page &nbsp; F9 PNC check &nbsp; F12 Exit</p>',
      )}<script>addEventListener('keydown', ({ key }) => { if (key === 'F9') ${ASK}; });</script>`,
      act: (page) => page.keyboard.press('F9'),
    },
    {
      id: 'command',
      trick: 'a button that gives another part of the page a command (`commandfor`)',
      result: 'stopped',
      html: victim(
        '<button type="button" id="look" commandfor="part" command="--pnc">PNC check</button><div id="part"></div>',
      ).concat(`<script>part.addEventListener('command', () => ${ASK});</script>`),
      act: press(),
    },
    {
      id: 'wheel',
      trick: 'a page that looks somebody up when the wheel turns over a button',
      result: 'declared',
      why: 'moving through a page is no act that can be held; name the address',
      html: actsOn('wheel'),
      act: async (page) => {
        await page.hover('#look');
        await page.mouse.wheel(0, 10);
      },
    },
    ...CARRIED,
    {
      id: 'cell-of-tools',
      trick: 'a cell that a class of its own (`js-act`) makes a button',
      result: 'stopped',
      html: `<h1>Complainant record</h1><table><tr><td class="js-act" data-op="3">Print</td><td class="js-act" data-op="17" id="look">Refer to Home Office</td></tr></table><script>document.addEventListener('mousedown', (event) => { if (event.target.closest('.js-act')?.dataset.op === '17') ${ASK}; });</script>`,
      act: press(),
    },
    {
      id: 'cell',
      trick: 'a double click on a cell below "PNC check", which runs it',
      result: 'declared',
      why: 'a double click on a cell marks what stands in it, for copying; name the address',
      html: `<table><tr><th>Name</th><th>Role</th><th>PNC check</th></tr><tr><td>Jones</td><td>Victim</td><td id="look" ondblclick="${ASK}">not run</td></tr></table>`,
      act: (page) => page.dblclick('#look'),
    },
    ...['pointerdown', 'mousedown', 'pointerup', 'mouseup'].map((event) => ({
      id: `on-${event}`,
      trick: `a page that does not wait for the click and acts on \`${event}\``,
      result: 'stopped' as const,
      html: actsOn(event),
      act: press(),
    })),
    ...['keydown', 'keyup'].map((event) => ({
      id: `on-${event}`,
      trick: `a page that acts on \`${event}\` of the Enter key`,
      result: 'stopped' as const,
      html: actsOn(event),
      act: pressKey('Enter'),
    })),
    {
      id: 'on-context-menu',
      trick: 'a page that acts on a right click',
      result: 'stopped',
      html: actsOn('contextmenu'),
      act: rightClick,
    },
    {
      id: 'on-focus',
      trick: 'a page that looks somebody up as soon as the focus reaches a button',
      result: 'declared',
      why: 'moving through a page is no act that can be held without taking the keyboard away; name the address',
      html: actsOn('focus'),
      act: (page) => page.focus('#look'),
    },
    {
      id: 'on-hover',
      trick: 'a page that looks somebody up when the pointer passes over a button',
      result: 'declared',
      why: 'passing over a page is no act that can be held; name the address',
      html: actsOn('mouseover'),
      act: (page) => page.hover('#look'),
    },
    {
      id: 'summary',
      trick: 'a folding heading that looks somebody up when it opens',
      result: 'stopped',
      html: victim(
        `<details ontoggle="if (open) ${ASK}"><summary id="look">Check immigration status</summary></details>`,
      ),
      act: press(),
    },
    {
      id: 'image-button',
      trick: 'a picture that sends a form, with its words in `alt`',
      result: 'stopped',
      html: victim(
        '<form action="/look-up/status"><input type="image" id="look" alt="Check immigration status" width="80" height="20"></form>',
      ),
      act: press(),
    },
    {
      id: 'image-map',
      trick: 'a part of an image map',
      result: 'stopped',
      html: victim(
        '<img usemap="#m" width="100" height="40" alt="" id="map"><map name="m"><area shape="default" href="/look-up/status" alt="Check immigration status"></map>',
      ),
      act: press('#map'),
    },
    {
      id: 'svg-link',
      trick: 'a link in a drawing',
      result: 'stopped',
      html: victim(
        '<svg width="300" height="40"><a href="/look-up/status"><text id="look" y="20">Check immigration status</text></a></svg>',
      ),
      act: press(),
    },
  ],
};
