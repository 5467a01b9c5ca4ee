/** Many records as columns: what few different values are found in is said once, and then by number. */

export interface Coded<Value> {
  readonly terms: readonly Value[];
  /** For each record, which of the terms it has. */
  readonly codes: readonly number[];
}

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
  return { terms, codes };
}

/** @throws RangeError where there is no such record */
export function termAt<Value>({ terms, codes }: Coded<Value>, place: number): Value {
  return at(terms, at(codes, place));
}

/** @throws RangeError where there is no such record */
export function at<Value>(values: readonly Value[], place: number): Value {
  const value = values[place];
  if (value === undefined) throw new RangeError(`no value ${place} among ${values.length}`);
  return value;
}
