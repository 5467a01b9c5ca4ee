/**
 * Reads JSON strictly and remembers where everything stands, so that whoever wrote a policy is
 * told the line and the field. `JSON.parse` keeps the last of two equal keys without a word, takes
 * `__proto__`, and says where it stopped only in some engines.
 */
import { fieldName } from './field-name.ts';

/** Deepest nesting of objects and arrays; policies need 7. */
export const MAX_DEPTH = 32;

/** Most names in one object and most parts in one list; policies need 15 and 500. */
export const MAX_NAMES = 100;
export const MAX_PARTS = 1_000;

/** Keys that reach an object's prototype in careless code. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export type JsonNode =
  | { readonly kind: 'object'; readonly at: number; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly at: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'value'; readonly at: number; readonly value: JsonScalar };

export type JsonScalar = string | number | boolean | null;

export interface JsonMember {
  readonly key: string;
  readonly keyAt: number;
  readonly value: JsonNode;
}

/** What is wrong with a text that is not strict JSON. `at` is an offset in the text. */
export interface JsonFault {
  readonly at: number;
  readonly field: string;
  readonly what: string;
  readonly instead: string;
}

export type JsonReading =
  | { readonly ok: true; readonly root: JsonNode }
  | { readonly ok: false; readonly fault: JsonFault };

/** Thrown while reading and caught by `readJson`; nobody else sees it. */
class Fault extends Error {
  readonly fault: JsonFault;

  constructor(fault: JsonFault) {
    super(fault.what);
    this.fault = fault;
  }
}

