/** Ways to choose, tick, type, fill and send. */
import type { Page } from 'playwright';
import { ADDRESS, type Area, ASK, LOOK_UP, press, pressKey, script, victim } from './evasion.ts';

const PERSON =
  '<dl><dt>Name</dt><dd>Ines Marques</dd><dt>Date of birth</dt><dd>7 June 1991</dd></dl>';

/** A list as libraries draw it: the focus stays on what opens it. */
const drawn = (role: 'list' | 'menu', name: string, what: string, more = ''): string =>
  victim(
    role === 'list'
      ? `<span id="name">${name}</span><input id="box" role="combobox" aria-labelledby="name" aria-controls="list" aria-expanded="true"><ul id="list" role="listbox"><li role="option" id="other">Save draft</li><li role="option" id="look" ${more}>${what}</li></ul>`
      : `<button type="button" id="name" aria-haspopup="menu" aria-expanded="true" aria-controls="box">${name}</button><div id="box" role="menu" tabindex="0" aria-labelledby="name"><div role="menuitem" id="other">Edit</div><div role="menuitem" id="look">${what}</div></div>`,
  );

/** Arrows move what is active, and Enter picks it. */
const BY_KEYS = script(
  `let at = 0; box.addEventListener('keydown', ({ key }) => { if (key === 'ArrowDown') box.setAttribute('aria-activedescendant', ['other', 'look'][at++]); if (key === 'Enter' && at > 1) ${ASK}; })`,
);

async function picksByKeys(page: Page): Promise<void> {
  await page.focus('#box');
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
}

