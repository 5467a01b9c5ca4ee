/** Work beside what is chosen, written or shown, where a check or a status is only named. */
import { keys, script } from '../evasions/evasion.ts';
import { type Act, DONE } from './act.ts';

export const BESIDE_CHOICES: readonly Act[] = [
  {
    what: 'a column "Immigration status" of a list of victims is no longer shown',
    html: `<h1>Victims, this week</h1><div role="group" aria-label="Columns shown"><label><input type="checkbox" checked> Name</label><label><input type="checkbox" checked id="status"> Immigration status</label><button type="button" id="apply" onclick="${DONE}">Apply</button></div>`,
    act: async (page) => {
      await page.uncheck('#status');
      await page.click('#apply');
    },
  },
  {
    what: 'a search is made in this system, where PNC could have been chosen',
    html: `<h1>Victim: Sana Mirza</h1><form role="search" id="f"><label>Find <input id="q" value="Mirza"></label><select aria-label="Search in"><option>This system</option><option>PNC names</option></select></form>${script(
      `f.onsubmit = (event) => { event.preventDefault(); ${DONE}; };`,
    )}`,
    act: keys('#q', 'Enter'),
  },
  {
    what: '"Help" is read in a menu that is called "Immigration"',
    html: `<h1>Witness: Dalia Hassan</h1><ul role="menubar"><li role="none"><span role="menuitem" aria-haspopup="true">Immigration</span><ul role="menu"><li role="none"><span role="menuitem">This person</span></li><li role="none"><span role="menuitem" id="help">Help</span></li></ul></li></ul>${script(
      `help.onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#help'),
  },
  {
    what: 'a name of those that a box proposes is taken, and not the look-up below them',
    html: `<h2>Victim</h2><label>Surname <input id="name" role="combobox" aria-controls="list" aria-expanded="true" autocomplete="off"></label><ul id="list" role="listbox"></ul>${script(
      `const box = document.getElementById('name'); box.oninput = () => { list.innerHTML = '<li role="option" id="taken">Farah, Amina</li><li role="option">' + box.value + ' – look up in UKVI records</li>'; }; list.onmousedown = (event) => { if (event.target.id === 'taken') ${DONE}; };`,
    )}`,
    act: async (page) => {
      await page.click('#name');
      await page.keyboard.type('Farah');
      await page.click('#taken');
    },
  },
  {
    what: 'a message in no form is sent to Victim Support, about Immigration Enforcement',
    html: `<h2>Victim</h2><div role="group" aria-label="To"><span>Victim Support</span></div><div contenteditable="true" role="textbox" aria-label="Message">She fears Immigration Enforcement.</div><button type="button" id="send" onclick="${DONE}">Send</button>`,
    act: (page) => page.click('#send'),
  },
  {
    what: "a picture of a window is put into a box for pictures on a victim's record",
    html: `<h2>Victim</h2><label>Picture of the damage <input type="file" id="file"></label>${script(
      `document.getElementById('file').onchange = ({ target }) => { if (target.files.length === 1) ${DONE}; };`,
    )}`,
    act: (page) =>
      page.setInputFiles('#file', {
        name: 'window.jpg',
        mimeType: 'image/jpeg',
        buffer: Buffer.from('not a picture'),
      }),
  },
  {
    what: 'a link "Amend" sends the form in which a link for a PNC check stands as well',
    html: `<form id="f" action="about:blank"><table><caption>Aggrieved – details</caption><tr><th>Surname</th><td>OYELARAN</td></tr></table><p><a id="amend" href="#">Amend</a> | <a href="#">PNC Name Check</a></p></form>${script(
      `f.onsubmit = null; amend.onclick = (event) => { event.preventDefault(); f.target = 'other'; f.submit(); ${DONE}; };`,
    )}<iframe name="other" hidden></iframe>`,
    act: (page) => page.click('#amend'),
  },
  {
    what: 'the tick is taken from "Share with Immigration Enforcement"',
    html: `<h1>Victim: Joao Tavares</h1><label><input type="checkbox" id="share" checked> Share with Immigration Enforcement</label>${script(
      `share.onchange = () => { if (!share.checked) ${DONE}; };`,
    )}`,
    act: (page) => page.uncheck('#share'),
  },
  {
    what: 'the number of referrals of a quarter is opened',
    html: `<h1>Dashboard: quarter 2</h1><a id="tile" href="#">Immigration referrals of victims: 3 this quarter ›</a>${script(
      `tile.onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#tile'),
  },
  {
    what: "a witness's stolen car is checked, in Welsh",
    html: `<h1>Tyst – Gwenllian Rees</h1><a id="car" href="#">Gwiriad cerbyd PNC</a>${script(
      `car.onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#car'),
  },
  {
    what: 'a victim is referred to a law centre for immigration advice, at her request',
    html: `<h1>Victim – Grace Mutasa</h1><label>Refer to <select id="to"><option>Housing advice</option><option>Law centre: independent immigration advice (at her request)</option></select></label>${script(
      `to.onchange = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.selectOption('#to', { index: 1 }),
  },
  {
    what: 'what is known of a status is unfolded',
    html: `<h2>Victim</h2><button type="button" id="more" aria-expanded="false">Immigration status: checked 12 May</button>${script(
      `more.onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#more'),
  },
  {
    what: 'a suspect whose part stands behind the name is checked, on a page about a victim',
    html: `<h1>Victim: Ann Smith</h1><section><h2>Bob Roe (SUS)</h2><button type="button" id="check" onclick="${DONE}">PNC check</button></section>`,
    act: (page) => page.click('#check'),
  },
  {
    what: 'a list of results is brought up to date',
    html: `<h1>Victim: Ann Smith</h1><section><h2>PNC results</h2><button type="button" id="again" onclick="${DONE}">Refresh</button></section>`,
    act: (page) => page.click('#again'),
  },
  {
    what: 'somebody who is only now being entered is called a suspect, and checked',
    html: `<h1>New person</h1><form onsubmit="return false"><label>Surname <input id="name"></label><label>Role <select id="role"><option>Victim</option><option>Suspect</option></select></label><button type="button" id="check" onclick="${DONE}">PNC check</button></form>`,
    act: async (page) => {
      await page.waitForTimeout(1_000);
      await page.selectOption('#role', 'Suspect');
      await page.fill('#name', 'Roe');
      await page.click('#check');
    },
  },
  {
    what: "a suspect's row is checked by a link that sends the form, a victim's row below",
    html: `<form id="f" target="other"><table><tr><th>Name</th><th>Role</th><th></th></tr><tr><td>CRABTREE, Lee</td><td>Offender</td><td><a href="#" id="go">PNC</a></td></tr><tr><td>MENSAH, Akosua</td><td>Injured party</td><td><a href="#">PNC</a></td></tr></table></form><iframe name="other" hidden></iframe>${script(
      `go.onclick = (event) => { event.preventDefault(); f.submit(); ${DONE}; };`,
    )}`,
    act: (page) => page.click('#go'),
  },
  {
    what: "a suspect is checked in a grid whose last column stays in place, a victim's row below",
    html: `<div role="grid"><div><div role="row" data-rowindex="0" class="grid-row"><div role="gridcell">Gareth Pugh</div><div role="gridcell">Suspect</div></div><div role="row" data-rowindex="1" class="grid-row"><div role="gridcell">Mwajuma Said</div><div role="gridcell">Victim</div></div></div><div><div data-rowindex="0" class="grid-row"><div role="gridcell"><button type="button" aria-label="PNC check" id="check" onclick="${DONE}">⌕</button></div></div><div data-rowindex="1" class="grid-row"><div role="gridcell"><button type="button" aria-label="PNC check">⌕</button></div></div></div></div>`,
    act: (page) => page.click('#check'),
  },
  {
    what: 'a menu of the right button is opened on a suspect in a tree, and a check is taken in it',
    html: `<ul id="tree"><li><span id="on">Suspect – P. Rawle</span></li><li><span>Witness – K. Lund</span></li></ul><div class="RadMenu RadMenu_Context" id="menu" style="display: none"><ul><li><a href="#" id="check">Nominal check (PNC)</a></li></ul></div>${script(
      `tree.oncontextmenu = (event) => { event.preventDefault(); menu.style.cssText = 'display: block; position: absolute'; }; document.getElementById('check').onclick = (event) => { event.preventDefault(); ${DONE}; };`,
    )}`,
    act: async (page) => {
      await page.click('#on', { button: 'right' });
      await page.click('#check');
    },
  },
  {
    what: 'a note about a PNC briefing is deleted, and the page asks whether it shall be',
    html: `<h3>Witness: Alan Pope</h3><p>Present at PNC briefing <button type="button" id="delete" onclick="d.showModal()">Delete</button></p><dialog id="d"><p>Delete this note about the PNC briefing?</p><button type="button" id="yes" onclick="${DONE}">Yes</button><button type="button">No</button></dialog>`,
    act: async (page) => {
      await page.click('#delete');
      await page.click('#yes');
    },
  },
  {
    what: 'a letter that was not saved is saved again',
    html: `<h1>Victim: Ann Smith</h1><p>Saving the letter from the Home Office failed <button type="button" id="again" onclick="${DONE}">Retry</button></p>`,
    act: (page) => page.click('#again'),
  },
  {
    what: 'guidance on checks is opened from the record of a victim',
    html: `<h1>Victim: Ann Smith</h1><a href="#guide" id="guide" onclick="${DONE}">When to run a PNC check</a>`,
    act: (page) => page.click('#guide'),
  },
  {
    what: 'a request for medical records is sent, which could have been one for a status',
    html: `<h1>Victim: Ann Smith</h1><form onsubmit="event.preventDefault(); ${DONE}"><label>Request type <select><option>Medical records</option><option>Status (immigration)</option></select></label><button id="send">Submit request</button></form>`,
    act: (page) => page.click('#send'),
  },
  {
    what: 'a panel for adding persons takes a victim, and then a suspect who is checked',
    html: `<form onsubmit="event.preventDefault()"><h2>Add person</h2><label>Surname <input id="name"></label><label>Role <select id="role"><option>Choose</option><option>Victim</option><option>Suspect</option></select></label><button type="button" id="check" onclick="${DONE}">PNC check</button><button type="button" id="add">Add</button></form><ul id="list"></ul>${script(
      `const box = document.getElementById('name'); add.onclick = () => { list.insertAdjacentHTML('beforeend', '<li>One added</li>'); box.value = ''; role.selectedIndex = 0; };`,
    )}`,
    act: async (page) => {
      await page.click('#name');
      await page.keyboard.type('Marlow');
      await page.focus('#role');
      await page.keyboard.press('V');
      await page.waitForTimeout(800);
      await page.click('#add');
      await page.click('#name');
      await page.keyboard.type('Tarrant');
      await page.focus('#role');
      await page.keyboard.press('S');
      await page.click('#check');
    },
  },
  {
    what: '"No" is ticked of two boxes below "Refer to Immigration Enforcement?"',
    html: `<h1>Victim: Ann Smith</h1><fieldset><legend>Refer to Immigration Enforcement?</legend><label><input type="checkbox"> Yes</label><label><input type="checkbox" id="no" onchange="${DONE}"> No</label></fieldset>`,
    act: (page) => page.click('#no'),
  },
  {
    what: 'a notice about checks is pressed, which is drawn in a box',
    html: `<h1>Victim: Ann Smith</h1><p style="border: 1px solid" id="notice">Check PNC markers before visiting</p>${script(
      `notice.onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#notice'),
  },
];
