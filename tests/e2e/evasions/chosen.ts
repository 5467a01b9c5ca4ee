/** Acts of which something chosen, written or typed elsewhere says what they are. */
import type { Page } from 'playwright';
import { ADDRESS, type Area, ASK, keys, press, script, victim } from './evasion.ts';

const SEARCH = (more: string): string =>
  `<h1>Victim: Sana Mirza</h1><form role="search" id="f"><label>Find <input id="q" value="Mirza, Sana"></label><select aria-label="Search in" id="in"><option>This system</option><option>PNC names</option></select>${more}</form>${script(
    `f.onsubmit = (event) => { event.preventDefault(); if (document.getElementById('in').selectedIndex === 1) ${ASK}; };`,
  )}`;

const searchInPnc =
  (last: (page: Page) => Promise<unknown>) =>
  async (page: Page): Promise<void> => {
    await page.selectOption('#in', 'PNC names');
    await last(page);
  };

export const CHOSEN: Area = {
  title: 'What is chosen or written elsewhere',
  evasions: [
    {
      id: 'chosen-where-to-search',
      trick: 'a "Search" for which "PNC names" was chosen as where to search',
      result: 'stopped',
      html: SEARCH('<button id="go">Search</button>'),
      act: searchInPnc(press('#go')),
    },
    {
      id: 'enter-where-to-search',
      trick: 'the same by Enter in the box, where there is no button',
      result: 'stopped',
      html: SEARCH(''),
      act: searchInPnc(keys('#q', 'Enter')),
    },
    {
      id: 'message-in-no-form',
      trick: 'a message in no form, whose recipient stands in a chip above it',
      result: 'stopped',
      html: victim(
        `<div role="group" aria-label="To"><span>Immigration Enforcement <button type="button" aria-label="Remove recipient">×</button></span></div><div contenteditable="true" role="textbox" aria-label="Message" id="body">Details attached.</div><button type="button" id="look" onclick="${ASK}">Send</button>`,
      ),
      act: async (page) => {
        await page.click('#body');
        await page.keyboard.type('Please ring me.');
        await page.click('#look');
      },
    },
    {
      id: 'jump-to',
      trick: 'a list "Jump to" that goes to the immigration status as soon as it is chosen',
      result: 'stopped',
      html: victim(
        `<label>Jump to… <select id="j"><option value="">—</option><option value="#notes">Notes</option><option value="${ADDRESS}">Immigration status</option></select></label>`,
      ).concat(script('j.onchange = () => { location.href = j.value; };')),
      act: (page) => page.selectOption('#j', { label: 'Immigration status' }),
    },
    {
      id: 'completed-by-a-look-up',
      trick: 'the last proposal for a typed surname, which looks it up with UKVI',
      result: 'stopped',
      html: `<fieldset><legend>Complainant 1</legend><label>Surname <input id="name" role="combobox" aria-controls="list" aria-expanded="true" autocomplete="off"></label><ul id="list" role="listbox"></ul></fieldset>${script(
        `name_ = document.getElementById('name'); name_.oninput = () => { list.innerHTML = '<li role="option">Farah, Amina</li><li role="option" id="look">' + name_.value + ' – look up in UKVI records</li>'; }; list.onmousedown = (event) => { if (event.target.id === 'look') ${ASK}; };`,
      )}`,
      act: async (page) => {
        await page.click('#name');
        await page.keyboard.type('Farah');
        await page.click('#look');
      },
    },
    {
      id: 'leaf-of-a-menu',
      trick: 'an item "This person" in a menu that is called "Immigration"',
      result: 'stopped',
      html: `<h1>Witness: Dalia Hassan</h1><ul role="menubar"><li role="none"><span role="menuitem" aria-haspopup="true">Immigration</span><ul role="menu"><li role="none"><span role="menuitem" id="look">This person</span></li><li role="none"><span role="menuitem">Help</span></li></ul></li></ul>${script(
        `look.onclick = () => { ${ASK}; };`,
      )}`,
      act: press(),
    },
    {
      id: 'word-that-keys-reach',
      trick:
        'a word "PNC" in a card about a victim, which only the Tab key shows to be one to press',
      result: 'stopped',
      html: `<div><b>Isabel Cruz</b> · Victim<br><span tabindex="0">Open</span> · <span tabindex="0" id="look">PNC</span></div>${script(
        `look.onclick = () => { ${ASK}; };`,
      )}`,
      act: press(),
    },
    {
      id: 'menu-on-a-short-row',
      trick: 'a menu of the right button on the row of a victim, in a table of two columns',
      result: 'stopped',
      html: `<h1>Crime 42</h1><table><tr><th>Nominal</th><th>Involvement</th></tr><tr><td id="row">DA SILVA, Joana</td><td>Aggrieved</td></tr><tr><td>HART, Liam</td><td>Suspect</td></tr></table><menu id="menu" hidden style="position:absolute"><li>Open</li><li id="look">PNC person enquiry</li></menu>${script(
        `document.oncontextmenu = (event) => { event.preventDefault(); menu.hidden = false; }; look.onclick = () => { ${ASK}; };`,
      )}`,
      act: async (page) => {
        await page.click('#row', { button: 'right' });
        await page.click('#look');
      },
    },
    {
      id: 'file-that-is-checked',
      trick:
        'a file put into a box by a program, where the box says that it is checked with the Home Office',
      result: 'stopped',
      html: victim(
        `<label>Photo of the passport: checked against Home Office records <input type="file" id="look"></label>`,
      ).concat(script(`look.onchange = () => { ${ASK}; };`)),
      act: (page) =>
        page.setInputFiles('#look', {
          name: 'page.jpg',
          mimeType: 'image/jpeg',
          buffer: Buffer.from('not a picture'),
        }),
    },
    {
      id: 'letter-that-tells',
      trick:
        'a "Create and send" for which a notice to Immigration Enforcement was chosen as the letter',
      result: 'stopped',
      html: `<h1>Witness: Ngozi Bello</h1><form id="f"><label>Letter <select id="t"><option>Thank you letter</option><option>Notice to Immigration Enforcement</option></select></label><button id="look">Create and send</button></form>${script(
        `f.onsubmit = (event) => { event.preventDefault(); ${ASK}; };`,
      )}`,
      act: async (page) => {
        await page.selectOption('#t', { index: 1 });
        await page.click('#look');
      },
    },
    {
      id: 'line-pressed-twice',
      trick: 'a line of a list "Enquiries" that is run by pressing it twice',
      result: 'stopped',
      html: `<h1>Aggrieved: Rukhsana Bibi</h1><label>Enquiries (double-click to run) <select id="l" size="3"><option value="a">Voters register</option><option value="b">PNC names enquiry</option></select></label>${script(
        `l.ondblclick = () => { if (l.value === 'b') ${ASK}; };`,
      )}`,
      act: (page) => page.dblclick('#l option[value=b]'),
    },
    {
      id: 'letter-typed-in-a-list',
      trick: 'a drawn list "Run a check" that goes to an option by its first letter',
      result: 'stopped',
      html: `<h1>Victim: Chidera Obi</h1><label id="c">Run a check</label><span id="k" role="combobox" tabindex="0" aria-labelledby="c" aria-haspopup="listbox" aria-expanded="false" aria-controls="o">(choose)</span><ul id="o" role="listbox" hidden><li role="option">Address history</li><li role="option">UKVI leave check</li></ul>${script(
        `k.onkeydown = ({ key }) => { if (key === 'u') { o.hidden = false; o.lastElementChild.setAttribute('aria-selected', 'true'); } if (key === 'Enter') ${ASK}; };`,
      )}`,
      act: keys('#k', 'u', 'Enter'),
    },
    {
      id: 'cell-with-an-arrow',
      trick: 'a cell "▶ BRP check" of a grid, come to by arrow keys and run by Enter',
      result: 'stopped',
      html: `<div role="grid" id="g"><div role="row"><span role="columnheader">Name</span><span role="columnheader">Role</span><span role="columnheader">Phone</span><span role="columnheader">Actions</span></div><div role="row"><span role="gridcell" tabindex="-1">Adaeze Nwosu</span><span role="gridcell" tabindex="-1">Victim</span><span role="gridcell" tabindex="-1"></span><span role="gridcell" tabindex="-1" id="look">▶ BRP check</span></div></div>${script(
        `g.onkeydown = ({ key }) => { if (key === 'Enter' && document.activeElement.id === 'look') ${ASK}; };`,
      )}`,
      act: keys('#look', 'Enter'),
    },
    {
      id: 'yes-please',
      trick: 'a "Yes please" to what an assistant asks in a message',
      result: 'stopped',
      html: `<h1>Victim: Aissatou Diallo</h1><aside><div>I can check her immigration status with the Home Office. Shall I?</div><div><button type="button" id="look" onclick="${ASK}">Yes please</button> <button type="button">Not now</button></div></aside>`,
      act: press(),
    },
    {
      id: 'request-type-chosen',
      trick: 'a request whose list says that it is about immigration, sent by "Submit request"',
      result: 'stopped',
      html: victim(
        `<form onsubmit="event.preventDefault(); ${ASK}"><label>Request type <select id="kind"><option>Medical records</option><option>Status (immigration)</option></select></label><button id="look">Submit request</button></form>`,
      ),
      act: async (page) => {
        await page.selectOption('#kind', 'Status (immigration)');
        await page.click('#look');
      },
    },
    {
      id: 'retry-of-what-failed',
      trick: '"Retry" beside a request for a status that failed',
      result: 'stopped',
      html: `<h1>Kidnap</h1><ul><li>10:14 Call to the witness <button type="button">Call again</button></li><li>10:02 UKVI status request for this victim failed <button type="button" id="look" onclick="${ASK}">Retry</button></li></ul>`,
      act: press(),
    },
    {
      id: 'cancel-before-ok',
      trick: 'a question in a bubble whose "Cancel" stands before its "OK"',
      result: 'stopped',
      html: `<div><div>Share this complainant with UKVI?</div><div><button type="button">Cancel</button><button type="button" id="look" onclick="${ASK}">OK</button></div></div>`,
      act: press(),
    },
    {
      id: 'agency-dropped-on-those-informed',
      trick: 'an agency that is dropped on "Agencies informed"',
      result: 'stopped',
      html: victim(
        `<span draggable="true" id="agency">Immigration Enforcement</span><div id="box" style="height: 60px; border: 1px solid" ondragover="event.preventDefault()" ondrop="event.preventDefault(); ${ASK}">Agencies informed</div>`,
      ),
      act: (page) => page.dragAndDrop('#agency', '#box'),
    },
    {
      id: 'trigger-with-a-tip-alone',
      trick: 'a picture beside a box that only the tip of a library explains',
      result: 'stopped',
      html: victim(
        `<label>Number <input value="RX5551234"></label><div class="x-form-trigger" id="look" data-qtip="Validate with UKVI" style="width: 20px; height: 18px; background: silver" onmouseup="${ASK}"></div>`,
      ),
      act: press(),
    },
  ],
};
