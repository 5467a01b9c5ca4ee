/** Lists, menus, tabs and dialogs that a page or its library draws, and works by the keyboard. */

import { type Area, ASK, keys, press, pressKey, script, victim } from './evasion.ts';

/** A box over a list of which one item is active; `choose` is done with an item. */
const listBox = (name: string, items: readonly string[], more: string): string =>
  victim(
    `<label id="name">${name}</label><div id="box" role="combobox" tabindex="0" aria-labelledby="name" aria-controls="list" aria-expanded="false" aria-activedescendant="i0">Choose</div><ul id="list" role="listbox" aria-labelledby="name">${items
      .map((text, at) => `<li role="option" id="i${at}" aria-selected="${at === 0}">${text}</li>`)
      .join('')}</ul>`,
  ) +
  script(`const items = [...document.querySelectorAll('[role=option]')]; let at = 0;
const choose = (item) => { for (const each of items) each.setAttribute('aria-selected', String(each === item)); if (/immigration|PNC/i.test(item.textContent)) ${ASK}; };
const go = (to) => { at = Math.min(Math.max(to, 0), items.length - 1); box.setAttribute('aria-activedescendant', 'i' + at); };
${more}`);

const ITEMS = ['None', 'Voters register', 'PNC names enquiry'];

/** A component that draws its list, its button or its dialog in a shadow root around what it is given. */
const component = (tag: string, drawn: string, more = ''): string =>
  script(
    `customElements.define('${tag}', class extends HTMLElement { connectedCallback() { const root = this.attachShadow({ mode: 'open' }); root.innerHTML = \`${drawn}\`; ${more} } })`,
  );

