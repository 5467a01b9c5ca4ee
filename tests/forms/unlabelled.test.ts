/** Where no label says what a control does: what stands behind it, beside it, before its row. */
import { beforeEach, describe, expect, it } from 'vitest';
import { assess } from '../../entrypoints/guard.content/assess.ts';
import { forgetAll } from '../../entrypoints/guard.content/changes.ts';
import { everySignal } from '../../entrypoints/guard.content/inventory.ts';

beforeEach(() => {
  document.title = 'Victim';
});

function show(html: string): void {
  document.body.innerHTML = html;
  forgetAll();
}

function kindOf(selector: string): string | null {
  const control = document.querySelector(selector);
  if (!control) throw new Error(`no ${selector}`);
  return assess(control)?.classification.kind ?? null;
}

describe('a field', () => {
  it('is called by what follows it on a line that begins with it', () => {
    show(`<div><input id="a"><small>Surname</small></div>
      <div><input id="b"><small>BRP no.</small></div>`);
    expect([kindOf('#a'), kindOf('#b')]).toEqual([null, 'immigration-field']);
  });

  it('of several on such a line is called by its own words only', () => {
    show(`<p><select id="a"></select> leave to enter <select id="b"></select> crime status
      <input id="c"> officer in charge</p>`);
    expect([kindOf('#a'), kindOf('#b'), kindOf('#c')]).toEqual(['immigration-field', null, null]);
  });

  it('is called by what stands before it where words begin the line', () => {
    show(`<p>Surname <input id="a"> Immigration status <input id="b"> Postcode <input id="c"></p>`);
    expect([kindOf('#a'), kindOf('#b'), kindOf('#c')]).toEqual([null, 'immigration-field', null]);
  });

  it('keeps its caption where a hint follows it', () => {
    show(`<div>Immigration status</div><div><input id="a"><span>Required</span></div>`);
    expect(kindOf('#a')).toBe('immigration-field');
  });

  it('is not called by the list that it opens', () => {
    show(`<div><input id="a" role="combobox"><div role="listbox" aria-label="Commands">
      <div role="option">Check immigration status</div></div></div>`);
    expect(kindOf('#a')).toBeNull();
  });
});

describe('a button that is only drawn', () => {
  const tile = (id: string, words: string) =>
    `<button id="${id}"><svg></svg></button><span>${words}</span>`;

  it('is called by the words behind it in a row of such', () => {
    show(`<section>${tile('a', 'PNC person check')}${tile('b', 'DVLA')}</section>`);
    expect([kindOf('#a'), kindOf('#b')]).toEqual(['pnc-check', null]);
  });

  it('and closes what stands behind it is called by nothing', () => {
    show('<div><button id="a"><svg></svg></button><h2>Run a PNC check?</h2></div>');
    expect(kindOf('#a')).toBeNull();
  });
});

describe('a question in no dialog', () => {
  const asked = (words: string) =>
    `<div>${words} <button id="a">OK</button> <button id="b">Not now</button></div>`;

  it('is what its "OK" does, and not its other answer', () => {
    show(asked('Do a PNC name check on this person?'));
    expect([kindOf('#a'), kindOf('#b')]).toEqual(['pnc-check', null]);
  });

  it('that only tells, or asks for something else, is no check', () => {
    show(asked('A PNC name check was done.'));
    expect(kindOf('#a')).toBeNull();
    show(asked('Keep the changes to this record?'));
    expect(kindOf('#a')).toBeNull();
  });
});

describe('a bare button in a table', () => {
  it('does what the head of its row says, whatever stands in the cell before', () => {
    show(`<table><tr><th></th><th>Driver</th><th>Witness</th></tr>
      <tr><th>PNC</th><td>n/a</td><td><input type="button" id="a" value="Run"></td></tr>
      <tr><th>Breath test</th><td>n/a</td><td><input type="button" id="b" value="Run"></td></tr>
      </table>`);
    expect([kindOf('#a'), kindOf('#b')]).toEqual(['pnc-check', null]);
  });
});

describe('an item of a menu', () => {
  it('is counted where it is a link without an address', () => {
    show(`<ul class="p-menu"><li><a class="p-menuitem-link">Edit</a></li>
      <li><a class="p-menuitem-link">Notify Immigration Enforcement</a></li></ul>`);
    expect(everySignal(document).map(({ classification }) => classification.kind)).toEqual([
      'immigration-referral',
    ]);
  });

  it('says its key apart from its words', () => {
    show('<ul><li><a>Check status with NCCU<kbd>N</kbd></a></li></ul>');
    expect(kindOf('a')).toBe('immigration-lookup');
  });
});
