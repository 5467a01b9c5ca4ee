/**
 * A second person who is asked from the prompt, or from the page of a look-up that was opened by its
 * address: what the background says of the question, shown. What
 * the officer typed stays, the hold stays, and going on without an answer is as it was.
 */
import type { AskedState, AskReply } from '../core/approval/messages.ts';
import type { SecondPerson, ShowAsked } from '../core/approval/second-person.ts';
import type { AttemptReport } from '../core/messages.ts';
import { faultText, RANK_KEY } from '../core/policy/answers.ts';
import type { ReasonFault } from '../core/policy/reasons.ts';
import type { Say } from '../core/wording.ts';

const LOOK_MS = 1_000;

/** Texts for what needs no other words. */
const STEP_KEYS = {
  expired: 'ui.ask.expired',
  withdrawn: 'ui.ask.withdrawn',
  lapsed: 'ui.noGrant.late',
  used: 'ui.noGrant.used',
  spoilt: 'ui.ask.failed',
  unknown: 'ui.noGrant.none',
} as const;

type Answered<Reply> =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly code: 'cut-off' | 'no-answer' };

/** The line to the background, and where it is shown. */
export interface SecondPersonParts {
  readonly newId: () => string;
  /** @param about its id is that of the question */
  readonly put: (about: AttemptReport) => Promise<Answered<AskReply>>;
  readonly look: (id: string) => Promise<Answered<AskedState>>;
  readonly takeBack: (id: string) => void;
  readonly show: ShowAsked;
}

export function createSecondPerson(parts: SecondPersonParts, say: Say): SecondPerson {
  const { put, look, takeBack, show } = parts;
  let id: string | null = null;
  let granted: string | null = null;

  async function follow(mine: string, about: AttemptReport): Promise<void> {
    show(say('ui.ask.sending'), true);
    const answer = await put({ ...about, id: mine });
    if (id !== mine) return;
    const reply = answer.ok ? answer.reply : answer;
    if (!reply.ok) over(reply);
    while (id === mine) {
      const said = await look(mine);
      if (id !== mine) return;
      // A background that does not answer is asked again: the question lies in the store.
      if (said.ok) isShown(mine, said.reply);
      else if (said.code === 'cut-off') over(said);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  function isShown(mine: string, state: AskedState): void {
    granted = state.step === 'granted' ? mine : null;
    const isOpen = state.step === 'asked' || state.step === 'granted';
    if (!isOpen) id = null;
    show(textOf(state), isOpen);
  }

  function textOf(state: AskedState): string {
    switch (state.step) {
      case 'asked': {
        const { trouble, until } = state;
        if (trouble === 'sending') return say('ui.ask.sending');
        return say(trouble === null ? 'ui.ask.asked' : 'ui.ask.unreachable', {
          time: clock(until),
        });
      }
      case 'granted':
        return say('ui.ask.granted', {
          by: state.by,
          rank: say(RANK_KEY[state.rank]),
          time: clock(state.until),
        });
      case 'denied':
        return say('ui.ask.denied', { by: state.by, note: state.note });
      default:
        return say(STEP_KEYS[state.step]);
    }
  }

  function over({ code, fault }: { code: string; fault?: ReasonFault | undefined }): void {
    const key = code === 'cut-off' ? 'ui.stale' : 'ui.ask.failed';
    leave(fault ? faultText(say, fault) : say(key));
  }

  /** Also where no answer came: the question may lie in the store all the same. */
  function leave(text: string): void {
    if (id === null) return;
    takeBack(id);
    id = granted = null;
    show(text, false);
  }

  return {
    ask(about) {
      id = parts.newId();
      granted = null;
      follow(id, about).catch(() => show(say('ui.notRecorded'), false));
    },
    withdraw: () => leave(say('ui.ask.withdrawn')),
    get granted() {
      return granted;
    },
  };
}

/** Hours and minutes by this device's clock. */
function clock(at: number): string {
  return new Date(at).toTimeString().slice(0, 5);
}
