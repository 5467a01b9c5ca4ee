/**
 * What points at an element by its id, without asking each control for its labels: that is a walk
 * each. Found once in a root, and then only among what was added or points elsewhere now.
 */
import {
  all,
  attribute,
  contains,
  elementAfter,
  elementBefore,
  first,
  idOf,
  inPageOrder,
  isInPage,
  listOf,
  matches,
  parentElementOf,
  type Root,
  rootOf,
} from './native.ts';
import { partsAround } from './parts.ts';

let generation = 0;
let added = 0;

/** More than this since the indexes were made, and they are made anew. */
const MOST_ADDED = 20_000;

export function forgetLabels(): void {
  generation++;
  added = 0;
}

interface Index {
  readonly generation: number;
  readonly byId: Map<string, Element[]>;
  /** What is to be taken in yet of what stood there at first. */
  readonly rest: Iterator<Element>;
}

/** Elements that are taken in between two pauses. */
const STRIDE = 500;

class Pointers {
  readonly #selector: string;
  readonly #names: readonly string[];
  /** How many are kept for one id. */
  readonly #most: number;
  readonly #indexes = new WeakMap<Root, Index>();

  constructor(names: readonly string[], element: string, most: number) {
    this.#names = names;
    this.#selector = names.map((name) => `${element}[${name}]`).join();
    this.#most = most;
  }

  /** By id. Made on first need; to be learned before, where nobody waits. Some may be gone. */
  in(root: Root): ReadonlyMap<string, readonly Element[]> {
    const index = this.#of(root);
    this.#take(index, Number.POSITIVE_INFINITY);
    return index.byId;
  }

  /** The same with pauses. What is added meanwhile is noted as ever. */
  *learn(root: Root): Generator<null> {
    const index = this.#of(root);
    do yield null;
    while (this.#take(index, STRIDE));
  }

  #of(root: Root): Index {
    const known = this.#indexes.get(root);
    if (known?.generation === generation) return known;
    const rest = listOf(root, this.#selector)[Symbol.iterator]();
    const index = { generation, byId: new Map<string, Element[]>(), rest };
    this.#indexes.set(root, index);
    return index;
  }

  /** @returns whether there may be more */
  #take({ byId, rest }: Index, most: number): boolean {
    for (let taken = 0; taken < most; taken++) {
      const next = rest.next();
      if (next.done) return false;
      this.#add(byId, next.value);
    }
    return true;
  }

  #add(byId: Map<string, Element[]>, element: Element): void {
    // An id of old pages may have blanks in it, and a label names only one.
    for (const name of this.#names)
      for (const id of attribute(element, name)?.split(name === 'for' ? /$/ : /\s+/) ?? []) {
        const here = byId.get(id);
        if (!here) byId.set(id, [element]);
        else if (here.length < this.#most && !here.includes(element)) here.push(element);
      }
  }

  /** Takes in what was added to the page, or now points elsewhere. */
  note(element: Element): void {
    const root = rootOf(element);
    const known = root && this.#indexes.get(root);
    if (known?.generation !== generation) return;
    if (matches(element, this.#selector)) this.#add(known.byId, element);
    const inner = all(element, this.#selector);
    for (const each of inner) this.#add(known.byId, each);
    added += inner.length;
    if (added > MOST_ADDED) forgetLabels();
  }
}

export const LABELS = new Pointers(['for'], 'label', 16);
/** Controls that are labelled or described by others. */
export const REFERRERS = new Pointers(['aria-labelledby', 'aria-describedby'], '', 1000);

export function notePointers(element: Element): void {
  LABELS.note(element);
  REFERRERS.note(element);
}

const NONE: readonly Element[] = [];

/** Labels that name a control by its id, in the order of the page. */
export function labelsFor(control: Element): readonly Element[] {
  const id = idOf(control);
  const root = id === '' ? null : partsAround(control).root;
  const labels = root ? LABELS.in(root).get(id) : undefined;
  if (!root || !labels) return NONE;
  const [only, second] = labels;
  if (only && !second) return points(only, id, root) ? labels : NONE;
  const pointing = labels.filter((label) => points(label, id, root)).sort(inPageOrder);
  return pointing.length > 1 ? ownOf(pointing, control, root) : pointing;
}

const FIELDS =
  'input:not([type=hidden],[type=image],[type=button],[type=checkbox],[type=radio]),select,textarea';

/** In forms that were copied together many fields have one id: then labels beside others are theirs. */
function ownOf(labels: readonly Element[], control: Element, root: Root): readonly Element[] {
  const sameId = `[id="${CSS.escape(idOf(control))}"]`;
  const fields = `${FIELDS},${sameId}`;
  const isOther = (each: Element | null): boolean =>
    each !== null && each !== control && matches(each, fields);
  const isBesideOther = (label: Element): boolean => {
    if (isOther(elementBefore(label)) || isOther(elementAfter(label))) return true;
    const around = parentElementOf(label);
    return around !== null && !contains(around, control) && first(around, fields) !== null;
  };
  // The whole page is searched only where a label may be another's.
  const copied = labels.some(isBesideOther) ? all(root, sameId) : [];
  const [one, another] = copied;
  if (!one || !another) return labels;
  const before = elementBefore(one);
  const after = elementAfter(copied[copied.length - 1] ?? one);
  const isCaptionLast = !(before && labels.includes(before)) && !!after && labels.includes(after);
  const own = labels.filter((label) => {
    if (contains(label, control)) return true;
    const [near, far] = [elementAfter(label), elementBefore(label)];
    if (isOther(near) || isOther(far)) return (isCaptionLast ? far : near) === control;
    return near === control || far === control || !isBesideOther(label);
  });
  const hasBeside = own.some((label) => contains(parentElementOf(label) ?? label, control));
  return hasBeside ? own : labels;
}

function points(label: Element, id: string, root: Root | null): boolean {
  return isInPage(label) && attribute(label, 'for') === id && rootOf(label) === root;
}
