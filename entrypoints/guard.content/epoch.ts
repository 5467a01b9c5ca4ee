/**
 * Answers about the page that hold until the page changes (`changes.ts` says when). Most hold
 * until anything changes; titles hold longer, for most changes touch none.
 */
const now = { page: 0, titles: 0 };

/** Something on the page changed. */
export function newEpoch(): void {
  now.page++;
}

/** Headings, tabs, forms or dialogs may have changed, and so may everything else. */
export function newTitles(): void {
  now.page++;
  now.titles++;
}

export function currentEpoch(): number {
  return now.page;
}

export function currentTitles(): number {
  return now.titles;
}

function memo<K extends object, V>(kind: keyof typeof now, compute: (key: K) => V): (key: K) => V {
  const answers = new WeakMap<K, { epoch: number; value: V }>();
  return (key) => {
    const known = answers.get(key);
    if (known && known.epoch === now[kind]) return known.value;
    const value = compute(key);
    answers.set(key, { epoch: now[kind], value });
    return value;
  };
}

/** A function of one object, remembered per object until the page changes. */
export function remembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  return memo('page', compute);
}

/** The same, remembered until headings, tabs, forms or dialogs change. */
export function rememberedTitle<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  return memo('titles', compute);
}
