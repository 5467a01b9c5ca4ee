/**
 * Answers about the page that hold until the page changes. The watcher starts a new epoch on each
 * change; an answer of an older epoch is not used.
 */
let epoch = 0;

export function newEpoch(): void {
  epoch++;
}

/** A function of one object, remembered per object until the page changes. */
export function remembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const answers = new WeakMap<K, { readonly epoch: number; readonly value: V }>();
  return (key) => {
    const known = answers.get(key);
    if (known && known.epoch === epoch) return known.value;
    const value = compute(key);
    answers.set(key, { epoch, value });
    return value;
  };
}
