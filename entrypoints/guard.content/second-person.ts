/**
 * A second person who is asked from the prompt: what the background says of the question, shown. What
 * the officer typed stays, the hold stays, and going on without an answer is as it was.
 */
import type { AskedState } from '../../core/approval/messages.ts';
import type { AttemptReport } from '../../core/messages.ts';
import { faultText, RANK_KEY } from '../../core/policy/answers.ts';
import type { ReasonFault } from '../../core/policy/reasons.ts';
import type { Say } from '../../core/wording.ts';
import { newId, notify, request } from './channel.ts';
import type { PromptHost } from './prompt-host.ts';

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

export interface SecondPerson {
  /** @param about what would be recorded */
  ask(about: AttemptReport): void;
  /** Takes the question back; nothing where none is open. */
  withdraw(): void;
  /** Id of the question that was granted; null where none is. */
  readonly granted: string | null;
}

export function createSecondPerson(
  host: Pick<PromptHost, 'write' | 'offer'>,
  say: Say,
): SecondPerson {
  let id: string | null = null;
  let granted: string | null = null;
  let shown = '';

  /** A question can be taken back while it is open, and asked again when it is over. */
  function show(text: string, isOpen: boolean): void {
    // The same again would be read out again.
    if (text !== shown) host.write('asked', text);
    shown = text;
    const acts = isOpen ? (['withdraw', 'ask'] as const) : (['ask', 'withdraw'] as const);
    host.offer(`[data-do=${acts[0]}]`, true);
    host.offer(`[data-do=${acts[1]}]`, false);
  }

  async function follow(mine: string, about: AttemptReport): Promise<void> {
    show(say('ui.ask.sending'), true);
    const answer = await request('ask-now', { ...about, id: mine });
    if (id !== mine) return;
    const reply = answer.ok ? answer.reply : answer;
    if (!reply.ok) over(reply);
    while (id === mine) {
      const said = await request('ask-state', { id: mine });
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
    notify('ask-withdraw', { id });
    id = granted = null;
    show(text, false);
  }

  return {
    ask(about) {
      id = newId();
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
