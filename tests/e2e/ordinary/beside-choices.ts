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
];
