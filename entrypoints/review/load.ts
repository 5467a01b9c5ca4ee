/** What the review page knows and how it gets it. Holds no view and no browser. */

import { failureCode } from '../../components/failure-code.ts';
import type { Confirmation } from '../../components/review/decided.tsx';
import { Drafts } from '../../components/review/drafts.ts';
import type { Selection } from '../../components/review/selection.ts';
import type { PassedOn } from '../../core/ledger/answers.ts';
import type { Apart, ClaimAnswer } from '../../core/ledger/review-parts.ts';
import type { CasesReply, DecideReply, MessageName, Messages } from '../../core/messages.ts';
import type { AnswerReply } from '../../core/review/history-messages.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import { following } from '../../platform/following.ts';

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
  /** Whether the open override changed since it was opened. */
  readonly stale: boolean;
  /** Overrides on which a decision waited for the force's store and no longer does. */
  readonly settled: readonly string[];
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
    stale: false,
    settled: [],
  };
  readonly drafts = new Drafts();
  readonly #following = following(() => this.loadList());

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
      const settled = this.#settledIn(cases.rows);
      const confirmation = this.#confirmedBy(cases.rows);
      this.#set({ cases, failure: null, readAt: this.#clock(), settled, confirmation });
    } catch (error) {
      // What was read before stays visible; the failure says that it may be out of date.
      this.#set({ failure: failureCode(error) });
    }
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
    const { selection, cases } = this.#state;
    if (selection.kind !== 'shown') return;
    const { row } = selection.detail;
    const now = cases?.rows.find(({ id }) => id === row.id);
    this.#set({ stale: now !== undefined && !isSameCase(now, row) });
  }

  /** What was confirmed as waiting, once it no longer waits. */
  #confirmedBy(rows: readonly CaseRow[]): Confirmation | null {
    const { confirmation } = this.#state;
    const now = rows.find(({ id }) => id === confirmation?.id);
    if (!confirmation?.waits || !now || now.state === 'waiting') return confirmation;
    const { id, outcome, seq } = confirmation;
    const second = now.cameSecond ? now.decision : null;
    return { id, outcome, seq, ...(second && { second }) };
  }

  /** Those that were told before, and those that waited when the list was last read. */
  #settledIn(rows: readonly CaseRow[]): readonly string[] {
    const { cases, settled } = this.#state;
    const waited = cases?.rows.filter(({ state }) => state === 'waiting').map(({ id }) => id) ?? [];
    const now = rows.filter(({ state }) => state !== 'waiting');
    const ended = now.filter(({ id }) => waited.includes(id));
    // One that came second may be written anew from what was begun.
    for (const { id, cameSecond } of ended) if (!cameSecond) this.drafts.drop(id);
    const known = now.filter(({ id }) => settled.includes(id));
    return [...new Set([...known, ...ended].map(({ id }) => id))];
  }

  /** @param id from the page's address, untrusted; null closes the override */
  async open(id: string | null): Promise<void> {
    if (id === null) return this.#set({ selection: { kind: 'none' }, confirmation: null });
    const settled = this.#state.settled.filter((each) => each !== id);
    this.#set({ selection: { kind: 'loading', id }, confirmation: null, stale: false, settled });
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
    const reply = await this.#send({ id, outcome, note, reverses, apart });
    if (reply.ok) {
      const { seq, waits } = reply;
      if (waits === undefined) this.drafts.drop(id);
      this.#set({ confirmation: { id, outcome, seq, ...(waits && { waits }) } });
    }
    await this.loadList();
    if (reply.ok) await this.#read(id);
    // Whoever was refused goes on writing where they are, and is told what there is to read.
    else this.#compare();
    return reply;
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

  /** Says whether anything was passed on. Anything but an answer counts as not recorded. */
  async passedOn(id: string, said: PassedOn): Promise<AnswerReply> {
    const failed = { ok: false, code: 'failed' } as const;
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
    const selection = await this.#fetch(id);
    // The person may have gone on to another override meanwhile.
    if (this.#isOpen(id)) this.#set({ selection, stale: false });
  }

  async #fetch(id: string): Promise<Selection> {
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

/** Whether a reader would see the same: ages go on by themselves. */
function isSameCase(one: CaseRow, other: CaseRow): boolean {
  return (
    one.state === other.state &&
    one.bar === other.bar &&
    one.decision?.id === other.decision?.id &&
    one.cameSecond === other.cameSecond &&
    one.repeats === other.repeats &&
    one.owedBy === other.owedBy &&
    one.repliedAt === other.repliedAt &&
    one.passedOn?.said?.at === other.passedOn?.said?.at &&
    one.standing === other.standing &&
    one.why === other.why &&
    one.authorised === other.authorised
  );
}
