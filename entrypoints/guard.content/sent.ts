/** What a press sends, to whom, and where it searches: as the form, dialog or message around it says. */
import type { SourceText } from '../../core/forms/snapshot.ts';
import { isHtml, parentOf, textOf, tidy, WRITTEN } from './dom.ts';
import { newEpoch } from './epoch.ts';
import { attribute, first, hasAttribute, matches } from './native.ts';
import { dialogOutside, partsAround } from './parts.ts';
import { isAddressed, recipientsIn, systemsIn } from './recipients.ts';

const SENDS_ELSE =
  /^(?:do not send|send (?:it )?(?:to (?:the )?printer|(?:me |us )?(?:a |your )?(?:copy to (?:me|self|myself)|feedback)|for approval|(?:(?:a|the|verification|security) )*code to my phone))\W*$/i;
const SENDS = /\b(?:send|refer|share|e-?mail|forward|anfon|cyfeirio|rhannu)/i;

/**
 * @param around form or dialog around it, where there is one
 */
export function whereSent(control: Element, around: Element | null): readonly SourceText[] {
  const sent = around ?? messageBeside(control);
  return sent
    ? [
        ...(sends(control, sent) ? recipientsIn(sent) : []),
        ...(matches(control, FIELD) || NOT_SENT.test(textOf(control)) ? [] : systemsIn(sent)),
      ]
    : [];
}

/** Called when something is about to be pressed. What cannot be read is held when it is assessed. */
export function renewRecipients(control: Element): void {
  try {
    renew(control);
  } catch {
    newEpoch();
  }
}

function renew(control: Element): void {
  const { dialog, form, root } = partsAround(control);
  const around = form ?? formNamedBy(control) ?? dialog ?? dialogOutside(root);
  const sent = around ?? messageBeside(control);
  if (sent && isAddressed(sent)) newEpoch();
}

function sends(control: Element, sent: Element): boolean {
  const says = textOf(control) || tidy(attribute(control, 'value'));
  if (SENDS_ELSE.test(says)) return false;
  // A journey has a "From" and a "To" as well, and no message.
  return SENDS.test(says) || says === '' || (SUBMITS.test(says) && first(sent, MESSAGE) !== null);
}

export const SUBMITS = /^(?:submit|cyflwyno)\b/i;

/** What holds the message that a "Send" in no form sends, and to whom. */
function messageBeside(control: Element): Element | null {
  const says = textOf(control);
  if (!matches(control, BUTTONS) || !SENDS.test(says) || SENDS_ELSE.test(says)) return null;
  let around = parentOf(control);
  for (let step = 0; around && step < MOST_LEVELS; step++, around = parentOf(around))
    if (first(around, MESSAGE)) return around;
  return null;
}

/** What stands beside the search and only helps with it. */
const NOT_SENT =
  /^(?:clear|reset|cancel|advanced(?: search)?(?: options)?|(?:find |look ?up )?(?:address|postcode))\W*$/i;
const FIELD = 'input:not([type=submit],[type=button],[type=image]),select,textarea';
const BUTTONS = 'button,[role=button]';
const MESSAGE = `textarea,${WRITTEN}`;
const MOST_LEVELS = 6;

/** A button may stand elsewhere, and name the form that it sends. */
export function formNamedBy(control: Element): HTMLFormElement | null {
  const isNaming = hasAttribute(control, 'form');
  return isNaming && (isHtml(control, 'button') || isHtml(control, 'input')) ? control.form : null;
}
