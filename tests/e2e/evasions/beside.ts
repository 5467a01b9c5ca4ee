/** Acts whose words stand beside them, above them, around them or in what they are tied to. */
import { ADDRESS, type Area, ASK, keys, LOOK_UP, press, runs, script, victim } from './evasion.ts';

/** Persons of a record, of whom the second is the victim. */
const PERSONS = (last: string, cell: string): string =>
  `<table><thead><tr><th>Person</th><th>Role</th><th>Open</th><th>${last}</th></tr></thead><tbody><tr><td>Lee Marsh</td><td>Suspect</td><td></td><td></td></tr><tr><td>Rosa Lima</td><td>Victim</td><td></td><td>${cell}</td></tr></tbody></table>`;

/** A box above its proposals, which the page draws and marks as it likes. */
const BOX = (label: string, options: string, more = ''): string =>
  victim(
    `<label>${label} <input id="box" role="combobox" aria-controls="list" ${more}></label><ul id="list" role="listbox">${options}</ul>`,
  ) + script(`box.onkeydown = ({ key }) => { if (key === 'Enter') ${ASK}; };`);

export const BESIDE: Area = {
  title: 'Words that stand beside an act',
  evasions: [
    {
      id: 'start-on-a-card',
      trick: 'a "Start" on the card of a task that is called "PNC check"',
      result: 'stopped',
      html: `<h1>Board</h1><article class="card"><h3>PNC check</h3><p>Victim · Aisha Omar</p><button type="button" id="look" onclick="${ASK}">Start</button></article>`,
      act: press(),
    },
    {
      id: 'arrow-in-a-column',
      trick: 'an arrow in the column "PNC" of a table of persons',
      result: 'stopped',
      html: PERSONS('PNC', `<button type="button" id="look" onclick="${ASK}">▶</button>`),
      act: press(),
    },
    {
      id: 'cell-that-says-run',
      trick: 'a cell that says "Run", in a column "Imm. check", without any sign of a button',
      result: 'stopped',
      html:
        PERSONS('Imm. check', '<span id="look">Run ›</span>') +
        script(`look.parentNode.onmouseup = () => { ${ASK}; };`),
      act: press(),
    },
    {
      id: 'marked-proposal',
      trick: 'a palette of commands, in which Enter runs the one that is marked',
      result: 'stopped',
      html: BOX(
        'Type a command',
        '<li role="option">Add note</li><li role="option" aria-selected="true">Check immigration status</li>',
        'aria-expanded="true"',
      ),
      act: keys('#box', 'Enter'),
    },
    {
      id: 'only-proposal',
      trick: 'a box "Send to unit", of which Enter takes the only proposal',
      result: 'stopped',
      html: BOX('Anfon at uned', '<li role="option">Gorfodi Mewnfudo</li>'),
      act: keys('#box', 'Enter'),
    },
    {
      id: 'marked-in-a-tree',
      trick: 'an entry of a tree that is marked as chosen, opened by Enter',
      result: 'stopped',
      html: `<ul role="tree" tabindex="0" id="tree" aria-label="Record"><li role="treeitem">Witness: Ngozi Eze<ul role="group"><li role="treeitem">Statement</li><li role="treeitem" aria-selected="true">Refer to Immigration Enforcement</li></ul></li></ul>${script(
        `tree.onkeydown = ({ key }) => { if (key === 'Enter') ${ASK}; };`,
      )}`,
      act: keys('#tree', 'Enter'),
    },
    {
      id: 'button-elsewhere',
      trick: 'an "OK" far from the form "Home Office enquiry" that it sends',
      result: 'stopped',
      html: `<button form="enquiry" id="look">OK</button><p>Tabs: <b>Victim</b> | Offence</p><form id="enquiry" action="${ADDRESS}"><fieldset><legend>Home Office enquiry</legend><label>Family name <input name="f"></label></fieldset></form>`,
      act: press(),
    },
    {
      id: 'title-of-the-frame',
      trick: 'a "Search" in a frame of which only its title says that it searches the PNC',
      result: 'stopped',
      html: `<h1>Victim</h1><iframe title="PNC names search" srcdoc="<button type='button' id='look' onclick=&quot;${ASK}&quot;>Search</button>"></iframe>`,
      act: (page) => page.frameLocator('iframe').locator('#look').click(),
    },
    {
      id: 'menu-of-the-right-button',
      trick: "an entry of a menu of the page's own, called up with the right button",
      result: 'stopped',
      html: `<p>Complainant: <a href="#" id="name">Goran Ilic</a></p><p>Suspect: unknown male</p><menu id="menu" hidden style="position:absolute;list-style:none"><li>Copy</li><li id="look">Names enquiry</li></menu>${script(
        `name.oncontextmenu = null; document.getElementById('name').addEventListener('contextmenu', (event) => { event.preventDefault(); menu.hidden = false; }); look.onclick = () => { ${ASK}; };`,
      )}`,
      act: async (page) => {
        await page.click('#name', { button: 'right' });
        await page.click('#look');
      },
    },
    {
      id: 'label-of-nothing',
      trick: 'a label without a field, which has a listener',
      result: 'stopped',
      html: `${victim('<label id="look">Check immigration status</label>')}${script(`look.addEventListener('click', () => ${ASK});`)}`,
      act: press(),
    },
    {
      id: 'drawing-alone',
      trick: 'a drawing whose title stands where it is kept, and no button around it',
      result: 'stopped',
      html: `<svg width="0" height="0"><symbol id="kept"><title>Immigration Enforcement referral</title><path d="M2 2h20v20H2z"/></symbol></svg>${victim('<svg width="28" height="28" id="look"><use href="#kept"/></svg>')}${script(`look.addEventListener('click', () => ${ASK});`)}`,
      act: press(),
    },
    {
      id: 'selected-row',
      trick: 'a toolbar above a grid, in which the row of the victim was chosen',
      result: 'stopped',
      html: `<div role="toolbar"><button type="button" id="look" onclick="${ASK}">PNC</button></div><table role="grid"><tr><th>Name</th><th>Link</th></tr><tr aria-selected="false"><td>Gary Holt</td><td>Suspect</td></tr><tr aria-selected="true"><td>Ewa Zielinska</td><td>Victim</td></tr></table>`,
      act: press(),
    },
    {
      id: 'told-of-a-list',
      trick: 'a chip "Home Office" in a list that is called "Share record with"',
      result: 'stopped',
      html: `${victim('<div role="listbox" aria-label="Share record with"><span role="option" tabindex="0">Victim Support</span> <span role="option" tabindex="0" id="look">Home Office</span></div>')}${script(`look.onclick = () => { ${ASK}; };`)}`,
      act: press(),
    },
    {
      id: 'written-recipient',
      trick: 'a message to Immigration Enforcement, sent with "Send"',
      result: 'stopped',
      html: victim(
        `<form action="${ADDRESS}"><label>To <input name="to" value="NCCU, Immigration Enforcement"></label><label>Message <textarea name="m"></textarea></label><button id="look">Send</button></form>`,
      ),
      act: press(),
    },
    {
      id: 'form-of-a-frame',
      trick: "a form of a frame, sent by the page around it with that page's own `submit`",
      result: 'stopped',
      html: victim(
        `<iframe srcdoc="<form action='${ADDRESS}' aria-label='Immigration status check'><input name='n'></form>"></iframe>`,
      ),
      act: runs(
        "HTMLFormElement.prototype.submit.call(document.querySelector('iframe').contentDocument.forms[0])",
      ),
    },
    {
      id: 'trap-for-a-function',
      trick: "a page that lays a trap for the browser's own `submit` where ours stands before it",
      result: 'stopped',
      html: victim(`<form action="${ADDRESS}" aria-label="Immigration status check"></form>`),
      act: runs(
        "let native = null; Object.prototype.get = (target, key, self) => { if (typeof target === 'function') native = target; return Reflect.get(target, key, self); }; HTMLFormElement.prototype.submit.name; delete Object.prototype.get; (native ?? HTMLFormElement.prototype.submit).call(document.forms[0])",
      ),
    },
    {
      id: 'press-forged-between',
      trick: 'a button that becomes "OK" while it is held down, with a forged press in between',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: async (page) => {
        // At its left, where it still is with fewer words.
        const { x, y } = (await page.locator('#look').boundingBox()) ?? { x: 0, y: 0 };
        await page.mouse.move(x + 8, y + 8);
        await page.mouse.down();
        await page.evaluate(() => {
          document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
          // The same node: what was pressed is still there when the button is let go.
          const words = document.querySelector('#look')?.firstChild;
          if (words) words.nodeValue = 'OK';
        });
        await page.mouse.up();
      },
    },
    {
      id: 'no-that-refers',
      trick: '"No" to "Do not notify Immigration Enforcement?"',
      result: 'stopped',
      html: `${victim('<fieldset><legend>Do not notify Immigration Enforcement?</legend><label><input type="radio" name="w"> Yes</label> <label><input type="radio" name="w" id="no"> No</label></fieldset>')}${script(`no.onchange = () => { if (no.checked) ${ASK}; };`)}`,
      act: press('#no'),
    },
    {
      id: 'recipient-changed',
      trick:
        'a message that was refused, and whose recipient is typed anew before it is sent again',
      result: 'stopped',
      html: victim(
        `<form id="f"><label>To <input id="to" value="Victim Support"></label><label>Message <textarea id="m"></textarea></label><button id="look">Send</button></form>`,
      ).concat(
        script(
          `document.getElementById('f').onsubmit = (event) => { event.preventDefault(); if (m.value !== '') ${ASK}; };`,
        ),
      ),
      act: async (page) => {
        await page.click('#look');
        await page.fill('#m', 'Please call');
        await page.fill('#to', 'Immigration Enforcement');
        await page.click('#look');
      },
    },
    {
      id: 'rank-in-brackets',
      trick: 'a part of a victim\'s page under "Sergeant Jones (OFF)"',
      result: 'stopped',
      html: `<h1>Victim: Ann Smith</h1><section><h2>Sergeant Jones (OFF)</h2><button type="button" id="look" onclick="${ASK}">Refer to Immigration Enforcement</button></section>`,
      act: press(),
    },
    {
      id: 'number-in-words',
      trick: '"Check immigration status (F4)" with the focus, and Enter',
      result: 'stopped',
      html: `${victim('<div tabindex="0" id="look">Check immigration status (F4)</div>')}${script(`look.onkeydown = (event) => { if (event.key === 'Enter') ${ASK}; };`)}`,
      act: keys('#look', 'Enter'),
    },
    {
      id: 'dialogs-of-each-other',
      trick: 'two dialogs of which each opens the other',
      result: 'stopped',
      html: `<h1>Crime 42</h1><p>Victim</p><div class="modal" id="a" role="dialog"><button type="button" data-bs-target="#b">Next</button></div><div class="modal" id="b" role="dialog"><button type="button" data-bs-target="#a">Back</button><button type="button" id="look" onclick="${ASK}">Refer to Border Force</button></div>`,
      act: press(),
    },
    {
      id: 'menu-after-another',
      trick: 'a menu that the right button opens on a victim, after a suspect was pressed',
      result: 'stopped',
      html: `<table><tr><td><a href="#b" id="bob">Bob Roe</a></td><td>1990</td><td>Suspect</td></tr><tr><td id="ann">Ann Smith</td><td>1991</td><td>Victim</td></tr></table><div role="menu" id="menu" hidden style="position:absolute"><div role="menuitem" id="look" onclick="${ASK}">PNC check</div></div>${script(
        'document.oncontextmenu = (event) => { event.preventDefault(); menu.hidden = false; };',
      )}`,
      act: async (page) => {
        await page.click('#bob');
        await page.click('#ann', { button: 'right' });
        await page.click('#look');
      },
    },
    {
      id: 'recipient-as-chip',
      trick: 'a message to somebody who stands beside "To" as a chip',
      result: 'stopped',
      html: victim(
        `<form onsubmit="event.preventDefault(); ${ASK}"><div role="group" aria-label="To"><span>Immigration Enforcement</span></div><textarea aria-label="Message"></textarea><button id="look">Send</button></form>`,
      ),
      act: press(),
    },
    {
      id: 'scrolled-to',
      trick: 'a section that looks the status up as soon as it is scrolled to',
      result: 'declared',
      why: 'nothing is pressed: to scroll is to read; name its address in the site profile',
      html: `<h1>Victim</h1><div style="height:2500px">Statement</div><section id="late"><h2>Immigration status</h2></section>${script(
        `new IntersectionObserver((seen, all) => { if (seen.some((each) => each.isIntersecting)) { all.disconnect(); ${ASK}; } }).observe(late);`,
      )}`,
      act: runs('late.scrollIntoView()'),
    },
    {
      id: 'typed-to-an-assistant',
      trick: 'a sentence to an assistant on the page: "Check her immigration status"',
      result: 'declared',
      why: 'what is typed is read only for a quiet note; name the address of the assistant',
      html: `${victim('<form id="ask"><input id="said" placeholder="Ask the assistant"></form>')}${script(`document.getElementById('ask').onsubmit = (event) => { event.preventDefault(); ${ASK}; };`)}`,
      act: async (page) => {
        await page.focus('#said');
        await page.keyboard.type('Check her immigration status');
        await page.keyboard.press('Enter');
      },
    },
  ],
};
