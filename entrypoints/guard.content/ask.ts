/**
 * The dialogue with the officer about one held attempt: shows the prompt, reads the answer, says
 * what is wrong with it, and closes only when the answer has been dealt with.
 */
import {
  choosing,
  explaining,
  hintFor,
  type PromptAct,
  type PromptProps,
  telling,
} from '../../components/prompt.ts';
import type { Authorisation, ShownPrompt } from '../../core/ledger/entry.ts';
import type { RecordFailure } from '../../core/messages.ts';
import type { Decision } from '../../core/policy/decide.ts';
import type { Rule } from '../../core/policy/model.ts';
import { type ReasonFault, reasonFault } from '../../core/policy/reasons.ts';
import { type Act, RANKS } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { isCutOff } from './channel.ts';
import { REASON_CODES } from './floor.ts';
import { policyInForce } from './in-force.ts';
import { lasting } from './lasting.ts';
import { createPromptHost } from './prompt-host.ts';
import { languageInUse, sayIn } from './words.ts';

/** What the officer gave for going on. */
export interface Given {
  readonly reason: string | null;
  readonly explanation: string;
  readonly authorisation: Authorisation | null;
}

export type NotRecorded =
  | { readonly code: RecordFailure; readonly fault?: ReasonFault | undefined }
  | { readonly code: 'cut-off' | 'no-answer' };

/** What the officer still has to be told after the act went on; null for nothing. */
export type Aftermath = 'again' | 'gone' | null;

export interface Handlers {
  /** The officer leaves it, or leaves the page with it. */
  left(choice: 'complied' | 'abandoned', shown: ShownPrompt, isPageGone: boolean): void;
  /** Records durably; answers what went wrong, or null. */
  recorded(given: Given, shown: ShownPrompt): Promise<NotRecorded | null>;
  /** Life at risk: recorded behind, never waited for. Answers what opens the network, if it is closed. */
  emergency(shown: ShownPrompt): Promise<void> | null;
  /** Repeats the officer's act, after the prompt is gone. */
  goOn(): Aftermath;
}

export interface Asking {
  ask(decision: Decision, act: Act, handlers: Handlers): void;
  readonly isOpen: boolean;
  /** A short note about a rule that informs and does not hold. */
  note(rule: Rule): void;
  /** The page is from before an update: a look-up that was let go cannot go on in it. */
  stale(): void;
}

interface Open {
  readonly handlers: Handlers;
  readonly say: Say;
  readonly shown: ShownPrompt;
  readonly view: PromptProps;
  readonly needsAuthoriser: boolean;
  readonly isPnc: boolean;
  isBusy: boolean;
  isDone: boolean;
}

/** Longest that life at risk waits for the network to be opened. */
const HURRY_MS = 900;

