/** Where a look-up can stand: frames, roots, pages that come back or are written anew. */
import type { Page } from 'playwright';
import { ADDRESS, type Area, ASK, LOOK_UP, press, script, victim } from './evasion.ts';

const inFrame = (html: string): string => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const FRAMED = inFrame(victim(LOOK_UP));

/** Presses the look-up in the first frame, whatever kind of frame it is. */
const pressInFrame =
  (selector = 'iframe') =>
  (page: Page): Promise<void> =>
    page.frameLocator(selector).locator('#look').click();

export const PLACES: Area = {
  title: 'Places',
  evasions: [
    {
      id: 'srcdoc',
      trick: 'a frame whose page stands in an attribute (`srcdoc`)',
      result: 'stopped',
      html: `<iframe srcdoc="${FRAMED}"></iframe>`,
      act: pressInFrame(),
    },
    {
      id: 'blank-frame',
      trick: 'an empty frame that a script fills',
      result: 'stopped',
      html:
        '<iframe id="f"></iframe>' +
        script(`f.contentDocument.body.innerHTML = ${JSON.stringify(victim(LOOK_UP))}`),
      act: pressInFrame(),
    },
    {
      id: 'written-frame',
      trick: 'an empty frame that a script writes (`document.write`)',
      result: 'stopped',
      html:
        '<iframe id="f"></iframe>' +
        script(
          `const page = f.contentDocument; page.open(); page.write(${JSON.stringify(victim(LOOK_UP))}); page.close()`,
        ),
      act: pressInFrame(),
    },
    {
      id: 'blob-frame',
      trick: 'a frame with a page that a script made (`blob:`)',
      result: 'stopped',
      html:
        '<iframe id="f"></iframe>' +
        script(
          `const html = ${JSON.stringify(victim(LOOK_UP.replace('/look-up', 'ORIGIN/look-up')))}.replace('ORIGIN', location.origin); f.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }))`,
        ),
      act: pressInFrame(),
    },
    {
      id: 'sandboxed-frame',
      alone: true,
      trick: 'a frame that is shut off from the page around it (`sandbox`)',
      result: 'stopped',
      html: `<iframe sandbox="allow-scripts" srcdoc="${FRAMED.replace(
        inFrame("fetch('/look-up/status')"),
        inFrame("fetch('/look-up/status', { mode: 'no-cors' })"),
      )}"></iframe>`,
      act: pressInFrame(),
    },
    {
      id: 'nested-frames',
      trick: 'a frame in a frame in a frame',
      result: 'stopped',
      html: `<iframe srcdoc="${inFrame(`<iframe srcdoc="${inFrame(`<iframe srcdoc="${FRAMED}"></iframe>`)}"></iframe>`)}"></iframe>`,
      act: (page) =>
        page
          .frameLocator('iframe')
          .frameLocator('iframe')
          .frameLocator('iframe')
          .locator('#look')
          .click(),
    },
    {
      id: 'moved-from-frame',
      trick: 'a button moved out of a frame into the page',
      result: 'stopped',
      html:
        victim('<p id="here"></p>') +
        '<iframe id="f"></iframe>' +
        script(
          `const made = f.contentDocument.createElement('div'); made.innerHTML = ${JSON.stringify(LOOK_UP)}; here.append(made.firstChild)`,
        ),
      act: press(),
    },
    {
      id: 'closed-root',
      trick: 'a closed shadow root',
      result: 'stopped',
      html:
        victim('<div id="host"></div>') +
        script(
          `const root = host.attachShadow({ mode: 'closed' }); root.innerHTML = ${JSON.stringify(LOOK_UP)}; window.pressIt = () => root.querySelector('button').getBoundingClientRect().toJSON()`,
        ),
      act: async (page) => {
        const box = await page.evaluate<{ x: number; y: number }>('pressIt()');
        await page.mouse.click(box.x + 9, box.y + 9);
      },
    },
    {
      id: 'declared-root',
      trick: 'a shadow root that the page declares in its source',
      result: 'stopped',
      html: victim(`<div><template shadowrootmode="open">${LOOK_UP}</template></div>`),
      act: press(),
    },
    {
      id: 'late-root',
      trick: 'a root that is attached at the moment of the press',
      result: 'stopped',
      html:
        victim('<div id="host" style="width:200px;height:30px"></div>') +
        script(
          `addEventListener('pointermove', () => { if (!host.shadowRoot) host.attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(LOOK_UP)} })`,
        ),
      act: async (page) => {
        await page.hover('#host');
        await page.click('#look');
      },
    },
    {
      id: 'top-layer',
      trick: 'a dialog in the top layer, over everything else',
      result: 'stopped',
      html: victim(`<dialog id="dialog">${LOOK_UP}</dialog>`) + script('dialog.showModal()'),
      act: press(),
    },
    {
      id: 'popover',
      trick: 'a popover',
      result: 'stopped',
      html: victim(`<div popover id="over">${LOOK_UP}</div>`) + script('over.showPopover()'),
      act: press(),
    },
    {
      id: 'document-write',
      trick: 'a page that writes itself anew',
      result: 'stopped',
      html: '<p>Old page</p>',
      asks: ADDRESS,
      act: async (page) => {
        await page.evaluate(
          `document.open(); document.write(${JSON.stringify(victim(LOOK_UP))}); document.close()`,
        );
        await page.click('#look');
      },
    },
    {
      id: 'new-root-element',
      trick: 'a page that replaces its root element',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: async (page) => {
        await page.evaluate(
          'document.replaceChild(document.documentElement.cloneNode(true), document.documentElement)',
        );
        await page.click('#look');
      },
    },
    {
      id: 'back-forward',
      trick: 'a page that comes back from the back-forward cache',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: async (page) => {
        await page.evaluate("location.href = '/elsewhere'");
        await page.waitForURL('**/elsewhere');
        await page.goBack();
        await page.click('#look');
      },
    },
    {
      id: 'opened-window',
      asks: ADDRESS,
      trick: 'a window that a script opens and fills',
      result: 'stopped',
      html: '<p>Details</p>',
      act: async (page) => {
        const opened = page.waitForEvent('popup');
        await page.evaluate(
          `const child = open('about:blank'); child.document.write(${JSON.stringify(victim(LOOK_UP))}); child.document.close()`,
        );
        await (await opened).click('#look');
      },
    },
    {
      id: 'written-window',
      trick: 'a window that the page opens and writes a "PNC check" into, which names nobody',
      result: 'stopped',
      html: victim(
        `<button type="button" id="open" onclick="const child = open('', 'tools', 'width=300,height=200'); child.document.write('<title>Tools</title><button id=look onclick=&quot;opener.run()&quot;>PNC check</button>'); child.document.close()">Tools</button>`,
      ).concat(script(`function run() { ${ASK}; }`)),
      act: async (page) => {
        const opened = page.waitForEvent('popup');
        await page.click('#open');
        await (await opened).click('#look');
      },
    },
    {
      id: 'closing-dialog',
      trick: 'a dialog that looks somebody up once it has closed, and can be left by "Skip"',
      result: 'stopped',
      html: victim('<button type="button" id="next">Next</button>').concat(
        '<dialog id="dialog"><form method="dialog"><p>Next step: refer to Immigration Enforcement.</p><button value="y">Continue</button> <button value="n">Skip</button></form></dialog>',
        script(
          `next.onclick = () => dialog.showModal(); dialog.onclose = () => { if (dialog.returnValue === 'y') ${ASK}; }`,
        ),
      ),
      act: async (page) => {
        await page.click('#next');
        await page.keyboard.press('Enter');
      },
    },
    {
      id: 'words-in-slot',
      trick: 'a "Go" in a closed root, whose words the page puts into its slot',
      result: 'stopped',
      html: victim(
        '<x-act id="act" style="display:inline-block;width:30em"><template shadowrootmode="closed"><div style="display:flex;justify-content:space-between"><slot></slot><button style="width:5em">Go</button></div></template>Refer to Immigration Enforcement</x-act>',
      ).concat(
        script(
          `customElements.define('x-act', class extends HTMLElement { constructor() { super(); this.attachInternals().shadowRoot.querySelector('button').addEventListener('click', () => ${ASK}); } }); const place = () => { const box = act.getBoundingClientRect(); return { x: box.right - 20, y: box.y + box.height / 2 }; }`,
        ),
      ),
      act: async (page) => {
        const found = await page.evaluate<{ x: number; y: number }>('place()');
        await page.mouse.click(found.x, found.y);
      },
    },
    {
      id: 'many-frames',
      trick: 'a hundred frames, with the look-up in the last',
      result: 'stopped',
      html:
        '<div id="all"></div>' +
        script(
          `for (let at = 0; at < 100; at++) { const frame = document.createElement('iframe'); if (at === 99) { frame.id = 'last'; frame.srcdoc = ${JSON.stringify(victim(LOOK_UP))} } all.append(frame) }`,
        ),
      act: pressInFrame('#last'),
    },
    {
      id: 'by-address',
      trick: 'a look-up page opened by its address, a bookmark or another system',
      result: 'declared',
      why: 'the page of the other system is read as any page; name its address',
      html: '<p>Details</p>',
      act: (page) => page.goto(new URL('/look-up/by-address', page.url()).href),
    },
  ],
};
