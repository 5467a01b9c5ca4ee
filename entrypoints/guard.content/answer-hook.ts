/**
 * Answers the page hook. A question is a cancelable event; refusing it is the whole answer. The
 * page could only ever ask, never be told more than yes or no.
 */
import { isHeld } from '../../core/vocabulary.ts';
import { answerAddress } from './answer-address.ts';
import type { Aftermath } from './ask.ts';
import { type Assessment, assess, assessSnapshot } from './assess.ts';
import { takeIn } from './choices.ts';
import { concernsUs } from './concern.ts';
import type { Holds } from './hold.ts';
import { lasts } from './interceptor.ts';
import { lasting, listenAgain } from './lasting.ts';
import { contains, matches } from './native.ts';
import { waitsForNetwork } from './network-wait.ts';
import { surroundings } from './outer.ts';
import { placeOfOfficer, pressedJustNow } from './pressed.ts';
import { readBlocks } from './read-blocks.ts';
import { readAround, readControl } from './read-form.ts';
import { readPage, readReference } from './read-page.ts';
import { isReleased, takeFollowUp } from './release.ts';
import { holdSubmission } from './submission.ts';
import { readOrHold } from './unreadable.ts';

/** How long a question that was let through may be asked again. */
const ALLOWED_MS = 120_000;

export function answerHook(holds: Holds, signal: AbortSignal): void {
  addEventListener(
    'page-hook-ready',
    (event) => {
      if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      listen(event.detail, holds, signal);
    },
    { capture: true, once: true, signal },
  );
}

function listen(channel: string, holds: Holds, signal: AbortSignal): void {
  const allowed = new Map<string, number>();
  const verdict = (id: string, mayGo: boolean): void => {
    // On an object that a page which writes itself anew leaves alone.
    performance.dispatchEvent(new CustomEvent(channel, { detail: `${id} ${mayGo}` }));
  };
  const answer = (event: Event): void => {
    event.stopImmediatePropagation();
    const question = parse(event);
    if (question === null) return;
    const { what, text } = question;
    const target = event.composedPath()[0];
    if (what === 'submit') {
      if (target instanceof HTMLFormElement && holdsSubmit(target, holds)) event.preventDefault();
      return;
    }
    if (what === 'address') {
      answerAddress(text, event, holds, verdict);
      return;
    }
    const assessment = assessQuestion(text);
    if (!assessment) return;
    const key = personOf(assessment, text);
    const until = allowed.get(key) ?? 0;
    allowed.delete(key);
    if (performance.now() < until) return;
    if (!isHeld(assessment.decision.outcome)) {
      holds.tell(assessment, 'dialog');
      return;
    }
    event.preventDefault();
    const letNextBy = (): Aftermath => {
      allowed.set(key, performance.now() + ALLOWED_MS);
      return 'again';
    };
    const otherwise = holdSubmission();
    // After the page's own script has ended: it still believes that it shows a dialog.
    setTimeout(() => holds.hold({ assessment, act: 'dialog', deed: letNextBy, otherwise }), 0);
  };
  lasting(() => addEventListener(channel, answer, { capture: true, signal }));
  // A page that writes itself anew leaves nothing on `window`; on this it leaves what is there.
  performance.addEventListener(`${channel}w`, listenAgain, { signal });
}

/** The same words about another person, or on another record, are another question. */
function personOf({ classification }: Assessment, text: string): string {
  const { kind, role, ordinal } = classification;
  return [kind, role, ordinal, readReference(document), text].join(' ');
}

/** A question is one word, a space, and the text that the page would show. */
function parse(event: Event): { readonly what: string; readonly text: string } | null {
  if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') return null;
  const [, what = '', text = ''] = /^(\w+) ([\s\S]{0,4096})/.exec(event.detail) ?? [];
  return { what, text };
}

/** `form.submit()`: no event announces it, and it names no submitter. */
function holdsSubmit(form: HTMLFormElement, holds: Holds): boolean {
  if (isReleased(form)) return false;
  const assessment = readOrHold(form, () => {
    takeIn();
    return assessSent(form);
  });
  const again = (): void => HTMLFormElement.prototype.submit.call(form);
  if (assessment && waitsForNetwork(form, assessment, again)) return true;
  if (!assessment || !isHeld(assessment.decision.outcome)) return false;
  if (takeFollowUp(assessment.classification.kind)) return false;
  setTimeout(
    () =>
      holds.hold({ assessment, act: 'submit', deed: { what: 'submit', form, submitter: null } }),
    0,
  );
  return true;
}

/**
 * A form sent by a script says by all that stands in it what it does; where the officer has just pressed
 * a link or button of it, what the others of them say counts no more.
 */
function assessSent(form: HTMLFormElement): Assessment | null {
  const pressed = pressedJustNow();
  if (!pressed || !contains(form, pressed) || !matches(pressed, BUTTONS)) return assess(form);
  if (concerns(pressed)) {
    // "PNC" in a suspect's row sends the form in which a victim's row stands as well.
    const ofIts = assess(pressed);
    return ofIts && ofIts.classification.role !== 'unknown' ? ofIts : assess(form);
  }
  const own = readControl(form);
  const control = { ...own, names: own.names.filter(({ source }) => source !== 'value') };
  const { form: purpose, blocks, page, outer, nearby, sections } = readAround(form, control);
  const said = { control, form: purpose, blocks, page, outer, nearby, sections };
  return lasts(assessSnapshot(form, said));
}

/** A field that is typed in, or ticked, does not say what the form is sent for. */
const BUTTONS =
  'a,button,[role=button],[role=link],[role=menuitem],input:is([type=submit],[type=button],[type=image])';

function concerns(pressed: Element): boolean {
  return concernsUs(readControl(pressed).names);
}

/** What a native dialog asks, about the person whose block the officer is in. */
function assessQuestion(text: string): Assessment | null {
  const near = placeOfOfficer(document);
  const read = () => {
    takeIn();
    return assessSnapshot(near, {
      control: {
        kind: 'dialog',
        names: [{ source: 'dialog-text', text }],
        isAction: true,
        isSubmit: false,
      },
      blocks: readBlocks(near),
      form: [],
      page: readPage(document),
      outer: surroundings(),
    });
  };
  return readOrHold(near, read, () => text);
}
