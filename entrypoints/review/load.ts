/** What the review page knows and how it gets it. Holds no view and no browser. */

import { failureCode } from '../../components/failure-code.ts';
import type { Confirmation } from '../../components/review/decided.tsx';
import { Drafts } from '../../components/review/drafts.ts';
import type { Selection } from '../../components/review/selection.ts';
import type { Ask } from '../../core/ask.ts';
import type { PassedOn } from '../../core/ledger/answers.ts';
import type { Recipient } from '../../core/ledger/disclosure.ts';
import type { Apart, ClaimAnswer } from '../../core/ledger/review-parts.ts';
import type { Messages } from '../../core/messages.ts';
import type { DecideReply } from '../../core/review/decide-messages.ts';
import type { AnswerReply } from '../../core/review/history-messages.ts';
import { Queue } from '../../core/review/queue.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import { isSameCase } from '../../core/review/same-row.ts';
import type { CaseRead } from '../../core/review/timeline.ts';
import { following } from '../../platform/following.ts';
import { ListReading } from './list-reading.ts';
import { PlantedCases } from './planted.ts';
import { NOTHING_READ, NOTHING_SAID, type ReviewState } from './state.ts';

/** Ages are shown in minutes. */
const SAME_MS = 60_000;

/** One visit to the review page. */
export class ReviewSession {
  readonly #ask: Ask;
  readonly #clock: () => number;
  readonly #changed: (state: ReviewState) => void;
  #state = NOTHING_READ;
  readonly drafts = new Drafts();
  readonly queue = new Queue();
  readonly #planted: PlantedCases;
  readonly #reading: ListReading;
  /** Under way until there is a list for the first time; else null. */
  #first: Promise<void> | null = null;
  readonly #following = following(() => this.#followList());

  constructor(ask: Ask, clock: () => number, changed: (state: ReviewState) => void) {
    this.#ask = ask;
    this.#clock = clock;
    this.#planted = new PlantedCases(ask, clock);
    this.#reading = new ListReading(ask, clock, this.queue, (loading) => this.#set({ loading }));
    this.#changed = changed;
  }

  get state(): ReviewState {
    return this.#state;
  }

  /** Whoever asks while the whole list is read for the first time waits for that one reading. */
  loadList(): Promise<void> {
    if (this.#first) return this.#first;
    if (this.#state.cases !== null) return this.#load();
    this.#first = this.#load().finally(() => {
      this.#first = null;
    });
    return this.#first;
  }

