/** Copies a control and what surrounds it into a snapshot; live DOM goes no further. */

import { isBareField } from '../../core/forms/bare.ts';
import type { Surroundings } from '../../core/forms/classification.ts';
import type { SiteSaid } from '../../core/forms/site-said.ts';
import type {
  BlockSnapshot,
  ControlSnapshot,
  FormSnapshot,
  PageSnapshot,
  SourceText,
} from '../../core/forms/snapshot.ts';
import { isIdentifier } from '../../core/forms/sources.ts';
import type { ControlKind } from '../../core/vocabulary.ts';
import { isActionOption, toldByList, toldByMenu } from './action-lists.ts';
import { concernsUs } from './concern.ts';
import { HAS_LETTER, HEADING_SELECTOR, isHtml, textOf } from './dom.ts';
import { rememberedTitle } from './epoch.ts';
import {
  attribute,
  closest,
  documentOf,
  elementsOf,
  first,
  listOf,
  localName,
  matches,
} from './native.ts';
import { surroundings } from './outer.ts';
import { dialogOutside, partsAround } from './parts.ts';
import { readBlocks } from './read-blocks.ts';
import { hostOf, readNames } from './read-names.ts';
import { textsNear } from './read-nearby.ts';
import { askedByOptions } from './read-options.ts';
import { readPage } from './read-page.ts';
import { answers, purposeAround, purposeOf } from './read-purpose.ts';
import { SUBMITS } from './sent.ts';
import { siteSaid } from './site-profile.ts';

const KIND_BY_ROLE: Readonly<Record<string, ControlKind>> = {
  button: 'button',
  link: 'link',
  tab: 'tab',
  menuitem: 'menu-item',
  menuitemcheckbox: 'tick',
  menuitemradio: 'tick',
  checkbox: 'tick',
  radio: 'tick',
  switch: 'tick',
  combobox: 'choice',
  listbox: 'choice',
  option: 'choice',
  treeitem: 'link',
  textbox: 'text',
  searchbox: 'text',
};

const KIND_BY_TYPE: Readonly<Record<string, ControlKind>> = {
  submit: 'button',
  image: 'button',
  button: 'button',
  reset: 'button',
  checkbox: 'tick',
  radio: 'tick',
  file: 'file',
};

const KIND_BY_TAG: Readonly<Record<string, ControlKind>> = {
  select: 'choice',
  textarea: 'text',
  input: 'text',
  a: 'link',
  area: 'link',
  form: 'form',
};

/** A component that is a list, whatever it draws in its shadow root. */
const CHOICE_HOST = /-(?:select|picker|combo-?box)$/;

export function controlKind(control: Element): ControlKind {
  const byType = isHtml(control, 'input') ? KIND_BY_TYPE[control.type] : undefined;
  const role = attribute(control, 'role') ?? '';
  // A library may draw a box to be ticked on a button.
  if (byType === 'button' && KIND_BY_ROLE[role] === 'tick') return 'tick';
  if (byType) return byType;
  // The part of a drawn list that opens it.
  if (isHtml(control, 'button') && isOpenerOfList(control)) return 'choice';
  const byRole = role === 'option' && isActionOption(control) ? 'menu-item' : KIND_BY_ROLE[role];
  // A list of a page's own making that shows what is chosen, and opens when it is pressed.
  if (attribute(control, 'aria-haspopup') === 'listbox') return 'choice';
  const host = hostOf(control);
  if (host && CHOICE_HOST.test(localName(host))) return 'choice';
  if (byRole) return byRole;
  const byTag = KIND_BY_TAG[localName(control)];
  if (byTag) return byTag;
  return control instanceof HTMLElement && control.isContentEditable ? 'text' : 'button';
}

/** An arrow, without words. */
function isOpenerOfList(button: HTMLButtonElement): boolean {
  if (HAS_LETTER.test(button.textContent ?? '') || button.type === 'submit') return false;
  return closest(button, '[role=combobox]') !== null && !isNamedAsAct(button);
}

const OPENS = /\b(?:list|options|field|open|show|expand|drop-?down|popup|clear|toggle)\b/i;

function isNamedAsAct(button: Element): boolean {
  const names = readNames(button).filter((name) => !isIdentifier(name) && !OPENS.test(name.text));
  return concernsUs(names);
}

