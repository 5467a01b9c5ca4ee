/** What the review page knows and how it gets it. Holds no view and no browser. */

import { failureCode } from '../../components/failure-code.ts';
import type { Confirmation } from '../../components/review/decided.tsx';
import type { Selection } from '../../components/review/selection.ts';
import type { CasesReply, DecideReply, MessageName, Messages } from '../../core/messages.ts';

export type Ask = <Name extends MessageName>(
  name: Name,
  body: Messages[Name]['request'],
) => Promise<Messages[Name]['reply']>;

export interface ReviewState {
  readonly cases: CasesReply | null;
  readonly failure: string | null;
  readonly selection: Selection;
  readonly confirmation: Confirmation | null;
  /** Epoch milliseconds when the list was last read. */
  readonly readAt: number;
}

/** One visit to the review page. */
export class ReviewSession {
  readonly #ask: Ask;
  readonly #clock: () => number;
  readonly #changed: (state: ReviewState) => void;
  #state: ReviewState = {
    cases: null,
    failure: null,
    selection: { kind: 'none' },
    confirmation: null,
    readAt: 0,
  };

  constructor(ask: Ask, clock: () => number, changed: (state: ReviewState) => void) {
    this.#ask = ask;
    this.#clock = clock;
    this.#changed = changed;
  }

  async loadList(): Promise<void> {
    // Shows that reading has begun; the answer can take seconds where the background starts.
    this.#set({});
    try {
      const cases = await this.#ask('cases', null);
      this.#set({ cases, failure: null, readAt: this.#clock() });
    } catch (error) {
      // What was read before stays visible; the failure says that it may be out of date.
      this.#set({ failure: failureCode(error) });
    }
  }

  /** @param id from the page's address, untrusted; null closes the override */
  async open(id: string | null): Promise<void> {
    if (id === null) return this.#set({ selection: { kind: 'none' }, confirmation: null });
    this.#set({ selection: { kind: 'loading', id }, confirmation: null });
    await this.#read(id);
  }

  /** Records a decision on the open override. Anything but an answer counts as not recorded. */
  async decide(outcome: string, note: string): Promise<DecideReply> {
    const { selection } = this.#state;
    if (selection.kind !== 'shown') return { ok: false, code: 'not-found' };
    const { id } = selection;
    const reply = await this.#send(id, outcome, note);
    if (reply.ok) this.#set({ confirmation: { id, outcome, seq: reply.seq } });
    await this.loadList();
    if (reply.ok) await this.#read(id);
    return reply;
  }

  async #send(id: string, outcome: string, note: string): Promise<DecideReply> {
    try {
      return await this.#ask('decide', { id, outcome, note });
    } catch {
      // The form keeps what was written and says that it was not recorded.
      return { ok: false, code: 'failed' };
    }
  }

  async #read(id: string): Promise<void> {
    const selection = await this.#fetch(id);
    // The person may have gone on to another override meanwhile.
    if (this.#isOpen(id)) this.#set({ selection });
  }

  async #fetch(id: string): Promise<Selection> {
    try {
      const detail = await this.#ask('case', { id });
      return detail === null ? { kind: 'missing', id } : { kind: 'shown', id, detail };
    } catch (error) {
      return { kind: 'failed', id, code: failureCode(error) };
    }
  }

  #isOpen(id: string): boolean {
    const { selection } = this.#state;
    return selection.kind !== 'none' && selection.id === id;
  }

  #set(change: Partial<ReviewState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }
}
