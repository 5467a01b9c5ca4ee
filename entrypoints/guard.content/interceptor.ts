/** What the nets of the officer's intent have in common. */
import { declines, isOfView } from '../../core/forms/declined.ts';
import type { SourceText } from '../../core/forms/snapshot.ts';
import { type Act, isEntered } from '../../core/vocabulary.ts';
import { type Assessment, assessActedOn, assessWords } from './assess.ts';
import { TYPED } from './dom.ts';
import { drawnOn } from './drawn.ts';
import { flickering } from './flicker.ts';
import { attribute, closest, listOf, matches } from './native.ts';
import { isGroupMember, readNames } from './read-names.ts';
import type { Deed } from './release.ts';
import { readOrHold } from './unreadable.ts';

export interface Interceptor {
  /** Called with the event already stopped. */
  hold(assessment: Assessment, act: Act, deed: Deed): void;
  /** Called where policy does not hold but wants to be told. */
  observe(assessment: Assessment, act: Act): void;
}

/**
 * A failure of ours never lets a guarded control through, and never stops the rest of the page.
 *
 * @param by what happens to the control, where that may undo what it did
 */
export function lookAt(control: Element, by?: Event): Assessment | null {
  const drawn = () => drawnOn(control);
  const found = readOrHold(
    control,
    () => assessActedOn(control) ?? assessWords(control, drawn) ?? assessBefore(control),
  );
  return found && isDeclined(found, by) ? null : found;
}

/** What an officer enters of a status may be "No" and is a status still; an act is left undone. */
function isDeclined({ classification, snapshot, control }: Assessment, by?: Event): boolean {
  if (isOfView(snapshot.control)) return true;
  if (isEntered(classification.kind)) return false;
  const isTickTaken = by !== undefined && takesTick(control, by);
  return declines(snapshot.control, {
    isRadio: matches(control, RADIO) || isOneOfTwo(control),
    isTickTaken,
  });
}

function takesTick(box: Element, by: Event): boolean {
  if (!isGroupMember(box))
    return matches(box, DRAWN_BOX) && attribute(box, 'aria-checked') === 'true';
  // The browser has changed the box before it tells of the click.
  return box.type === 'checkbox' && box.checked !== AFTER.test(by.type);
}

/** "[ ] Yes [ ] No", as two boxes. */
function isOneOfTwo(control: Element): boolean {
  const group = matches(control, TICK_BOX) ? closest(control, 'fieldset,[role=group]') : null;
  const boxes = group ? listOf(group, TICK_BOX) : [];
  return boxes.length === 2 && boxes.some((box) => box !== control && readNames(box).some(saysYes));
}

function saysYes({ source, text }: SourceText): boolean {
  return source === 'label' && /^(?:yes|ie|oes|ydy|ydw)\W*$/i.test(text);
}

const TICK_BOX = 'input[type=checkbox i]:not([role=switch])';
const RADIO = 'input[type=radio],[role=radio],[role=menuitemradio]';
const DRAWN_BOX = ':is([role=checkbox],[role=switch],[role=menuitemcheckbox])';
const AFTER = /^(?:click|input|change)$/;

/** By what it said a moment ago; asked again, it is that still. */
function assessBefore(control: Element): Assessment | null {
  const before = flickering(control);
  return before === '' || matches(control, TYPED)
    ? null
    : lasts(assessWords(control, () => before));
}

/** What was read of an act, whatever its control says by now. */
export function lasts(assessment: Assessment | null): Assessment | null {
  return assessment && { ...assessment, again: () => assessment };
}

export function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

const ENTRY = new Set(['text', 'choice', 'file']);

export function isEntry({ snapshot }: Assessment): boolean {
  return ENTRY.has(snapshot.control.kind);
}
