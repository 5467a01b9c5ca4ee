/** Selectors for an element that are likely to hold on the next record and after the next release. */

import type { Suggestion } from '../../core/sites/picked.ts';
import { INTO_SHADOW } from '../../core/sites/profile.ts';

const MOST = 5;
/** Names that frameworks make up anew, and numbers of records. */
const MADE_UP =
  /\d{3}|^\d|^[:_]|^(?:ember|react|radix|headlessui|mui|mat|cdk|ext|el-id|input-v|aria|ng|v|yui|isc)[-_:]|[0-9a-f]{8}/i;
const LONGEST = 60;
const TEST_NAMES = [
  'data-testid',
  'data-test',
  'data-qa',
  'data-field',
  'data-name',
  'formcontrolname',
];
const STATES = /^(?:active|open|show|hidden|selected|focus|hover|disabled|ng-|is-|has-|css-|sc-)/;

function isLasting(name: string | null): name is string {
  return name !== null && name !== '' && name.length <= LONGEST && !MADE_UP.test(name);
}

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;

/*
 * A form answers to the names of its own fields first: with a field called "id" in it, `form.id` is
 * that field. So the browser's own functions are called.
 */
const { getAttribute, matches } = Element.prototype;
const { getRootNode } = Node.prototype;

function getter<Owner, Value>(owner: object, name: string): (of: Owner) => Value {
  const get = Object.getOwnPropertyDescriptor(owner, name)?.get;
  // Every browser that the guard is built for has these.
  if (!get) throw new TypeError(`no ${name}`);
  return (of) => get.call(of);
}

const parentOf = getter<Node, Element | null>(Node.prototype, 'parentElement');
const tagOf = getter<Element, string>(Element.prototype, 'localName');
const childrenOf = getter<Element, HTMLCollection>(Element.prototype, 'children');
const classesOf = getter<Element, DOMTokenList>(Element.prototype, 'classList');

function attribute(element: Element, name: string): string | null {
  return getAttribute.call(element, name);
}

/** Whether an element of this root is meant, or one in a shadow root within it. */
function scopeOf(element: Element): ParentNode {
  const root = getRootNode.call(element);
  return root instanceof ShadowRoot || root instanceof Document ? root : document;
}

function hostOf(element: Element): Element | null {
  const root = getRootNode.call(element);
  return root instanceof ShadowRoot ? root.host : null;
}

/** The most lasting first; each finds the element. */
export function suggestionsFor(element: Element): readonly Suggestion[] {
  const scope = scopeOf(element);
  const host = hostOf(element);
  const before = host ? `${suggestionsFor(host)[0]?.selector ?? tagOf(host)}${INTO_SHADOW}` : '';
  const found = new Map<string, number>();
  for (const selector of candidates(element)) {
    const count = countOf(scope, selector, element);
    if (count > 0 && !found.has(selector)) found.set(selector, count);
    if (found.size === MOST) break;
  }
  return [...found].map(([selector, count]) => ({ selector: before + selector, count }));
}

function countOf(scope: ParentNode, selector: string, element: Element): number {
  const all = [...scope.querySelectorAll(selector)];
  return all.includes(element) ? all.length : 0;
}

function* candidates(element: Element): Generator<string> {
  yield* ownNames(element);
  yield* byClass(element);
  yield* within(element);
}

function* ownNames(element: Element): Generator<string> {
  const id = attribute(element, 'id') ?? '';
  const tag = tagOf(element);
  if (isLasting(id)) yield `#${CSS.escape(id)}`;
  yield* aroundNumber(id);
  const name = attribute(element, 'name');
  if (isLasting(name)) yield `${tag}[name=${quoted(name)}]`;
  for (const test of TEST_NAMES) {
    const value = attribute(element, test);
    if (isLasting(value)) yield `[${test}=${quoted(value)}]`;
  }
  const href = attribute(element, 'href');
  const path = href && /^(\/[^?#\d]*)/.exec(href)?.[1];
  if (path && path.length > 1) yield `${tag}[href^=${quoted(path)}]`;
}

/** "person-3-status": the number is that of the row. */
function* aroundNumber(id: string): Generator<string> {
  const [, start = '', end = ''] = /^(\D{2,})\d+(\D{2,})$/.exec(id) ?? [];
  if (start && end) yield `[id^=${quoted(start)}][id$=${quoted(end)}]`;
}

function* byClass(element: Element): Generator<string> {
  const classes = [...classesOf(element)].filter((name) => isLasting(name) && !STATES.test(name));
  if (classes.length > 0)
    yield `${tagOf(element)}.${classes
      .slice(0, 3)
      .map((name) => CSS.escape(name))
      .join('.')}`;
}

/** By its place within the nearest part that has a lasting name. */
function* within(element: Element): Generator<string> {
  const steps: string[] = [];
  for (let at: Element | null = element; at; at = parentOf(at)) {
    steps.unshift(stepTo(at));
    const around: Element | null = parentOf(at);
    if (!around) break;
    const [name] = [...ownNames(around)];
    if (name) {
      yield `${name} > ${steps.join(' > ')}`;
      break;
    }
  }
  yield steps.join(' > ');
}

function stepTo(element: Element): string {
  let index = 1;
  let others = 0;
  const parent = parentOf(element);
  for (const sibling of parent ? childrenOf(parent) : []) {
    if (sibling === element) index = others + 1;
    if (tagOf(sibling) === tagOf(element)) others++;
  }
  const name = CSS.escape(tagOf(element));
  return others > 1 ? `${name}:nth-of-type(${index})` : name;
}

const PARTS =
  'fieldset,section,form,article,li,tr,details,dialog,[role=group],[role=region],[role=row],[role=tabpanel],[class*=card],[class*=panel],[class*=person],[class*=party]';

/** Parts of the page around an element, the innermost first, by selectors that find all their like. */
export function blocksAround(element: Element): readonly Suggestion[] {
  const blocks: Suggestion[] = [];
  for (let at = parentOf(element); at && blocks.length < MOST; at = parentOf(at)) {
    if (!matches.call(at, PARTS)) continue;
    // What is named alike for every person comes before what names this one.
    const [best] = [...suggestionsFor(at)].sort((one, other) => other.count - one.count);
    if (best) blocks.push(best);
  }
  return blocks;
}
