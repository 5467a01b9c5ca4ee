/**
 * What stands around an element. Controls of the same part share the walk outwards, which costs
 * more than all else that is asked of a control.
 */
import { DIALOG_SELECTOR, parentOf } from './dom.ts';
import { memory } from './epoch.ts';
import {
  attribute,
  first,
  hasAny,
  isShadow,
  localName,
  matches,
  parentElementOf,
  type Root,
  rootOf,
} from './native.ts';

/** The nearest of each kind, the element itself included, within its own root. */
export interface Parts {
  readonly label: Element | null;
  /** Of a table, a grid or a definition list. */
  readonly cell: Element | null;
  /** Of choices, or of fields. */
  readonly group: Element | null;
  readonly dialog: Element | null;
  readonly form: Element | null;
  /** What it is in, if in any. */
  readonly root: Root | null;
}

const NOWHERE = { label: null, cell: null, group: null, dialog: null, form: null };

type Kind = keyof typeof NOWHERE;

const KIND_BY_TAG: Readonly<Record<string, Kind>> = {
  label: 'label',
  td: 'cell',
  th: 'cell',
  dd: 'cell',
  fieldset: 'group',
  form: 'form',
  dialog: 'dialog',
};
const KIND_BY_ROLE: Readonly<Record<string, Kind>> = {
  gridcell: 'cell',
  cell: 'cell',
  radiogroup: 'group',
  group: 'group',
};

/** Pages may nest deeper than functions may call each other. */
export function partsAround(element: Element): Parts {
  const inside: Element[] = [];
  let around = known.get(element);
  for (let at = element; !around; ) {
    inside.push(at);
    const up = parentElementOf(at);
    around = up ? known.get(up) : { ...NOWHERE, root: rootOf(at) };
    at = up ?? at;
  }
  for (let at = inside.pop(); at; at = inside.pop()) {
    around = partsOf(at, around);
    known.set(at, around);
  }
  return around;
}

const known = memory<Element, Parts>('parts');

function partsOf(element: Element, around: Parts): Parts {
  // Most that stands around a control says nothing of itself but by its name.
  const speaks = hasAny(element);
  const role = (speaks && attribute(element, 'role')) || '';
  let here = around;
  for (const kind of [KIND_BY_TAG[localName(element)], KIND_BY_ROLE[role]])
    if (kind) here = { ...here, [kind]: element };
  return speaks && matches(element, DIALOG_SELECTOR) ? { ...here, dialog: element } : here;
}

const MOST_LEVELS_OUT = 30;

/** The dialog that a component's own button is shown in. */
export function dialogOutside(root: Root | null): Element | null {
  let at: Element | null = root && isShadow(root) ? root.host : null;
  for (let step = 0; at && step < MOST_LEVELS_OUT; step++, at = parentOf(at)) {
    if (DIALOG_WHOLE.test(localName(at))) return at;
    // What such a component asks stands in it, and not in the frame that it draws.
    if (matches(at, DIALOG_SELECTOR) && first(at, 'slot') === null) return at;
  }
  return null;
}

/** The component itself, and none of its parts. */
const DIALOG_WHOLE = /-(?:dialog|modal)$/;
