/** The names of one control, each source apart, strongest first. The only reader of labels. */
import type { SourceText } from '../../core/forms/snapshot.ts';
import type { EvidenceSource } from '../../core/vocabulary.ts';
import {
  CONTROL_SELECTOR,
  captionOf,
  EDITABLE,
  imageText,
  isElement,
  isHtml,
  referenced,
  textOf,
  tidy,
} from './dom.ts';
import { remembered } from './epoch.ts';
import { labelsFor } from './labels.ts';
import {
  all,
  attribute,
  attributesOf,
  classOf,
  closest,
  first,
  hasAttribute,
  isShadow,
  listOf,
  localName,
  matches,
  type Root,
  textContentOf,
} from './native.ts';
import { partsAround } from './parts.ts';
import { captionOfTile, captionsBefore, captionsNear, isCaptionFirst } from './read-captions.ts';
import { captionOfPlace, captionsOfCell, holdsControl } from './read-cells.ts';
import { ofSameName, questionBefore } from './title-of-choices.ts';

const OWN_TEXT: ReadonlySet<string> = new Set(['button', 'a', 'summary']);
const BUTTON_TYPES: ReadonlySet<string> = new Set(['submit', 'button', 'reset', 'image']);
/** Where pages keep the words that they show when the pointer rests on a control. */
const TOOLTIPS = [
  'title',
  'data-tooltip',
  'data-original-title',
  'data-bs-title',
  'data-title',
  'data-qtip',
];
const LISTS = '[role=combobox],[role=listbox],[aria-haspopup=listbox],[role=switch]';
const drawsChoice = (name: string): boolean => name === 'role' || name === 'aria-haspopup';
const FIELDS: ReadonlySet<string> = new Set(['input', 'select', 'textarea']);
const MAX_OPTIONS = 40;
/** A hint that only gives examples names none of them. */
const EXAMPLES = /^\W?(?:e\.?g\b|for example|er enghraifft)/i;

/** @returns non-empty texts only */
export function readNames(control: Element): readonly SourceText[] {
  const names: SourceText[] = [];
  const add = (source: EvidenceSource, text: string): void => {
    if (text !== '') names.push({ source, text });
  };
  const tag = localName(control);
  const has = attributesOf(control);
  const said = (name: string): string => (has.includes(name) ? tidy(attribute(control, name)) : '');
  for (const each of referenced(control, 'aria-labelledby')) add('aria', captionOf(each));
  add('aria', said('aria-label'));
  addLabels(control, add);
  const host = hostOf(control);
  if (host) readHost(host, add);
  // What a drawn list or switch shows is what was chosen, and not what it is called.
  const isList = has.some(drawsChoice) && matches(control, LISTS);
  const isLabelled = names.length > 0;
  if (isOwnText(control, tag, has)) readOwnText(control, add);
  if (isHtml(control, 'input') && BUTTON_TYPES.has(control.type)) {
    add('value', tidy(control.value));
    add('value', tidy(control.alt));
  }
  if (tag === 'area') add('value', said('alt'));
  if (tag === 'button' && names.length === 0) add('nearby-text', captionOfTile(control));
  if (!OWN_TEXT.has(tag) || isList)
    readSurroundings(control, isList ? isLabelled : names.length > 0, add);
  const hint = said('placeholder');
  if (!EXAMPLES.test(hint)) add('placeholder', hint);
  for (const name of TOOLTIPS) add('title', said(name));
  // A menu that is open describes its button to some libraries; its items are not the button's name.
  for (const each of referenced(control, 'aria-describedby'))
    if (!holdsControl(each)) add('title', textOf(each));
  add('name', said('name'));
  add('name', said('id'));
  if (tag === 'a' || tag === 'area') add('target', targetOf(attribute(control, 'href')));
  else if (tag === 'button' || tag === 'input')
    add('target', targetOf(attribute(control, 'formaction')));
  if (isGroupMember(control)) readGroup(control, add);
  else if (attribute(control, 'role') === 'radio') readDrawnGroup(control, add);
  else if (has.includes('aria-pressed')) readAnswered(control, add);
  return names;
}

type Add = (source: EvidenceSource, text: string) => void;

function readHost(host: Element, add: Add): void {
  addLabels(host, add);
  for (const each of referenced(host, 'aria-labelledby')) add('label', captionOf(each));
  add('label', tidy(attribute(host, 'label') ?? attribute(host, 'aria-label')));
}

function addLabels(control: Element, add: Add): void {
  const pointing = labelsFor(control);
  for (const label of pointing) add('label', captionOf(label));
  const wrapping = partsAround(control).label;
  if (wrapping && !pointing.includes(wrapping) && isLabelOf(wrapping, control))
    add('label', captionOf(wrapping));
}

/** Around more fields than a date has, it is a section: the browser takes it for the first's. */
function isLabelOf(wrapping: Element, control: Element): boolean {
  const fields = listOf(wrapping, 'input:not([type=hidden]),select,textarea');
  return fields.length <= MOST_OF_ONE || fields[0] === control || !fields.some(isGroupMember);
}

const MOST_OF_ONE = 4;

function readOwnText(control: Element, add: Add): void {
  const host = hostOf(control);
  // What a component is given to show in a slot stands in its host.
  const isShown = host && first(host, CONTROL_SELECTOR) === null;
  const text = textOf(control) || (isShown ? textOf(host) : '');
  if (GOES.test(text) && !hasAttribute(control, 'aria-expanded') && closest(control, IN_CELL))
    add('value', 'Go');
  add('value', text);
  add('aria', imageText(control));
}

