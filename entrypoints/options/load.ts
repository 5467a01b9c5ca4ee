/** What the status page knows and how it gets it. Holds no view and no browser. */
import { failureCode } from '../../components/failure-code.ts';
import type { MessageName, Messages, StatusReply } from '../../core/messages.ts';
import type { Language } from '../../core/vocabulary.ts';

export type Ask = <Name extends MessageName>(
  name: Name,
  body: Messages[Name]['request'],
) => Promise<Messages[Name]['reply']>;

export interface StatusState {
  readonly status: StatusReply | null;
  readonly readAt: number;
  readonly failure: string | null;
  readonly languageFailure: string | null;
}

/** One visit to the status page. */
export class StatusSession {
  readonly #ask: Ask;
  readonly #clock: () => number;
  readonly #changed: (state: StatusState) => void;
  #state: StatusState = { status: null, readAt: 0, failure: null, languageFailure: null };

  constructor(ask: Ask, clock: () => number, changed: (state: StatusState) => void) {
    this.#ask = ask;
    this.#clock = clock;
    this.#changed = changed;
  }

  async load(): Promise<void> {
    this.#set({});
    try {
      const status = await this.#ask('status', null);
      this.#set({ status, readAt: this.#clock(), failure: null });
    } catch (error) {
      this.#set({ failure: failureCode(error) });
    }
  }

  async setLanguage(language: Language): Promise<void> {
    try {
      await this.#ask('language', { language });
      this.#set({ languageFailure: null });
    } catch (error) {
      this.#set({ languageFailure: failureCode(error) });
    }
    await this.load();
  }

  #set(change: Partial<StatusState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }
}
