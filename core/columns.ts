/** Many records as columns: what few different values are found in is said once, and then by number. */

export interface Coded<Value> {
  readonly terms: readonly Value[];
  /**
   * For each record, which of the terms it has: one character of `FIRST` and more, or two where there are
   * more than `BASE` terms. A text is copied between pages and to the disk in a tenth of the time that an
   * array of numbers takes.
   */
  readonly codes: string;
}

/** Quotation marks come before it: they would be written as two characters. */
const FIRST = 0x23;
/** What follows are halves of characters, which not every copy keeps. */
const BASE = 50_000;
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
  if (terms.length <= BASE) return { terms, codes: textOf(codes) };
  return {
    terms,
    codes: textOf(codes.flatMap((code) => [Math.floor(code / BASE), code % BASE])),
  };
}

function textOf(codes: readonly number[]): string {
  let text = '';
  for (let from = 0; from < codes.length; from += TOGETHER)
    text += String.fromCharCode(...codes.slice(from, from + TOGETHER).map((code) => code + FIRST));
  return text;
}

/** @throws RangeError where there is no such record */
export function termAt<Value>({ terms, codes }: Coded<Value>, place: number): Value {
  if (terms.length <= BASE) return at(terms, codes.charCodeAt(place) - FIRST);
  const [high, low] = [codes.charCodeAt(2 * place), codes.charCodeAt(2 * place + 1)];
  return at(terms, (high - FIRST) * BASE + low - FIRST);
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
