/**
 * For which part of the page a control speaks that says what role a person has: for its row where
 * each row is a person, for the form where the row only holds that control among others.
 */
import { HAS_LETTER, parentOf, textOf } from './dom.ts';
import { remembered } from './epoch.ts';
import {
  all,
  attribute,
  classOf,
  closest,
  first,
  isPlain,
  listOf,
  localName,
  matches,
  parentElementOf,
} from './native.ts';
import { GROUPS, isGroupMember, readNames } from './read-names.ts';
import { speakersOn } from './speakers.ts';

/** Parts that are about one matter whatever they hold. */
const BLOCKS = /^(?:fieldset|section|form|article|details|dialog)$/;
const BLOCK_ROLES = /^(?:region|tabpanel|dialog|form)$/;
const BLOCK_CLASSES = /card|panel|person|party|block/i;
/** Parts of which there may be one for each person, or one for each field. */
const ROWS = /^(?:tr|li|dl|body|main)$/;
const ROW_ROLES = /^(?:row|listitem|group)$/;
const ROW_CLASSES = /row|group/i;

function isBlock(element: Element): boolean {
  return (
    BLOCKS.test(localName(element)) ||
    BLOCK_ROLES.test(attribute(element, 'role') ?? '') ||
    BLOCK_CLASSES.test(classOf(element))
  );
}

function isRow(element: Element): boolean {
  return (
    ROWS.test(localName(element)) ||
    ROW_ROLES.test(attribute(element, 'role') ?? '') ||
    ROW_CLASSES.test(classOf(element))
  );
}

const CHIPS = 'input[type=radio],input[type=checkbox],[role=radio],[role=option],[aria-pressed]';

/** The parts around a control that may be its owner, innermost first. */
function ownersAround(control: Element): readonly Element[] {
  const owners: Element[] = [];
  // A radio group is the control itself, not a block of a person.
  let mayBeGroup = matches(control, CHIPS);
  for (let at = parentOf(control); at; at = parentOf(at)) {
    const ends = isBlock(at);
    if (!ends && !isRow(at)) continue;
    const isGroup = mayBeGroup && !WHOLE.test(localName(at)) && isRadioGroup(at);
    mayBeGroup = false;
    if (isGroup) continue;
    owners.push(at);
    if (ends) break;
  }
  return owners;
}

/** All of a page, whatever stands in it or in roots of it. */
const WHOLE = /^(?:body|main)$/;

const isRadioGroup = remembered((element: Element): boolean => {
  const boxes = all(element, 'input,select,textarea');
  return [...boxes].every(isGroupMember);
});

/** What the choices of one question have in common; a control alone is its own. */
function questionOf(control: Element): unknown {
  if (!matches(control, CHIPS)) return control;
  const group = closest(control, GROUPS);
  return group ?? (attribute(control, 'name') || parentElementOf(control));
}

/** More than one question stands in the part. */
const MANY = Symbol('many');

/** Which question about a role stands in each part of the page. */
function questionsIn(
  all: readonly { readonly control: Element; readonly question: unknown }[],
): ReadonlyMap<Element, unknown> {
  const asked = new Map<Element, unknown>();
  for (const { control, question } of all)
    for (let at = parentOf(control); at; at = parentOf(at)) {
      const known = asked.get(at);
      asked.set(at, known === undefined || known === question ? question : MANY);
    }
  return asked;
}

/**
 * All around a role control in which nothing else says a role, whether or not it has a sign of being a
 * part: a card, what a tab shows. Null where nothing stands in it but the question itself.
 */
function apart(
  control: Element,
  question: unknown,
  asked: ReadonlyMap<Element, unknown>,
): Element | null {
  let part: Element | null = null;
  for (let at = parentOf(control); at && asked.get(at) === question; at = parentOf(at)) {
    if (!isPlain(at)) part = at;
    // Beside it stand others of its kind, each about somebody.
    if (isOneOfMany(at)) break;
  }
  return part && holdsOther(part, control) ? part : null;
}

const ENTRIES = 'tr,li,[role=row],[role=listitem]';
/** A row of a form says what is asked; a row for each person says who. */
const CAPTION =
  /^\W*(?:(?:party|person|subject|nominal) )?(?:role|r[oô]l|involvement|capacity|type|class)\b/i;
const LONGEST = 60;

function isOneOfMany(entry: Element): boolean {
  if (!matches(entry, ENTRIES) || CAPTION.test(textOf(entry).slice(0, LONGEST))) return false;
  // A row of a table may be one of a form: what can be done with a person stands in that person's.
  if (localName(entry) === 'tr' && first(entry, 'button,a,[role=button]') === null) return false;
  const around = parentElementOf(entry);
  return (
    around !== null && first(around, `:scope > ${localName(entry)} ~ ${localName(entry)}`) !== null
  );
}

/** Asked for each answer of a question. */
function holdsOther(part: Element, control: Element): boolean {
  return others(part).some((each) => isOther(each, control));
}

/** The control itself and an arrow of its own may be among them. */
const MOST_FIRST = 8;

const others = remembered((part: Element): readonly Element[] => {
  const found: Element[] = [];
  for (const each of all(part, FILLED)) {
    if (!matches(each, CHIPS)) found.push(each);
    if (found.length > MOST_FIRST) break;
  }
  return found;
});

/** "Second role": of the same person as the first. */
const FURTHER = /\b(?:second|other|additional|further|also|ail|arall|hefyd)\b/i;

function isFurther(control: Element): boolean {
  return readNames(control).some(({ text }) => FURTHER.test(text));
}

/** A list's own arrow has no words, and the answers of one question stand side by side. */
function isOther(each: Element, control: Element): boolean {
  if (each === control || (isGroupMember(control) && isGroupMember(each))) return false;
  return !matches(each, CHIPS) && !(localName(each) === 'button' && !HAS_LETTER.test(textOf(each)));
}

const FILLED = 'input:not([type=hidden]),select,textarea,button';

/**
 * Each part with the role controls that speak for it. A row passes what it says outwards as long as
 * nothing else there says a role: then it is a row of a form and not a row for each person.
 */
export const roleOwners = remembered((page: Document): ReadonlyMap<Element, Element[]> => {
  const around = speakersOn(page).roles.map((control) => ({
    control,
    owners: ownersAround(control),
    question: questionOf(control),
  }));
  const asked = new Map<Element, Set<unknown>>();
  for (const { owners, question } of around)
    for (const owner of owners) {
      const questions = asked.get(owner);
      if (questions) questions.add(question);
      else asked.set(owner, new Set([question]));
    }
  const owned = new Map<Element, Element[]>();
  let parts: ReadonlyMap<Element, unknown> | null = null;
  for (const { control, owners, question } of around) {
    const crowded = owners.findIndex((owner) => (asked.get(owner)?.size ?? 0) > 1);
    const row = crowded > 0 ? owners[crowded - 1] : crowded < 0 ? owners.at(-1) : owners[0];
    if (!row) continue;
    const owns = new Set([row]);
    // A row with nothing in it but the role is a row of a form; a part with several roles is of none.
    if (crowded === 0 || (crowded > 0 && listOf(row, FILLED).every((each) => each === control))) {
      parts ??= questionsIn(around);
      const part = isFurther(control) ? null : apart(control, question, parts);
      // What stands in the same form, outside of each person's part, is about all of them.
      if (part && (crowded !== 0 || WHOLE.test(localName(row)))) owns.clear();
      if (part) owns.add(part);
    }
    for (const owner of owns) {
      const controls = owned.get(owner);
      if (controls) controls.push(control);
      else owned.set(owner, [control]);
    }
  }
  return owned;
});
