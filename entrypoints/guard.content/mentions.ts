/**
 * Free text on a protected record: a quiet note where it mentions what is seldom needed there. The
 * text is read when the officer leaves the field or pauses, never per key, and is not kept.
 */
import { readWhose } from '../../core/forms/classify.ts';
import { findMention } from '../../core/forms/mentions.ts';
import { decide } from '../../core/policy/decide.ts';
import { type Assessment, assess } from './assess.ts';
import { settle } from './changes.ts';
import { controlOf } from './controls-in-event.ts';
import { isHtml } from './dom.ts';
import { theLexicon } from './floor.ts';
import { policyInForce } from './in-force.ts';
import { lasting } from './lasting.ts';
import { textContentOf } from './native.ts';
import { controlKind, readAround, readControl } from './read-form.ts';
import { theScanner } from './telling.ts';

/** The officer has paused. */
const QUIET_MS = 500;
/** A shorter text in one line is a name or a number. */
const LINE_LENGTH = 24;

/** Terms that were pointed out in a field and still stand there. */
const pointedOut = new WeakMap<Element, string>();

/** @param tell called with a mention that is new */
export function watchMentions(tell: (mention: Assessment) => void, signal: AbortSignal): void {
  let typedIn: Element | null = null;
  let typedAt = 0;
  let isComposing = false;
  let timer = 0;
  const read = (): void => {
    clearTimeout(timer);
    timer = 0;
    const control = typedIn;
    typedIn = null;
    const mention = control?.isConnected ? mentionIn(control) : null;
    if (mention) tell(mention);
  };
  const typed = (event: Event): void => {
    typedIn = controlOf(event);
    typedAt = event.timeStamp;
    isComposing = event instanceof InputEvent && event.isComposing;
    // One timer for all keys: to set one at each costs more than to hear the key.
    if (timer === 0) timer = window.setTimeout(readIfQuiet, QUIET_MS);
  };
  const readIfQuiet = (): void => {
    const wait = typedAt + QUIET_MS - performance.now();
    if (isComposing) timer = 0;
    else if (wait > 0) timer = window.setTimeout(readIfQuiet, wait);
    else read();
  };
  lasting(() => {
    addEventListener('input', typed, { capture: true, passive: true, signal });
    addEventListener('focusout', read, { capture: true, passive: true, signal });
  });
}

function mentionIn(control: Element): Assessment | null {
  if (!holdsProse(control) || assess(control)) return null;
  settle();
  const evidence = findMention(textIn(control), theLexicon(), theScanner());
  if (!evidence) {
    pointedOut.delete(control);
    return null;
  }
  if (pointedOut.get(control) === evidence.term) return null;
  const snapshot = readAround(control, readControl(control), []);
  const { because, ...whose } = readWhose(snapshot, theLexicon());
  const classification = {
    kind: 'immigration-mention' as const,
    confidence: evidence.weight,
    ...whose,
    because: [evidence, ...because],
  };
  const decision = decide(classification, policyInForce().table);
  pointedOut.set(control, evidence.term);
  return { control, snapshot, classification, decision };
}

const LINES = /^(?:text|search|)$/;

function holdsProse(control: Element): boolean {
  if (isHtml(control, 'textarea')) return true;
  if (isHtml(control, 'input'))
    return LINES.test(control.type) && control.value.length > LINE_LENGTH;
  return controlKind(control) === 'text';
}

function textIn(control: Element): string {
  return isHtml(control, 'textarea') || isHtml(control, 'input')
    ? control.value
    : (textContentOf(control) ?? '');
}
