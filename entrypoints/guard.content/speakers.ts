/**
 * Controls whose chosen option says what a person is to the record, or which offence it is about.
 * They are few, and a decision needs them at once: they are found once, and after that only among
 * what was added or named anew.
 */
import { referenced, textOf } from './dom.ts';
import { reachIn, reachInSlices, reachOfText } from './look.ts';
import { attribute, closest, first, isInPage, matches, type Root, rootOf } from './native.ts';
import { isGroupMember, readNames } from './read-names.ts';
import { knownRoots } from './roots.ts';
import { SPEAKER } from './telling.ts';

/** Names of controls that say what a person is to the record. */
const ROLE_CONTROL =
  /\b(?:role|involve|capacity|party|person type|type of person|subject type|classif|status|rol|ymwneud|math o berson|statws)|^(?:type|math)\W*$/i;
export const OFFENCE_CONTROL =
  /offen[cs]e|crime|incident|flag|marker|[td]h?rosedd|dd?igwyddiad|[bmf]aner/i;

const CHOICES =
  'select,input[type=radio],input[type=checkbox],input[role=combobox],input[list],[role=combobox],[aria-haspopup=listbox],[role=radio],[role=option],[role=checkbox],[role=button][aria-pressed],button[aria-pressed]';

interface Speakers {
  readonly roles: readonly Element[];
  readonly offences: readonly Element[];
}

interface Known {
  readonly generation: number;
  /** Whether all of the root was looked through. */
  isWhole: boolean;
  readonly roles: Set<Element>;
  readonly offences: Set<Element>;
  /** Both in the order of the page, until one is found or lost. */
  inOrder: Speakers | null;
}

const known = new WeakMap<Root, Known>();
/** Elements to be looked through, and whether of them only the text that stands in them is new. */
const unread = new Map<Element, boolean>();
let generation = 0;

export function forgetSpeakers(): void {
  generation++;
  unread.clear();
}

/** What was added to the page or named anew, or has a new text; read when somebody asks. */
export function noteSpeakers(element: Element, isTextAlone: boolean): void {
  unread.set(element, isTextAlone && unread.get(element) !== false);
}

/** Of the whole page, shadow roots included, each root in the order of its own. */
export function speakersOn(page: Document): Speakers {
  const all = [...knownRoots(page)].map(speakersOf);
  return {
    roles: all.flatMap(({ roles }) => roles),
    offences: all.flatMap(({ offences }) => offences),
  };
}

function speakersOf(root: Root): Speakers {
  const here = knownOf(root);
  if (!here.isWhole) {
    here.isWhole = true;
    for (const control of reachIn(root, SPEAKER)) read(control, here);
  }
  readAdded();
  here.inOrder ??= { roles: ordered(here.roles), offences: ordered(here.offences) };
  const { roles, offences } = here.inOrder;
  return { roles: roles.filter(isInPage), offences: offences.filter(isInPage) };
}

function knownOf(root: Root): Known {
  const here = known.get(root);
  if (here?.generation === generation) return here;
  const none = {
    generation,
    isWhole: false,
    roles: new Set<Element>(),
    offences: new Set<Element>(),
  };
  const fresh: Known = { ...none, inOrder: null };
  known.set(root, fresh);
  return fresh;
}

/** Finds them with pauses, so that no decision has to. What is added meanwhile is noted as ever. */
export function* learnSpeakers(root: Root): Generator<null> {
  const here = knownOf(root);
  if (here.isWhole) return;
  for (const control of yield* reachInSlices(root, SPEAKER)) read(control, here);
  here.isWhole = true;
}

function readAdded(): void {
  if (unread.size === 0) return;
  const added = [...unread];
  unread.clear();
  for (const [element, isTextAlone] of added) {
    const root = isInPage(element) ? rootOf(element) : null;
    const here = root && known.get(root);
    if (here?.generation !== generation) continue;
    const reach = isTextAlone ? reachOfText : reachIn;
    for (const control of reach(element, SPEAKER)) read(control, here);
  }
}

function read(control: Element, here: Known): void {
  if (!matches(control, CHOICES)) return;
  const texts = [...readNames(control).map(({ text }) => text), ...groupNames(control)].map(plain);
  const isBox = isGroupMember(control) && control.type === 'checkbox';
  here.inOrder = null;
  keep(here.roles, control, !isBox && texts.some((text) => ROLE_CONTROL.test(text)));
  const chooses = matches(control, 'select,input,[role=combobox],[aria-haspopup=listbox]');
  keep(here.offences, control, chooses && texts.some((text) => OFFENCE_CONTROL.test(text)));
}

const MARKS = /\p{M}+/gu;

/** "Rôl" is a role whether or not its roof was typed. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '');
}

function keep(set: Set<Element>, control: Element, isOne: boolean): void {
  if (isOne) set.add(control);
  else set.delete(control);
}

const GROUPS = 'fieldset,[role=radiogroup],[role=listbox],[role=group]';

/** A chip or a box says "Victim" or "Hate"; what is chosen by it stands on its group. */
function groupNames(control: Element): readonly string[] {
  if (!isGroupMember(control) && !matches(control, '[role=radio],[role=option],[aria-pressed]'))
    return [];
  const group = closest(control, GROUPS);
  if (!group) return [];
  const legend = first(group, ':scope > legend');
  return [
    legend ? textOf(legend) : '',
    attribute(group, 'aria-label') ?? '',
    ...referenced(group, 'aria-labelledby').map(textOf),
  ];
}

function ordered(controls: Set<Element>): readonly Element[] {
  for (const control of controls) if (!isInPage(control)) controls.delete(control);
  return [...controls].sort((a, b) =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}