export const LISTS: Area = {
  title: 'Drawn lists and dialogs',
  evasions: [
    {
      id: 'answer-by-arrow',
      trick:
        'an arrow key that chooses an answer without a click, as a library draws it, and "Save"',
      result: 'stopped',
      html: `${victim(
        '<div role="radiogroup" aria-label="After saving"><label><input type="radio" name="a" checked>File only</label><label><input type="radio" name="a">Notify Immigration Enforcement</label></div><button type="button" id="save">Save</button>',
      )}${script(
        `const all = [...document.querySelectorAll('[name=a]')]; for (const each of all) each.addEventListener('keydown', (event) => { if (event.key !== 'ArrowDown') return; event.preventDefault(); const next = all[(all.indexOf(each) + 1) % 2]; next.checked = true; next.focus(); }); save.onclick = () => { if (all[1].checked) ${ASK}; };`,
      )}`,
      act: keys('[name=a]', 'ArrowDown', 'Tab', 'Space'),
    },
    {
      id: 'tab-by-arrow',
      trick: 'a tab that an arrow key opens, and that looks somebody up when it opens',
      result: 'stopped',
      html: `${victim(
        '<div role="tablist"><button role="tab" id="t0" aria-selected="true">Details</button><button role="tab" tabindex="-1" aria-selected="false">Statements</button><button role="tab" tabindex="-1" aria-selected="false">Immigration status</button></div>',
      )}${script(
        `const tabs = [...document.querySelectorAll('[role=tab]')]; for (const each of tabs) { each.onkeydown = (event) => { if (event.key === 'ArrowRight') tabs[tabs.indexOf(each) + 1]?.focus(); }; each.onfocus = () => { for (const one of tabs) one.setAttribute('aria-selected', String(one === each)); if (each === tabs[2]) ${ASK}; }; }`,
      )}`,
      act: keys('#t0', 'ArrowRight', 'ArrowRight'),
    },
    {
      id: 'option-of-new-enquiry',
      trick: 'an option of a drawn list "New enquiry", picked by Enter',
      result: 'stopped',
      html: listBox(
        'New enquiry',
        ITEMS,
        `box.onkeydown = ({ key }) => { if (key === 'ArrowDown') { box.setAttribute('aria-expanded', 'true'); go(at + 1); } if (key === 'Enter') choose(items[at]); };`,
      ),
      act: keys('#box', 'ArrowDown', 'ArrowDown', 'Enter'),
    },
    {
      id: 'closed-list-by-arrow',
      trick: 'a closed drawn list "Next action" in which an arrow key chooses at once',
      result: 'stopped',
      html: listBox(
        'Next action',
        ['None', 'Send letter', 'Contact Immigration Enforcement'],
        "box.onkeydown = ({ key }) => { if (key !== 'ArrowDown') return; go(at + 1); choose(items[at]); };",
      ),
      act: keys('#box', 'ArrowDown', 'ArrowDown'),
    },
    {
      id: 'open-list-by-arrow',
      trick:
        'an open drawn list "Look up (runs when chosen)" in which an arrow key chooses at once',
      result: 'stopped',
      html: listBox(
        'Look up (runs when chosen)',
        ['None', 'Address', 'Immigration status'],
        "list.tabIndex = 0; list.setAttribute('aria-activedescendant', 'i0'); list.onkeydown = ({ key }) => { if (key !== 'ArrowDown') return; go(at + 1); list.setAttribute('aria-activedescendant', 'i' + at); choose(items[at]); };",
      ),
      act: keys('#list', 'ArrowDown', 'ArrowDown'),
    },
    {
      id: 'list-that-closes',
      trick: 'a drawn list that closes as soon as it loses the focus',
      result: 'stopped',
      html: listBox(
        'New enquiry',
        ITEMS,
        'box.onblur = () => { list.hidden = true; }; for (const item of items) { item.onmousedown = (event) => event.preventDefault(); item.onclick = () => choose(item); }',
      ),
      act: async (page) => {
        await page.focus('#box');
        await page.click('#i2');
      },
    },
    {
      id: 'slotted-option',
      trick:
        'options of a component, drawn in its list by a slot, of which only an attribute says which is next',
      result: 'stopped',
      html: `${component(
        'x-list',
        '<div id="t" role="combobox" tabindex="0" aria-expanded="true" aria-controls="m" aria-labelledby="l">Choose</div><span id="l">Enquiry</span><div id="m" role="listbox" tabindex="-1"><slot></slot></div>',
        `let at = -1; root.querySelector('#t').onkeydown = ({ key }) => { const items = [...this.children]; if (key === 'ArrowDown') { items[at]?.removeAttribute('highlighted'); items[++at].setAttribute('highlighted', ''); } if (key === 'Enter' && at === 1) ${ASK}; };`,
      )}${victim('<x-list id="x"><x-item role="option">Address history</x-item><x-item role="option">PNC names enquiry</x-item></x-list>')}`,
      act: async (page) => {
        await page.evaluate("x.shadowRoot.querySelector('#t').focus()");
        for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
      },
    },
    {
      id: 'menu-marked-by-style',
      trick: 'a menu that is worked from its button, and only draws which item is next',
      result: 'stopped',
      html: `${victim(
        '<div><button type="button" id="b" aria-haspopup="menu" aria-expanded="false">Actions</button><ul role="menu" hidden><li role="menuitem" class="on is-active">Print</li><li role="menuitem">PNC check</li></ul></div>',
      )}${script(
        `const menu = document.querySelector('[role=menu]'); const items = [...menu.children]; let at = 0; b.onclick = () => { menu.hidden = false; b.setAttribute('aria-expanded', 'true'); }; b.onkeydown = (event) => { if (menu.hidden) return; event.preventDefault(); if (event.key === 'ArrowDown') { items[at].className = ''; items[++at].className = 'is-active'; } if (event.key === 'Enter' && at === 1) ${ASK}; };`,
      )}`,
      act: keys('#b', 'Enter', 'ArrowDown', 'Enter'),
    },
    {
      id: 'link-called-option',
      trick: 'a link of a list that a library calls an option, worked by Enter',
      result: 'stopped',
      html: `${victim(
        '<div role="list"><div role="option" tabindex="0" id="look" class="item item--link">Home Office referral</div></div>',
      )}${script(
        `look.onkeydown = (event) => { if (event.key === 'Enter') look.dispatchEvent(new MouseEvent('click', { bubbles: true })); }; look.onclick = () => ${ASK};`,
      )}`,
      act: pressKey('Enter'),
    },
    {
      id: 'menu-by-key-in-drawer',
      trick: "a menu in a victim's drawer that opens at a key, over a page about nobody",
      result: 'stopped',
      html: `<h1>Occurrence</h1><button type="button" id="o">R. Jones</button>${component(
        'x-dropdown',
        '<div class="dropdown"><slot name="trigger"></slot><slot></slot></div>',
      )}<div role="dialog" id="d" aria-label="Victim: R. Jones" hidden><x-dropdown><button type="button" slot="trigger" id="k">Actions</button><div role="menu" id="m" hidden><div role="menuitem" tabindex="-1" id="i">PNC check</div></div></x-dropdown></div>${script(
        `o.onclick = () => { d.hidden = false; }; k.onkeydown = (event) => { if (event.key !== 'Enter') return; event.preventDefault(); m.hidden = false; i.focus(); }; i.onkeydown = (event) => { if (event.key === 'Enter') ${ASK}; };`,
      )}`,
      act: async (page) => {
        await page.click('#o');
        await keys('#k', 'Enter', 'Enter')(page);
      },
    },
    {
      id: 'yes-of-a-group',
      trick: 'a drawn "Yes" in a group that asks whether to refer, and "Finish"',
      result: 'stopped',
      html: `${victim(
        '<p id="q">Refer to Immigration Enforcement?</p><div role="group" aria-labelledby="q"><button type="button" aria-pressed="true">No</button><button type="button" id="yes" aria-pressed="false">Yes</button></div><button type="button" id="end">Finish</button>',
      )}${script(
        `yes.onclick = () => yes.setAttribute('aria-pressed', 'true'); end.onclick = () => { if (yes.getAttribute('aria-pressed') === 'true') ${ASK}; };`,
      )}`,
      act: async (page) => {
        await page.click('#yes');
        await page.click('#end', { timeout: 1000 }).catch(() => {});
      },
    },
    {
      id: 'slotted-words',
      trick: 'a menu item of a component that draws a button around the words it is given',
      result: 'stopped',
      html: `${component('x-menu-item', '<button><div><slot></slot></div></button>')}${victim(
        '<x-menu-item role="menuitem" id="look">Immigration check</x-menu-item>',
      )}${script(`look.addEventListener('click', () => ${ASK})`)}`,
      act: press(),
    },
    {
      id: 'component-dialog',
      trick:
        'a "Submit" that is a component, in a dialog that is one, headed "Send to Home Office"',
      result: 'stopped',
      html: `${component('x-modal-button', '<button type="button"><slot></slot></button>')}${component(
        'x-modal',
        '<div role="dialog" aria-modal="true"><slot></slot></div>',
      )}${victim('<p>R. Jones</p>')}<x-modal><x-modal-heading>Send to Home Office</x-modal-heading><p>The details of this person will be sent.</p><x-modal-button id="no">Cancel</x-modal-button><x-modal-button id="look">Submit</x-modal-button></x-modal>${script(
        `look.addEventListener('click', () => ${ASK})`,
      )}`,
      act: press(),
    },
    {
      id: 'dialog-of-bare-text',
      trick: 'a dialog whose question stands in no element of its own',
      result: 'stopped',
      html: `${victim('<p>R. Jones</p>')}<div role="dialog">Refer this person to Immigration Enforcement? <button type="button" id="look" onclick="${ASK}">Yes</button> <button type="button">No</button></div>`,
      act: press(),
    },
    {
      id: 'tick-in-a-cell',
      trick: 'a tick that a grid draws in a cell, below "Refer to Immigration Enforcement"',
      result: 'stopped',
      html: `<h2>Witnesses</h2><div role="grid"><div role="row"><div role="columnheader">Name</div><div role="columnheader">Refer to Immigration Enforcement</div></div><div role="row"><div role="gridcell">E. Davies</div><div role="gridcell" id="look" aria-checked="false"><svg width="14" height="14"><path d="M2 2l10 10"></path></svg></div></div></div>${script(
        `look.onclick = () => ${ASK}`,
      )}`,
      act: press(),
    },
    {
      id: 'rows-selected',
      trick: 'a check of the rows that are selected in a grid, which has no boxes',
      result: 'stopped',
      html: `<div role="menubar"><button type="button" role="menuitem" id="look" onclick="${ASK}">PNC check</button></div><div role="grid"><div role="row" aria-selected="true"><div role="gridcell">R. Jones</div><div role="gridcell">Witness</div></div><div role="row" aria-selected="false"><div role="gridcell">K. Brown</div><div role="gridcell">Suspect</div></div></div>`,
      act: press(),
    },
    {
      id: 'continue-of-a-stepper',
      trick: 'a "Continue" below a step of which a text says that it looks the status up',
      result: 'declared',
      why: 'going on is never held; name the address',
      html: victim(
        `<ol><li>Details</li><li aria-current="step">Immigration check</li></ol><p>Continue looks up the immigration status.</p><button type="button" id="look" onclick="${ASK}">Continue</button>`,
      ),
      act: press(),
    },
  ],
};