/** An arrow does what it stands beside; one that unfolds a part says so. */
const GOES = /^[\u25b6\u25ba\u279c\u27a4]\ufe0f?$/;
const IN_CELL = 'td,[role=gridcell],[role=cell]';

function isOwnText(control: Element, tag: string, has: readonly string[]): boolean {
  return (
    OWN_TEXT.has(tag) ||
    (!FIELDS.has(tag) &&
      !/^(?:textbox|searchbox|combobox|listbox)$/.test(attribute(control, 'role') ?? '') &&
      !(has.includes('contenteditable') && matches(control, EDITABLE)))
  );
}

/** The custom element in whose shadow root a control is drawn. */
export function hostOf(control: Element): Element | null {
  const { root } = partsAround(control);
  return root && isShadow(root) && localName(root.host).includes('-') ? root.host : null;
}

/** Path and query of a link, without the fragment; `mailto:` keeps its address. */
export function targetOf(href: string | null): string {
  if (!href || href.startsWith('#') || href.startsWith('javascript:')) return '';
  return tidy(href.slice(0, 512).split('#')[0]);
}

/** Captions of layout tables, definition lists and bare text beside the control. */
function readSurroundings(control: Element, named: boolean, add: Add): void {
  captionsOfCell(control, named, add);
  if (named) return;
  const after = control.nextSibling;
  const caption = isGroupMember(control) ? captionAfter(control) : '';
  // The caption of a tick box follows it; so does a label that floats into its field.
  if (isElement(after) && isLabel(after) && !isCaptionFirst(control)) add('label', textOf(after));
  else if (caption !== '') add('label', caption);
  else for (const text of captionsNear(control)) add('nearby-text', text);
}

/** What stands behind a tick box at once, or after no more than a space. */
function captionAfter(box: Element): string {
  const after = box.nextSibling;
  const text = after ? tidy(textContentOf(after)?.slice(0, 200)) : '';
  if (text !== '' || !after || isElement(after)) return text;
  const next = after.nextSibling;
  return isElement(next) && !holdsControl(next) ? textOf(next).slice(0, 200) : '';
}

function isLabel(element: Element): boolean {
  return localName(element) === 'label' || FLOATING.test(classOf(element));
}

const FLOATING = /float|label/i;

export function isGroupMember(control: Element): control is HTMLInputElement {
  return isHtml(control, 'input') && (control.type === 'radio' || control.type === 'checkbox');
}

/** A radio says "Yes"; the question is in the legend of its group. */
function readGroup(control: HTMLInputElement, add: Add): void {
  const { group, root } = partsAround(control);
  const texts = group ? questionOf(group) : [];
  for (const text of texts) add('legend', text);
  if (texts.some((text) => text !== '')) return;
  const isRadio = control.type === 'radio';
  add(
    'legend',
    questionBefore(control) ||
      (isRadio ? captionOfAnswers(control) || (root ? questionOfPage(root) : '') : ''),
  );
}

function readDrawnGroup(answer: Element, add: Add): void {
  const { group } = partsAround(answer);
  if (!group) return;
  const says = questionOf(group);
  // Without a name they are called by what stands before them.
  const isNamed = says.some((text) => text !== '');
  for (const text of isNamed ? says : captionsBefore(group).slice(0, 1)) add('legend', text);
}

/** Answers of one row are to what its caption asks; one in each row chooses the row. */
function captionOfAnswers(radio: HTMLInputElement): string {
  const row = closest(radio, 'tr,[role=row],dl');
  return row && all(row, ofSameName(radio)).length > 1 ? captionOfPlace(radio) : '';
}

/** "Yes" of a row of buttons that are drawn as answers. */
function readAnswered(button: Element, add: Add): void {
  const { group } = partsAround(button);
  if (group) for (const text of groupSays(group)) if (text.includes('?')) add('legend', text);
}

/** A page that puts one question, as its title, and has the answers below. */
const questionOfPage = remembered((page: Root): string => {
  const [title, other] = all(page, 'h1');
  const text = title && !other ? textOf(title) : '';
  if (!text.includes('?')) return '';
  const asked = new Set(listOf(page, 'input[type=radio]').map((each) => attribute(each, 'name')));
  return asked.size === 1 ? text : '';
});

const questionOf = remembered((group: Element): readonly string[] => {
  const boxes = listOf(group, 'input');
  if (boxes.length > MAX_OPTIONS) return [];
  const says = groupSays(group);
  if (boxes.every(isGroupMember)) return says;
  // A fieldset that holds more than one question is a section, not a group; but what an answer asks
  // further, such as until when, belongs to the question that its legend puts.
  const asked = new Set(boxes.filter(isGroupMember).map((box) => attribute(box, 'name')));
  return asked.size === 1 && says.some((text) => text.includes('?')) ? says : [];
});

export const GROUPS = 'fieldset,[role=radiogroup],[role=listbox],[role=group]';

/** What a group of choices is called. */
export function groupSays(group: Element): readonly string[] {
  const legend = first(group, ':scope > legend');
  return [
    ...[legend, ...referenced(group, 'aria-labelledby')].map((each) => (each ? textOf(each) : '')),
    tidy(attribute(group, 'aria-label')),
  ];
}
