/**
 * The dialogue with the officer about one held attempt: shows the prompt, reads the answer, says
 * what is wrong with it, and closes only when the answer has been dealt with.
 */
import {
  authoriserOf,
  choosing,
  confirmKey,
  explaining,
  hintFor,
  marked,
  type PromptAct,
  ranksFrom,
  telling,
} from '../../components/prompt.ts';
import type { Authorised } from '../../core/approval/messages.ts';
import type { Classification } from '../../core/forms/classification.ts';
import type { ShownPrompt } from '../../core/ledger/entry.ts';
import type { AttemptReport, RecordFailure } from '../../core/messages.ts';
import { authorised, excerptOf, faultText, fieldOf } from '../../core/policy/answers.ts';
import type { Decision } from '../../core/policy/decide.ts';
import type { ReasonCode, Rule } from '../../core/policy/model.ts';
import { type ReasonFault, reasonFault } from '../../core/policy/reasons.ts';
import type { Act } from '../../core/vocabulary.ts';
import { failureText } from './ask-faults.ts';
import { type Open, opening } from './ask-opening.ts';
import { isCutOff } from './channel.ts';
import { REASON_CODES } from './floor.ts';
import { lasting } from './lasting.ts';
import { namesShown } from './persons/names.ts';
import { createPromptHost } from './prompt-host.ts';
import { languageInUse, sayIn } from './words.ts';

/** What the officer gave for going on. */
export interface Given {
  readonly reason: string | null;
  readonly explanation: string;
  readonly authorisation: Authorised | null;
}

export type NotRecorded =
  | { readonly code: RecordFailure; readonly fault?: ReasonFault | undefined }
  | { readonly code: 'cut-off' | 'no-answer' };

/** What the officer still has to be told after the act went on; null for nothing. */
export type Aftermath = 'again' | 'gone' | null;

export interface Handlers {
  /** The officer leaves it, or leaves the page with it. */
  left(choice: 'complied' | 'abandoned', shown: ShownPrompt, isPageGone: boolean): void;
  /** What would be recorded, for somebody else to say yes or no to. */
  about(given: Given, shown: ShownPrompt): AttemptReport;
  /** Records durably; answers what went wrong, or null. */
  recorded(given: Given, shown: ShownPrompt): Promise<NotRecorded | null>;
  /** Life at risk: recorded behind, never waited for. Answers what opens the network, if it is closed. */
  emergency(shown: ShownPrompt): Promise<void> | null;
  /** Repeats the officer's act, after the prompt is gone. */
  goOn(isEmergency: boolean): Aftermath;
}

/** What a question is about. */
export interface Asked {
  readonly decision: Decision;
  readonly classification: Classification;
}

export interface Asking {
  ask(asked: Asked, act: Act, handlers: Handlers): void;
  readonly isOpen: boolean;
  /** A short note about a rule that informs and does not hold. */
  note(rule: Rule): void;
  /** A short note about what was done without asking. */
  say(key: 'ui.repeated', decision: Decision): void;
  /** The page is from before an update: a look-up that was let go cannot go on in it. */
  stale(): void;
}

/** So long a browser takes what follows a press for the officer's own act: windows may open. */
const AS_ONE_MS = 4_000;
/** Longest that life at risk waits for the network to be opened. */
const HURRY_MS = 900;

