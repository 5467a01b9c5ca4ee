/**
 * Free text as a reader takes it: digits of any script and in words as figures, look-alike letters
 * as what they look like, nothing invisible. Each character keeps its place in what was typed, so
 * that what is found can be shown.
 */
import { undisguised } from '../forms/text.ts';

export interface Folded {
  readonly text: string;
  /** For each character: where it begins in what was typed, and where it ends. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const UNSEEN = /[\p{Cf}\p{M}]/u;
const FIGURE = /\p{Nd}/u;
const ANY_FIGURE = /(?![0-9])\p{Nd}/u;

/** By value: English, Welsh, and what is said over a radio. */
const SMALL =
  'zero oh nought dim sero|one un|two dau dwy|three tri tair|four pedwar|five pump|six chwech|seven saith|eight wyth|nine naw|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = '0|0|twen|thir|for|fif|six|seven|eigh|nine';

const valuesOf = (rows: string): ReadonlyMap<string, string> =>
  new Map(
    rows
      .split('|')
      .flatMap((names, value) =>
        names.split(' ').map((name): [string, string] => [name, `${value}`]),
      ),
  );
const small = valuesOf(SMALL);
const tens = valuesOf(TENS);

const WORD =
  /(?<!\p{L})(?:(twen|thir|for|fif|six|seven|eigh|nine)ty(?:[ -](one|two|three|four|five|six|seven|eight|nine))?|(double|treble|triple)[ -](\p{L}{2,5}|\d)|\p{L}{2,9})(?!\p{L})/giu;
const HUNDRED = /(?<=\d) hundred(?: and)?/gi;
/** The letter O for a nought. */
const NOUGHT = /(?<![\p{L}\d])O?\d[\dO]*(?![\p{L}\d])|(?<![\p{L}\d])O(?=\d)/giu;
/** One character at a time, as somebody spells. */
const SPELLED = /(?<![\p{L}\d])[\p{L}\d](?:[ -][\p{L}\d]){4,30}(?![\p{L}\d])/gu;

export function folded(typed: string): Folded {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const letter of typed) {
    const plain = UNSEEN.test(letter) ? '' : inScript(letter.normalize('NFKC'));
    text += plain;
    for (const _unit of plain.split('')) {
      from.push(at);
      to.push(at + letter.length);
    }
    at += letter.length;
  }
  const figures = replaced({ text: undisguised(text), from, to }, WORD, inFigures);
  const hundreds = replaced(figures, HUNDRED, () => '00');
  const noughts = replaced(hundreds, NOUGHT, (found) => found.replace(/o/gi, '0'));
  return replaced(noughts, SPELLED, (found) => found.replace(/[ -]/g, ''));
}

/** Figures of other scripts stand in rows of ten, nought first. */
function inScript(text: string): string {
  if (!ANY_FIGURE.test(text)) return text;
  const code = text.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && FIGURE.test(String.fromCodePoint(code - value - 1))) value++;
  return `${value}`;
}

function inFigures(found: string, ...[ten, unit, times, digit]: readonly string[]): string {
  const value = (word = ''): string | undefined => small.get(word.toLowerCase());
  if (ten) return `${tens.get(ten.toLowerCase())}${value(unit) ?? 0}`;
  if (times && digit) {
    const figure = value(digit) ?? digit;
    return /^\d$/.test(figure) ? figure.repeat(/^d/i.test(times) ? 2 : 3) : found;
  }
  return value(found) ?? found;
}

function replaced(
  { text, from, to }: Folded,
  pattern: RegExp,
  by: (found: string, ...groups: readonly string[]) => string,
): Folded {
  let out = '';
  const begins: number[] = [];
  const ends: number[] = [];
  const keep = (first: number, last: number): void => {
    out += text.slice(first, last);
    begins.push(...from.slice(first, last));
    ends.push(...to.slice(first, last));
  };
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    const [found, ...groups] = match;
    const last = match.index + found.length;
    const other = by(found, ...groups);
    if (other === found) continue;
    keep(done, match.index);
    out += other;
    for (const _unit of other.split('')) {
      begins.push(from[match.index] ?? 0);
      ends.push(to[last - 1] ?? 0);
    }
    done = last;
  }
  keep(done, text.length);
  return { text: out, from: begins, to: ends };
}
