/** Work in lists, menus, grids, messages and forms. */
import { keys, script } from '../evasions/evasion.ts';
import { type Act, DONE } from './act.ts';

const TABS = `<h2>Victim</h2><div role="tablist"><button role="tab" id="t0" aria-selected="true">Details</button><button role="tab" tabindex="-1" aria-selected="false">Property</button><button role="tab" tabindex="-1" aria-selected="false">Immigration status</button><button role="tab" tabindex="-1" aria-selected="false">Statements</button></div>`;

export const ACTS: readonly Act[] = [
  {
    what: 'an arrow key passes a tab that only Enter would open',
    html: `${TABS}${script(
      `const tabs = [...document.querySelectorAll('[role=tab]')]; for (const each of tabs) { each.onkeydown = ({ key }) => { if (key === 'ArrowRight') tabs[tabs.indexOf(each) + 1]?.focus(); }; each.onclick = () => { if (each === tabs[3]) ${DONE}; }; }`,
    )}`,
    act: keys('#t0', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter'),
  },
  {
    what: 'an arrow key passes an option of an open list, and Enter picks the next',
    html: `<h2>Victim</h2><span id="n">Actions</span><div id="box" role="combobox" tabindex="0" aria-labelledby="n" aria-controls="list" aria-expanded="true" aria-activedescendant="i0"></div><ul id="list" role="listbox"><li role="option" id="i0" aria-selected="false">Save draft</li><li role="option" id="i1" aria-selected="false">Run PNC check</li><li role="option" id="i2" aria-selected="false">Print</li></ul>${script(
      `let at = 0; box.onkeydown = ({ key }) => { if (key === 'ArrowDown') box.setAttribute('aria-activedescendant', 'i' + ++at); if (key === 'Enter' && at === 2) ${DONE}; };`,
    )}`,
    act: keys('#box', 'ArrowDown', 'ArrowDown', 'Enter'),
  },
  {
    what: 'Enter picks "Print" of a menu that also has a check',
    html: `<h2>Victim</h2><div><button type="button" id="b" aria-haspopup="menu" aria-expanded="true">Actions</button><ul role="menu"><li role="menuitem" class="active">Print</li><li role="menuitem">PNC check</li></ul></div>${script(
      `b.onkeydown = (event) => { if (event.key === 'Enter') { event.preventDefault(); ${DONE}; } };`,
    )}`,
    act: keys('#b', 'Enter'),
  },
  {
    what: "a suspect's check in a toolbar, while only the suspect's row is ticked",
    html: `<div role="toolbar"><button type="button" id="go" onclick="${DONE}">PNC check selected</button></div><table><tr><th></th><th>Name</th><th>Involvement</th></tr><tr><td><input type="checkbox" class="row"></td><td>DOYLE, Kevin</td><td>Suspect</td></tr><tr><td><input type="checkbox"></td><td>JONES, Rhian</td><td>Victim</td></tr></table>`,
    act: async (page) => {
      await page.check('.row');
      await page.click('#go');
    },
  },
  {
    what: 'an empty cell below "PNC check" is pressed to select its row',
    html: `<h2>Witnesses</h2><div role="grid"><div role="row"><div role="columnheader">Name</div><div role="columnheader">PNC check</div></div><div role="row"><div role="gridcell">E. Davies</div><div role="gridcell" id="cell" style="width:90px;height:20px"></div></div></div>${script(
      `cell.onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#cell'),
  },
  {
    what: 'an arrow key chooses another answer of a question that asks nothing of that kind',
    html: `<h2>Victim</h2><fieldset><legend>Contact by</legend><label><input type="radio" name="c" checked> Post</label><label><input type="radio" name="c" id="tel"> Telephone</label></fieldset><button type="button" onclick="PNC()">PNC check</button>${script(
      `tel.onchange = () => { ${DONE}; };`,
    )}`,
    act: keys('[name=c]', 'ArrowDown'),
  },
  {
    what: 'a box that asks whether somebody speaks English is ticked and unticked',
    html: `<h2>Victim</h2><label><input type="checkbox" id="box"> Speaks English</label><button type="button">Check immigration status</button>${script(
      `let ticks = 0; box.onchange = () => { if (++ticks === 2 && !box.checked) ${DONE}; };`,
    )}`,
    act: async (page) => {
      await page.click('#box');
      await page.click('#box');
    },
  },
  {
    what: 'an arrow key that scrolls, and one with another key, are pressed on a tab beside a guarded one',
    html: `<h2>Victim</h2><div role="tablist"><button role="tab" id="t0" aria-selected="true">Details</button><button role="tab" aria-selected="false">Immigration status</button></div>${script(
      `let keys = 0; t0.onkeydown = ({ key }) => { if (key.startsWith('Arrow') && ++keys === 2) ${DONE}; };`,
    )}`,
    act: keys('#t0', 'ArrowDown', 'Control+ArrowRight'),
  },
  {
    what: 'an arrow key passes an answer that cannot be chosen',
    html: `<h2>Victim</h2><fieldset><legend>After saving</legend><label><input type="radio" name="c" checked> File</label><label><input type="radio" name="c" disabled> Notify Immigration Enforcement</label><label><input type="radio" name="c" id="third"> Print</label></fieldset>${script(
      `third.onchange = () => { ${DONE}; };`,
    )}`,
    act: keys('[name=c]', 'ArrowDown'),
  },
  {
    what: 'an icon is pressed on a page where something else has a class for tooltips',
    html: `<h2>Victim</h2><button type="button" class="has-tooltip">PNC check</button><form onsubmit="event.preventDefault(); ${DONE}"><button id="save"><svg width="14" height="14"><path d="M2 2l9 9"></path></svg></button></form>`,
    act: (page) => page.click('#save'),
  },
  {
    what: 'a cell with an indicator below "PNC check" is pressed to open its row',
    html: `<h2>Victims</h2><table><tr><th>Name</th><th>PNC check</th></tr><tr id="row"><td>E. Davies</td><td id="cell"><svg width="14" height="14"><path d="M2 2l9 9"></path></svg></td></tr></table>${script(
      `row.onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#cell'),
  },
  {
    what: 'Enter hides a menu whose page is the current one',
    html: `<h2>Victim</h2><button type="button" id="b" aria-expanded="true" aria-controls="m">Hide menu</button><div id="m"><ul role="menu"><li role="menuitem" class="active">PNC check</li></ul></div>${script(
      `b.onclick = () => { ${DONE}; };`,
    )}`,
    act: keys('#b', 'Enter'),
  },
  {
    what: 'Enter hides a menu of parts of the record, of which one is shown',
    html: `<h2>Victim</h2><button type="button" id="b" aria-expanded="true" aria-controls="m">Parts</button><ul role="menu" id="m"><li role="menuitem" class="active">PNC check</li></ul>${script(
      `b.onclick = () => { ${DONE}; };`,
    )}`,
    act: keys('#b', 'Enter'),
  },
  {
    what: 'an arrow key scrolls where old tabs hear none',
    html: `<h2>Victim</h2><div role="tablist"><button type="button" role="tab" data-toggle="tab" id="t0" aria-selected="true">Details</button><button type="button" role="tab" data-toggle="tab" aria-selected="false">Immigration status</button></div>${script(
      `t0.onkeydown = ({ key }) => { if (key === 'ArrowDown') ${DONE}; };`,
    )}`,
    act: keys('#t0', 'ArrowDown'),
  },
  {
    what: 'an indicator below "PNC check" is pressed in a row whose cells all open it',
    html: `<style>td { cursor: pointer }</style><h2>Victims</h2><table><tr><th>Name</th><th>PNC check</th></tr><tr id="row"><td>E. Davies</td><td id="cell"><svg width="14" height="14"><path d="M2 2l9 9"></path></svg></td></tr></table>${script(
      `row.onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#cell'),
  },
  {
    what: 'Enter begins to change a cell below "Immigration status"',
    html: `<h2>Victims</h2><table role="grid"><tr><th>Name</th><th>Immigration status</th></tr><tr><td>E. Davies</td><td role="gridcell" tabindex="0" id="cell">Not known</td></tr></table>${script(
      `cell.onkeydown = ({ key }) => { if (key === 'Enter') ${DONE}; };`,
    )}`,
    act: keys('#cell', 'Enter'),
  },
  {
    what: 'words of a check are written quickly into a note that is drawn by the page',
    html: `<h2>Victim</h2><div contenteditable="true" role="textbox" aria-label="Notes" id="note"></div>${script(
      `note.oninput = () => { if (note.textContent.trim() === 'run PNC check on suspect') ${DONE}; };`,
    )}`,
    act: async (page) => {
      await page.focus('#note');
      await page.keyboard.type('run PNC check on suspect');
      await page.click('#note');
    },
  },
  {
    what: 'a page is scrolled by Space from a heading that was given the focus',
    html: `<h2 tabindex="-1" id="h">Run a PNC check on the victim</h2>${script(
      `h.onkeydown = ({ key }) => { if (key === ' ') ${DONE}; };`,
    )}`,
    act: keys('#h', 'Space'),
  },
  {
    what: 'a button is left while it is pressed, and is called "Save" when it is pressed again',
    html: `<h2>Victim</h2><button type="button" id="b">Run PNC check</button><p id="p">Elsewhere</p>${script(
      `p.onmouseup = () => { b.textContent = 'Save'; }; b.onclick = () => { if (b.textContent === 'Save') ${DONE}; };`,
    )}`,
    act: async (page) => {
      await page.hover('#b');
      await page.mouse.down();
      await page.hover('#p');
      await page.mouse.up();
      await page.click('#b');
    },
  },
  {
    what: "a page looks at the browser's functions, and finds them as ever",
    html: `<h2>Victim</h2><button type="button" id="b">Save</button><button type="button">PNC check</button>${script(
      `const all = [confirm, prompt, open, fetch, navigator.sendBeacon, XMLHttpRequest.prototype.send, HTMLFormElement.prototype.submit, Document.prototype.write]; const names = ['confirm', 'prompt', 'open', 'fetch', 'sendBeacon', 'send', 'submit', 'write']; const isAsEver = (each, at) => each.name === names[at] && Object.getOwnPropertyNames(each).sort().join() === 'length,name' && /\\[native code\\]/.test(Function.prototype.toString.call(each)); let said = ''; try { confirm.call({}); } catch (error) { said += error.name; } try { HTMLFormElement.prototype.submit.call({}); } catch (error) { said += error.name; } b.onclick = () => { if (all.every(isAsEver) && said === 'TypeErrorTypeError') ${DONE}; };`,
    )}`,
    act: (page) => page.click('#b'),
  },
  {
    what: '"Print" is typed and taken in a palette that also offers a check',
    html: `<h1>Victim</h1><div role="dialog" aria-label="Commands"><input id="q"><ul role="listbox"><li role="option">Check immigration status</li><li role="option">Print record</li></ul></div>${script(
      `q.onkeydown = ({ key }) => { if (key === 'Enter' && q.value === 'print') ${DONE}; };`,
    )}`,
    act: async (page) => {
      await page.focus('#q');
      await page.keyboard.type('print');
      await page.keyboard.press('Enter');
    },
  },
  {
    what: 'a text in a card that keys reach is pressed, which tells of a check that was made',
    html: `<h1>Victim</h1><x-card tabindex="0" id="card" style="display:block">PNC check done on 12/3</x-card>${script(
      `card.onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#card'),
  },
  {
    what: 'a page is scrolled by Space from a box that tells of a check that was made',
    html: `<h1>Victim</h1><div tabindex="0" id="box">PNC check: done</div>${script(
      `box.onkeydown = ({ key }) => { if (key === ' ') ${DONE}; };`,
    )}`,
    act: keys('#box', 'Space'),
  },
  {
    what: 'a page is scrolled to its top by Home from a tab, of tabs that know no such key',
    html: `${TABS}${script(`t0.onkeydown = ({ key }) => { if (key === 'Home') ${DONE}; };`)}`,
    act: keys('#t0', 'Home'),
  },
  {
    what: 'the name of a person in a tree is pressed, who has a button of a check beside it',
    html: `<ul role="tree"><li role="treeitem"><span id="name">Victim Jane Smith</span> <button type="button">PNC check</button></li></ul>${script(
      `document.getElementById('name').onclick = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#name'),
  },
  {
    what: "a suspect's check, on a page whose other row has a list that says victim",
    html: `<main><div><label>Role <select><option>All</option><option>Victim</option><option>Suspect</option></select></label><input></div><ul><li>Jane Smith <select aria-label="Role"><option>Suspect</option><option selected>Victim</option></select></li><li>John Roe (suspect) <button type="button" id="b" onclick="${DONE}">PNC check</button></li></ul></main>`,
    act: (page) => page.click('#b'),
  },
  {
    what: '"No" is chosen for a victim to "Refer to the Home Office?"',
    html: `<fieldset><legend>Victim</legend><fieldset><legend>Refer to the Home Office?</legend><label><input type="radio" name="r"> Yes</label> <label><input type="radio" name="r" id="no"> No</label></fieldset></fieldset>${script(
      `no.onchange = () => { if (no.checked) ${DONE}; };`,
    )}`,
    act: (page) => page.click('#no'),
  },
  {
    what: 'the stolen card of a victim is called a Visa',
    html: `<fieldset><legend>Victim's stolen card</legend><label><input type="radio" name="c"> Mastercard</label> <label><input type="radio" name="c" id="visa"> Visa</label></fieldset>${script(
      `visa.onchange = () => { ${DONE}; };`,
    )}`,
    act: (page) => page.click('#visa'),
  },
  {
    what: 'a form that says whether the Home Office was notified is submitted',
    html: `<h1>Victim: Ann Smith</h1><form id="f"><h2>Home Office notified?</h2><label>When <input></label><button id="b">Submit</button></form>${script(
      `f.onsubmit = (event) => { event.preventDefault(); ${DONE}; };`,
    )}`,
    act: (page) => page.click('#b'),
  },
  {
    what: 'the last field of a form is typed in, whose button stands elsewhere',
    html: `<h1>Victim: Ann Smith</h1><form id="f"><h2>PNC details</h2><label>Surname <input></label><label>Forename <input id="last"></label></form><button form="f">Save</button>${script(
      `last.oninput = () => { if (last.value === 'Sm') ${DONE}; };`,
    )}`,
    act: async (page) => {
      await page.focus('#last');
      await page.keyboard.type('Sm');
    },
  },
  {
    what: 'a form is typed in whose fields are called as what the browser says of a form',
    html: `<h1>Victim: Ann Smith</h1><form id="f"><h2>PNC details</h2><input name="lastChild"><label>Forename <input name="elements" id="last"></label></form><button form="f">Save</button>${script(
      `last.oninput = () => { if (last.value === 'Sm') ${DONE}; };`,
    )}`,
    act: async (page) => {
      await page.focus('#last');
      await page.keyboard.type('Sm');
    },
  },
  {
    what: 'Enter searches in a box whose list is closed',
    html: `<h1>Victim: Ann Smith</h1><input role="combobox" aria-controls="l" id="q"><ul id="l" role="listbox" style="display:none"><li role="option">Check immigration status</li></ul>${script(
      `q.onkeydown = (event) => { if (event.key === 'Enter') ${DONE}; };`,
    )}`,
    act: async (page) => {
      await page.focus('#q');
      await page.keyboard.type('burglary');
      await page.keyboard.press('Enter');
    },
  },
  {
    what: 'a task of a list is started in which a status is entered',
    html: `<h1>Victim: Ann Smith</h1><ul><li><h3>Immigration status</h3><p>Not started</p><button type="button" id="b" onclick="${DONE}">Start</button></li></ul>`,
    act: (page) => page.click('#b'),
  },
  {
    what: 'a check is saved that was made before',
    html: `<h1>Victim: Ann Smith</h1><button type="button" id="b" onclick="${DONE}">Save visa check</button>`,
    act: (page) => page.click('#b'),
  },
  {
    what: 'a page sends a form of a frame by a function that calls the one of the page',
    html: `<iframe id="inner" srcdoc="<form action='about:blank'></form>"></iframe><button type="button" id="b">Go</button>${script(
      `const native = HTMLFormElement.prototype.submit; inner.onload = () => { frames[0].HTMLFormElement.prototype.submit = function () { return native.call(this); }; inner.onload = null; }; b.onclick = () => { frames[0].document.forms[0].submit(); ${DONE}; };`,
    )}`,
    act: (page) => page.click('#b'),
  },
  {
    what: 'a message to Victim Support is sent from a page about a victim',
    html: `<h2>Victim</h2><form id="f"><label>To <input value="Victim Support"></label><label>Message <textarea>Immigration Enforcement is not told.</textarea></label><button id="b">Send</button></form>${script(
      `f.onsubmit = (event) => { event.preventDefault(); ${DONE}; };`,
    )}`,
    act: (page) => page.click('#b'),
  },
  {
    what: 'a browser asks about a date of birth, between two fields of a victim',
    html: `<fieldset><legend>Victim</legend><label>Date of birth <input id="born"></label><label>Address <input></label></fieldset>${script(
      `born.addEventListener('change', () => { if (confirm('Use this date of birth for the crime report as well?')) ${DONE}; })`,
    )}`,
    act: async (page) => {
      await page.click('#born');
      await page.keyboard.type('14/06/1991');
      await page.keyboard.press('Tab');
    },
  },
];
