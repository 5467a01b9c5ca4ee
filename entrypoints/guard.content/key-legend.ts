/** Screens that name their function keys in a line of text: "F2 Save  F9 PNC check  F12 Exit". */
import { concernsUs } from './concern.ts';
import { textOf, tidy } from './dom.ts';
import { closest, parentElementOf, type Root, thePage } from './native.ts';

const KEY = /\b(F\d{1,2})\b/;
const NOT_READ = 'script,style,textarea,[contenteditable]';
/** Texts looked at for one press of such a key; officers do not press them fast. */
const MOST_TEXTS = 5_000;
/** A key in a box of its own has its words beside it. */
const WIDER = 2;
const LONGEST = 400;

export interface Legend {
  readonly near: Element;
  /** What the key does, in the page's words; asked again before it is let go. */
  read(): string;
}

/** Where the page says of a function key that it does something of concern, and is no control. */
export function legendOf(event: KeyboardEvent, roots: Iterable<Root>): Legend | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (!/^F\d{1,2}$/.test(key) || altKey || ctrlKey || metaKey || shiftKey) return null;
  let left = MOST_TEXTS;
  for (const root of roots) {
    const walker = thePage.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && left > 0; node = walker.nextNode(), left--) {
      const near = node.nodeValue?.includes(key) ? node.parentElement : null;
      if (!near || closest(near, NOT_READ)) continue;
      const text = node;
      const read = (): string => wordsOf(key, near, text.nodeValue);
      if (concernsUs([{ source: 'value', text: read() }])) return { near, read };
    }
  }
  return null;
}

function wordsOf(key: string, near: Element, own: string | null): string {
  let text = tidy(own);
  let around: Element | null = near;
  for (let step = 0; step <= WIDER && around; step++) {
    if (text.length > LONGEST) return '';
    const said = saidOf(key, text);
    if (said !== '') return said;
    around = step === 0 ? near : parentElementOf(around);
    text = around ? textOf(around) : '';
  }
  return '';
}

/** What stands behind a key, up to the next; before it where a line ends with a key: "PNC check (F9)". */
function saidOf(key: string, text: string): string {
  const parts = text.split(KEY);
  const at = parts.indexOf(key);
  if (at < 0) return '';
  const [before = '', behind = ''] = [parts[at - 1], parts[at + 1]];
  const isFirst = !WORD.test(parts[0] ?? '');
  const isBracketed = !isFirst && /[([]\s*$/.test(before);
  // What a bracket or the end of a line of keys closes stands before it, and behind the key before.
  const isBefore = isBracketed || (!isFirst && !WORD.test(parts.at(-1) ?? ''));
  return plain(isBefore ? before : behind);
}

const WORD = /\p{L}/u;
const EDGES = new Set(' \t\n\u00a0=:;,.|/()[]<>\u2013\u2014\u2022-');

function plain(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && EDGES.has(text[from] ?? '')) from++;
  while (to > from && EDGES.has(text[to - 1] ?? '')) to--;
  return text.slice(from, to);
}
