/** Which labels point at a control, without asking each control for them: that is a walk each. */
import {
  all,
  attribute,
  idOf,
  inPageOrder,
  isInPage,
  localName,
  type Root,
  rootOf,
} from './native.ts';

/** `for` -> labels of one root. Labels are added as they come; a look-up leaves out the gone. */
type Index = Map<string, Element[]>;

const indexes = new WeakMap<Root, { index: Index; generation: number }>();
let generation = 0;
let added = 0;

/** Labels of one control that are read. */
const MOST_LABELS = 16;

/** More labels than this since the indexes were made, and they are made anew. */
const MOST_ADDED = 20_000;

export function forgetLabels(): void {
  generation++;
  added = 0;
}

/** Made on first need; to be called before, where nobody waits. */
export function indexOf(root: Root): Index {
  const known = indexes.get(root);
  if (known?.generation === generation) return known.index;
  const index: Index = new Map();
  indexes.set(root, { index, generation });
  for (const label of all(root, 'label[for]')) add(index, label);
  return index;
}

function add(index: Index, label: Element): void {
  const target = attribute(label, 'for') ?? '';
  const labels = index.get(target);
  if (labels === undefined) index.set(target, [label]);
  else if (labels.length < MOST_LABELS && !labels.includes(label)) labels.push(label);
}

/** Takes in what was added to the page, or a label that now points elsewhere. */
export function noteLabels(element: Element): void {
  const root = rootOf(element);
  const known = root && indexes.get(root);
  if (!known || known.generation !== generation) return;
  if (localName(element) === 'label') add(known.index, element);
  const inner = all(element, 'label[for]');
  for (const label of inner) add(known.index, label);
  added += inner.length;
  if (added > MOST_ADDED) forgetLabels();
}

const NONE: readonly Element[] = [];

/** Labels that name a control by its id, in the order of the page. */
export function labelsFor(control: Element): readonly Element[] {
  const id = idOf(control);
  const root = id === '' ? null : rootOf(control);
  const labels = root ? indexOf(root).get(id) : undefined;
  if (!labels) return NONE;
  const [only, second] = labels;
  if (only && !second) return points(only, id, root) ? labels : NONE;
  return labels.filter((label) => points(label, id, root)).sort(inPageOrder);
}

function points(label: Element, id: string, root: Root | null): boolean {
  return isInPage(label) && attribute(label, 'for') === id && rootOf(label) === root;
}
