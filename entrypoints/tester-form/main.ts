/**
 * The frame in which the policy tester shows a form: inert, with the guard of this very build over
 * it. Holds no other code of ours, and imports nothing that speaks to the browser.
 */
import type { LeftOut } from '../../platform/form-frame.ts';
import { attachRoots, makeInert } from './inert.ts';
import { standIn } from './stand-in.ts';

/** The files that run in guarded pages, and not copies of them. */
const GUARD = '/content-scripts/guard.js';
const HAND = '/content-scripts/profile-picker.js';

const { head } = document;
const root = document.documentElement;

/** After the guard has let go: nothing leads anywhere. Registered first, so that it is heard. */
function stayHere(): void {
  const leads = (event: Event): boolean =>
    event.composedPath().some((at) => at instanceof Element && /^(?:a|area)$/.test(at.localName));
  for (const type of ['click', 'auxclick', 'contextmenu', 'dragstart'])
    addEventListener(type, (event) => {
      if (leads(event)) event.preventDefault();
    });
  addEventListener('submit', (event) => event.preventDefault());
}

function load(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = file;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${file} did not load`)));
    head.append(script);
  });
}

function put(page: Document): void {
  const lang = page.documentElement.getAttribute('lang');
  if (lang !== null) root.setAttribute('lang', lang);
  const [title] = page.getElementsByTagName('title');
  const [ours] = head.getElementsByTagName('title');
  if (ours) ours.textContent = title?.textContent ?? '';
  for (const style of page.querySelectorAll('head style')) head.append(document.adoptNode(style));
  const [body] = root.getElementsByTagName('body');
  const [theirs] = page.getElementsByTagName('body');
  if (theirs) body?.replaceWith(document.adoptNode(theirs));
  attachRoots(root);
}

let shown = false;

window.rightToReportForm = {
  async show({ html, place, reply, told, changed }): Promise<LeftOut> {
    if (shown) throw new Error('this frame holds a form already');
    shown = true;
    standIn({ reply, told, changed });
    stayHere();
    if (place !== '') history.replaceState(null, '', place);
    await load(GUARD);
    globalThis.rightToReportStart?.();
    await load(HAND);
    const page = new DOMParser().parseFromString(html, 'text/html');
    const left = makeInert(page);
    put(page);
    // One turn: what was asked of the stand-in at the start is answered.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return left;
  },
  read: () => globalThis.rightToReportPicker?.read() ?? null,
  point: (index) => globalThis.rightToReportPicker?.point(index),
};
