/**
 * Persons about whom an act was held a moment ago, or would have been. Who is then called a suspect by
 * the officer, and looked up, is still treated as what the record said; to put a wrong role right costs
 * one reason. A page that shows another person in the same place changed no role. Kept in the page's
 * memory: no name, but which control, and which record.
 */
import type { Classification } from '../../core/forms/classification.ts';
import { isProtected, type Role } from '../../core/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { isElement, isHtml, typedIn } from './dom.ts';
import { newEpoch, remembered } from './epoch.ts';
import { lasting } from './lasting.ts';
import {
  attribute,
  closest,
  contains,
  documentOf,
  idOf,
  isInPage,
  listOf,
  matches,
  parentElementOf,
} from './native.ts';
import { detailOfField } from './persons/read.ts';
import { readReference } from './read-page.ts';
import { roleOwners } from './role-owners.ts';

/** A role that is changed later than this is not changed for the check. */
const WINDOW_MS = 30 * 60_000;
const MOST_KEPT = { held: 50, seen: 500 } as const;

interface Standing {
  readonly control: Element;
  /** The part of the page that says a person's role by a control of its own. */
  readonly person: Element | null;
  /** What a page that is drawn anew calls the control again. */
  readonly name: string;
  /** A code, and no name; 0 where there is no box for one. */
  readonly whose: number;
  readonly record: string | null;
  readonly role: Role;
  /** When it was held, or the role changed. */
  since: number;
  /** Whether the officer has chosen another role for the person since. */
  isChanged: boolean;
}

/** About whom something was held. */
let held: readonly Standing[] = [];
/** Of whom something stands there that would be held: in a list of many persons, many. */
let seen: readonly Standing[] = [];

/** To be called when an act is held. */
export function noteStanding({ control, classification }: Assessment): void {
  // Whom nothing protects needs no reading, which may fail; the hold must not fail with it.
  if (isProtected(classification.roleBefore ?? classification.role))
    held = [
      ...held.filter((each) => each.control !== control).slice(1 - MOST_KEPT.held),
      standingOf(control, classification, personAround(control)),
    ];
}

/** To be called with what would be held: whoever changes the role first changes it for that. */
export function noteSeen({ control, classification }: Assessment): void {
  if (!isProtected(classification.role)) return;
  const person = personAround(control);
  // Somebody who is only being entered has had no other role yet.
  if (!person || isEntered(person) || isNew(person)) return;
  const known = seen.find((each) => each.control === control);
  // Drawn anew around the same control it is the same person; what was chosen since is kept.
  if (known?.person === person && known.whose === whoseOf(person)) return;
  seen = [
    ...seen.filter((each) => each.control !== control).slice(1 - MOST_KEPT.seen),
    standingOf(control, classification, person),
  ];
}

/** Of boxes in which the officer has typed: a code of what. */
const typedByOfficer = new WeakMap<Element, number>();

/** A name that a page fills in is that of somebody who is on its record. */
function isEntered(person: Element): boolean {
  return boxesOf(person).some(isTyped);
}

/** A part whose boxes for a name are empty, or those of the form that it stands in. */
function isNew(person: Element): boolean {
  const boxes = boxesOf(person);
  return boxes.length > 0 && boxes.every((box) => typedIn(box) === '');
}

function boxesOf(person: Element): readonly Element[] {
  const own = nameBoxes(person);
  const form = own.length > 0 ? null : closest(person, 'form');
  return form ? nameBoxes(form) : own;
}

/** Asked of each control of the part. */
const nameBoxes = remembered((part: Element): readonly Element[] =>
  listOf(part, BOXES).filter((box) => detailOfField(box) !== null),
);

const BOXES = 'input:is([type=text i],:not([type]))';

function standingOf(
  control: Element,
  classification: Classification,
  person: Element | null,
): Standing {
  const record = readReference(documentOf(control));
  return {
    control,
    person,
    name: nameOf(control),
    whose: person ? whoseOf(person) : 0,
    record,
    role: classification.roleBefore ?? classification.role,
    since: performance.now(),
    isChanged: classification.roleBefore !== undefined,
  };
}

