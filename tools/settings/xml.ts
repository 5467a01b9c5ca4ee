/** XML as text: elements in the order given, two spaces a level, a text alone on its line's element. */
import { foreignIn } from '../../core/policy/foreign-text.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly children: readonly XmlElement[] | string;
}

/** An attribute without a value is left out. */
export function element(
  name: string,
  attributes: XmlElement['attributes'] = {},
  children: XmlElement['children'] = [],
): XmlElement {
  return { name, attributes, children };
}

export function document(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${lines(root, '')}`;
}

function lines({ name, attributes, children }: XmlElement, indent: string): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  const open = `${indent}<${name}${given.join('')}`;
  if (children.length === 0) return `${open}/>\n`;
  if (typeof children === 'string') return `${open}>${escaped(children)}</${name}>\n`;
  const inner = children.map((child) => lines(child, `${indent}  `));
  return `${open}>\n${inner.join('')}${indent}</${name}>\n`;
}

/** As text of an element. @throws RangeError for a character that XML cannot hold */
export function escaped(text: string): string {
  const foreign = foreignIn(text);
  if (foreign !== null) throw new RangeError(`XML has no character ${foreign}`);
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(LINE_ENDS, (end) => `&#${end.codePointAt(0)};`);
}

/** As the value of an attribute, between double quotes; there a line break would become a space. */
export function attribute(text: string): string {
  return escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** Readers make a line feed of these: XML 1.0 of the first, XML 1.1 and some programs of the others. */
const LINE_ENDS = /[\r\u0085\u2028\u2029]/g;