/** What is typed there is looked for, with or without a form around it. A drawn list has such a box too. */
const SEARCH = 'input[type=search i]:not([role]),[role=searchbox]';

const ACTIONS: ReadonlySet<ControlKind> = new Set(['button', 'link', 'tab', 'menu-item', 'form']);

export function isSubmitter(control: Element): boolean {
  return isHtml(control, 'input')
    ? /^(?:submit|image)$/.test(control.type)
    : isHtml(control, 'button') && control.type === 'submit' && control.form !== null;
}

/** Libraries draw a dialog and what is asked in it without a form. */
function sendsDialog(button: Element): boolean {
  if (!SUBMITS.test(textOf(button))) return false;
  const { dialog, form, root } = partsAround(button);
  return form === null && (dialog ?? dialogOutside(root)) !== null;
}

export function readControl(control: Element): ControlSnapshot {
  const kind = controlKind(control);
  return {
    kind,
    names: [
      ...readNames(control),
      ...(kind === 'choice' ? askedByOptions(control) : []),
      ...(kind === 'menu-item' ? [...toldByList(control), ...toldByMenu(control)] : []),
    ],
    isAction: ACTIONS.has(kind),
    isSubmit:
      kind === 'form' ||
      isSubmitter(control) ||
      matches(control, SEARCH) ||
      (kind === 'button' && sendsDialog(control)),
    isAnswer: kind === 'button' && answers(control),
  };
}

/**
 * Completes a snapshot with what surrounds the control.
 *
 * @param form what the form around is for, where that is not to be read
 */
export function readAround(
  control: Element,
  own: ControlSnapshot,
  form?: readonly SourceText[],
): Required<FormSnapshot> {
  return new Around(control, own, form);
}

/** What costs something is read when it is asked for. */
class Around implements Required<FormSnapshot> {
  readonly control: ControlSnapshot;
  readonly page: PageSnapshot;
  readonly #at: Element;
  #form: readonly SourceText[] | undefined;

  constructor(at: Element, own: ControlSnapshot, form: readonly SourceText[] | undefined) {
    this.#at = at;
    this.control = own;
    this.#form = form;
    this.page = readPage(documentOf(at));
  }

  get form(): readonly SourceText[] {
    const { control } = this;
    this.#form ??=
      control.isAction || isBareField(control) ? purposeOf(this.#at) : purposeAround(this.#at);
    return this.#form;
  }

  get blocks(): Iterable<BlockSnapshot> {
    return readBlocks(this.#at);
  }

  get outer(): Surroundings | null {
    return surroundings();
  }

  get site(): SiteSaid | null {
    return siteSaid(this.#at, true);
  }

  get fields(): number {
    const { dialog, form } = partsAround(this.#at);
    const around = dialog ?? form;
    if (!around) return 1;
    const fields = listOf(around, FIELDS);
    // Without a button of its own what is typed last may send it.
    return fields.at(-1) !== this.#at || isSentByButton(around) ? fields.length : 1;
  }

  get sections(): readonly SourceText[] {
    const form = this.control.isSubmit ? partsAround(this.#at).form : null;
    return form ? sectionsOf(form) : [];
  }

  get nearby(): Iterable<string> {
    return { [Symbol.iterator]: () => textsNear(this.#at) };
  }
}

function isSentByButton(around: Element): boolean {
  if (first(around, `${BUTTONS},a[class*=btn],a[class*=button]`)) return true;
  // It may stand elsewhere, and name the form.
  return isHtml(around, 'form') && [...elementsOf(around)].some((each) => matches(each, BUTTONS));
}

const BUTTONS = 'button,input:is([type=submit],[type=button],[type=image]),[role=button]';
const FIELDS =
  'input:not([hidden],[style*="display:none"],[style*="display: none"],[type=hidden],[type=submit],[type=button],[type=reset],[type=image],[type=file],[type=checkbox],[type=radio]),textarea';
export const MOST_SECTIONS = 60;

/** Titles of a form's sections: what its submit button sends is about all of them. */
export const sectionsOf = rememberedTitle((form: Element): readonly SourceText[] =>
  listOf(form, HEADING_SELECTOR)
    .slice(0, MOST_SECTIONS)
    .map((title) => ({ source: 'heading', text: textOf(title) })),
);
