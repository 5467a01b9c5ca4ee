/** What scripts of the page do, with an act of the officer or without one. */
import { type Area, ASK, LOOK_UP, press, runs, script, victim } from './evasion.ts';

const FORM = victim(
  '<form id="form" action="/look-up/status"><h3>Immigration status check</h3><input name="ref" aria-label="Reference"></form>',
);

/** Fires by itself as soon as the page is there; the act only waits for that. */
const byItself = (id: string, trick: string, code: string) => ({
  id,
  trick,
  result: 'declared' as const,
  why: 'nobody pressed anything; name the address of the look-up in policy or a site profile',
  html: victim('<p>Details</p>') + script(code),
  act: runs('new Promise((resolve) => setTimeout(resolve, 300))'),
});

export const SCRIPTS: Area = {
  title: 'Scripts of the page',
  evasions: [
    {
      id: 'script-click',
      trick: 'a script that presses the look-up',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: runs('look.click()'),
    },
    {
      id: 'forged-click',
      trick: 'a forged click event',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: runs("look.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"),
    },
    {
      id: 'quiet-click',
      trick: 'a forged click event that does not bubble',
      result: 'stopped',
      html: victim(LOOK_UP),
      act: runs("look.dispatchEvent(new MouseEvent('click'))"),
    },
    {
      id: 'forged-pointer',
      trick: 'a forged `pointerdown` for a page that acts on it',
      result: 'stopped',
      html: victim(
        `<button type="button" id="look" onpointerdown="${ASK}">Check immigration status</button>`,
      ),
      act: runs(
        "look.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })); look.click()",
      ),
    },
    {
      id: 'submit',
      trick: '`form.submit()`',
      result: 'stopped',
      html: FORM,
      act: runs('form.submit()'),
    },
    {
      id: 'request-submit',
      trick: '`form.requestSubmit()`',
      result: 'stopped',
      html: FORM,
      act: runs('form.requestSubmit()'),
    },
    {
      id: 'prototype-submit',
      trick: '`submit` taken from the prototype',
      result: 'stopped',
      html: FORM,
      act: runs('HTMLFormElement.prototype.submit.call(form)'),
    },
    {
      id: 'borrowed-submit',
      trick: '`submit` borrowed from a frame that was made for it',
      result: 'stopped',
      html: FORM,
      act: runs(
        "const frame = document.createElement('iframe'); document.body.append(frame); frame.contentWindow.HTMLFormElement.prototype.submit.call(form)",
      ),
    },
    {
      id: 'made-form',
      trick: 'a form that a script makes, sends and takes away',
      result: 'stopped',
      html: victim('<p>Details</p>'),
      asks: '/look-up/immigration-status-check',
      act: runs(
        "const made = document.createElement('form'); made.action = '/look-up/immigration-status-check'; document.body.append(made); made.submit(); made.remove()",
      ),
    },
    {
      id: 'stops-events',
      trick: 'a page that stops all events before anybody else hears them',
      result: 'stopped',
      html:
        script(
          "for (const type of ['click', 'pointerdown', 'mousedown', 'submit']) addEventListener(type, (event) => { event.stopImmediatePropagation(); if (type === 'click') fetch('/look-up/status'); }, true)",
        ) + victim(LOOK_UP),
      act: press(),
    },
    {
      id: 'replaced-functions',
      trick: 'a page that replaces `addEventListener`, `preventDefault` and `closest`',
      result: 'stopped',
      html:
        script(
          'EventTarget.prototype.addEventListener = () => {}; Event.prototype.preventDefault = () => {}; Element.prototype.closest = () => null; Event.prototype.stopImmediatePropagation = () => {};',
        ) + victim(LOOK_UP),
      act: press(),
    },
    {
      id: 'frozen-prototypes',
      trick: 'a page that freezes all prototypes',
      result: 'stopped',
      html:
        script(
          'for (const each of [Object, Array, Function, Map, Set, Promise, Node, Element, HTMLElement, Event, EventTarget]) Object.freeze(each.prototype)',
        ) + victim(LOOK_UP),
      act: press(),
    },
    {
      id: 'throwing-handlers',
      trick: 'a page that throws in every handler',
      result: 'stopped',
      html:
        script(
          "for (const type of ['click', 'pointerdown', 'focusin', 'keydown']) addEventListener(type, () => { throw new Error('page'); }, true)",
        ) + victim(LOOK_UP),
      act: press(),
    },
    {
      id: 'event-flood',
      trick: 'ten thousand events, with the look-up among them',
      result: 'stopped',
      html: victim(`${LOOK_UP}<button type="button" id="other">Other</button>`),
      act: runs(
        "for (let at = 0; at < 10000; at++) (at === 5000 ? look : other).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))",
      ),
    },
    {
      id: 'forged-answers',
      trick: 'a page that answers for the guard with events of its own making',
      result: 'stopped',
      html:
        script(
          "const all = new Set(['message', 'right-to-report', 'guard', 'release', 'answer', 'decision']); for (const type of all) setInterval(() => { dispatchEvent(new CustomEvent(type, { detail: { release: true, allow: true } })); document.dispatchEvent(new CustomEvent(type, { detail: true })); }, 20)",
        ) + victim(LOOK_UP),
      act: press(),
    },
    {
      id: 'confirm-question',
      trick: 'a PNC check that a native dialog asks about',
      result: 'stopped',
      html: victim(
        `<button type="button" id="look" onclick="if (confirm('Run a PNC check on this person?')) ${ASK}">Next</button>`,
      ),
      act: press(),
    },
    {
      id: 'borrowed-confirm',
      trick: 'the same dialog, asked by a frame that was made for it',
      result: 'stopped',
      html: victim(
        `<button type="button" id="look" onclick="const frame = document.createElement('iframe'); document.body.append(frame); if (frame.contentWindow.confirm('Run a PNC check on this person?')) ${ASK}">Next</button>`,
      ),
      act: press(),
    },
    {
      id: 'after-save',
      trick: 'a page that looks the victim up a moment after "Save" was pressed',
      result: 'declared',
      why: 'what a page does by itself is no act of the officer; name the address',
      html: victim(
        `<button type="button" id="look" onclick="setTimeout(() => ${ASK}, 50)">Save</button>`,
      ),
      act: press(),
    },
    {
      id: 'open-window',
      trick: 'a window that a harmless button opens on a look-up',
      result: 'declared',
      why: 'the button says nothing of it; name the address',
      html: victim(
        `<button type="button" id="look" onclick="window.open('/look-up/status')">Next</button>`,
      ),
      act: press(),
    },
    {
      id: 'location',
      trick: 'a harmless button whose script goes to a look-up',
      result: 'declared',
      why: 'the button says nothing of it; name the address',
      html: victim(
        `<button type="button" id="look" onclick="location.href = '/look-up/status'">Next</button>`,
      ),
      act: press(),
    },
    {
      id: 'form-sent-for-a-list',
      trick: 'a form that a script sends as soon as something is chosen in a list of it',
      result: 'stopped',
      html: victim(
        `<form id="f" action="/look-up/status"><label>Person <select id="person" onchange="f.submit()"><option>-</option><option>Ann Smith</option></select></label><button>PNC check</button></form>`,
      ),
      act: async (page) => {
        await page.click('#person');
        await page.selectOption('#person', 'Ann Smith');
      },
    },
    byItself('fetch', 'a page that looks somebody up by itself with `fetch`', ASK),
    byItself(
      'xhr',
      'the same with `XMLHttpRequest`',
      "const ask = new XMLHttpRequest(); ask.open('GET', '/look-up/status'); ask.send()",
    ),
    byItself('beacon', 'the same with `sendBeacon`', "navigator.sendBeacon('/look-up/status')"),
    byItself(
      'image',
      'the same with the address of a picture',
      "new Image().src = '/look-up/status'",
    ),
    byItself(
      'worker',
      'the same from a worker',
      `const ask = 'fetch("' + location.origin + '/look-up/status")'; new Worker(URL.createObjectURL(new Blob([ask])))`,
    ),
    byItself('event-source', 'the same with `EventSource`', "new EventSource('/look-up/status')"),
  ],
};
