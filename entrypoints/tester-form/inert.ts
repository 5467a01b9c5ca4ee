/**
 * Makes a parsed form inert: nothing in it runs, is fetched or leads anywhere. What the guard reads
 * stays: names, texts, structure, and the addresses of links and forms, as text. The frame's content
 * security policy stands behind this, for what is not thought of here.
 */
import type { LeftOut } from '../../platform/form-frame.ts';

const SCRIPTS = 'script,noscript';
const FRAMES = 'iframe,frame,frameset,object,embed,applet,fencedframe,portal';
const FETCHES = 'link,base,meta[http-equiv],source,track';
/** Attributes whose address is fetched, pinged or run. */
const FETCHED =
  /^(?:src|srcset|imagesrcset|srcdoc|poster|background|data|codebase|archive|classid|ping|manifest|attributionsrc|longdesc|profile|lowsrc|dynsrc|usemap|http-equiv|nonce)$/;
const LINKS = 'a,area';
/** What the guard does not read of an address, and a browser might run. It forgives blanks within. */
const RUNS = /^(?:javascript|data|vbscript|blob|file):/i;

/**
 * @param page parsed without scripting; nothing of it may be in a live document yet
 * @returns what was left out
 */
export function makeInert(page: Document): LeftOut {
  return inertWithin(page);
}

function inertWithin(root: ParentNode): LeftOut {
  const drop = (selector: string): number => {
    const found = [...root.querySelectorAll(selector)];
    for (const element of found) Element.prototype.remove.call(element);
    return found.length;
  };
  const left = { scripts: drop(SCRIPTS), frames: drop(FRAMES), fetched: drop(FETCHES) };
  drop('meta');
  for (const style of root.querySelectorAll('style')) {
    const text = style.textContent ?? '';
    style.textContent = withoutAddresses(text);
    if (style.textContent !== text) left.fetched++;
  }
  for (const element of root.querySelectorAll('*')) {
    left.fetched += strip(element);
    if (!(element instanceof HTMLTemplateElement)) continue;
    // Not shown, unless it is the inner part of a component.
    const inner = inertWithin(element.content);
    left.scripts += inner.scripts;
    left.frames += inner.frames;
    left.fetched += inner.fetched;
  }
  return left;
}

// A form answers to the names of its own fields first, so the browser's own functions are called.
const { getAttributeNames, getAttribute, removeAttribute, setAttribute, matches } =
  Element.prototype;

/** @returns how many addresses it would have fetched */
function strip(element: Element): number {
  let fetched = 0;
  const isLink = matches.call(element, LINKS);
  for (const name of getAttributeNames.call(element)) {
    const plain = name.toLowerCase();
    const isFetched = FETCHED.test(plain);
    // Pictures and their like within SVG and MathML.
    const isForeignLink = /^(?:xlink:)?href$/.test(plain) && !isLink;
    if (isFetched) fetched++;
    // The page around the frame keeps the focus.
    const isOther = isForeignLink || plain === 'autofocus' || plain.startsWith('on');
    if (isFetched || isOther) removeAttribute.call(element, name);
  }
  const style = getAttribute.call(element, 'style');
  if (style !== null) setAttribute.call(element, 'style', withoutAddresses(style));
  for (const name of ['href', 'action', 'formaction']) {
    const address = getAttribute.call(element, name);
    if (address !== null && RUNS.test(address.replace(/[^!-~]+/g, '')))
      setAttribute.call(element, name, '#');
  }
  return fetched;
}

/** Pictures and fonts that a style names; what is written so that it is not found here is not fetched either. */
function withoutAddresses(style: string): string {
  return style.replace(/@import[^;]*;?/gi, '').replace(/url\(\s*(?!['"]?data:)[^)]*\)/gi, 'none');
}

/** Components that declare their inner part in the markup get it, open. */
export function attachRoots(root: ParentNode): void {
  for (const template of root.querySelectorAll('template')) {
    if (!template.hasAttribute('shadowrootmode')) continue;
    const host = template.parentElement;
    if (!host) continue;
    try {
      const inner = host.attachShadow({ mode: 'open' });
      inner.append(template.content);
      template.remove();
      attachRoots(inner);
    } catch {
      // NotSupportedError: an element that has none, or has one already.
    }
  }
}
