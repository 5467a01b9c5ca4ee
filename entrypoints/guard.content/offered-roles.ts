/**
 * Choices that say a role by what they offer: a list of "VIC" and "SUS" is about a person's role
 * whatever it is called, and often it is called nothing.
 */
import { findMatches } from '../../core/forms/lexicon.ts';
import { rolesIn } from '../../core/forms/roles.ts';
import { words } from '../../core/forms/text.ts';
import type { EvidenceSource, Role } from '../../core/vocabulary.ts';
import { isElement, tidy } from './dom.ts';
import { theLexicon } from './floor.ts';
import {
  all,
  attribute,
  closest,
  listOf,
  localName,
  parentElementOf,
  type Root,
  textContentOf,
} from './native.ts';
import { isGroupMember, readNames } from './read-names.ts';
import { ROLE_WORD, theScanner } from './telling.ts';

/** A page with more lists than this is a table of figures; lists of roles have a caption there. */
const MOST_CHOICES = 400;
const MOST_OPTIONS = 40;

export interface Offer {
  /** How many different roles may be chosen. */
  readonly roles: number;
  /** Whether little else may be chosen. */
  readonly isAll: boolean;
}

export function rolesOffered(list: Element): Offer {
  const roles = new Set<Role>();
  let others = 0;
  let options = 0;
  for (const option of listOf(list, 'option').slice(0, MOST_OPTIONS)) {
    const text = tidy(textContentOf(option));
    if (text === '' || attribute(option, 'value') === '') continue;
    options++;
    const role = roleOf(text);
    if (role) roles.add(role);
    else others++;
  }
  return { roles: roles.size, isAll: roles.size > 1 && others * 2 <= options };
}

export function roleOf(text: string): Role | null {
  if ((theScanner().bitsIn(text) & ROLE_WORD) === 0) return null;
  const found = rolesIn([{ source: 'role-control', text }], theLexicon());
  return found?.role ?? null;
}

export function saysRoleAlone(text: string): boolean {
  const split = words(text);
  const found = findMatches(theLexicon(), split).filter(({ entry }) => entry.topic === 'role');
  return found.reduce((sum, { length }) => sum + length, 0) === split.folded.length;
}

/** Lists within that offer two roles or more, whatever they are called. */
export function listsOfRoles(within: Element | Root): readonly Element[] {
  const inner = all(within, 'select');
  if (inner.length > MOST_CHOICES) return [];
  // Options may come after their list: then the list itself is what changed.
  const isList = isElement(within) && localName(within) === 'select';
  return (isList ? [within] : [...inner]).filter(
    (list) => mayOffer(list) && rolesOffered(list).isAll && !isOfOther(list),
  );
}

const FIRST_OPTIONS = 8;

/** One by one: the options of a list run together in its text. */
function mayOffer(list: Element): boolean {
  return listOf(list, 'option')
    .slice(0, FIRST_OPTIONS)
    .some((option) => (theScanner().bitsIn(textContentOf(option) ?? '') & ROLE_WORD) !== 0);
}

/** "Relationship to victim", "Seen by": asked about somebody else. */
function isOfOther(control: Element): boolean {
  return readNames(control).some(({ text }) =>
    findMatches(theLexicon(), words(text)).some(({ entry }) => entry.topic === 'relation'),
  );
}

/** Boxes within that stand for different roles of one person: "( ) Victim ( ) Witness". */
export function boxesOfRoles(within: Element | Root): readonly Element[] {
  const boxes = all(within, BOXES);
  if (boxes.length > MOST_CHOICES) return [];
  const questions = new Map<unknown, { readonly boxes: Element[]; readonly roles: Set<Role> }>();
  for (const box of boxes) {
    const role = roleOfBox(box);
    if (!role) continue;
    // A chip may itself be drawn as a part of the page.
    const question = attribute(box, 'name') || closest(parentElementOf(box) ?? box, QUESTIONS);
    const known = questions.get(question) ?? { boxes: [], roles: new Set() };
    known.boxes.push(box);
    known.roles.add(role);
    questions.set(question, known);
  }
  return [...questions.values()].flatMap(({ boxes: of, roles }) => (roles.size > 1 ? of : []));
}

const LONGEST_CHOICE = 40;
const MANY =
  /^(?:victims|witness(?:es)?|suspects|offenders|all|everyone|dioddefwyr|tystion)\W*\d*\W*$/i;
/** One question for all of them: it is asked of each part that changes. */
const BOXES =
  'input[type=radio],input[type=checkbox],[role]:is([role=radio],[role=option]),[aria-pressed]:is(button,[role=button])';
const QUESTIONS = 'fieldset,[role=group],[role=radiogroup],[role=listbox],td,li,p,div';
const NAMES: ReadonlySet<EvidenceSource> = new Set(['label', 'aria', 'value']);

/** The role that a box names, where it says little else. */
function roleOfBox(box: Element): Role | null {
  const around = parentElementOf(box);
  const near = tidy(around && textContentOf(around)?.slice(0, 400));
  if (around && near !== '' && (theScanner().bitsIn(near) & ROLE_WORD) === 0) {
    const label = parentElementOf(around);
    const wider = label ? (textContentOf(label)?.slice(0, 400) ?? '') : '';
    if ((theScanner().bitsIn(wider) & ROLE_WORD) === 0) return null;
  }
  const label = readNames(box).find(({ source }) => NAMES.has(source));
  if (!label || label.text.length > LONGEST_CHOICE) return null;
  // "Suspects", "Victims": what is shown of a list, and no role of anybody.
  return MANY.test(label.text) && !isGroupMember(box) ? null : roleOf(label.text);
}
