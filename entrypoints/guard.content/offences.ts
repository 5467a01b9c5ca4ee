/**
 * An offence that is only an immigration offence, recorded against somebody who is a victim on an
 * open record. To choose it is held like any other act; what came to be there otherwise, or before
 * the person was named, is recorded and saved as it is.
 */
import { classificationOf, readWhose } from '../../core/forms/classify.ts';
import { immigrationOffence } from '../../core/forms/immigration-offence.ts';
import type { ControlSnapshot } from '../../core/forms/snapshot.ts';
import { isHeld } from '../../core/vocabulary.ts';
import { type Assessment, decided } from './assess.ts';
import { isHtml, tidy } from './dom.ts';
import { theImmigrationOffences, theLexicon } from './floor.ts';
import { attribute, first, isInPage, thePage } from './native.ts';
import { readAround } from './read-form.ts';
import { isGroupMember, readNames } from './read-names.ts';
import { OFFENCE_CONTROL, speakersOn } from './speakers.ts';

const CHOSEN: ControlSnapshot = { kind: 'menu-item', names: [], isAction: true, isSubmit: false };

/** What it is to record the offence that a control shows; null where it is of no concern. */
export function assessOffence(control: Element): Assessment | null {
  // Of what holds no offence nothing is read, typed or chosen.
  if (!namesOffence(control)) return null;
  const offence = immigrationOffence(shownBy(control), theImmigrationOffences());
  if (!offence) return null;
  const snapshot = readAround(control, CHOSEN, []);
  const signal = { kind: 'immigration-offence', confidence: 1, because: [offence] } as const;
  return decided(control, snapshot, classificationOf(signal, readWhose(snapshot, theLexicon())));
}

/** Those on the page that would be held now, and are recorded instead. */
export function recordedOffences(): readonly Assessment[] {
  return speakersOn(thePage)
    .offences.filter((control) => isInPage(control) && isChosen(control))
    .map(assessOffence)
    .filter((each) => each !== null)
    .filter(({ decision }) => isHeld(decision.outcome));
}

function isChosen(control: Element): boolean {
  return !isGroupMember(control) || control.checked;
}

function namesOffence(control: Element): boolean {
  return readNames(control).some(({ text }) => OFFENCE_CONTROL.test(text));
}

function shownBy(control: Element): string {
  if (isHtml(control, 'select')) {
    const option = first(control, 'option:checked');
    return option ? tidy(attribute(option, 'label') ?? option.textContent) : '';
  }
  if (isGroupMember(control)) return readNames(control)[0]?.text ?? '';
  return isHtml(control, 'input') ? tidy(control.value) : '';
}
