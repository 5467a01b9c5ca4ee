/**
 * No page can make the guard slow by what it says: every regular expression that meets the text of
 * a page takes time in proportion to it. All of them are found in the sources, looked at and tried.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const ROOMS = ['core', 'entrypoints/guard.content', 'platform'];

const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const LITERAL =
  /(?<=[=(,:!&|?[]\s*)\/((?![*/])(?:[^\\/\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/g;

interface Found {
  readonly file: string;
  readonly expression: RegExp;
}

function expressionsIn(room: string): readonly Found[] {
  return readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => {
      const source = readFileSync(path.join(ROOT, room, name), 'utf8').replace(COMMENTS, '');
      return [...source.matchAll(LITERAL)].map(([, body = '', flags = '']) => ({
        file: `${room}/${name}`,
        expression: new RegExp(body, flags),
      }));
    });
}

/** A repeated part that repeats something itself: the ways to match it may double with each letter. */
function repeatsRepeated({ source }: RegExp): boolean {
  const open: { repeats: boolean }[] = [];
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const letter = source[at];
    if (letter === '\\') at++;
    else if (inClass) inClass = letter !== ']';
    else if (letter === '[') inClass = true;
    else if (letter === '(') open.push({ repeats: false });
    else if (letter === ')') {
      const group = open.pop();
      const isRepeated = UNBOUNDED.test(source.slice(at + 1));
      if (group?.repeats && isRepeated) return true;
      const outer = open.at(-1);
      if (outer) outer.repeats ||= isRepeated || (group?.repeats ?? false);
    } else if (UNBOUNDED.test(source.slice(at)) && !(letter === '{' && source[at - 1] === '\\')) {
      const group = open.at(-1);
      if (group) group.repeats = true;
    }
  }
  return false;
}

const UNBOUNDED = /^(?:[*+]|\{\d+,\})/;

const LONG = 15_000;
const LETTERS = ['a', 'A', '1', ' ', '-', '/', '_', "'", '.', ',', '#', ':', 'é', '\u0301', '\n'];

/** Texts that go on matching and never end as the expression wants. */
function* texts({ source }: RegExp): Generator<(length: number) => string> {
  const literals = [...source.matchAll(/[a-z]{2,}/gi)].map(([word]) => word).slice(0, 6);
  const bodies = [...LETTERS, 'a ', 'A1-', 'aA', '1/', ' ,', ...literals.map((word) => `${word} `)];
  for (const body of bodies)
    for (const begin of ['', ...literals])
      yield (length) => `${begin}${body.repeat(length / body.length)}!`;
}

/** Milliseconds of this process, and not of the clock: another process may have had the rest. */
function time(expression: RegExp, text: string): number {
  let best = Number.POSITIVE_INFINITY;
  // The shorter of two: the other may have met the collection of garbage.
  for (let round = 0; round < 2; round++) {
    const started = process.cpuUsage();
    text.replace(expression, '');
    best = Math.min(best, process.cpuUsage(started).user / 1000);
    if (best < SLOW_MS) break;
  }
  return best;
}

/** Linear takes about a tenth of a millisecond, quadratic hundreds. */
const SLOW_MS = 40;

function isSlow(expression: RegExp): boolean {
  for (const text of texts(expression))
    for (const length of [LONG / 30, LONG])
      if (time(expression, text(length)) > SLOW_MS) return true;
  return false;
}

/** Names of policy files: what is repeated there begins with a dot or a dash that parts it. */
const PARTED: ReadonlySet<string> = new Set(['core/policy/shapes.ts']);

describe('the test', () => {
  it.each([/\s+$/, /\w+@/, /[a-z]+\d$/i, /'.*"/])('finds %s slow', (expression) => {
    expect(isSlow(expression)).toBe(true);
  });

  it.each([/(a+)+$/, /^(?:\w+\s?)*$/, /(?:[a-z]{2,})*x/])(
    'finds that %s repeats itself',
    (each) => {
      expect(repeatsRepeated(each)).toBe(true);
    },
  );

  it.each([/\s+/g, /\b[A-Z]{1,6}(?:-\d{1,8}){1,4}\b/g, /^(?:a|b)/, /[(+]+/])(
    'finds nothing wrong with %s',
    (expression) => {
      expect(isSlow(expression)).toBe(false);
    },
  );
});

describe('no text makes slow', () => {
  const found = ROOMS.flatMap(expressionsIn);

  it('any of the many expressions, which are all found', () => {
    expect(found.length).toBeGreaterThan(50);
  });

  it.each(found.map(({ file, expression }) => [file, expression] as const))(
    'what %s looks for: %s',
    (file, expression) => {
      expect(PARTED.has(file) || !repeatsRepeated(expression)).toBe(true);
      expect(isSlow(expression)).toBe(false);
    },
  );
});
