/** What the page of patterns knows, and how it gets it. Holds no view and no browser. */
import { failureCode } from '../../components/failure-code.ts';
import type { PatternsState } from '../../components/patterns/patterns-page.tsx';
import type { Ask } from '../../core/ask.ts';

export class PatternsSession {
  readonly #ask: Ask;
  readonly #changed: () => void;
  #state: PatternsState = { reply: null, failure: null };

  constructor(ask: Ask, changed: () => void) {
    this.#ask = ask;
    this.#changed = changed;
  }

  get state(): PatternsState {
    return this.#state;
  }

  async load(): Promise<void> {
    try {
      const reply = await this.#ask('patterns', null);
      // For whom it is not, nothing stays from before.
      if (!reply.ok) this.#set({ reply: null, failure: reply.code });
      else this.#set({ reply, failure: null });
    } catch (error) {
      this.#set({ ...this.#state, failure: failureCode(error) });
    }
  }

  #set(state: PatternsState): void {
    this.#state = state;
    this.#changed();
  }
}
