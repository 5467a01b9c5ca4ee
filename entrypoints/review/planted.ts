/**
 * Planted cases of one visit. They stand in the list and in the panel of this page, and in nothing
 * that leaves it: what is printed, counted beside a case or saved is made of the other rows.
 */

import type { Confirmation } from '../../components/review/decided.tsx';
import type { Selection } from '../../components/review/selection.ts';
import type { Ask } from '../../core/ask.ts';
import type { Recipient } from '../../core/ledger/disclosure.ts';
import { type AssignedRow, assignedRow } from '../../core/review/assigned.ts';
import type { PlantedAnswered, PlantedReply } from '../../core/review/planted-messages.ts';
import type { Queue } from '../../core/review/queue.ts';
import type { CaseDetail, CaseRow } from '../../core/review/rows.ts';
import type { CaseRead } from '../../core/review/timeline.ts';

type Shown = Extract<Selection, { kind: 'shown' }>;

/** What the page shows of one that is answered. */
interface Told {
  readonly selection: Shown;
  readonly confirmation: Confirmation;
}

export interface PlantedDecided {
  readonly reply: PlantedReply;
  /** Null where there is no answer. */
  readonly told: Told | null;
}

type Opening = Omit<CaseRead, 'reader'>;

export class PlantedCases {
  readonly #ask: Ask;
  readonly #clock: () => number;
  #cases: ReadonlyMap<string, CaseDetail> = new Map();
  /** All that this visit ever had: one that is open stays what it is when it has left the list. */
  readonly #known = new Map<string, CaseDetail>();
  /** Answers to these, given here or in another window. */
  readonly #answered = new Map<string, PlantedAnswered>();
  /** Times of all openings, the last one last. */
  readonly #opened = new Map<string, readonly Opening[]>();
  #listed: ReadonlySet<string> = new Set();
  /** Who is on one, as this page was told: it is no entry, and forgotten with the page. */
  readonly #assigned = new Map<string, AssignedRow | null>();
  #real: { readonly of: readonly CaseRow[]; readonly rows: readonly CaseRow[] } | null = null;

  constructor(ask: Ask, clock: () => number) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** Ids of all that this visit ever had. */
  get known(): ReadonlySet<string> {
    return new Set(this.#known.keys());
  }

  async load(): Promise<void> {
    try {
      const reply = await this.#ask('planted', { known: [...this.#known.keys()] });
      if (!reply.ok) return;
      this.#cases = new Map(reply.cases.map((each) => [each.row.id, this.#taken(each)]));
      for (const [id, detail] of this.#cases) this.#known.set(id, detail);
      for (const each of reply.answered) this.#answered.set(each.id, each);
    } catch {
      // The list is there without them; those that were there stay.
    }
  }

  has(id: string): boolean {
    return this.#known.has(id);
  }

  /** Puts what changed of the list into the queue, and the planted cases of which it is time. */
  list(queue: Queue, changed: readonly CaseRow[], isAnew: boolean, now: number): void {
    const due = [...this.#cases.values()].flatMap(({ row }) => (row.at <= now ? [row] : []));
    const wanted = new Set(due.map(({ id }) => id));
    const isGone = [...this.#listed].some((id) => !wanted.has(id));
    const before = isGone && !isAnew ? this.real(queue.rows) : [];
    if (isAnew || isGone) queue.clear();
    const added = due.filter(({ id, assigned }) => queue.row(id)?.assigned !== assigned);
    queue.take([...before, ...changed, ...added], now);
    this.#listed = wanted;
    this.#real = null;
  }

  #taken(detail: CaseDetail): CaseDetail {
    const { row } = detail;
    return { ...detail, row: { ...row, assigned: this.#assigned.get(row.id) ?? null } };
  }

  /** Shown as it would be of any override. @returns false where the override is none of these */
  assign(id: string, to: string | null, by: string): boolean {
    const detail = this.#known.get(id);
    if (detail === undefined) return false;
    const at = this.#clock();
    const row = to === null ? null : assignedRow({ to, by, at }, detail.assignedHours, by);
    this.#assigned.set(id, row);
    return true;
  }

  /** The rows that are somebody's overrides; the same array for the same rows. */
  real(rows: readonly CaseRow[]): readonly CaseRow[] {
    if (this.#listed.size === 0) return rows;
    if (this.#real?.of !== rows)
      this.#real = { of: rows, rows: rows.filter(({ id }) => !this.#listed.has(id)) };
    return this.#real.rows;
  }

  /** Null where it is none of these. */
  open(id: string): Selection | null {
    if (!this.has(id)) return null;
    const detail = this.#cases.get(id);
    if (detail === undefined) return { kind: 'missing', id };
    this.#opened.set(id, [...this.#openings(id), { at: this.#clock() }]);
    return { kind: 'shown', id, detail };
  }

  /** As if it was read from the ledger, where its opening is none: who opened it is this reader. */
  reads(id: string, reader: string): readonly CaseRead[] {
    return this.#openings(id).map((each) => ({ ...each, reader }));
  }

  /** Nothing of it is on the paper, which whoever decides on it cannot know yet. */
  printed(id: string, printed: Recipient): void {
    if (this.has(id)) this.#opened.set(id, [...this.#openings(id), { at: this.#clock(), printed }]);
  }

  #openings(id: string): readonly Opening[] {
    return this.#opened.get(id) ?? [];
  }

  /** Null for what nobody has answered. */
  told(id: string): Told | null {
    const detail = this.#known.get(id);
    const answered = this.#answered.get(id);
    if (detail === undefined || answered === undefined) return null;
    const row = { ...detail.row, state: 'decided', bar: 'already-decided' } as const;
    const selection: Shown = { kind: 'shown', id, detail: { ...detail, row } };
    return { selection, confirmation: answered };
  }

  /** Nothing of it is a decision: the answer is an entry of its own kind, and then it is told. */
  async decide(id: string, outcome: string): Promise<PlantedDecided> {
    const reply = await this.#answer(id, outcome);
    if (reply.ok) {
      const { seq, told } = reply;
      this.#answered.set(id, { id, outcome, seq, told });
      return { reply, told: this.told(id) };
    }
    // It may have been answered in another window: then that answer is what there is to tell.
    await this.load();
    const told = this.told(id);
    const confirmation = told && { ...told.confirmation, isBefore: true };
    return { reply, told: told && confirmation && { ...told, confirmation } };
  }

  /** Anything but an answer counts as not recorded. */
  async #answer(id: string, outcome: string): Promise<PlantedReply> {
    const now = this.#clock();
    const opened = this.#openings(id).findLast(({ printed }) => printed === undefined);
    const dwellMs = Math.max(0, now - (opened?.at ?? now));
    try {
      return await this.#ask('planted-answer', { id, outcome, dwellMs });
    } catch {
      // The form keeps what was written and says that it was not recorded.
      return { ok: false, code: 'failed' };
    }
  }
}