  /** What was recorded while it was read for the first time comes after it, as what changed. */
  async #followList(): Promise<void> {
    await this.#first;
    await this.loadList();
  }

  /** Never rejects. */
  async #load(): Promise<void> {
    // Shows that reading has begun; the answer can take seconds where the background starts.
    this.#set({});
    try {
      const isFirst = this.#state.cases === null;
      const [read] = await Promise.all([this.#reading.next(isFirst), this.#planted.load()]);
      const { rows, isAnew, last, began } = read;
      const { identity, language, failure } = last;
      const readAt = isFirst ? began : this.#readAt(rows.length === 0 && !isAnew);
      // Of what is known from before: a list that begins anew says it all again.
      const ended = rows.filter(({ id, state }) => state !== 'waiting' && this.#waits(id));
      this.#planted.list(this.queue, rows, isAnew && !isFirst, readAt);
      const real = this.#planted.real(this.queue.rows);
      const cases = { rows: real, identity, language, failure };
      const settled = this.#settledWith(ended);
      const confirmation = this.#confirmedBy();
      const { known: planted } = this.#planted;
      this.#set({ cases, loading: null, failure: null, readAt, settled, confirmation, planted });
    } catch (error) {
      // What was read before stays visible; the failure says that it may be out of date.
      this.#set({ loading: null, failure: failureCode(error) });
    }
  }

  /** Where nothing changed, ages need not be counted anew for each entry that somebody made. */
  #readAt(isSame: boolean): number {
    const { readAt } = this.#state;
    const now = this.#clock();
    return isSame && now - readAt < SAME_MS ? readAt : now;
  }

  #waits(id: string): boolean {
    return this.queue.row(id)?.state === 'waiting';
  }

  /**
   * Reads the list anew because something was recorded. The open override stays as it is: somebody
   * may be writing beside it, and each opening is an entry.
   */
  async follow(): Promise<void> {
    if (await this.#following()) this.#compare();
  }

  /** Whether the list knows more of the open override than is shown of it. */
  #compare(): void {
    const { selection } = this.#state;
    if (selection.kind !== 'shown') return;
    const { row } = selection.detail;
    const now = this.queue.row(row.id);
    const isTold = this.#planted.told(row.id) !== null;
    this.#set({ stale: isTold || (now !== undefined && !isSameCase(row, now)) });
  }

  /** What was confirmed as waiting, once it no longer waits. */
  #confirmedBy(): Confirmation | null {
    const { confirmation } = this.#state;
    const now = confirmation && this.queue.row(confirmation.id);
    if (!confirmation?.waits || !now || now.state === 'waiting') return confirmation;
    const { id, outcome, seq } = confirmation;
    const second = now.cameSecond ? now.decision : null;
    return { id, outcome, seq, ...(second && { second }) };
  }

  /** Those that were told before, and those that waited until now. */
  #settledWith(ended: readonly CaseRow[]): readonly string[] {
    // One that came second may be written anew from what was begun.
    for (const { id, cameSecond } of ended) if (!cameSecond) this.drafts.drop(id);
    const known = this.#state.settled.filter((id) => this.queue.row(id) && !this.#waits(id));
    return [...new Set([...known, ...ended.map(({ id }) => id)])];
  }

  /**
   * @param id from the page's address, untrusted; null closes the override
   * @param canBe false where nothing can have it: there is nothing to ask for
   */
  async open(id: string | null, canBe = true): Promise<void> {
    if (id === null) return this.#set({ selection: { kind: 'none' }, confirmation: null });
    if (!canBe) return this.#set({ ...NOTHING_SAID, selection: { kind: 'missing', id } });
    const settled = this.#state.settled.filter((each) => each !== id);
    this.#set({ ...NOTHING_SAID, selection: { kind: 'loading', id }, settled });
    await this.#read(id);
  }

  /** Records a decision on the open override. Anything but an answer counts as not recorded. */
  async decide(
    outcome: string,
    note: string,
    reverses: string | null = null,
    apart: Apart = {},
  ): Promise<DecideReply> {
    const { selection } = this.#state;
    if (selection.kind !== 'shown') return { ok: false, code: 'not-found' };
    const { id } = selection;
    if (this.#planted.has(id)) {
      const { reply, told } = await this.#planted.decide(id, outcome);
      if (told) this.#set(told);
      if (reply.ok) this.drafts.drop(id);
      await this.loadList();
      return reply;
    }
    const row = this.queue.row(id);
    const reply = await this.#send({ id, outcome, note, reverses, apart });
    if (reply.ok) {
      const { seq, waits, quorum } = reply;
      if (waits === undefined) this.drafts.drop(id);
      this.#set({ confirmation: { id, outcome, seq, row, quorum, ...(waits && { waits }) } });
    }
    await this.loadList();
    if (reply.ok) await this.#read(id);
    // Whoever was refused goes on writing where they are, and is told what there is to read.
    else this.#compare();
    return reply;
  }

  /** Who opened an override; null where that could not be read. */
  async reads(id: string): Promise<readonly CaseRead[] | null> {
    if (this.#planted.has(id)) return this.#planted.reads(id, this.#state.cases?.identity.id ?? '');
    try {
      const reply = await this.#ask('reads', { id });
      return reply.ok ? reply.reads : null;
    } catch {
      // The card says so, and asks again when it is opened again.
      return null;
    }
  }

  /** The open case went to paper. An override's printing is an entry, and is read from there. */
  printed(recipient: Recipient): void {
    const { selection } = this.#state;
    if (selection.kind === 'shown') this.#planted.printed(selection.id, recipient);
  }

  /** Says for the open override whether this person authorised it. */
  async vouch(answer: ClaimAnswer): Promise<Messages['vouch']['reply']> {
    const { selection } = this.#state;
    if (selection.kind !== 'shown') return { ok: false, code: 'not-named' };
    const { id } = selection;
    try {
      const reply = await this.#ask('vouch', { id, answer });
      if (reply.ok) {
        await this.loadList();
        await this.#read(id);
      }
      return reply;
    } catch {
      // The question stays, and says that the answer was not recorded.
      return { ok: false, code: 'failed' };
    }
  }

  /** Says who is on an override. The open one stays as it is: opening it again would be an entry. */
  async assign(id: string, to: string | null): Promise<void> {
    const failed = { ok: false, code: 'failed' } as const;
    const isPlanted = this.#planted.assign(id, to, this.#state.cases?.identity.id ?? '');
    const reply = isPlanted
      ? ({ ok: true } as const)
      : await this.#ask('assign', { id, to }).catch(() => failed);
    this.#set({ assignTold: { id, to, fault: reply.ok ? null : reply.code } });
    if (reply.ok) await this.loadList();
  }

  /** Says whether anything was passed on. Anything but an answer counts as not recorded. */
  async passedOn(id: string, said: PassedOn): Promise<AnswerReply> {
    const failed = { ok: false, code: 'failed' } as const;
    if (this.#planted.has(id)) return failed;
    const reply = await this.#ask('passed-on', { id, said }).catch(() => failed);
    if (!reply.ok) return reply;
    await this.loadList();
    if (this.#isOpen(id)) await this.#read(id);
    return reply;
  }

  async #send(decision: Messages['decide']['request']): Promise<DecideReply> {
    try {
      return await this.#ask('decide', decision);
    } catch {
      // The form keeps what was written and says that it was not recorded.
      return { ok: false, code: 'failed' };
    }
  }

  async #read(id: string): Promise<void> {
    const told = this.#planted.told(id);
    if (told) return this.#set({ ...told, stale: false });
    const selection = await this.#fetch(id);
    // The person may have gone on to another override meanwhile.
    if (this.#isOpen(id)) this.#set({ selection, stale: false });
  }

  async #fetch(id: string): Promise<Selection> {
    const planted = this.#planted.open(id);
    if (planted) return planted;
    try {
      const detail = await this.#ask('case', { id });
      if (detail === null) return { kind: 'missing', id };
      return 'refused' in detail ? { kind: 'refused', id } : { kind: 'shown', id, detail };
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