export const ENTRIES: Area = {
  title: 'Choosing and entering',
  evasions: [
    {
      id: 'label-of-box',
      trick: 'a click on the label of a tick box that runs the check',
      result: 'stopped',
      html: victim(
        `<label id="look"><input type="checkbox" onchange="${ASK}"> Run PNC check on save</label>`,
      ),
      act: press(),
    },
    {
      id: 'hidden-box',
      trick: 'a click on a drawn box, whose real tick box is hidden',
      result: 'stopped',
      html: victim(
        `<input type="checkbox" id="box" hidden onchange="${ASK}"><label id="look" for="box">Run PNC check now</label>`,
      ),
      act: press(),
    },
    {
      id: 'arrow-in-list',
      trick: 'an arrow key in a list whose next option is a check',
      result: 'stopped',
      html: victim(
        `<label>Actions <select id="look" onchange="if (value) ${ASK}"><option value="">Choose an action</option><option value="pnc">Run PNC check</option></select></label>`,
      ),
      act: pressKey('ArrowDown'),
    },
    {
      id: 'letter-in-list',
      trick: 'a letter that picks an option of a list',
      result: 'stopped',
      html: victim(
        `<label>Actions <select id="look" onchange="if (value) ${ASK}"><option value="">Choose an action</option><option value="pnc">Run PNC check</option></select></label>`,
      ),
      act: pressKey('r'),
    },
    {
      id: 'drawn-list',
      trick: 'an option of a drawn list of whom to refer to, which acts before the click',
      result: 'stopped',
      html: drawn('list', 'Refer to', 'Immigration Enforcement', `onmousedown="${ASK}"`),
      act: press(),
    },
    {
      id: 'key-in-drawn-list',
      trick: 'Enter on what is active in a drawn list, while the focus stays on its box',
      result: 'stopped',
      html: drawn('list', 'Actions', 'Run PNC check') + BY_KEYS,
      act: picksByKeys,
    },
    {
      id: 'key-in-drawn-menu',
      trick: 'the same in a menu',
      result: 'stopped',
      html: drawn('menu', 'Person', 'PNC check') + BY_KEYS,
      act: picksByKeys,
    },
    {
      id: 'recipient-in-list',
      trick: 'Immigration Enforcement picked in a list called "Refer to"',
      result: 'stopped',
      html: victim(
        `<label>Refer to <select id="look" onchange="${ASK}"><option>Choose</option><option>Victim Support</option><option>Immigration Enforcement</option></select></label>`,
      ),
      act: (page) => page.selectOption('#look', { index: 2 }),
    },
    {
      id: 'bulk-action',
      trick:
        'a PNC check picked by keys in a list "With selected" below ticked rows, before "Apply"',
      result: 'stopped',
      html: `<h1>Victims of incident 77/24</h1><form method="post" action="${ADDRESS}"><p><input type="checkbox" name="row" aria-label="R. Jones"> R. Jones</p><label>With selected <select name="op" id="list"><option>Send letter</option><option>PNC check</option></select></label> <button id="look">Apply</button></form>`,
      act: async (page) => {
        await page.focus('#list');
        await page.keyboard.press('ArrowDown');
      },
    },
    {
      id: 'offered-command',
      trick: 'a command typed or picked in a box that offers some (`datalist`)',
      result: 'declared',
      why: 'what is typed into a box is not read; name the address',
      html: victim(
        `<label>Command <input id="look" list="commands" oninput="if (value === 'Run PNC check') ${ASK}"></label><datalist id="commands"><option>Save</option><option>Run PNC check</option></datalist>`,
      ),
      act: (page) => page.locator('#look').pressSequentially('Run PNC check'),
    },
    {
      id: 'transaction-code',
      trick: 'a code in a box for commands, which a line below explains ("IM = immigration check")',
      result: 'declared',
      why: 'what is typed into a box is not read; name the address',
      html: victim(
        `<form onsubmit="event.preventDefault(); if (code.value === 'IM') ${ASK}"><label>Code <input id="code" size="2"></label></form><small>SV = save, IM = immigration check</small>`,
      ),
      act: async (page) => {
        await page.fill('#code', 'IM');
        await page.press('#code', 'Enter');
      },
    },
    {
      id: 'pasted',
      trick: 'a reference pasted into a box that looks it up before it stands there',
      result: 'stopped',
      html: victim(
        `<label>Notes <input id="from" value="A1234567"></label><label>Paste reference to check immigration status <input id="look" onpaste="${ASK}"></label>`,
      ),
      alone: true,
      act: async (page) => {
        await page.focus('#from');
        await page.keyboard.press('Control+A');
        await page.keyboard.press('Control+C');
        await page.focus('#look');
        await page.keyboard.press('Control+V');
      },
    },
    {
      id: 'ticked-before',
      trick: 'a box that the page itself had ticked, sent with "Save"',
      result: 'declared',
      why: 'saving is never held, and nobody ticked the box; name the address',
      html: victim(
        `<form onsubmit="event.preventDefault(); if (box.checked) ${ASK}"><label><input type="checkbox" id="box" checked> Run PNC check on save</label><button id="look">Save</button></form>`,
      ),
      act: press(),
    },
    {
      id: 'search-box',
      trick: 'Enter in a box for searching without a form or a button',
      result: 'stopped',
      html: victim(
        `<label>PNC names search <input type="search" id="look" onsearch="${ASK}"></label>`,
      ),
      act: async (page) => {
        await page.locator('#look').pressSequentially('AB');
        await page.keyboard.press('Enter');
      },
    },
    {
      id: 'arrow-in-radios',
      trick: 'an arrow key that moves on to a radio button which is a check',
      result: 'stopped',
      html: victim(
        `<fieldset><legend>Next step</legend><label><input type="radio" name="next" checked id="look"> Save only</label><label><input type="radio" name="next" onchange="${ASK}"> Run PNC check</label></fieldset>`,
      ),
      act: pressKey('ArrowDown'),
    },
    {
      id: 'enter-in-field',
      trick: 'Enter in a field of a form whose button is a look-up',
      result: 'stopped',
      html: victim(
        '<form action="/look-up/status"><label>Share code <input id="look"></label><button>Check immigration status</button></form>',
      ),
      act: pressKey('Enter'),
    },
    {
      id: 'enter-without-button',
      trick: 'Enter in a look-up form without a button',
      result: 'stopped',
      html: victim(
        '<form action="/look-up/status"><h3>Immigration status check</h3><label>Reference <input id="look"></label></form>',
      ),
      act: pressKey('Enter'),
    },
    {
      id: 'paste-status',
      trick: 'a status pasted into its field',
      alone: true,
      result: 'stopped',
      html: victim(
        `<label>Immigration status <input id="look" oninput="${ASK}"></label><input id="from" value="visitor">`,
      ),
      act: async (page) => {
        await page.focus('#from');
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Control+c');
        await page.focus('#look');
        await page.keyboard.press('Control+v');
      },
    },
    {
      id: 'composed-status',
      trick: 'a status composed in an input method',
      result: 'stopped',
      html: victim(`<label>Immigration status <input id="look" oninput="${ASK}"></label>`),
      act: async (page) => {
        const cdp = await page.context().newCDPSession(page);
        await page.focus('#look');
        const text = '\u3042';
        await cdp.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
      },
    },
    {
      id: 'entered-anew',
      trick: 'a victim who is entered anew as a suspect, under the same name and date of birth',
      result: 'stopped',
      html: `${victim(PERSON)}<section><h2>Suspect</h2>${PERSON}${LOOK_UP}</section>`,
      act: async (page) => {
        // Whom a page shows is read when it is quiet.
        await page.waitForTimeout(1500);
        await page.click('#look');
      },
    },
    {
      id: 'script-fills-status',
      trick: 'a browser or a script that fills the field of a status by itself',
      result: 'recorded',
      html: victim(`<label>Immigration status <input id="look" onchange="${ASK}"></label>`),
      act: (page) =>
        page.evaluate(
          "look.value = 'visitor'; look.dispatchEvent(new Event('change', { bubbles: true }))",
        ),
    },
    {
      id: 'mail-to-home-office',
      trick: 'a link that writes an e-mail to the Home Office',
      result: 'stopped',
      html: victim(
        `<a id="look" href="mailto:evidence@homeoffice.gov.uk" onclick="${ASK}">Send details to the Home Office</a>`,
      ),
      act: press(),
    },
    {
      id: 'file-for-referral',
      trick: 'a file chosen for a referral to Immigration Enforcement',
      result: 'stopped',
      html: victim(
        `<label>Referral to Immigration Enforcement <input type="file" id="look" onclick="${ASK}"></label>`,
      ),
      act: press(),
    },
  ],
};