const STAFF_NUMBER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/** @param changed called when a question opens and when it is done with */
export function createAsking(signal: AbortSignal, changed: () => void): Asking {
  let open: Open | null = null;
  const host = createPromptHost(
    { act: onAct, changed: onChanged, dismissed: () => leave('abandoned') },
    signal,
  );
  // A question that goes with its page was a hold that was heeded, and counts as one.
  const hidden = (): void => leave('abandoned', true);
  lasting(() => addEventListener('pagehide', hidden, { signal }));

  function onChanged(id: string): void {
    if (open && id === 'reason') host.write('hint', hintFor(open.view, host.field('reason')));
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
        hurry(open, open.handlers.emergency(open.shown));
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
    open = null;
    host.close();
    changed();
  }

  function explain(now: Open): void {
    const reason = REASON_CODES.find(({ code }) => code === host.field('reason'));
    const explanation = host.field('explanation');
    const fault = reasonFault(reason, explanation);
    const authorisation = now.needsAuthoriser ? claimed() : null;
    if (fault) complain(now, faultText(now.say, fault), fieldOf(fault));
    else if (authorisation === undefined) {
      complain(now, now.say('ui.faultAuthoriser'), 'authoriser');
    } else submit(now, { reason: reason?.code ?? null, explanation, authorisation });
  }

  /** A second person is named, not proved: it stays a claim until it is confirmed in review. */
  function claimed(): Authorisation | undefined {
    const by = host.field('authoriser').trim();
    const rank = RANKS.find((each) => each === host.field('rank'));
    return rank && STAFF_NUMBER.test(by) ? { status: 'claimed', by, rank } : undefined;
  }

  /** Durable first, release after. Any failure leaves the hold where it is. */
  function submit(now: Open, given: Given): void {
    if (now.isBusy) return;
    setBusy(now, true);
    host.write('message', '');
    settle(now, given).catch(() => complain(now, now.say('ui.notRecorded')));
  }

  async function settle(now: Open, given: Given): Promise<void> {
    const failure = await now.handlers.recorded(given, now.shown);
    if (open !== now) return;
    if (failure) complain(now, failureText(now.say, failure));
    else goOn(now);
  }

  /** Life at risk goes on at once; where the network has to be opened, a second later at most. */
  function hurry(now: Open, opening: Promise<void> | null): void {
    if (!opening) {
      goOn(now);
      return;
    }
    now.isBusy = true;
    const next = (): void => {
      if (open === now) goOn(now);
    };
    Promise.race([opening, new Promise((resolve) => setTimeout(resolve, HURRY_MS))]).then(
      next,
      next,
    );
  }

  function goOn(now: Open): void {
    // Closed before the act is repeated: the page must find itself as it was.
    host.close();
    const aftermath = now.handlers.goOn();
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

  function setBusy(now: Open, isBusy: boolean): void {
    now.isBusy = isBusy;
    const idle = now.view.needs === 'confirm' ? 'ui.confirm' : 'ui.proceed';
    host.busy(isBusy, now.say(isBusy ? 'ui.recording' : idle));
  }

  return {
    ask(decision, act, handlers) {
      open = opening(decision, act, handlers);
      host.show(choosing(open.view), 'act');
      changed();
      if (isCutOff()) host.write('message', open.say('ui.stale'));
    },
    get isOpen() {
      return open !== null;
    },
    stale() {
      if (open) return;
      const say = sayIn(languageInUse());
      host.note(say('ui.stale'), say('unknown-role.title'));
    },
    note({ wording }) {
      if (open) return;
      const say = sayIn(languageInUse());
      host.note(`${say(`${wording}.why`)} ${say(`${wording}.instead`)}`, say(`${wording}.title`));
    },
  };
}

function opening({ rule, outcome, cell }: Decision, act: Act, handlers: Handlers): Open {
  const language = languageInUse();
  const say = sayIn(language);
  const wording = rule?.wording ?? 'unknown-role';
  const shown: ShownPrompt = {
    language,
    title: say(`${wording}.title`),
    why: say(`${wording}.why`),
    instead: say(`${wording}.instead`),
  };
  const needsAuthoriser = outcome === 'approve';
  return {
    handlers,
    say,
    shown,
    needsAuthoriser,
    isPnc: cell.kind === 'pnc-check',
    view: {
      ...shown,
      say,
      rule: rule?.id ?? '',
      version: policyInForce().version,
      needs: outcome === 'warn' ? 'confirm' : outcome === 'block' ? 'none' : 'reason',
      complyKey: act === 'enter' || act === 'choose' ? 'ui.complyField' : 'ui.comply',
      reasons: REASON_CODES.filter(({ code }) => rule?.reasons.includes(code)),
      authoriser: needsAuthoriser ? (rule?.authoriser ?? 'inspector') : null,
    },
    isBusy: false,
    isDone: false,
  };
}

const FAULT_KEYS = {
  'no-reason-code': 'ui.faultNoCode',
  empty: 'ui.faultEmpty',
  'too-short': 'ui.faultShort',
  'too-long': 'ui.faultLong',
  repeats: 'ui.faultRepeats',
  'holds-identifier': 'ui.faultIdentifier',
} as const satisfies Record<ReasonFault['code'], string>;

function fieldOf({ code }: ReasonFault): 'reason' | 'explanation' {
  return code === 'no-reason-code' ? 'reason' : 'explanation';
}

function faultText(say: Say, fault: ReasonFault): string {
  const { code, ...places } = fault;
  const what = fault.code === 'holds-identifier' ? { what: say(`ui.what.${fault.what}`) } : {};
  return say(FAULT_KEYS[code], { ...places, ...what });
}

function failureText(say: Say, failure: NotRecorded): string {
  if ('fault' in failure && failure.fault) return faultText(say, failure.fault);
  switch (failure.code) {
    case 'cut-off':
      return say('ui.stale');
    case 'storage-full':
      return say('ui.storageFull');
    case 'stricter-outcome':
      return say('ui.policyStricter');
    default:
      return say('ui.notRecorded');
  }
}
