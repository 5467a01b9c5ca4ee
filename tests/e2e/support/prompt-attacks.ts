/** A page that works against the prompt that lies over it, and what it can try. */
import type { Page } from 'playwright';
import type { Policing } from './policing.ts';
import { Prompt } from './prompt.ts';

/** Keeps what it hears of keys and text, and does its look-up only when it hears a press. */
export const ATTACKING_PAGE = `
<style>#cover,#picture,#modal{position:fixed;inset:0;width:100%;height:100%;max-width:none;max-height:none;margin:0;border:0;background:#fff;color:#000}
#picture{pointer-events:none}</style>
<form action="/saved"><fieldset><legend>Victim</legend>
  <label>Given names <input id="given" name="given"></label>
  <button type="button" id="look-up">Check immigration status</button>
</fieldset><button id="save">Save report</button></form>
<div id="cover" popover="manual">Press where you like</div>
<div id="picture" popover="manual">Press where you like</div>
<dialog id="modal">Stay signed in?</dialog>
<div id="corner" style="display:none"></div>
<iframe id="frame" srcdoc="<p>Notes</p>" style="width:100px;height:60px"></iframe>
<script>
document.getElementById('look-up').addEventListener('click', () => fetch('/look-up/status', { method: 'POST' }));
const heard = [];
for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'copy', 'cut', 'change'])
  for (const place of [window, document, document.documentElement])
    place.addEventListener(type, (event) => heard.push(type + ' ' + (event.key ?? event.data ?? '')), true);
/** The element of the prompt, as far as a page can have it. */
const theirs = () => [...document.querySelectorAll('html > div, body > div')].filter(({ id }) => id === '').at(-1);
</script>`;

/** Each is a script of the page, run while the prompt asks. Afterwards the officer must see it. */
export const HIDING: readonly (readonly [name: string, script: string])[] = [
  ['writes "display: none" over its style', `theirs().style.cssText = 'display:none!important'`],
  ['makes it transparent by its style', `theirs().style.setProperty('opacity', '0', 'important')`],
  [
    'moves it off the screen',
    `theirs().style.cssText += ';transform:translateX(-9999px)!important;filter:opacity(0)!important'`,
  ],
  [
    'hides it by attributes',
    `theirs().hidden = true; theirs().inert = true; theirs().setAttribute('aria-hidden', 'true'); theirs().popover = 'manual'; theirs().className = 'x'`,
  ],
  [
    'hides it by rules of its own',
    `document.head.insertAdjacentHTML('beforeend', '<style>html > div { display: none !important; animation: gone 1s both !important } @keyframes gone { to, from { opacity: 0; display: none; transform: scale(0) } }</style>')`,
  ],
  [
    'animates it away',
    `theirs().animate([{ opacity: 0, transform: 'scale(0)', visibility: 'hidden' }], { duration: 1, fill: 'forwards' })`,
  ],
  ['makes the whole page inert', `document.documentElement.inert = true`],
  ['shrinks the whole page', `document.documentElement.style.zoom = '0.02'`],
  [
    'makes the whole page invisible',
    `document.documentElement.style.cssText = 'visibility:hidden;opacity:0;filter:opacity(0);clip-path:inset(50%);transform:scale(0)'`,
  ],
  ['lays a popover over it', `document.getElementById('cover').showPopover()`],
  [
    'lays a picture over it that lets presses through',
    `document.getElementById('picture').showPopover()`,
  ],
  ['lays a dialog over it', `document.getElementById('modal').showModal()`],
  ['puts an element on the whole screen', `document.getElementById('cover').requestFullscreen()`],
  ['moves it to the end of the page again', `document.documentElement.append(theirs())`],
  ['moves it into a part that is not shown', `document.getElementById('corner').append(theirs())`],
  [
    'moves it into another document',
    `document.getElementById('frame').contentDocument.body.append(theirs())`,
  ],
  [
    'takes the root of the document away',
    `(() => { const root = document.documentElement; root.remove(); setTimeout(() => document.append(root), 50); })()`,
  ],
  [
    'covers it by a view transition',
    `(() => { document.head.insertAdjacentHTML('beforeend', '<style>::view-transition{background:#fff;pointer-events:none}::view-transition-group(*){animation-duration:60s}::view-transition-old(root),::view-transition-new(root){animation:none;opacity:0}</style>'); document.startViewTransition(() => {}); })()`,
  ],
  [
    'scrolls it away',
    `(() => { document.body.style.height = '9000px'; scrollTo(0, 5000); theirs().scrollIntoView(); theirs().scrollTop = 900; })()`,
  ],
  [
    'makes all of itself editable',
    `(() => { document.designMode = 'on'; theirs().contentEditable = 'true'; })()`,
  ],
];

/** The page shows another page, whose prompt it can hide, move or lay its own under. */
export const OUTER_PAGE = `
<style>body{margin:0}#bait{position:fixed;inset:0}iframe{position:fixed;inset:0;width:1280px;height:900px;border:0}</style>
<div id="bait">Press anywhere to go on</div>
<iframe src="/record"></iframe>`;

export interface Asked {
  readonly page: Page;
  readonly prompt: Prompt;
}

/** Such a page, with the prompt on it that its look-up brings up. */
export async function askedOn(police: Policing, host: string): Promise<Asked> {
  const page = await police.open('/record', host);
  const prompt = await Prompt.of(page);
  await page.click('#look-up');
  await prompt.opened();
  return { page, prompt };
}