/** @param changed called when a question opens and when it is done with */
export function createAsking(signal: AbortSignal, changed: () => void): Asking {
  let open: Open | null = null;
  const host = createPromptHost(
    {
      act: onAct,
      changed: onChanged,
      dismissed: () => leave('abandoned'),
      unseen: () => open && host.write('message', open.say('ui.unseen')),
    },
    signal,
  );
  // A question that goes with its page was a hold that was heeded, and counts as one.
  const hidden = (): void => leave('abandoned', true);
  lasting(() => addEventListener('pagehide', hidden, { signal }));

  function onChanged(id: string): void {
    if (!open || id !== 'reason') return;
    const { view } = open;
    const code = host.field(id);
    host.write('hint', hintFor(view, code));
    const lowest = authoriserOf(view, code);
    host.write('rank', '', ranksFrom(view, lowest));
    host.offer('#second', lowest !== null);
  }

  function onAct(act: PromptAct): void {
    if (!open) return;
    switch (act) {
      case 'comply':
        leave('complied');
        return;
      case 'explain':
        host.show(explaining(open.view), 'field');
        if (isCutOff()) host.write('message', open.say('ui.stale'));
        return;
      case 'confirm':
        submit(open, { reason: null, explanation: '', authorisation: null });
        return;
      case 'record':
        explain(open);
        return;
      case 'emergency':
        if (!open.isDone) hurry(open, open.handlers.emergency(open.shown));
        return;
      case 'ask':
        if (!open.isBusy) askSecond(open);
        return;
      case 'withdraw':
        open.second.withdraw();
        return;
      case 'go':
        goOn(open);
        return;
      case 'close':
        shut();
    }
  }

  function leave(choice: 'complied' | 'abandoned', isPageGone = false): void {
    // While an entry is being written the answer has been given.
    if (!open || open.isBusy) return;
    const { isDone, handlers, shown } = open;
    shut();
    if (!isDone) handlers.left(choice, shown, isPageGone);
  }

  function shut(): void {
    open?.second.withdraw();
    open = null;
    host.close();
    changed();
  }

  /** Null where what was stated does not count yet, which is said. */
  function stated(now: Open): { reason: ReasonCode; explanation: string } | null {
    const reason = REASON_CODES.find(({ code }) => code === host.field('reason'));
    const explanation = host.field('explanation');
    const fault = reasonFault(reason, explanation, namesShown());
    if (fault?.code === 'holds-identifier') {
      host.write('message', faultText(now.say, fault), marked(excerptOf(explanation, fault)));
      host.focus('explanation', fault);
    } else if (fault) complain(now, faultText(now.say, fault), fieldOf(fault));
    return fault || !reason ? null : { reason, explanation };
  }

  function explain(now: Open): void {
    const said = stated(now);
    if (said === null) return;
    const { reason, explanation } = said;
    const named = [host.field('authoriser'), host.field('rank')] as const;
    const isNeeded = now.view.authoriserFor(reason) !== null;
    const authorisation = isNeeded ? authorised(now.second.granted, ...named) : null;
    if (authorisation === undefined) complain(now, now.say('ui.faultAuthoriser'), 'authoriser');
    else submit(now, { reason: reason.code, explanation, authorisation });
  }

  function askSecond(now: Open): void {
    const said = stated(now);
    if (said === null) return;
    host.write('message', '');
    const given = { reason: said.reason.code, explanation: said.explanation, authorisation: null };
    now.second.ask(now.handlers.about(given, now.shown));
  }

  /** Durable first, release after. Any failure leaves the hold where it is. */
  function submit(now: Open, given: Given): void {
    if (now.isBusy) return;
    setBusy(now, true);
    host.write('message', '');
    settle(now, given).catch(() => complain(now, now.say('ui.notRecorded')));
  }

  async function settle(now: Open, given: Given): Promise<void> {
    const pressedAt = performance.now();
    const failure = await now.handlers.recorded(given, now.shown);
    // Meanwhile life may have been at risk: the act went on, and goes on once.
    if (open !== now || now.isDone) return;
    if (failure) {
      // What counts for nothing here would else be given again, and nobody could be asked anew.
      if ('fault' in failure && failure.fault?.code === 'no-grant') now.second.withdraw();
      complain(now, failureText(now.say, failure));
    } else if (performance.now() - pressedAt < AS_ONE_MS) goOn(now);
    else {
      now.isDone = true;
      host.show(telling(now.view, now.say('ui.recordedLate'), 'go'), 'act');
    }
  }

  /** Life at risk goes on at once; where the network has to be opened, a second later at most. */
  function hurry(now: Open, opening: Promise<void> | null): void {
    if (!opening) {
      goOn(now, true);
      return;
    }
    now.isBusy = true;
    const next = (): void => {
      if (open === now && !now.isDone) goOn(now, true);
    };
    Promise.race([opening, new Promise((resolve) => setTimeout(resolve, HURRY_MS))]).then(
      next,
      next,
    );
  }

  function goOn(now: Open, isEmergency = false): void {
    // Closed before the act is repeated: the page must find itself as it was.
    host.close();
    now.second.withdraw();
    const aftermath = now.handlers.goOn(isEmergency);
    if (open !== now) return;
    if (aftermath === null) {
      open = null;
      changed();
      // A PNC record can carry an immigration marker: a check for safety must not become a referral.
      if (now.isPnc) host.note(now.say('ui.pncMarker'), now.shown.title);
      return;
    }
    now.isDone = true;
    const notice = now.say(aftermath === 'gone' ? 'ui.gone' : 'ui.dialogAgain');
    host.show(telling(now.view, notice), 'act');
  }

  function complain(now: Open, message: string, field: string | null = null): void {
    setBusy(now, false);
    host.write('message', message);
    host.focus(field);
  }

  function tell(wording: string, ...keys: readonly string[]): void {
    if (open) return;
    const say = sayIn(languageInUse());
    host.note(keys.map((key) => say(key)).join(' '), say(`${wording}.title`));
  }

  function setBusy(now: Open, isBusy: boolean): void {
    now.isBusy = isBusy;
    const idle = now.view.needs === 'confirm' ? confirmKey(now.view) : 'ui.proceed';
    host.busy(isBusy, now.say(isBusy ? 'ui.recording' : idle));
  }

  return {
    ask(asked, act, handlers) {
      open = opening(asked, act, handlers, host);
      host.show(choosing(open.view), 'act');
      changed();
      if (isCutOff()) host.write('message', open.say('ui.stale'));
    },
    get isOpen() {
      return open !== null;
    },
    say: (key, { rule }) => rule && tell(rule.wording, key),
    stale: () => tell('unknown-role', 'ui.stale'),
    note: ({ wording }) => tell(wording, `${wording}.why`, `${wording}.instead`),
  };
}
