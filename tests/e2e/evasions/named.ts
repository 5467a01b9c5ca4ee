/** The same where a site profile names the address: the page hook asks, and the network is closed. */
import type { Page } from 'playwright';
import { ADDRESS, type Area, ASK, type Evasion, press, script, victim } from './evasion.ts';

/** Before that the guard of a page that just loaded does not know what is named. */
const LEARNT_MS = 700;

async function goes(page: Page): Promise<void> {
  await page.waitForTimeout(LEARNT_MS);
  await page.evaluate('go()');
}

const byScript = (
  id: string,
  result: 'stopped' | 'backstopped',
  trick: string,
  code: string,
): Evasion => ({
  id: `named-${id}`,
  trick,
  result,
  named: true,
  html: victim('<p>Details</p>') + script(`window.go = () => { ${code}; }`),
  act: goes,
});

export const NAMED: Area = {
  title: 'Where a site profile names the address',
  evasions: [
    byScript('fetch', 'stopped', 'a page that looks somebody up by itself with `fetch`', ASK),
    byScript(
      'xhr',
      'stopped',
      'the same with `XMLHttpRequest`',
      `const ask = new XMLHttpRequest(); ask.open('GET', '${ADDRESS}'); ask.send()`,
    ),
    byScript(
      'beacon',
      'stopped',
      'the same with `sendBeacon`',
      `navigator.sendBeacon('${ADDRESS}')`,
    ),
    byScript(
      'event-source',
      'stopped',
      'the same with `EventSource`',
      `new EventSource('${ADDRESS}')`,
    ),
    byScript(
      'image',
      'backstopped',
      'the same with the address of a picture',
      `new Image().src = '${ADDRESS}'`,
    ),
    byScript(
      'worker',
      'backstopped',
      'the same from a worker',
      `new Worker(URL.createObjectURL(new Blob(['fetch("' + location.origin + '${ADDRESS}")'])))`,
    ),
    byScript(
      'fresh-frame',
      'backstopped',
      'the same with a `fetch` borrowed from a frame that was made for it',
      `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentWindow.fetch(location.origin + '${ADDRESS}')`,
    ),
    byScript(
      'ping',
      'backstopped',
      'a link that tells a look-up when it is followed (`ping`)',
      `const link = document.createElement('a'); link.href = '#'; link.ping = '${ADDRESS}'; link.textContent = 'Continue'; document.body.append(link); link.click()`,
    ),
    byScript(
      'prefetch',
      'backstopped',
      'a page that has the browser fetch a look-up ahead (`rel=prefetch`)',
      `const link = document.createElement('link'); link.rel = 'prefetch'; link.href = '${ADDRESS}'; document.head.append(link)`,
    ),
    byScript(
      'style',
      'backstopped',
      'a style with the address of a look-up for a picture',
      `document.body.style.backgroundImage = "url('${ADDRESS}')"`,
    ),
    byScript(
      'refresh',
      'backstopped',
      'a frame that goes on to a look-up by itself (`http-equiv=refresh`)',
      `const frame = document.createElement('iframe'); frame.srcdoc = '<meta http-equiv="refresh" content="0;url=' + location.origin + '${ADDRESS}">'; document.body.append(frame)`,
    ),
    byScript(
      'navigation',
      'stopped',
      'a script that goes to a look-up by `navigation.navigate`',
      `navigation.navigate('${ADDRESS}')`,
    ),
    byScript(
      'location',
      'stopped',
      'a script that goes to a look-up',
      `location.href = '${ADDRESS}'`,
    ),
    byScript(
      'borrowed-submit',
      'stopped',
      '`submit` borrowed from a frame that was made for it',
      `const form = document.createElement('form'); form.action = '${ADDRESS}'; const frame = document.createElement('iframe'); document.body.append(form, frame); frame.contentWindow.HTMLFormElement.prototype.submit.call(form)`,
    ),
    {
      id: 'named-after-save',
      trick: 'a page that looks the victim up a moment after "Save" was pressed',
      result: 'stopped',
      named: true,
      html: victim(
        `<button type="button" id="look" onclick="setTimeout(() => ${ASK}, 50)">Save</button>`,
      ),
      act: async (page) => {
        await page.waitForTimeout(LEARNT_MS);
        await press()(page);
      },
    },
    {
      id: 'named-shortcut',
      trick: 'a keyboard shortcut that the page does not announce',
      result: 'stopped',
      named: true,
      html: `${victim('<p>Details</p>')}${script(`addEventListener('keydown', ({ key }) => { if (key === 'F9') ${ASK}; })`)}`,
      act: async (page) => {
        await page.waitForTimeout(LEARNT_MS);
        await page.keyboard.press('F9');
      },
    },
    {
      id: 'named-by-address',
      trick: 'a look-up opened by its address, a bookmark or another system',
      result: 'backstopped',
      named: true,
      html: '<p>Details</p>',
      // Where it is stopped, the browser goes to another page than it was told.
      act: (page) =>
        page.goto(`${new URL(page.url()).origin}/look-up/named/named-by-address`).catch(() => null),
    },
  ],
};
