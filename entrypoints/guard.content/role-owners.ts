/**
 * For which part of the page a control speaks that says what role a person has: for its row where
 * each row is a person, for the form where the row only holds that control among others.
 */
import { parentOf } from './dom.ts';
import { remembered } from './epoch.ts';
import { all, attribute, classOf, closest, localName, matches, parentElementOf } from './native.ts';
import { GROUPS, isGroupMember } from './read-names.ts';
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
    const isGroup = mayBeGroup && isRadioGroup(at);
    mayBeGroup = false;
    if (isGroup) continue;
    owners.push(at);
    if (ends) break;
  }
  return owners;
}

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
  for (const { control, owners } of around) {
    const others = owners.findIndex((owner) => (asked.get(owner)?.size ?? 0) > 1);
    const owner = others > 0 ? owners[others - 1] : others < 0 ? owners.at(-1) : owners[0];
    if (!owner) continue;
    const controls = owned.get(owner);
    if (controls) controls.push(control);
    else owned.set(owner, [control]);
  }
  return owned;
});
