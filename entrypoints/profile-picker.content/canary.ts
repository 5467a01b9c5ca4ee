/**
 * A canary form from the page that a profile was made on: the elements that its selectors find, in
 * their places, and nothing that the page says. Attributes are those that the selectors name, texts
 * are the profile's own words; shadow roots are declared in the markup.
 */
import type { SiteProfile } from '../../core/sites/profile.ts';
import { INTO_SHADOW, neededSelectors } from '../../core/sites/profile.ts';

const REFERENCE = 'AB/000000/26';
const OFFICER = 'AB-0000';
const VOID = new Set(['input', 'img', 'br', 'hr', 'area']);

type RootOf = (element: Element) => ShadowRoot | null;

/** @param rootOf shadow roots, open and closed */
export function canaryOf(page: Document, profile: SiteProfile, rootOf: RootOf): string {
  const skeleton = new Skeleton(attributesOf(profile), rootOf);
  const first = (selector: string, within: ParentNode = page): Element | undefined =>
    find(within, selector, rootOf)[0];
  for (const { selector, block } of neededSelectors(profile)) {
    const part = block === null ? page : first(block);
    const element = part && first(selector, part);
    if (element) skeleton.keep(element);
  }
  const say = (selector: string | undefined, text: string, block?: string): void => {
    const part = block === undefined ? page : first(block);
    const element = selector && part ? first(selector, part) : undefined;
    if (element) skeleton.say(element, text);
  };
  say(profile.reference?.selector, REFERENCE);
  say(profile.officer?.selector, OFFICER);
  for (const { says, block, words = [] } of profile.roles ?? [])
    say(says, words[0]?.text ?? 'Victim', block);
  for (const { selector, words = [] } of profile.offences ?? [])
    say(selector, words[0]?.text ?? 'Theft');
  for (const [index, { selector }] of (profile.controls ?? []).entries())
    say(selector, `Control ${index + 1}`);
  const title = `Canary of ${profile.id}`;
  const note = `<!-- ${title}: made from the profile and the places of its marks. No text of a record. -->`;
  return `<!doctype html>\n${note}\n<html lang="en">\n<head><meta charset="utf-8"><title>Canary</title></head>\n${skeleton.markup(page.body)}\n</html>\n`;
}

/** Attributes that the selectors look at. */
function attributesOf(profile: SiteProfile): ReadonlySet<string> {
  const selectors = JSON.stringify(profile);
  const named = [...selectors.matchAll(/\[([\w-]+)/g)].map(([, name = '']) => name);
  return new Set(['id', 'class', 'name', 'type', 'role', 'for', ...named]);
}

function find(within: ParentNode, selector: string, rootOf: RootOf): readonly Element[] {
  const [start = '', ...inner] = selector.split(INTO_SHADOW);
  let found: readonly Element[] = [...within.querySelectorAll(start)];
  for (const part of inner)
    found = found.flatMap((host) => [...(rootOf(host)?.querySelectorAll(part) ?? [])]);
  return found;
}

class Skeleton {
  readonly #attributes: ReadonlySet<string>;
  readonly #rootOf: RootOf;
  readonly #kept = new Set<Element>();
  readonly #texts = new Map<Element, string>();

  constructor(attributes: ReadonlySet<string>, rootOf: RootOf) {
    this.#attributes = attributes;
    this.#rootOf = rootOf;
  }

  /** The element and all that it stands in. */
  keep(element: Element): void {
    for (let at: Element | null = element; at; at = around(at)) this.#kept.add(at);
  }

  say(element: Element, text: string): void {
    this.keep(element);
    this.#texts.set(element, text);
  }

  markup(element: Element): string {
    const { localName } = element;
    const tag = `<${localName}${this.#attributesOf(element)}>`;
    if (VOID.has(localName)) return tag;
    const root = this.#rootOf(element);
    const inner = root && this.#children(root);
    const shadow = inner ? `<template shadowrootmode="open">${inner}</template>` : '';
    return `${tag}${shadow}${this.#text(element)}${this.#children(element)}</${localName}>`;
  }

  /** Those that are kept, and before each its siblings as empty elements: places are counted. */
  #children(parent: ParentNode): string {
    const children = [...parent.children];
    const last = children.findLastIndex((child) => this.#kept.has(child));
    return children
      .slice(0, last + 1)
      .map((child) => (this.#kept.has(child) ? this.markup(child) : emptied(child)))
      .join('');
  }

  #attributesOf(element: Element): string {
    const text = this.#texts.get(element);
    const value = element.localName === 'input' && text ? ` value="${escaped(text)}"` : '';
    return [...element.attributes]
      .filter(({ name }) => this.#attributes.has(name) && name !== 'value')
      .map(({ name, value: own }) => ` ${name}="${escaped(own)}"`)
      .concat(value)
      .join('');
  }

  #text(element: Element): string {
    const text = escaped(this.#texts.get(element) ?? '');
    return text && element.localName === 'select' ? `<option>${text}</option>` : text;
  }
}

function around(element: Element): Element | null {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

function emptied({ localName }: Element): string {
  return /^(?:script|style|link|template|noscript)$/.test(localName) || VOID.has(localName)
    ? ''
    : `<${localName}></${localName}>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
