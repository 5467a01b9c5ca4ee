/**
 * Controls whose chosen option says what a person is to the record, or which offence it is about.
 * They are few, and a decision needs them at once: they are found once, and after that only among
 * what was added or named anew.
 */

import { isIdentifier } from '../../core/forms/sources.ts';
import { isProtected } from '../../core/vocabulary.ts';
import { isHtml, referenced, textOf, typedIn } from './dom.ts';
import { reachIn, reachInSlices, reachOfText } from './look.ts';
import {
  attribute,
  closest,
  contains,
  inPageOrder,
  isInPage,
  isOver,
  matches,
  parentElementOf,
  type Root,
  rootOf,
  textContentOf,
} from './native.ts';
import {
  boxesOfRoles,
  listsOfRoles,
  roleOf,
  rolesOffered,
  saysRoleAlone,
} from './offered-roles.ts';
import { GROUPS, groupSays, isGroupMember, readNames } from './read-names.ts';
import { knownRoots } from './roots.ts';
import { SPEAKER } from './telling.ts';

/** Names of controls that say what a person is to the record. */
const ROLE_CONTROL =
  /\b(?:role|involve|capacity|party|person type|type of person|subject type|classif|status|rol|ymwneud|math o berson|statws)|^(?:type|math)\W*$/i;
export const OFFENCE_CONTROL =
  /offen[cs]e|crime|incident|flag|marker|[td]h?rosedd|dd?igwyddiad|[bmf]aner/i;

/** A list of roles may be drawn as a box that shows what was chosen, and says nothing else of itself. */
const ROLE_BOX =
  /^(?:(?:party|person|subject|nominal|case|contact) )?(?:role|involvement|capacity)(?: type)?\W*$/i;
const CHOICES =
  'select,input[type=radio],input[type=checkbox],input[role=combobox],input[list],[role=combobox],[aria-haspopup=listbox],[role=radio],[role=option],[role=checkbox],[role=button][aria-pressed],button[aria-pressed]';
const BOX = 'input:is([type=text],:not([type])):not([role],[list])';

interface Speakers {
  readonly roles: readonly Element[];
  readonly offences: readonly Element[];
}

interface Known {
  readonly generation: number;
  /** Whether all of the root was looked through. */
  isWhole: boolean;
  /** By what they are called. */
  readonly named: Set<Element>;
  /** By what they offer, whatever they are called. */
  readonly offered: Set<Element>;
  readonly offences: Set<Element>;
  /** All in the order of the page, until one is found or lost. */
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
  const { roles, offences } = inOrderIn(root);
  return { roles: roles.filter(isInPage), offences: offences.filter(isInPage) };
}

/** As they were when something was last found or lost: one may have left the page since. */
export function inOrderIn(root: Root): Speakers {
  const here = knownOf(root);
  if (!here.isWhole) {
    here.isWhole = true;
    readIn(root, reachIn(root, SPEAKER), here);
  }
  readAdded();
  here.inOrder ??= {
    roles: ordered(here.named, here.offered),
    offences: ordered(here.offences),
  };
  return here.inOrder;
}

