/**
 * Answers about the page that hold until the page changes (`changes.ts` says when). Most hold
 * until anything changes; others longer, for most changes touch no title, and many no element.
 */
import { addressOf, thePage } from './native.ts';

const now = { page: { at: 0 }, titles: { at: 0 }, parts: { at: 0 } };

/** Something on the page changed. */
export function newEpoch(): void {
  now.page.at++;
}

/** Elements came or went, or became other parts of the page. */
export function newParts(): void {
  now.page.at++;
  now.parts.at++;
}

/** Headings, tabs, forms or dialogs may have changed, and so may everything else. */
export function newTitles(): void {
  newParts();
  now.titles.at++;
}

/** Nothing that was read holds any more. */
export function newPage(): void {
  newTitles();
  times++;
}

let times = 0;

/** How often nothing held any more. */
export function timesForgotten(): number {
  return times;
}

export function currentEpoch(): number {
  return now.page.at;
}

let address = addressOf(thePage);

/** A page may give itself another address; nothing tells of it. @returns whether it did */
export function noticeAddress(): boolean {
  const other = addressOf(thePage);
  if (other === address) return false;
  address = other;
  newEpoch();
  return true;
}

/** Address of the page when it was last asked. */
export function currentAddress(): string {
  return address;
}

/** Answers that are forgotten together. */
interface Memory<K extends object, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
}

/**
 * What is known of objects until something of a kind changes: anything, titles, or which elements
 * there are and what parts of the page they make.
 */
export function memory<K extends object, V>(kind: keyof typeof now): Memory<K, V> {
  let answers = new WeakMap<K, V>();
  const epoch = now[kind];
  let at = epoch.at;
  const fresh = (): WeakMap<K, V> => {
    if (at !== epoch.at) {
      at = epoch.at;
      answers = new WeakMap();
    }
    return answers;
  };
  return {
    get: (key) => fresh().get(key),
    set: (key, value) => void fresh().set(key, value),
  };
}

function memo<K extends object, V extends NonNullable<unknown> | null>(
  kind: keyof typeof now,
  compute: (key: K) => V,
): (key: K) => V {
  const answers = memory<K, V>(kind);
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const value = compute(key);
    answers.set(key, value);
    return value;
  };
}

/** A function of one object, remembered per object until the page changes. */
export function remembered<K extends object, V extends NonNullable<unknown> | null>(
  compute: (key: K) => V,
): (key: K) => V {
  return memo('page', compute);
}

/** The same, remembered until headings, tabs, forms or dialogs change. */
export function rememberedTitle<K extends object, V extends NonNullable<unknown> | null>(
  compute: (key: K) => V,
): (key: K) => V {
  return memo('titles', compute);
}

/** The same, remembered until elements come or go, or become other parts of the page. */
export function rememberedPart<K extends object, V extends NonNullable<unknown> | null>(
  compute: (key: K) => V,
): (key: K) => V {
  return memo('parts', compute);
}
