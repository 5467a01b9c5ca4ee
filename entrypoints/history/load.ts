/** What the officer's own page knows and how it gets it. Holds no view and no browser. */

import { failureCode } from '../../components/failure-code.ts';
import { Drafts } from '../../components/review/drafts.ts';
import type { Ask } from '../../core/ask.ts';
import type { PassedOn } from '../../core/ledger/answers.ts';
import type { GiveReasonReply, OwedReason } from '../../core/messages.ts';
import type {
  AnswerReply,
  HistoryReply,
  HistoryShown,
} from '../../core/review/history-messages.ts';
import { following } from '../../platform/following.ts';

export interface HistoryView {
  readonly reply: HistoryReply | null;
  readonly owed: readonly OwedReason[];
  readonly failure: string | null;
  readonly show: HistoryShown;
  /** Decisions that were shown for the first time on this visit. */
  readonly news: ReadonlySet<string>;
  readonly hasReplied: boolean;
  /** Epoch milliseconds when it was last read. */
  readonly now: number;
}

/** One visit. */
export class HistorySession {
  readonly #ask: Ask;
  readonly #clock: () => number;
  readonly #changed: (view: HistoryView) => void;
  readonly drafts = new Drafts();
  /** Also what is asked for by somebody who turns pages faster than they are read. */
  readonly #reading = following(() => this.#read());
  #page = 0;
  #view: HistoryView = {
    reply: null,
    owed: [],
    failure: null,
    show: 'all',
    news: new Set(),
    hasReplied: false,
    now: 0,
  };

  constructor(ask: Ask, clock: () => number, changed: (view: HistoryView) => void) {
    this.#ask = ask;
    this.#clock = clock;
    this.#changed = changed;
  }

  async load(): Promise<void> {
    // Shows that reading has begun; the answer can take seconds where the background starts.
    this.#set({});
    await this.#reading();
  }

  /** Reads anew because something was recorded; what somebody is writing stays. */
  async follow(): Promise<void> {
    await this.#reading();
  }

  async show(show: HistoryShown): Promise<void> {
    this.#page = 0;
    this.#set({ show, hasReplied: false });
    await this.#reading();
  }

  async turn(page: number): Promise<void> {
    this.#page = page;
    this.#set({ hasReplied: false });
    await this.#reading();
  }

  async give(id: string, reason: string, explanation: string): Promise<GiveReasonReply> {
    const failed = { ok: false, code: 'failed' } as const;
    const reply = await this.#ask('give-reason', { id, reason, explanation }).catch(() => failed);
    if (reply.ok) await this.#reading();
    return reply;
  }

  async reply(id: string, to: string, answer: string): Promise<AnswerReply> {
    return this.#answered(this.#ask('reply', { id, to, answer }), () => {
      this.drafts.drop(to);
      this.#set({ hasReplied: true });
    });
  }

  passedOn(id: string, said: PassedOn): Promise<AnswerReply> {
    return this.#answered(this.#ask('passed-on', { id, said }));
  }

  /** Anything but an answer counts as not recorded: the form keeps what was written. */
  async #answered(asked: Promise<AnswerReply>, isRecorded = () => {}): Promise<AnswerReply> {
    const reply = await asked.catch(() => ({ ok: false, code: 'failed' }) as const);
    if (!reply.ok) return reply;
    isRecorded();
    await this.#reading();
    return reply;
  }

  async #read(): Promise<void> {
    try {
      const asked = { show: this.#view.show, page: this.#page };
      const reply = await this.#ask('history', asked);
      const { owed } = reply.identity.id === '' ? { owed: [] } : await this.#ask('owed', null);
      // Who turned the page meanwhile is read to in a moment.
      if (this.#page === asked.page && this.#view.show === asked.show) this.#page = reply.page;
      const fresh = reply.rows
        .flatMap(({ turns }) => turns)
        .flatMap((turn) => (turn.kind === 'decision' && turn.isNew ? [turn.id] : []));
      const news = new Set([...this.#view.news, ...fresh]);
      this.#set({ reply, owed, failure: null, news, now: this.#clock() });
    } catch (error) {
      // What was read before stays visible; the failure says that it may be out of date.
      this.#set({ failure: failureCode(error) });
    }
  }

  #set(change: Partial<HistoryView>): void {
    this.#view = { ...this.#view, ...change };
    this.#changed(this.#view);
  }
}
