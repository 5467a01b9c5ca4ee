/**
 * Stands in for the browser's message channel in this frame, so that the guard of the build runs here
 * unchanged and speaks to nobody: it gets the policy under test, and what it would have had
 * recorded is shown and goes no further. The background would refuse it besides: it takes no
 * reports from pages of the extension.
 */
import type { AttemptReport, Envelope, Messages, PolicyReply } from '../../core/messages.ts';

export interface Answers {
  readonly reply: PolicyReply;
  readonly told: (report: AttemptReport) => void;
  readonly changed: () => void;
}

/** Enough that the guard takes the extension for being there. */
const ID = 'policy-tester';

/** Puts the stand-in in the place of the browser's own object, for good. */
export function standIn(answers: Answers): void {
  let recorded = 0;
  const answer = (envelope: Envelope): unknown => {
    if (isNamed(envelope, 'record')) {
      answers.told(envelope.body);
      const reply: Messages['record']['reply'] = { ok: true, seq: recorded++, hash: '' };
      return reply;
    }
    if (isNamed(envelope, 'policy')) return answers.reply;
    if (isNamed(envelope, 'frame')) answers.changed();
    if (isNamed(envelope, 'gate')) return true;
    // Each press is asked about: nothing was let go on before.
    if (isNamed(envelope, 'repeatable')) return [];
    return null;
  };
  const runtime = {
    id: ID,
    // Later, as a real answer comes.
    sendMessage: (envelope: Envelope) =>
      new Promise((resolve) => setTimeout(() => resolve(answer(envelope)))),
    onMessage: { addListener: () => undefined },
  };
  for (const name of ['browser', 'chrome'])
    Object.defineProperty(globalThis, name, { value: { runtime }, configurable: true });
}

function isNamed<Name extends keyof Messages>(
  envelope: Envelope,
  name: Name,
): envelope is Envelope<Name> {
  return envelope.name === name;
}
