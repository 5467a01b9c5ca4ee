import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  type JsonFault,
  MAX_DEPTH,
  MAX_NAMES,
  MAX_PARTS,
  offsetOf,
  placesIn,
  plainValue,
  readJson,
} from '../../../core/policy/json-text.ts';

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

function faultIn(
  text: string,
): (JsonFault & { readonly line: number; readonly column: number }) | null {
  const reading = readJson(text);
  return reading.ok ? null : { ...reading.fault, ...placesIn(text)(reading.fault.at) };
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const anyKey = fc.string().filter((key) => !/^(?:__proto__|constructor|prototype)$/.test(key));
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('a strict reader of JSON', () => {
  it('reads whatever JSON there is as JSON.parse does', () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom(undefined, 1, 4, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const reading = readJson(text);
        expect(reading.ok && plainValue(reading.root)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('takes no text that JSON.parse refuses, and refuses none for another reason than its own rules', () => {
    const broken = fc
      .tuple(
        anyJson,
        fc.nat(),
        fc.constantFrom('', ',', '"', '{', ']', '0', '-', '\\', '\n', '\u0001', "'", '//'),
        fc.nat(3),
      )
      .map(([value, at, put, drop]) => {
        const text = JSON.stringify(value, null, 1);
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + drop);
      });
    fc.assert(
      fc.property(broken, (text) => {
        const fault = faultIn(text);
        const isOwnRule = /given twice|no policy may use/.test(fault?.what ?? '');
        expect(isOwnRule || (fault === null) === parses(text), text).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a key given twice', '{\n "a": 1,\n "a": 2}', 'a', 3, 2, /twice.*line 2, column 2/],
    ['a key given twice further in', '{"r":[{"w":{"x":1,\n"x":1}}]}', 'r[0].w.x', 2, 1, /twice/],
    ['the prototype', '{"a":{"__proto__":{"outcome":"allow"}}}', 'a.__proto__', 1, 7, /may use/],
    ['the prototype in disguise', '{"\\u005f_proto__":1}', '__proto__', 1, 2, /may use/],
    ['a constructor', '{"constructor":1}', 'constructor', 1, 2, /may use/],
    ['a file cut off in a list', '{"rules": [\n{"id": "a"},', 'rules[1]', 2, 13, /ends too early/],
    ['a file cut off in a text', '{"rules": [{"id": "vict', 'rules[0].id', 1, 19, /not closed/],
    ['a file cut off after a name', '{"a": 1, "b"', 'b', 1, 13, /ends too early.*line 1, column 1/],
    ['one bracket', '{', '', 1, 2, /ends too early/],
    ['nothing at all', ' \n', '', 2, 1, /empty/],
    ['a comma at the end', '{"a": [1,\n2,]}', 'a', 2, 2, /comma stands after/],
    ['a missing comma', '{"a": 1\n"b": 2}', '', 2, 1, /comma is missing/],
    ['a comment', '{"a": 1, // why\n"b": 2}', '', 1, 10, /comment/],
    ['single quotes', "{'a': 1}", '', 1, 2, /single quote/],
    ['a name without quotes', '{a: 1}', '', 1, 2, /name is missing/],
    ['a second object', '{}\n{}', '', 2, 1, /after the end/],
    ['a line break in a text', '{"a": "b\nc"}', 'a', 1, 9, /line break/],
    ['a path of Windows', '{"a": "C:\\Users"}', 'a', 1, 10, /backslash/],
    ['a number that begins with zero', '{"a": 01}', '', 1, 8, /comma is missing/],
    ['a word that JSON has not', '{"a": NaN}', 'a', 1, 7, /value is missing/],
  ])('refuses %s, and says where', (_, text, field, line, column, what) => {
    const fault = faultIn(text);
    expect(fault).toMatchObject({ field, line, column });
    expect(fault?.what).toMatch(what);
    expect(fault?.instead).not.toBe('');
  });

  it.each(['[', '{"a":'])(`refuses more than ${MAX_DEPTH} levels of %s, however many`, (open) => {
    for (const depth of [MAX_DEPTH + 1, 1_000_000])
      expect(faultIn(open.repeat(depth))?.what).toMatch(/nests deeper/);
  });

  it('refuses more names in one object and more parts in one list than any policy has', () => {
    const names = (count: number) =>
      `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join()}}`;
    const parts = (count: number) => `{"a":[${Array(count).fill(0).join()}]}`;
    expect(faultIn(names(MAX_NAMES))).toBeNull();
    expect(faultIn(names(150_000))?.what).toBe('holds more than 100 names');
    expect(faultIn(parts(MAX_PARTS))).toBeNull();
    expect(faultIn(parts(900_000))).toMatchObject({
      field: 'a',
      what: 'holds more than 1000 parts',
    });
  });

  it(`takes ${MAX_DEPTH} levels`, () => {
    expect(faultIn('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH))).toBeNull();
  });
});

describe('the place of a field', () => {
  const text = '{\n  "rules": [\n    { "id": "a",\n      "when": {} }\n  ]\n}';
  const reading = readJson(text);
  const placeOf = (path: readonly PropertyKey[], onName = false) => {
    if (!reading.ok) throw new Error(reading.fault.what);
    return placesIn(text)(offsetOf(reading.root, path, onName));
  };

  it('is where its value stands', () => {
    expect(placeOf(['rules', 0, 'id'])).toEqual({ line: 3, column: 13 });
  });

  it('is where its name stands, where the name is wrong', () => {
    expect(placeOf(['rules', 0, 'when'], true)).toEqual({ line: 4, column: 7 });
  });

  it('is the object that lacks it, where it is missing', () => {
    expect(placeOf(['rules', 0, 'outcome'])).toEqual({ line: 3, column: 5 });
    expect(placeOf(['rules', 4])).toEqual({ line: 2, column: 12 });
  });
});
