/** Controls that are hidden, called something else, or drawn so that only a person can read them. */
import { type Area, ASK, LOOK_UP, press, pressKey, runs, script, victim } from './evasion.ts';

const button = (text: string, more = ''): string =>
  victim(`<button type="button" id="look" ${more} onclick="${ASK}">${text}</button>`);

/** Words of a look-up in letters that only look like those of the words. */
const LOOK_ALIKES = 'Check immigr\u0430ti\u043en st\u0430tus';
const ZERO_WIDTH = 'Check im\u200bmi\u200dgra\ufefftion sta\u200ctus';
const SOFT_HYPHENS = 'Check immi\u00adgra\u00adtion sta\u00adtus';
const FULL_WIDTH = [...'Check immigration status']
  .map((letter) => (letter === ' ' ? letter : String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)))
  .join('');
const SPANS = [...'Check immigration status'].map((letter) => `<span>${letter}</span>`).join('');

const TITLE_ICON = `<button type="button" id="look" title="Check immigration status" onclick="${ASK}"><svg width="16" height="16"></svg></button>`;

export const DISGUISES: Area = {
  title: 'Disguises',
  evasions: [
    {
      id: 'not-displayed',
      trick: 'a look-up that is not displayed, pressed by a script',
      result: 'stopped',
      html: button('Check immigration status', 'style="display:none"'),
      act: runs('look.click()'),
    },
    {
      id: 'off-screen',
      trick: 'a look-up off the screen, reached by the keyboard',
      result: 'stopped',
      html: button('Check immigration status', 'style="position:fixed;left:-9999px"'),
      act: pressKey('Enter'),
    },
    {
      id: 'transparent-cover',
      trick: 'a look-up that cannot be seen and lies over "Save"',
      result: 'stopped',
      html: victim(
        `<div style="position:relative"><button type="button" id="save">Save</button><button type="button" id="look" style="position:absolute;inset:0;opacity:0" onclick="${ASK}">Check immigration status</button></div>`,
      ),
      act: (page) => page.click('#save', { force: true }),
    },
    {
      id: 'forwarded-click',
      trick: 'a harmless "Continue" whose script presses the look-up',
      result: 'stopped',
      html: `${victim(LOOK_UP)}<button type="button" id="go" onclick="look.click()">Continue</button>`,
      act: press('#go'),
    },
    {
      id: 'relabelled-at-press',
      trick: 'a look-up that calls itself "Save" at the moment when it is pressed',
      result: 'stopped',
      html:
        button('Check immigration status') +
        script(
          "for (const type of ['pointerdown', 'mousedown']) addEventListener(type, () => { look.textContent = 'Save'; }, true)",
        ),
      act: press(),
    },
    {
      id: 'relabelled-before',
      trick:
        'a look-up that was called "Update" before anybody pressed it, by the page or in developer tools',
      result: 'declared',
      why: 'what the officer reads is what is held; where the words say nothing, name the address of the look-up',
      html: button('Check immigration status') + script("look.textContent = 'Update'"),
      act: press(),
    },
    {
      id: 'says-nothing',
      trick: 'a button that says only "Go", under no heading',
      result: 'declared',
      why: 'nothing on the screen says what it does; name the address, or the control in a site profile',
      html: button('Go'),
      act: press(),
    },
    {
      id: 'section-says-it',
      trick: 'a button that says only "Check", in a section on immigration status',
      result: 'stopped',
      html: victim(
        `<div><h3>Immigration status</h3><button type="button" id="look" onclick="${ASK}">Check</button></div>`,
      ),
      act: press(),
    },
    {
      id: 'look-alike-letters',
      trick: 'look-alike letters of another script',
      result: 'stopped',
      html: button(LOOK_ALIKES),
      act: press(),
    },
    {
      id: 'zero-width',
      trick: 'characters without a width between the letters',
      result: 'stopped',
      html: button(ZERO_WIDTH),
      act: press(),
    },
    {
      id: 'soft-hyphens',
      trick: 'soft hyphens between the letters',
      result: 'stopped',
      html: button(SOFT_HYPHENS),
      act: press(),
    },
    {
      id: 'full-width',
      trick: 'letters of full width',
      result: 'stopped',
      html: button(FULL_WIDTH),
      act: press(),
    },
    {
      id: 'spans',
      trick: 'an element for each letter',
      result: 'stopped',
      html: button(SPANS),
      act: press(),
    },
    {
      id: 'blanks-between',
      trick: 'a blank between all letters',
      result: 'declared',
      why: 'letters that stand apart are no words; name the address',
      html: button([...'Check immigration status'].join(' ')),
      act: press(),
    },
    {
      id: 'reversed',
      trick: 'letters in reverse order, turned round by `bdo`',
      result: 'stopped',
      html: button(`<bdo dir="rtl">${[...'Check immigration status'].reverse().join('')}</bdo>`),
      act: press(),
    },
    {
      id: 'style-content',
      trick: 'words that a style puts in (`::before`)',
      result: 'stopped',
      html: `<style>#look::before { content: 'Check immigration status' }</style>${button('')}`,
      act: press(),
    },
    {
      id: 'image-with-alt',
      trick: 'a picture of the words, with a text for those who cannot see it',
      result: 'stopped',
      html: button('<img alt="Check immigration status" width="80" height="20">'),
      act: press(),
    },
    {
      id: 'image-without-alt',
      trick: 'a picture of the words, without a text',
      result: 'declared',
      why: 'pictures are not read; name the address',
      html: button('<img width="80" height="20" src="data:,">'),
      act: press(),
    },
    {
      id: 'canvas',
      trick: 'a button that is drawn on a canvas',
      result: 'declared',
      why: 'pictures are not read; name the address',
      html: victim(`<canvas id="look" width="200" height="40" onclick="${ASK}"></canvas>`),
      act: press(),
    },
    {
      id: 'icon-with-title',
      trick: 'an icon whose words show only when the pointer rests on it',
      result: 'stopped',
      html: victim(TITLE_ICON),
      act: press(),
    },
    {
      id: 'plain-element',
      trick: 'an element that is no control, with a listener and a hand',
      result: 'stopped',
      html: victim('<div id="look" style="cursor:pointer">Check immigration status</div>').concat(
        script(`look.addEventListener('click', () => { ${ASK}; })`),
      ),
      act: press(),
    },
    {
      id: 'element-in-pieces',
      trick: 'the same with its words in pieces, one of which is pressed',
      result: 'stopped',
      html: victim(
        '<div id="look" style="cursor:pointer"><span>Check im&shy;mi</span><span>gra&shy;tion&nbsp;</span><span>sta</span><b>tus</b></div>',
      ).concat(script(`look.addEventListener('pointerdown', () => { ${ASK}; })`)),
      act: press('#look span:nth-child(2)'),
    },
    {
      id: 'bare-element',
      trick: 'an element that looks like text and has a listener',
      result: 'declared',
      why: 'a page is full of text, and a listener cannot be seen; name the address, or the element in a site profile',
      html: victim('<div id="look">Check immigration status</div>').concat(
        script(`look.addEventListener('click', () => { ${ASK}; })`),
      ),
      act: press(),
    },
    {
      id: 'role-none',
      trick: 'a button that calls itself no button (`role=none`)',
      result: 'stopped',
      html: button('Check immigration status', 'role="none"'),
      act: press(),
    },
    {
      id: 'hidden-from-readers',
      trick: 'a button that is hidden from screen readers (`aria-hidden`)',
      result: 'stopped',
      html: button('Check immigration status', 'aria-hidden="true"'),
      act: press(),
    },
    {
      id: 'other-name-for-readers',
      trick:
        'a button that says "Save" to screen readers and "Check immigration status" to the eye',
      result: 'stopped',
      html: button('Check immigration status', 'aria-label="Save"'),
      act: press(),
    },
    {
      id: 'clone',
      trick: 'a copy of the look-up, put in its place',
      result: 'stopped',
      html: button('Check immigration status') + script('look.replaceWith(look.cloneNode(true))'),
      act: press(),
    },
    {
      id: 'restless',
      trick: 'a look-up that is replaced all the time',
      result: 'stopped',
      html:
        button('Check immigration status') +
        script('setInterval(() => look.replaceWith(look.cloneNode(true)), 50)'),
      act: runs('look.click()'),
    },
    {
      id: 'moved-away',
      trick: 'a look-up that moves out of the section on the victim when the pointer comes near',
      result: 'stopped',
      html:
        button('Check immigration status') +
        script(
          "look.addEventListener('pointerover', () => document.body.append(look), { once: true })",
        ),
      act: async (page) => {
        await page.hover('#look', { force: true });
        await page.click('#look');
      },
    },
    {
      id: 'phonetic-letters',
      trick: 'letters of a phonetic alphabet, which look like small capitals',
      result: 'stopped',
      html: button('\u1d18\u0274\u1d04 check'),
      act: press(),
    },
    {
      id: 'named-by-script',
      trick:
        "an element of the page's own, which only its script calls a button (`ElementInternals`)",
      result: 'declared',
      why: 'what an element is to screen readers alone cannot be read; name the address, or the element in a site profile',
      html:
        victim(`<x-act id="look" onfocus="" tabindex="0">&#9658;</x-act>`) +
        script(
          `customElements.define('x-act', class extends HTMLElement { constructor() { super(); const own = this.attachInternals(); own.role = 'button'; own.ariaLabel = 'PNC check'; } }); look.addEventListener('click', () => ${ASK})`,
        ),
      act: press(),
    },
    {
      id: 'continue-of-a-check',
      trick: 'a "Continue" in a form that is headed "PNC check"',
      result: 'declared',
      why: 'going on is never held; name the address',
      html: victim(
        `<form onsubmit="event.preventDefault(); ${ASK}"><h3>PNC check</h3><label>Surname <input></label><button id="look">Continue</button></form>`,
      ),
      act: press(),
    },
    {
      id: 'welsh',
      trick: 'the same in Welsh, with mutations',
      result: 'stopped',
      html: button('Gwirio statws mewnfudo'),
      act: press(),
    },
  ],
};
