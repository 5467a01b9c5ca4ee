/** Words that are drawn otherwise than they stand in the page, and what a page draws as an answer. */
import { middleOf } from './carried.ts';
import { ADDRESS, type Area, ASK, press, script, victim } from './evasion.ts';

const button = (inside: string, more = ''): string =>
  victim(`<button type="button" id="look" ${more} onclick="${ASK}">${inside}</button>`);

const ON_LINES = [...'Check immigration status']
  .map((letter) => `<span>${letter === ' ' ? '&nbsp;' : letter}</span>`)
  .join('\n');

const PICTURE = '<svg width="16" height="16"><circle cx="8" cy="8" r="6"></circle></svg>';
/** A page's own box for explanations, which nothing links with the button. */
const TOOLTIP = script(
  "let box = null; look.onmouseenter = () => { box = document.createElement('span'); box.setAttribute('role', 'tooltip'); box.textContent = 'PNC check'; document.body.append(box); }; look.onmouseleave = () => box?.remove();",
);

export const DRAWN: Area = {
  title: 'Drawn words',
  evasions: [
    {
      id: 'style-of-attribute',
      trick: 'a mere part of the page whose words a style takes from an attribute (`attr()`)',
      result: 'stopped',
      html: `<style>.act { cursor: pointer; padding: 8px } .act::after { content: attr(data-l) }</style>${victim(
        `<div class="act" id="look" data-l="Check right to remain"></div>${script(`look.onclick = () => ${ASK}`)}`,
      )}`,
      act: press(),
    },
    {
      id: 'letters-on-lines',
      trick: 'each letter an element on a line of its own, drawn side by side',
      result: 'stopped',
      html: button(ON_LINES, 'style="display:flex"'),
      act: press(),
    },
    {
      id: 'backwards-by-style',
      trick: 'words that are written backwards and turned round by a style',
      result: 'declared',
      why: 'each press would have to ask for the style of every button; name the address',
      html: button('<span style="unicode-bidi:bidi-override;direction:rtl">kcehc CNP</span>'),
      act: press(),
    },
    {
      id: 'drawing-used',
      trick: 'words in a drawing that is kept elsewhere in the page (`use`)',
      result: 'stopped',
      html: `<svg width="0" height="0"><symbol id="kept"><text y="14">Immigration status</text></symbol></svg>${button(
        '<svg width="140" height="20"><use href="#kept"></use></svg>',
      )}`,
      act: press(),
    },
    {
      id: 'tooltip-at-the-end',
      trick: 'an icon whose tooltip is a box at the end of the page, which nothing links with it',
      result: 'stopped',
      html: button(PICTURE) + TOOLTIP,
      act: async (page) => {
        await page.hover('#look');
        await page.click('#look');
      },
    },
    {
      id: 'drawn-for-a-tick',
      trick: 'a box to tick whose style fetches the look-up as a picture, without any script',
      result: 'stopped',
      html: `<style>#answer { display: none; height: 9px } #look:checked ~ #answer { display: block; background: url(${ADDRESS}) }</style>${victim(
        '<input type="checkbox" id="look"><label for="look"> Show immigration status</label><div id="answer"></div>',
      )}`,
      act: press(),
    },
    {
      id: 'two-acts-on-a-link',
      trick: 'a link that closes the record "and notifies the Home Office"',
      result: 'stopped',
      html: victim(
        `<a href="#closed" id="look" onclick="${ASK}">Close record and notify Home Office</a>`,
      ),
      act: press(),
    },
    {
      id: 'bar-above-the-person',
      trick: 'a toolbar of copied buttons above the only person of the page',
      result: 'stopped',
      html: `<div id="bar"></div>${victim(
        '<div id="panel"><button type="button">Add statement</button><button type="button" class="pnc">PNC check</button></div>',
      )}${script(
        `for (const each of panel.children) bar.append(each.cloneNode(true)); panel.hidden = true; document.addEventListener('click', ({ target }) => { if (target.className === 'pnc') ${ASK}; });`,
      )}`,
      act: press('#bar .pnc'),
    },
    {
      id: 'ticked-rows',
      trick: 'a check of all rows that are ticked, a suspect and a victim among them',
      result: 'stopped',
      html: `<div role="toolbar"><button type="button" id="look" onclick="${ASK}">PNC check selected</button></div><table><tr><th></th><th>Name</th><th>Involvement</th></tr><tr><td><input type="checkbox" id="one"></td><td>DOYLE, Kevin</td><td>Suspect</td></tr><tr><td><input type="checkbox" id="two"></td><td>JONES, Rhian</td><td>Victim</td></tr></table>`,
      act: async (page) => {
        for (const box of ['#one', '#two', '#look']) await page.click(box);
      },
    },
    {
      id: 'asked-between-fields',
      trick: 'a question of the browser that comes when a field was changed and left',
      result: 'stopped',
      html: `<fieldset><legend>Victim</legend><label>Date of birth <input id="born"></label><label>Address <input></label></fieldset>${script(
        `born.addEventListener('change', () => { if (confirm('Run a PNC names enquiry on this person now?')) ${ASK}; })`,
      )}`,
      act: async (page) => {
        await page.click('#born');
        await page.keyboard.type('14/06/1991');
        await page.keyboard.press('Tab');
      },
    },
    {
      id: 'blinking',
      trick: 'a look-up whose words are taken away and put back a thousand times a second',
      result: 'stopped',
      html:
        victim(
          `<button type="button" id="look" style="width:200px;height:40px" onclick="${ASK}">PNC check</button>`,
        ) +
        script(
          "let k = 0; setInterval(() => { k++; for (let i = 0; i < 4; i++) look.textContent = (i + k) % 2 ? 'PNC check' : 'Save'; }, 4)",
        ),
      act: async (page) => {
        await page.waitForTimeout(150);
        const { x, y } = await middleOf(page, '#look');
        await page.mouse.click(x, y);
      },
    },
  ],
};
