/** For which part of the page a control speaks that says what a person is to the record. */
import { parentOf } from './dom.ts';
import { remembered } from './epoch.ts';
import { all, attribute, classOf, contains, documentOf, localName, matches } from './native.ts';
import { isGroupMember } from './read-names.ts';
import { speakersOn } from './speakers.ts';

const BLOCKS = /^(?:fieldset|section|form|article|tr|li|details|dialog)$/;
const BLOCK_ROLES = /^(?:group|region|tabpanel|dialog|row|form|listitem)$/;
const BLOCK_CLASSES = /(?:card|panel|person|party|block|row|group)/i;

/** Blocks in which a role control speaks for the whole block, not the page's body at large. */
export function ownsRoleControl(element: Element): boolean {
  return (
    BLOCKS.test(localName(element)) ||
    BLOCK_ROLES.test(attribute(element, 'role') ?? '') ||
    BLOCK_CLASSES.test(classOf(element))
  );
}

const CHIPS = 'input[type=radio],[role=radio],[role=option],[aria-pressed]';

/** The part of the page for which a role control speaks. */
export const ownerOf = remembered((control: Element): Element | null => {
  let layout: Element | null = null;
  let isChip = matches(control, CHIPS);
  for (let at = parentOf(control); at; at = parentOf(at)) {
    if (!ownsRoleControl(at)) continue;
    // A radio group is the control itself, not a block of a person.
    if (isChip && isRadioGroup(at)) {
      isChip = false;
      continue;
    }
    // Nor is what only wraps the control or lays out a line of the form.
    if (!isLayout(at)) return at;
    if (holdsMore(at, control)) layout ??= at;
    if (layout === at && isRepeated(at)) return at;
  }
  return layout;
});

const LAYOUT = /(?:row|group)/i;
const NO_LAYOUT = /(?:card|panel|person|party|block)/i;

function isLayout(element: Element): boolean {
  return (
    !BLOCKS.test(localName(element)) &&
    !BLOCK_ROLES.test(attribute(element, 'role') ?? '') &&
    LAYOUT.test(classOf(element)) &&
    !NO_LAYOUT.test(classOf(element))
  );
}

function holdsMore(around: Element, control: Element): boolean {
  return [...all(around, 'input:not([type=hidden]),select,textarea,button')].some(
    (each) => each !== control && attribute(each, 'tabindex') !== '-1',
  );
}

/** A line for each person, each with a role of its own. */
function isRepeated(line: Element): boolean {
  return speakersOn(documentOf(line)).roles.some(
    (control) => !contains(line, control) && parentOf(line) === parentOf(lineAround(control, line)),
  );
}

function lineAround(control: Element, line: Element): Element {
  let at = control;
  for (let up = parentOf(at); up && up !== parentOf(line); up = parentOf(at)) at = up;
  return at;
}

function isRadioGroup(element: Element): boolean {
  const boxes = all(element, 'input,select,textarea');
  return [...boxes].every((box) => isGroupMember(box) && box.type === 'radio');
}
