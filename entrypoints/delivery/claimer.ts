/** Claims the places of this device's decisions, until each is answered for certain. */
import { pauseAfter } from '../../core/delivery/flush.ts';
import type { WaitingClaim } from '../../core/delivery/messages.ts';
import type { Decided, RecordStore, StopSignal } from '../../core/delivery/store.ts';

/** The background, as far as decisions go. */
export interface Decider {
  claims(): Promise<readonly WaitingClaim[]>;
  /** Durable when it resolves: what was answered does not come again. */
  claimed(id: string, answer: Decided): Promise<unknown>;
  /** Ends early where something new was decided. */
  pause(ms: number): Promise<void>;
  /** Until something new was decided, or the page is to end. */
  untilWoken(): Promise<void>;
}

/** Somebody waits before a screen, and few devices decide. */
const LONGEST_PAUSE_MS = 5_000;

export class Claimer {
  readonly #store: Pick<RecordStore, 'decide' | 'tell'>;
  readonly #decider: Decider;
  #waits = 0;

  constructor(store: Pick<RecordStore, 'decide' | 'tell'>, decider: Decider) {
    this.#store = store;
    this.#decider = decider;
  }

  /** Whether it is worth keeping the page: something waits that may be answered by itself. */
  get isBusy(): boolean {
    return this.#waits > 0;
  }

  /** Goes on until it is stopped; what waits then waits for the next page. */
  async run(stop: StopSignal): Promise<void> {
    for (let failures = 0; !stop.aborted; ) {
      this.#waits = await this.#round();
      if (stop.aborted) return;
      failures = this.#waits > 0 ? failures + 1 : 0;
      if (this.#waits === 0) await this.#decider.untilWoken();
      else await this.#decider.pause(Math.min(LONGEST_PAUSE_MS, pauseAfter(failures, Math.random)));
    }
  }

  /** @returns how many are to be asked for again; a refusal is for somebody to change something first */
  async #round(): Promise<number> {
    let again = 0;
    for (const claim of await this.#decider.claims()) {
      const { id } = claim;
      const answer = await this.#decide(claim);
      await this.#decider.claimed(id, answer);
      if (answer.kind === 'later') again++;
    }
    return again;
  }

  /**
   * The officer is told before it counts as answered: whatever dies in between, both are asked again.
   * A store that was set up before officers were told refuses that, and keeps nothing back.
   */
  async #decide({ place, text, tell }: WaitingClaim): Promise<Decided> {
    const answer = await this.#store.decide({ place, text });
    if (answer.kind !== 'stored') return answer;
    for (const each of tell) {
      const told = await this.#store.tell(each);
      if (told.kind === 'later') return told;
    }
    return answer;
  }
}