/** A code of what stands in the boxes for a name: another person in the same boxes changed no role. */
function whoseOf(person: Element): number {
  return codeOf(boxesOf(person).map(typedIn).join('|'));
}

function codeOf(text: string): number {
  let code = 0;
  for (const letter of text) code = (code * 31 + (letter.codePointAt(0) ?? 0)) | 0;
  return code;
}

/** What a page has put there since is none of the officer's. */
function isTyped(box: Element): boolean {
  return typedByOfficer.get(box) === codeOf(typedIn(box));
}

/** Follows what the officer chooses; what a script of the page chooses is the page's own business. */
export function followRoles(signal: AbortSignal): void {
  const chosen = (event: Event): void => {
    const [target] = event.composedPath();
    if (!isElement(target)) return;
    // A list may be set by a program that types for the officer, who then is told by it alone.
    if (!event.isTrusted && !(event.type === 'change' && isHtml(target, 'select'))) return;
    // What is typed is a role when it is all there.
    if (event.type === 'input' && matches(target, WORDS)) {
      if (event.isTrusted) typedByOfficer.set(target, codeOf(typedIn(target)));
      return;
    }
    if (held.length === 0 && seen.length === 0) return;
    // To press a list chooses nothing yet.
    if (event.type === 'click' && matches(target, 'select,option,input:not([type])')) return;
    const owners = roleOwners(documentOf(target));
    const since = performance.now();
    const changed = [...seen, ...held].filter(({ person }) => {
      const speakers = person && contains(person, target) ? owners.get(person) : undefined;
      return speakers?.some((speaker) => contains(speaker, target));
    });
    for (const standing of changed) {
      standing.isChanged = true;
      standing.since = since;
    }
    if (changed.length > 0) newEpoch();
  };
  lasting(() => {
    for (const type of ['input', 'change', 'click'])
      addEventListener(type, chosen, { capture: true, passive: true, signal });
  });
}

const WORDS = 'textarea,input:is([type=text i],:not([type])):not([list],[role])';

/** To be called when the officer has given a reason for the change. */
export function forgetStanding(control: Element): void {
  held = held.filter((each) => !isOf(each, control));
  seen = seen.filter((each) => !isOf(each, control));
  newEpoch();
}

/** The protected role that the person had when an act was held; null where nothing changed. */
export function roleBefore(control: Element, { role }: Classification): Role | null {
  if ((held.length === 0 && seen.length === 0) || isProtected(role)) return null;
  const from = performance.now() - WINDOW_MS;
  const isFresh = ({ since, isChanged }: Standing): boolean => !isChanged || since > from;
  held = held.filter(isFresh);
  seen = seen.filter(isFresh);
  const isChangedOf = (each: Standing): boolean => each.isChanged && isOf(each, control);
  // Another name that the page put there is another person; the officer may have put a name right.
  const isStill = ({ person, whose }: Standing): boolean =>
    person !== null && (whoseOf(person) === whose || boxesOf(person).some(isTyped));
  const before =
    held.findLast(isChangedOf) ?? seen.findLast((each) => isChangedOf(each) && isStill(each));
  return before?.role ?? null;
}

function isOf({ control, person, name, record }: Standing, other: Element): boolean {
  if (record !== readReference(documentOf(other))) return false;
  if (control === other || (person !== null && person === personAround(other))) return true;
  // A control that is still there is another one than this.
  return name !== '' && name === nameOf(other) && !isInPage(control);
}

function nameOf(control: Element): string {
  return idOf(control) || (attribute(control, 'name') ?? '');
}

function personAround(control: Element): Element | null {
  const owners = roleOwners(documentOf(control));
  let at: Element | null = control;
  while (at && !owners.has(at)) at = parentElementOf(at);
  return at;
}
