/** What the status page knows and how it gets it. Holds no view and no browser. */

import { failureCode } from '../../components/failure-code.ts';
import type { Exported, Job } from '../../components/ledgers/ledgers-state.ts';
import type { Ask } from '../../core/ask.ts';
import { HANDED_IN } from '../../core/ledger/disclosure.ts';
import type { StatusReply } from '../../core/messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import { type BundleFile, makeBundle, NotExported } from '../../platform/bundle-file.ts';

export interface StatusState {
  readonly status: StatusReply | null;
  readonly readAt: number;
  readonly failure: string | null;
  readonly languageFailure: string | null;
  /** Null before the diagnosis was copied; else whether it was. */
  readonly copied: boolean | null;
  readonly handIn: { readonly job: Job | null; readonly exported: Exported | null };
}

/** One visit to the status page. */
export class StatusSession {
  readonly #ask: Ask;
  readonly #clock: () => number;
  readonly #changed: (state: StatusState) => void;
  readonly #write: (text: string) => Promise<void>;
  readonly #save: (file: BundleFile) => void;
  #state: StatusState = {
    status: null,
    readAt: 0,
    failure: null,
    languageFailure: null,
    copied: null,
    handIn: { job: null, exported: null },
  };

  /**
   * @param write puts a text where the reader can paste it from
   * @param save hands a file to whoever asked for it
   */
  constructor(
    ask: Ask,
    clock: () => number,
    write: (text: string) => Promise<void>,
    save: (file: BundleFile) => void,
    changed: (state: StatusState) => void,
  ) {
    this.#ask = ask;
    this.#write = write;
    this.#save = save;
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

  async copy(text: string): Promise<void> {
    try {
      await this.#write(text);
      this.#set({ copied: true });
    } catch {
      // The browser refused it: the text stands on the page and can be selected there.
      this.#set({ copied: false });
    }
  }

  /** Makes a file of what this device recorded. */
  async handIn(): Promise<void> {
    this.#set({ handIn: { job: { kind: 'export', done: 0, all: 0 }, exported: null } });
    try {
      const file = await makeBundle(
        this.#ask,
        { scope: 'own', since: null, disclosure: HANDED_IN },
        (done, all) =>
          this.#set({ handIn: { job: { kind: 'export', done, all }, exported: null } }),
      );
      this.#save(file);
      const { entries, hash } = file;
      this.#set({ handIn: { job: null, exported: { ok: true, entries, hash } } });
    } catch (error) {
      const code = error instanceof NotExported ? error.code : failureCode(error);
      this.#set({ handIn: { job: null, exported: { ok: false, code } } });
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
