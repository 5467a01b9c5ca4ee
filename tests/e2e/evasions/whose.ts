/** Acts of which a place that is easily overlooked says whom they are about. */
import type { Page } from 'playwright';
import { type Area, ASK, keys, LOOK_UP, press, script, victim } from './evasion.ts';

const CHECK = `<button type="button" id="look" onclick="${ASK}">PNC check</button>`;

/** A menu of the right button that the page draws itself. */
const MENU = `<div role="menu" id="menu" hidden style="position:absolute"><div role="menuitem">Copy</div><div role="menuitem" id="look">PNC check</div></div>${script(
  `document.oncontextmenu = (event) => { event.preventDefault(); menu.hidden = false; }; look.onclick = () => { ${ASK}; };`,
)}`;

const byMenuOn =
  (place: string) =>
  async (page: Page): Promise<void> => {
    await page.click(place, { button: 'right' });
    await page.click('#look');
  };

export const WHOSE: Area = {
  title: 'Where it is said whom an act is about',
  evasions: [
    {
      id: 'role-by-one-letter',
      trick: 'a role that is one letter in a column "Cap."',
      result: 'stopped',
      html: `<table><tr><th>No.</th><th>Name</th><th>Cap.</th><th></th></tr><tr><td>1</td><td>Bogdan Ilie</td><td>V</td><td>${CHECK}</td></tr><tr><td>2</td><td>Sean Duggan</td><td>S</td><td></td></tr></table>`,
      act: press(),
    },
    {
      id: 'role-on-a-screen-of-letters',
      trick: 'a screen of plain letters with "ROLE: VICTIM", of which F9 runs a PNC check',
      result: 'stopped',
      html: `<pre>CRM040  PERSON SCREEN  CRIME 24/018812, OPENED BY THE DUTY SERGEANT\nROLE: VICTIM\nNAME: <input id="name" value="ABEBE/TSEHAY">\n\nF2 Save   F9 PNC person check   F12 Help</pre>${script(
        `addEventListener('keydown', ({ key }) => { if (key === 'F9') ${ASK}; });`,
      )}`,
      act: keys('#name', 'F9'),
    },
    {
      id: 'two-roles-on-a-line',
      trick: 'a long line that calls somebody a victim of one crime and the suspect in another',
      result: 'stopped',
      html: `<article><h2>Monika Lis</h2><p>Roles: victim of a common assault; suspect in the counter-allegation</p>${CHECK}</article>`,
      act: press(),
    },
    {
      id: 'role-in-a-header-of-its-own',
      trick:
        'a role in the shadow root of the header, and the act in a menu at the end of the page',
      result: 'stopped',
      html: `<record-header></record-header><record-actions></record-actions>${script(
        `customElements.define('record-header', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<h1>Rahela Sultani</h1><dl><dt>Role</dt><dd>Victim</dd></dl>'; } }); customElements.define('record-actions', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'open' }); root.innerHTML = '<button id="more" aria-haspopup="true">More</button>'; root.getElementById('more').onclick = () => { const menu = document.createElement('div'); menu.setAttribute('role', 'menu'); menu.innerHTML = '<a role="menuitem" tabindex="0" id="look">Run PNC check</a>'; menu.onclick = () => { ${ASK}; }; document.body.append(menu); }; } });`,
      )}`,
      act: async (page) => {
        await page.click('#more');
        await page.click('#look');
      },
    },
    {
      id: 'frame-beside',
      trick: 'a menu in one frame of a frameset, about whom another frame shows',
      result: 'stopped',
      html: script(
        `addEventListener('load', () => { const frames = document.createElement('frameset'); frames.cols = '180,*'; for (const name of ['nav', 'main']) { const frame = document.createElement('frame'); frame.id = name; frames.append(frame); } document.body = frames; const put = (name, html) => { const page = document.getElementById(name).contentDocument; page.open(); page.write(html); page.close(); }; put('main', '<h3>VICTIM SCREEN</h3>'); put('nav', '<a href="#" id="look">PNC check</a>'); document.getElementById('nav').contentDocument.getElementById('look').onclick = () => { ${ASK}; }; });`,
      ),
      act: (page) => page.frameLocator('#nav').locator('#look').click(),
    },
    {
      id: 'menu-on-the-row-below',
      trick: 'a menu of the right button on a victim, in the row below a suspect',
      result: 'stopped',
      html: `<table><tr><td>Bob Roe</td><td>Suspect</td></tr><tr><td id="ann">Ann Smith</td><td>Victim</td></tr></table>${MENU}`,
      act: byMenuOn('#ann'),
    },
    {
      id: 'dialog-after-a-right-click',
      trick: "a victim's open dialog, after a press of the right button on a suspect",
      result: 'stopped',
      html: `<div><span>Suspect</span> <span id="bob">Bob Roe</span></div><div><span>Victim</span> Ann Smith <button type="button" id="open" onclick="tools.hidden = false">Open</button></div><div role="dialog" id="tools" hidden><p>Person tools</p>${CHECK}</div>`,
      act: async (page) => {
        await page.click('#open');
        await page.click('#bob', { button: 'right' });
        await page.click('#look');
      },
    },
    {
      id: 'row-unfolded-below-a-person',
      trick: 'a row that a grid unfolds below the row of a victim',
      result: 'stopped',
      html: `<div role="grid"><div role="row"><div role="columnheader">Name</div><div role="columnheader">Part</div></div><div role="row"><div role="gridcell">Ann Smith</div><div role="gridcell">Injured party</div></div><div role="row"><div role="gridcell">${CHECK}</div></div></div>`,
      act: press(),
    },
    {
      id: 'step-without-a-name',
      trick: 'a step "Details" behind a step "Suspect", on the record of a victim',
      result: 'stopped',
      html: `<h1>Victim: Ann Smith</h1><nav><ol><li>Incident</li><li>Suspect</li><li aria-current="step">Details</li></ol></nav><section><h2>Actions</h2>${LOOK_UP}</section>`,
      act: press(),
    },
    {
      id: 'form-above-another-card',
      trick: 'a card of a suspect below the form of somebody of whom the page says nothing',
      result: 'stopped',
      html: `<h1>Crime 42</h1><div class="card"><h2>Ann Smith</h2><form onsubmit="event.preventDefault(); ${ASK}"><button id="look">Check immigration status</button></form></div><div class="card"><h2>Bob Roe</h2><p>Role: Suspect</p></div>`,
      act: press(),
    },
    {
      id: 'role-changed-before-the-check',
      trick: 'a victim who is called a suspect just before the check',
      result: 'stopped',
      html: `<h1>24/8190 – Shabnam Yusuf</h1><form onsubmit="return false"><label>Role <select id="role"><option selected>Victim</option><option>Suspect</option></select></label>${CHECK}</form>`,
      act: async (page) => {
        await page.waitForTimeout(1_000);
        await page.selectOption('#role', 'Suspect');
        await page.click('#look');
      },
    },
    {
      id: 'menu-by-a-button-after-a-right-click',
      trick: 'a right click on a suspect, and then the menu behind the button of a victim',
      result: 'stopped',
      html: `<table><tr><th>Name</th><th>Role</th><th></th></tr><tr><td id="bob">Bob Roe</td><td>Suspect</td><td></td></tr><tr><td>Ann Smith</td><td>Victim</td><td><button type="button" class="row-menu-btn" id="open" onclick="menu.hidden = false">⋮</button></td></tr></table><div role="menu" id="menu" hidden><div role="menuitem" id="look" onclick="${ASK}">PNC check</div></div>`,
      act: async (page) => {
        await page.click('#bob', { button: 'right' });
        await page.keyboard.press('Escape');
        await page.click('#open');
        await page.click('#look');
      },
    },
    {
      id: 'dialog-of-a-menu-of-the-right-button',
      trick: 'a dialog that comes from a menu of the right button, opened on a victim',
      result: 'stopped',
      html: `<table><tr><th>Name</th><th>Role</th><th>Age</th><th></th></tr><tr><td>Bob Roe</td><td>Suspect</td><td>40</td><td><button type="button" id="bob">Open</button></td></tr><tr><td id="ann">Ann Smith</td><td>Victim</td><td>30</td><td></td></tr></table><div role="menu" id="menu" hidden><div role="menuitem" id="checks">Checks…</div></div><dialog id="d"><p>Checks</p><button type="button" id="look" onclick="${ASK}">PNC check</button></dialog>${script(
        'addEventListener("contextmenu", (event) => { event.preventDefault(); menu.hidden = false; }); checks.onclick = () => { menu.remove(); d.showModal(); };',
      )}`,
      act: async (page) => {
        await page.click('#bob');
        await page.click('#ann', { button: 'right' });
        await page.click('#checks');
        await page.click('#look');
      },
    },
    {
      id: 'tile-drawn-by-places',
      trick: 'a tile whose name and part stand behind its button, below the tile of a suspect',
      result: 'stopped',
      html: `<div><div class="tile"><div>Dean Rudge</div><div>Suspect</div><div role="button" tabindex="0">Check PNC</div></div><div class="tile"><div role="button" tabindex="0" id="look" onclick="${ASK}">Check PNC</div><div>Shabnam Wali</div><div>Victim</div></div></div>`,
      act: press(),
    },
    {
      id: 'record-in-the-one-frame',
      trick: 'a bar of buttons over the one frame in which a record of a victim is shown',
      result: 'stopped',
      html: `<div role="toolbar"><button type="button">Save</button><button type="button" id="look" onclick="${ASK}">PNC</button></div><iframe title="Content" srcdoc="<h1>Victim</h1><p>Tariq Noorzai</p>"></iframe>`,
      act: async (page) => {
        await page.frameLocator('iframe').locator('h1').waitFor();
        await page.click('#look');
      },
    },
    {
      id: 'open-tab-by-its-class-alone',
      trick: 'a tab whose class alone says that it is the open one, before a tab of the accused',
      result: 'stopped',
      html: `<ul><li class="dx-tab">Offences</li><li class="dx-activeTab">Victims</li><li class="dx-tab">Accused</li></ul><div class="dxbButton_Office" id="look" onclick="${ASK}"><span>Query immigration database</span></div>`,
      act: press(),
    },
    {
      id: 'switch-that-says-no',
      trick: 'a switch that shows "No" as long as nobody is referred',
      result: 'stopped',
      html: victim(
        `<button type="button" role="switch" aria-checked="false" aria-label="Refer to Immigration Enforcement" id="look" onclick="${ASK}">No</button>`,
      ),
      act: press(),
    },
    {
      id: 'told-by-going-on',
      trick: 'a "Yes" to a dialog that says who will be informed',
      result: 'stopped',
      html: victim(
        `<button type="button" id="end" onclick="d.showModal()">Finish</button><dialog id="d"><h2>Immigration Enforcement will be informed of this person. Continue?</h2><button type="button" id="look" onclick="${ASK}">Yes</button><button type="button">Cancel</button></dialog>`,
      ),
      act: async (page) => {
        await page.click('#end');
        await page.click('#look');
      },
    },
  ],
};
