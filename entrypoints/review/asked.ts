/** What the page of questions to a second person knows, and how it gets it. Holds no view and no browser. */
import type { AskedPageState, ShownQuestion } from '../../components/approval/asked-page.tsx';
import { failureCode } from '../../components/failure-code.ts';
import type { AnswerAskedReply, AskedAnswer } from '../../core/approval/messages.ts';
import type { Ask } from '../../core/ask.ts';

const NOTHING = { questions: null, waiting: 0, said: null, lost: [] };

export class AskedSession {
  readonly #ask: Ask;
  readonly #now: () => number;
  readonly #changed: () => void;
  #state: AskedPageState = { ...NOTHING, failure: null };

  constructor(ask: Ask, now: () => number, changed: () => void) {
    this.#ask = ask;
    this.#now = now;
    this.#changed = changed;
  }

  get state(): AskedPageState {
    return this.#state;
  }

  /** @param isShown whether what is asked is read, which is an entry, or only how many ask */
  async load(isShown: boolean): Promise<void> {
    try {
      const reply = await this.#ask('asked', { isShown });
      if (!reply.ok) this.#set({ ...NOTHING, failure: reply.code });
      else {
        const readAt = this.#now();
        const rows = reply.rows.map((row): ShownQuestion => ({ row, readAt, isOver: false }));
        const questions = isShown ? this.#withOver(rows) : this.#state.questions;
        this.#set({
          ...this.#state,
          questions,
          waiting: reply.waiting,
          lost: reply.lost,
          failure: null,
        });
      }
    } catch (error) {
      this.#set({ ...this.#state, failure: failureCode(error) });
    }
  }

  async answer(answer: AskedAnswer): Promise<AnswerAskedReply> {
    const reply = await this.#ask('answer-asked', answer);
    if (reply.ok) {
      const { id, answer: said } = answer;
      const questions = (this.#state.questions ?? []).filter(({ row }) => row.id !== id);
      this.#set({ ...this.#state, questions, said: { id, answer: said, trouble: reply.trouble } });
    }
    await this.load(true);
    return reply;
  }

  /** What is gone while somebody may be writing about it stays, and says that it is over. */
  #withOver(rows: readonly ShownQuestion[]): readonly ShownQuestion[] {
    const isThere = new Set(rows.map(({ row }) => row.id));
    const over = (this.#state.questions ?? [])
      .filter(({ row }) => !isThere.has(row.id))
      .map((each) => ({ ...each, isOver: true }));
    return [...over, ...rows].sort((a, b) => a.row.at - b.row.at);
  }

  #set(state: AskedPageState): void {
    this.#state = state;
    this.#changed();
  }
}
