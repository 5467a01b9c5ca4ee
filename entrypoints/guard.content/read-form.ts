/** Copies a control and what surrounds it into a snapshot; live DOM goes no further. */

import { isBareField } from '../../core/forms/bare.ts';
import type { Surroundings } from '../../core/forms/classification.ts';
import { rolesIn } from '../../core/forms/roles.ts';
import type { SiteSaid } from '../../core/forms/site-said.ts';
import type {
  BlockSnapshot,
  ControlSnapshot,
  FormSnapshot,
  PageSnapshot,
  SourceText,
} from '../../core/forms/snapshot.ts';
import { type ControlKind, isProtected, type Role } from '../../core/vocabulary.ts';
import { isActionOption } from './action-lists.ts';
import {
  DIALOG_SELECTOR,
  HAS_LETTER,
  HEADING_SELECTOR,
  isHtml,
  textOf,
  tidy,
  UNREAD,
} from './dom.ts';
import { remembered, rememberedTitle } from './epoch.ts';
import { theLexicon } from './floor.ts';
import {
  attribute,
  closest,
  documentOf,
  isShadow,
  listOf,
  localName,
  matches,
  type Root,
  rootOf,
} from './native.ts';
import { overlayAround } from './openers.ts';
import { surroundings } from './outer.ts';
import { partsAround } from './parts.ts';
import { readBlocks } from './read-blocks.ts';
import { hostOf, readNames } from './read-names.ts';
import { askedByOptions } from './read-options.ts';
import { readPage } from './read-page.ts';
import { answers, purposeAround, purposeOf } from './read-purpose.ts';
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
  const isWordless = !HAS_LETTER.test(button.textContent ?? '');
  return isWordless && button.type !== 'submit' && closest(button, '[role=combobox]') !== null;
}

/** What is typed there is looked for, with or without a form around it. A drawn list has such a box too. */
const SEARCH = 'input[type=search i]:not([role]),[role=searchbox]';

const ACTIONS: ReadonlySet<ControlKind> = new Set(['button', 'link', 'tab', 'menu-item', 'form']);

export function isSubmitter(control: Element): boolean {
  return isHtml(control, 'input')
    ? /^(?:submit|image)$/.test(control.type)
    : isHtml(control, 'button') && control.type === 'submit' && control.form !== null;
}

export function readControl(control: Element): ControlSnapshot {
  const kind = controlKind(control);
  return {
    kind,
    names:
      kind === 'choice' ? [...readNames(control), ...askedByOptions(control)] : readNames(control),
    isAction: ACTIONS.has(kind),
    isSubmit: kind === 'form' || isSubmitter(control) || matches(control, SEARCH),
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
    return around ? listOf(around, FIELDS).length : 1;
  }

  get sections(): readonly SourceText[] {
    const form = this.control.isSubmit ? partsAround(this.#at).form : null;
    return form ? sectionsOf(form) : [];
  }

  get nearby(): Iterable<string> {
    return { [Symbol.iterator]: () => textsNear(this.#at) };
  }
}

const FIELDS =
  'input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image],[type=file],[type=checkbox],[type=radio]),textarea';
const MOST_SECTIONS = 60;

/** Titles of a form's sections: what its submit button sends is about all of them. */
export const sectionsOf = rememberedTitle((form: Element): readonly SourceText[] =>
  listOf(form, HEADING_SELECTOR)
    .slice(0, MOST_SECTIONS)
    .map((title) => ({ source: 'heading', text: textOf(title) })),
);

/** Ways to other screens say whom those are about; what may be chosen says nothing of what was. */
const NOT_NEAR = `${UNREAD},nav,[role=navigation],[role=menu],[role=menubar],[role=menuitem],a,button,[role=tab]:not([aria-selected=true]),[role=option]:not([aria-selected=true]),[role=radio]:not([aria-checked=true])`;
const MOST_TEXTS = 60;
const LONGEST_TEXT = 60;

/** Short texts around a control, the nearest first; the last resort for whose it is. */
function* textsNear(control: Element): Generator<string> {
  const page = documentOf(control);
  const scope = closest(control, `form,${DIALOG_SELECTOR}`);
  const walker = page.createTreeWalker(scope ?? page, NodeFilter.SHOW_TEXT);
  const before = scope
    ? textsFrom(control, walker, () => walker.previousNode())
    : textsBefore(control, walker);
  // What is drawn over the page stands beside nothing that it is about: it may be about anybody.
  yield* !scope && overlayAround(control) ? protectedFirst([...before]) : before;
  if (scope) yield* textsFrom(control, walker, () => walker.nextNode());
  else yield* textsOfOthers(rootOf(control) ?? page);
}

const TICKED = 'tr:has(input[type=checkbox i]:checked),[role=row][aria-selected=true]';
const CELLS = 'td,th,[role=gridcell],[role=cell],[role=rowheader]';
/** What stands beside the work of the page. */
const ASIDE = 'aside,footer,nav,[role=complementary],[role=contentinfo],[role=navigation]';

/** Without a form around, what follows may be about anybody: unless those are ticked, or all protected. */
const textsOfOthers = remembered((root: Root): readonly string[] => {
  const ticked = listOf(root, TICKED)
    .slice(0, MOST_TEXTS)
    .flatMap((row) => listOf(row, CELLS).map(textOf))
    .filter((text) => text.length <= LONGEST_TEXT);
  const titles = listOf(root, HEADING_SELECTOR).filter((title) => !closest(title, ASIDE));
  // Of more than are read, another may speak of somebody else.
  if (titles.length > MOST_SECTIONS) return protectedFirst(ticked);
  const texts = titles.map(textOf);
  const isAll = roleOfEach(texts).every((role) => !role || role === 'neutral' || isProtected(role));
  return [...protectedFirst(ticked), ...(isAll ? texts : [])];
});

function roleOfEach(texts: readonly string[]): readonly (Role | undefined)[] {
  return texts.map((text) => rolesIn([{ source: 'nearby-text', text }], theLexicon())?.role);
}

/** Where it may be about any of several people, it is read as about the one to be protected. */
function protectedFirst(texts: readonly string[]): readonly string[] {
  const roles = roleOfEach(texts);
  return [
    ...texts.filter((_text, index) => roles[index] === 'victim'),
    ...texts.filter((_text, index) => isProtected(roles[index] ?? 'unknown')),
    ...texts,
  ];
}

/** What stands before a component stands before all that is drawn in it. */
function* textsBefore(control: Element, walker: TreeWalker): Generator<string> {
  let at: Element | null = control;
  for (let step = 0; at && step < MOST_ROOTS; step++) {
    yield* textsFrom(at, walker, () => walker.previousNode());
    const root: Root | null = rootOf(at);
    at = root && isShadow(root) ? root.host : null;
  }
}

const MOST_ROOTS = 8;

function* textsFrom(
  control: Element,
  walker: TreeWalker,
  next: () => Node | null,
): Generator<string> {
  walker.currentNode = control;
  for (let step = 0, node = next(); node && step < MOST_TEXTS; node = next(), step++) {
    const text = tidy(node.nodeValue);
    if (text !== '' && text.length <= LONGEST_TEXT && !node.parentElement?.closest(NOT_NEAR))
      yield text;
  }
}
