/** Many records as columns: what few different values are found in is said once, and then by number. */

export interface Coded<Value> {
  readonly terms: readonly Value[];
  /**
   * For each record, which of the terms it has: one character, or several where there are more than
   * `BASE` terms. A text is copied between pages and to the disk in a tenth of the time that an array of
   * numbers takes, and one without characters of two bytes in half of that.
   */
  readonly codes: string;
}

/** Quotation marks come before it: they would be written as two characters. */
const FIRST = 0x23;
/** So would this one, which is passed over. */
const BACKSLASH = 0x5c;
/** As many as there are characters of one byte from the first on. */
const BASE = 219;
/** Characters that are put together at once: each is an argument. */
const TOGETHER = 8_192;

export function coded<Of, Value>(
  records: readonly Of[],
  read: (record: Of) => Value,
  /** Values that are told apart by another text than themselves. */
  keyOf: (value: Value) => unknown = (value) => value,
): Coded<Value> {
  const terms: Value[] = [];
  const byKey = new Map<unknown, number>();
  const codes = records.map((record) => {
    const value = read(record);
    const key = keyOf(value);
    const known = byKey.get(key) ?? terms.push(value) - 1;
    byKey.set(key, known);
    return known;
  });
  const digits = digitsOf(terms.length);
  return {
    terms,
    codes: textOf(digits === 1 ? codes : codes.flatMap((code) => inDigits(code, digits))),
  };
}

/** Characters for one code. */
function digitsOf(terms: number): number {
  let digits = 1;
  for (let most = BASE; most < terms; most *= BASE) digits++;
  return digits;
}

function inDigits(code: number, digits: number): number[] {
  const found: number[] = [];
  for (let [rest, left] = [code, digits]; left > 0; left--) {
    found.unshift(rest % BASE);
    rest = Math.floor(rest / BASE);
  }
  return found;
}

function textOf(codes: readonly number[]): string {
  let text = '';
  for (let from = 0; from < codes.length; from += TOGETHER)
    text += String.fromCharCode(...codes.slice(from, from + TOGETHER).map(characterOf));
  return text;
}

function characterOf(code: number): number {
  const character = code + FIRST;
  return character < BACKSLASH ? character : character + 1;
}

function codeAt(codes: string, place: number): number {
  const character = codes.charCodeAt(place);
  return character < BACKSLASH ? character - FIRST : character - FIRST - 1;
}

/** @throws RangeError where there is no such record */
export function termAt<Value>({ terms, codes }: Coded<Value>, place: number): Value {
  if (terms.length <= BASE) return at(terms, codeAt(codes, place));
  const digits = digitsOf(terms.length);
  let code = 0;
  for (let digit = 0; digit < digits; digit++)
    code = code * BASE + codeAt(codes, place * digits + digit);
  return at(terms, code);
}

/** @throws RangeError where there is no such record */
export function at<Value>(values: readonly Value[], place: number): Value {
  const value = values[place];
  if (value === undefined) throw new RangeError(`no value ${place} among ${values.length}`);
  return value;
}

/** Texts without line breaks, one after the other; null, as nothing. Copied like `codes`, and for the same reason. */
export function joined(texts: readonly (string | null)[]): string {
  return texts.map((text) => text ?? '').join('\n');
}

/** @throws RangeError where there are more or fewer */
export function separate(text: string, count: number): readonly string[] {
  const texts = count === 0 && text === '' ? [] : text.split('\n');
  if (texts.length !== count) throw new RangeError(`${texts.length} texts in place of ${count}`);
  return texts;
}