/** @param text already decoded; untrusted */
export function readJson(text: string): JsonReading {
  try {
    return { ok: true, root: new Reader(text).whole() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

const WHITE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Everything up to the next quote, backslash or control character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in a string.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class Reader {
  readonly #text: string;
  readonly #path: (string | number)[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): JsonNode {
    const root = this.#value();
    this.#skip();
    if (this.#at < this.#text.length)
      this.#fail(
        'something stands after the end of the policy',
        'keep one object and nothing else',
      );
    return root;
  }

  #value(): JsonNode {
    this.#skip();
    const at = this.#at;
    const first = this.#text[at];
    if (first === '{' || first === '[') {
      if (this.#path.length >= MAX_DEPTH)
        this.#fail(`nests deeper than ${MAX_DEPTH} levels`, 'a policy needs 7 levels at most');
      return first === '{' ? this.#object() : this.#array();
    }
    if (first === '"') return { kind: 'value', at, value: this.#string() };
    for (const [word, value] of WORDS)
      if (this.#text.startsWith(word, at)) {
        this.#at += word.length;
        return { kind: 'value', at, value };
      }
    const number = this.#match(NUMBER);
    if (number !== '') return { kind: 'value', at, value: Number(number) };
    return this.#fail(...this.#strange('a value is missing', 'write a value in double quotes'));
  }

  #object(): JsonNode {
    const at = this.#at;
    this.#at += 1;
    const members: JsonMember[] = [];
    const places = new Map<string, number>();
    if (this.#takes('}')) return { kind: 'object', at, members };
    for (;;) {
      this.#skip();
      const keyAt = this.#at;
      if (this.#text[keyAt] !== '"')
        this.#fail(...this.#strange('a name is missing', 'write the name in double quotes', at));
      const key = this.#string();
      if (members.length >= MAX_NAMES)
        this.#fail(`holds more than ${MAX_NAMES} names`, 'no policy needs as many', keyAt);
      this.#path.push(key);
      this.#refuse(key, keyAt, places);
      places.set(key, keyAt);
      if (!this.#takes(':'))
        this.#fail(...this.#strange('a colon is missing', 'write a colon after the name', at));
      members.push({ key, keyAt, value: this.#value() });
      this.#path.pop();
      if (this.#takes('}')) return { kind: 'object', at, members };
      this.#comma('}', at);
    }
  }

  #array(): JsonNode {
    const at = this.#at;
    this.#at += 1;
    const items: JsonNode[] = [];
    if (this.#takes(']')) return { kind: 'array', at, items };
    for (;;) {
      if (items.length >= MAX_PARTS)
        this.#fail(`holds more than ${MAX_PARTS} parts`, 'a policy needs 500 at most');
      this.#path.push(items.length);
      items.push(this.#value());
      this.#path.pop();
      if (this.#takes(']')) return { kind: 'array', at, items };
      this.#comma(']', at);
    }
  }

  #refuse(key: string, keyAt: number, places: ReadonlyMap<string, number>): void {
    if (PROTOTYPE_KEYS.has(key))
      this.#fail('is a name that no policy may use', 'take it out', keyAt);
    const before = places.get(key);
    if (before === undefined) return;
    const { line, column } = placesIn(this.#text)(before);
    const where = `is given twice; the first stands at line ${line}, column ${column}`;
    this.#fail(where, 'keep one of the two', keyAt);
  }

  #string(): string {
    const from = this.#at;
    this.#at += 1;
    for (;;) {
      this.#match(PLAIN);
      const next = this.#text[this.#at];
      if (next === '"') break;
      if (next === undefined)
        this.#fail('a text is not closed', 'write the closing double quote', from);
      if (next !== '\\')
        this.#fail(
          'a text holds a line break or another control character',
          next === '\n' || next === '\r' ? 'close the text on its line' : 'take the character out',
        );
      if (this.#match(ESCAPE) === '')
        this.#fail('a backslash begins nothing that JSON knows', 'write two backslashes for one');
    }
    this.#at += 1;
    return JSON.parse(this.#text.slice(from, this.#at));
  }

  #comma(close: string, openedAt: number): void {
    const at = this.#at;
    if (!this.#takes(','))
      this.#fail(
        ...this.#strange('a comma is missing', `write a comma, or "${close}" at the end`, openedAt),
      );
    const comma = this.#text.indexOf(',', at);
    this.#skip();
    if (this.#text[this.#at] === close)
      this.#fail('a comma stands after the last part', 'take the comma away', comma);
  }

  /** What to say of a character that does not belong here. */
  #strange(what: string, instead: string, openedAt?: number): [what: string, instead: string] {
    const next = this.#text[this.#at];
    if (next === undefined) {
      const { line, column } = placesIn(this.#text)(openedAt ?? 0);
      const opened = openedAt !== undefined || this.#path.length > 0;
      return [
        opened
          ? `ends too early; what opens at line ${line}, column ${column} is not closed`
          : 'is empty',
        opened ? 'deliver the whole file' : 'write at least {}',
      ];
    }
    if (next === '/') return ['a comment stands here', 'JSON has no comments: take it out'];
    if (next === "'") return ['a single quote stands here', 'write double quotes'];
    return [what, instead];
  }

  #skip(): void {
    this.#match(WHITE);
  }

  #takes(mark: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #fail(what: string, instead: string, at = this.#at): never {
    throw new Fault({ at, field: fieldName(this.#path, ''), what, instead });
  }
}

/** The plain value of a node, for a schema to check. */
export function plainValue(node: JsonNode): unknown {
  if (node.kind === 'value') return node.value;
  if (node.kind === 'array') return node.items.map(plainValue);
  return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value)]));
}

/**
 * Where a field's value stands; of a field that is missing, the object that lacks it.
 *
 * @param onName where the name of the last field stands instead of its value
 */
export function offsetOf(root: JsonNode, path: readonly PropertyKey[], onName = false): number {
  let node = root;
  for (const [index, part] of path.entries()) {
    if (node.kind === 'value') break;
    const member = node.kind === 'object' ? node.members.find(({ key }) => key === part) : null;
    if (member && onName && index === path.length - 1) return member.keyAt;
    const next = node.kind === 'array' ? node.items[Number(part)] : member?.value;
    if (!next) break;
    node = next;
  }
  return node.at;
}

/** 1-based; a column counts UTF-16 units, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export function placesIn(text: string): (at: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}
