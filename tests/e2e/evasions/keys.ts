/** Keys on what a page draws itself, and on what has the focus without being a control by any other sign. */
import { type Area, ASK, keys, script, victim } from './evasion.ts';

const LAST = 'Immigration status';

/** @param opens run where a tab is reached by a key; `tabs` are all, `at` is which */
const tabs = (names: readonly string[], more: string, onKey: string, opens: string): string =>
  victim(
    `<div role="tablist" ${more}>${names
      .map(
        (name, at) =>
          `<button type="button" role="tab" id="t${at}" data-bs-toggle="pill" aria-selected="${at === 0}">${name}</button>`,
      )
      .join('')}</div>`,
  ) +
  script(
    `const tabs = [...document.querySelectorAll('[role=tab]')]; const go = (at) => { const tab = tabs[at]; if (!tab) return; tab.focus(); ${opens}; if (tab.textContent === '${LAST}') ${ASK}; }; for (const [at, each] of tabs.entries()) each.onkeydown = ({ key }) => { ${onKey} };`,
  );

export const KEYS: Area = {
  title: 'Keys on what is drawn',
  evasions: [
    {
      id: 'tab-by-any-arrow',
      trick: 'a tab of an upright list that its library also opens at an arrow to the side',
      result: 'stopped',
      html: tabs(
        ['Details', LAST],
        'aria-orientation="vertical"',
        "if (key === 'ArrowRight') go(at + 1);",
        "for (const one of tabs) one.setAttribute('aria-selected', String(one === tab))",
      ),
      act: keys('#t0', 'ArrowRight'),
    },
    {
      id: 'tab-by-end',
      trick: 'the last tab, opened by the End key',
      result: 'stopped',
      html: tabs(['Details', 'Property', LAST], '', "if (key === 'End') go(2);", ''),
      act: keys('#t0', 'End'),
    },
    {
      id: 'tab-open-by-class',
      trick: 'tabs that say by a class alone which of them an arrow has opened',
      result: 'stopped',
      html: tabs(
        ['Details', 'Property', LAST],
        '',
        "if (key === 'ArrowRight') go(at + 1);",
        "for (const one of tabs) one.classList.toggle('active', one === tab)",
      ),
      act: keys('#t0', 'ArrowRight', 'ArrowRight'),
    },
    {
      id: 'tick-by-space',
      trick: 'a tick that a grid draws in a cell, below "PNC check", put there by Space',
      result: 'stopped',
      html: `<h2>Witnesses</h2><div role="grid"><div role="row"><div role="columnheader">Name</div><div role="columnheader">PNC check</div></div><div role="row"><div role="gridcell">E. Davies</div><div role="gridcell" tabindex="0" id="look" aria-checked="false"><svg width="14" height="14"><path d="M2 2l10 10"></path></svg></div></div></div>${script(
        `look.onkeydown = ({ key }) => { if (key === ' ') ${ASK}; }`,
      )}`,
      act: keys('#look', 'Space'),
    },
    {
      id: 'cell-by-enter',
      trick: 'a cell "Run" of a column "PNC check", worked by Enter in the row of a victim',
      result: 'stopped',
      html: `<table role="grid"><thead><tr><th role="columnheader">Name</th><th role="columnheader">Role</th><th role="columnheader">PNC check</th></tr></thead><tbody><tr><td role="gridcell" tabindex="-1">HOLT, R.</td><td role="gridcell" tabindex="-1">Suspect</td><td role="gridcell" tabindex="-1">Run</td></tr><tr><td role="gridcell" tabindex="-1">SMITH, J.</td><td role="gridcell" tabindex="-1">Victim</td><td role="gridcell" tabindex="0" id="look">Run</td></tr></tbody></table>${script(
        `look.onkeydown = ({ key }) => { if (key === 'Enter') ${ASK}; }`,
      )}`,
      act: keys('#look', 'Enter'),
    },
    {
      id: 'component-by-enter',
      trick: 'a component with its words in a closed root, which hears Enter itself',
      result: 'stopped',
      html:
        victim('<x-send tabindex="0" id="look"></x-send>') +
        script(
          `customElements.define('x-send', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'closed' }).innerHTML = '<style>b { color: navy }</style><span>Send to <b>Home Office</b> immigration team</span>'; this.addEventListener('keydown', ({ key }) => { if (key === 'Enter') ${ASK}; }); } })`,
        ),
      act: keys('#look', 'Enter'),
    },
    {
      id: 'words-not-written',
      trick: 'a button whose words are marked as what cannot be written over',
      result: 'stopped',
      html: victim(
        `<button type="button" onclick="${ASK}"><span contenteditable="false" id="look">Run PNC check</span></button>`,
      ),
      act: (page) => page.click('#look'),
    },
    {
      id: 'token-in-a-note',
      trick: 'a word of a note that cannot be written over and runs a check when it is pressed',
      result: 'stopped',
      html: victim(
        `<div contenteditable="true" role="textbox" aria-label="Log">Spoke to Jane at ten. Next: <span id="look" contenteditable="false" style="cursor:pointer" onclick="${ASK}">LEDS person check</span> and house to house.</div>`,
      ),
      act: (page) => page.click('#look'),
    },
  ],
};
