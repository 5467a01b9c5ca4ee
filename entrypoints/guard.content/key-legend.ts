/** Screens that name their function keys in a line of text: "F2 Save  F9 PNC check  F12 Exit". */
import { isElement, textOf, tidy } from './dom.ts';
import { closest, documentOf, parentElementOf, type Root } from './native.ts';

const KEY = /\b(F\d{1,2})\b/;
const NOT_READ = 'script,style,textarea,[contenteditable]';
/** Texts looked at for one press of such a key; officers do not press them fast. */
const MOST_TEXTS = 5_000;
/** A key in a box of its own has its words beside it. */
const WIDER = 2;
const LONGEST = 400;

export interface Legend {
  /** What the key does, in the page's words. */
  readonly text: string;
  readonly near: Element;
}

/** What the page says of a function key, where it is no control's. */
export function legendOf(key: string, roots: Iterable<Root>): Legend | null {
  if (!/^F\d{1,2}$/.test(key)) return null;
  for (const root of roots) {
    const page = isElement(root) ? documentOf(root) : (root.ownerDocument ?? document);
    const walker = page.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), left = MOST_TEXTS; node && left > 0; left--) {
      const near = node.nodeValue?.includes(key) ? node.parentElement : null;
      const text = near && !closest(near, NOT_READ) ? wordsOf(key, near, node.nodeValue) : '';
      if (near && text !== '') return { text, near };
      node = walker.nextNode();
    }
  }
  return null;
}

function wordsOf(key: string, near: Element, own: string | null): string {
  let text = tidy(own);
  let around: Element | null = near;
  for (let step = 0; step <= WIDER && around; step++) {
    const said = saidOf(key, text);
    if (said !== '') return said;
    around = step === 0 ? near : parentElementOf(around);
    text = around ? textOf(around) : '';
    if (text.length > LONGEST) return '';
  }
  return '';
}

/** What stands between a key and the next, else what stands before it: "PNC check (F9)". */
function saidOf(key: string, text: string): string {
  const parts = text.split(KEY);
  const at = parts.indexOf(key);
  if (at < 0) return '';
  return plain(parts[at + 1]) || plain(parts[at - 1]);
}

function plain(text: string | undefined): string {
  return (text ?? '').replace(/^[\s=:()[\]\u2013-]+|[\s=:()[\]\u2013-]+$/g, '');
}
