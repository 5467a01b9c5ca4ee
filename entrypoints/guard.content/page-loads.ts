/**
 * Page loads that a script of the page starts: `location`, `navigation`, a refresh. Where the
 * browser announces them they are held in the page, before it is given up; where it does not, the
 * closed network sends them to the page that explains.
 */
import { isHeld } from '../../core/vocabulary.ts';
import { assessedAddress } from './answer-address.ts';
import type { Holds } from './hold.ts';
import { addressIn, closedTo, openFor, openingOf, takeOpening } from './network.ts';

/** The part of the Navigation API that is used here; Chromium has it. */
interface Announced extends Event {
  readonly hashChange: boolean;
  readonly formData: FormData | null;
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
}

function isAnnounced(event: Event): event is Announced {
  return 'destination' in event && 'formData' in event;
}

/** Whether this browser tells of a page load before it begins. */
export const ANNOUNCES: boolean = 'navigation' in globalThis;

export function holdPageLoads(holds: Holds, signal: AbortSignal): void {
  const navigation: unknown = Reflect.get(globalThis, 'navigation');
  if (!(navigation instanceof EventTarget)) return;
  navigation.addEventListener('navigate', (event) => onNavigate(event, holds), { signal });
}

function onNavigate(event: Event, holds: Holds): void {
  if (!isAnnounced(event) || !event.cancelable || event.destination.sameDocument) return;
  const url = addressIn(document, event.destination.url);
  const kind = url && closedTo(url);
  if (!kind || takeOpening(kind)) return;
  event.preventDefault();
  const { formData } = event;
  const go = (): 'again' | null => {
    // What was sent with a form cannot be sent again from here.
    if (formData) return 'again';
    location.assign(url.href);
    return null;
  };
  const opening = openingOf(kind);
  if (opening) {
    opening.then(go, go);
    return;
  }
  const assessment = assessedAddress(kind);
  if (!assessment) return;
  if (isHeld(assessment.decision.outcome)) {
    setTimeout(() => holds.hold({ assessment, act: 'open', deed: go }), 0);
    return;
  }
  holds.tell(assessment, 'open');
  openFor({ ...assessment.decision.cell, kind }).then(go, go);
}
