/**
 * Answers the page hook about an address that the page asks by itself: `fetch`, `XMLHttpRequest`,
 * `sendBeacon`, `open`, sockets. What is no look-up goes on at once. A look-up that policy lets go
 * waits until the network is open to it; one that is held waits for the officer.
 */
import { isHeld, type SignalKind } from '../../core/vocabulary.ts';
import { type Assessment, assessAsked } from './assess.ts';
import { takeIn } from './choices.ts';
import type { Holds } from './hold.ts';
import { addressIn, closedTo, openFor, openingOf, takeOpening } from './network.ts';
import { pressedJustNow } from './pressed.ts';
import { readOrHold } from './unreadable.ts';

/** What cannot wait asks under this number, and is told yes or no at once. */
const CANNOT_WAIT = '0';
/** Words by which a look-up is held where reading the page fails. */
const LOOK_UP = 'immigration';

/** A page that asks by itself what the officer has just left is not asked about again so soon. */
const LEFT_MS = 120_000;
const leftUntil = new Map<SignalKind, number>();

/**
 * @param text number of the question, a space, and the address as the page wrote it, untrusted
 * @param verdict tells the hook later what becomes of what waits
 */
export function answerAddress(
  text: string,
  question: Event,
  holds: Holds,
  verdict: (id: string, mayGo: boolean) => void,
): void {
  const [, id = '', address = ''] = /^(\d+) ([\s\S]*)$/.exec(text) ?? [];
  const url = addressIn(document, address);
  const kind = url && closedTo(url);
  if (!kind || takeOpening(kind)) return;
  const pass = (): void => {
    takeOpening(kind);
    verdict(id, true);
  };
  const go = (): null => {
    // Life at risk does not wait in the prompt for an opening that is on its way: it waits here.
    const coming = openingOf(kind);
    if (coming) coming.then(pass, pass);
    else pass();
    return null;
  };
  const waitFor = (opening: Promise<void>): void => {
    question.preventDefault();
    opening.then(pass, pass);
  };
  const opening = openingOf(kind);
  if (opening && id !== CANNOT_WAIT) {
    waitFor(opening);
    return;
  }
  const assessment = assessedAddress(kind);
  if (!assessment) return;
  if (!isHeld(assessment.decision.outcome)) {
    holds.tell(assessment, 'open');
    const asked = openFor({ ...assessment.decision.cell, kind });
    if (id !== CANNOT_WAIT) waitFor(asked);
    return;
  }
  question.preventDefault();
  const fail = (): void => verdict(id, false);
  const otherwise = (): void => {
    leftUntil.set(kind, performance.now() + LEFT_MS);
    fail();
  };
  const isLeft = !pressedJustNow() && performance.now() < (leftUntil.get(kind) ?? 0);
  // After the page's own script has ended. One question at a time: what comes meanwhile fails.
  setTimeout(() => {
    if (isLeft || holds.isWaiting) fail();
    else holds.hold({ assessment, act: 'open', deed: id === CANNOT_WAIT ? again : go, otherwise });
  }, 0);
}

const again = () => 'again' as const;

/** A look-up of the page itself, about the person of the press that led to it, or of the page. */
export function assessedAddress(kind: SignalKind): Assessment | null {
  const near = pressedJustNow() ?? document.documentElement;
  const read = (): Assessment | null => {
    takeIn();
    return assessAsked(near, kind);
  };
  return readOrHold(near, read, () => LOOK_UP);
}