function knownOf(root: Root): Known {
  const here = known.get(root);
  if (here?.generation === generation) return here;
  const none = {
    generation,
    isWhole: false,
    named: new Set<Element>(),
    offered: new Set<Element>(),
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
  for (const control of yield* reachInSlices(root, SPEAKER)) {
    read(control, here);
    yield null;
  }
  yield null;
  if (here.isWhole) return;
  readOffered(root, here);
  here.isWhole = true;
}

function readAdded(): void {
  if (unread.size === 0) return;
  const added = [...unread];
  unread.clear();
  const questions = new Map<Element, Known>();
  for (const [element, isTextAlone] of added) {
    const root = isInPage(element) ? rootOf(element) : null;
    const here = root && known.get(root);
    if (here?.generation !== generation) continue;
    const reached = isTextAlone ? reachOfText(element, SPEAKER) : reachIn(element, SPEAKER);
    for (const control of reached) read(control, here);
    const question = questionAround(element, isTextAlone);
    if (question) questions.set(question, here);
  }
  for (const [question, here] of questions) readOffered(question, here);
}

const QUESTIONS = 'select,fieldset,[role=group],[role=radiogroup],tr,li,p,dl';

/** Options and boxes come one after the other: what they offer is known of all of them only. */
function questionAround(element: Element, isTextAlone: boolean): Element | null {
  const question = closest(element, QUESTIONS);
  if (question) return question;
  // A text that is no caption changes nothing of what may be chosen.
  if (isTextAlone && !closest(element, 'label')) return null;
  const around = parentElementOf(element);
  const wider = around && parentElementOf(around);
  return [wider, around].find((each) => each && !isOver(each, MOST_AROUND)) ?? element;
}

/** A wider part than this holds more than one question. */
const MOST_AROUND = 60;

function readIn(within: Element | Root, reached: Iterable<Element>, here: Known): void {
  for (const control of reached) read(control, here);
  readOffered(within, here);
}

/** Lists and boxes that offer roles say one, whatever they are called. */
function readOffered(within: Element | Root, here: Known): void {
  const now = new Set([...listsOfRoles(within), ...boxesOfRoles(within)]);
  for (const control of here.offered)
    if (!now.has(control) && contains(within, control)) set(here, here.offered, control, false);
  for (const control of now) set(here, here.offered, control, true);
}

function read(control: Element, here: Known): void {
  if (matches(control, BOX)) set(here, here.named, control, asksRoleInBox(control));
  if (!matches(control, CHOICES)) return;
  const texts = textsOn(control);
  set(here, here.named, control, asksRole(control, texts));
  const chooses = matches(control, 'select,input,[role=combobox],[aria-haspopup=listbox]');
  set(here, here.offences, control, chooses && texts.some((text) => OFFENCE_CONTROL.test(text)));
}

function asksRoleInBox(control: Element): boolean {
  if (!isNearRole(control)) return false;
  return readNames(control).some((name) => !isIdentifier(name) && ROLE_BOX.test(plain(name.text)));
}

const ROLE = /role|involvement|capacity/i;
/** A row of a form holds no more. */
const MOST_IN_ROW = 12;

/** Asked of each box for text that is found: to read all that it may be called takes long. */
function isNearRole(control: Element): boolean {
  const named = referenced(control, 'aria-labelledby').map(textOf);
  if (ROLE.test(`${attribute(control, 'aria-label')} ${named}`)) return true;
  let around = parentElementOf(control);
  for (let step = 0; around && step < 3 && !isOver(around, MOST_IN_ROW); step++) {
    if (ROLE.test(textContentOf(around)?.slice(0, 200) ?? '')) return true;
    around = parentElementOf(around);
  }
  return false;
}

function textsOn(control: Element): readonly string[] {
  return [...readNames(control).map(({ text }) => text), ...groupNames(control)].map(plain);
}

function asksRole(control: Element, texts: readonly string[]): boolean {
  const isBox = isGroupMember(control) && control.type === 'checkbox';
  return (
    !isBox &&
    texts.some((text) => ROLE_CONTROL.test(text)) &&
    // A status that is none of a person's role must not stand between that and what it is about.
    (!isHtml(control, 'select') || offersRole(control))
  );
}

/** Whether it still says a role: its caption may have become another since it was found. */
export function saysRole(control: Element): boolean {
  const root = rootOf(control);
  const offers = root && known.get(root)?.offered.has(control);
  if (offers) return true;
  return matches(control, BOX)
    ? asksRoleInBox(control) && isRoleTyped(control)
    : asksRole(control, textsOn(control));
}

/** What somebody typed may be an officer's rank: "Custody officer" must make nobody a suspect. */
function isRoleTyped(control: Element): boolean {
  const text = typedIn(control);
  const role = roleOf(text);
  return role !== null && (isProtected(role) || saysRoleAlone(text));
}

function offersRole(list: HTMLSelectElement): boolean {
  return list.options.length === 0 || rolesOffered(list).roles > 0;
}

const MARKS = /\p{M}+/gu;

/** "Rôl" is a role whether or not its roof was typed. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '');
}

function set(here: Known, which: Set<Element>, control: Element, isOne: boolean): void {
  if (which.has(control) === isOne) return;
  if (isOne) which.add(control);
  else which.delete(control);
  // Their order is worked out anew only where there is another.
  here.inOrder = null;
}

/** A chip or a box says "Victim" or "Hate"; what is chosen by it stands on its group. */
function groupNames(control: Element): readonly string[] {
  if (!isGroupMember(control) && !matches(control, '[role=radio],[role=option],[aria-pressed]'))
    return [];
  const group = closest(control, GROUPS);
  return group ? groupSays(group) : [];
}

function ordered(...sets: readonly Set<Element>[]): readonly Element[] {
  for (const set of sets) for (const control of set) if (!isInPage(control)) set.delete(control);
  return [...new Set(sets.flatMap((set) => [...set]))].sort(inPageOrder);
}
