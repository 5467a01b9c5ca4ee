/**
 * What stands around an element. Controls of the same part share the walk outwards, which costs
 * more than all else that is asked of a control.
 */
import { DIALOG_SELECTOR } from './dom.ts';
import { memory } from './epoch.ts';
import { attribute, localName, matches, parentElementOf } from './native.ts';

/** The nearest of each kind, the element itself included, within its own root. */
export interface Parts {
  readonly label: Element | null;
  /** Of a table, a grid or a definition list. */
  readonly cell: Element | null;
  /** Of choices, or of fields. */
  readonly group: Element | null;
  readonly dialog: Element | null;
  readonly form: Element | null;
}

const NOWHERE: Parts = { label: null, cell: null, group: null, dialog: null, form: null };

const KIND_BY_TAG: Readonly<Record<string, keyof Parts>> = {
  label: 'label',
  td: 'cell',
  th: 'cell',
  dd: 'cell',
  fieldset: 'group',
  form: 'form',
};
const KIND_BY_ROLE: Readonly<Record<string, keyof Parts>> = {
  gridcell: 'cell',
  cell: 'cell',
  radiogroup: 'group',
  group: 'group',
};

/** Pages may nest deeper than functions may call each other. */
export function partsAround(element: Element): Parts {
  const inside: Element[] = [];
  let found: Parts | undefined;
  for (let at: Element | null = element; at && !found; at = parentElementOf(at)) {
    found = known.get(at);
    if (!found) inside.push(at);
  }
  let around = found ?? NOWHERE;
  for (let at = inside.pop(); at; at = inside.pop()) {
    around = partsOf(at, around);
    known.set(at, around);
  }
  return around;
}

const known = memory<Element, Parts>('parts');

function partsOf(element: Element, around: Parts): Parts {
  const role = attribute(element, 'role');
  const kinds = [KIND_BY_TAG[localName(element)], role === null ? undefined : KIND_BY_ROLE[role]];
  let here = around;
  for (const kind of kinds) if (kind) here = { ...here, [kind]: element };
  return matches(element, DIALOG_SELECTOR) ? { ...here, dialog: element } : here;
}
