/** Reads the list of overrides a part at a time, and from then on what changed of it. */
import type { Ask } from '../../core/ask.ts';
import type { Queue } from '../../core/review/queue.ts';
import { MOST_ROWS, type QueueReply } from '../../core/review/queue-messages.ts';
import { rowsIn } from '../../core/review/row-columns.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import type { ReviewState } from './state.ts';

export interface RowsRead {
  readonly rows: readonly CaseRow[];
  /** Whether it is a list of its own, and not what changed of the one before. */
  readonly isAnew: boolean;
  readonly last: QueueReply;
  /** Epoch milliseconds. */
  readonly began: number;
}

/** One reading at a time: the next goes on where the one before ended. */
export class ListReading {
  readonly #ask: Ask;
  readonly #clock: () => number;
  readonly #queue: Queue;
  readonly #tell: (loading: ReviewState['loading']) => void;
  /** Where the next reading goes on. */
  #at = { reading: '', after: 0 };

  constructor(
    ask: Ask,
    clock: () => number,
    queue: Queue,
    tell: (loading: ReviewState['loading']) => void,
  ) {
    this.#ask = ask;
    this.#clock = clock;
    this.#queue = queue;
    this.#tell = tell;
  }

  /**
   * All that changed since it last read.
   *
   * @param isFirst nothing is shown yet: each part is taken while the background makes the next one
   * @throws whatever the asking throws
   */
  async next(isFirst: boolean): Promise<RowsRead> {
    const began = this.#clock();
    let rows: CaseRow[] = [];
    let read = 0;
    let isAnew = false;
    let at = this.#at;
    let answer = this.#ask('queue', { ...at, count: MOST_ROWS });
    for (;;) {
      const last = await answer;
      // The background makes the next part ready while this one is read.
      if (last.hasMore)
        answer = this.#ask('queue', {
          reading: last.reading,
          after: last.next,
          count: MOST_ROWS,
        });
      if (last.reading !== at.reading) {
        rows = [];
        read = 0;
        isAnew = true;
        if (isFirst) this.#queue.clear();
      }
      const part = rowsIn(last.rows);
      read += part.length;
      if (isFirst) this.#queue.take(part, began);
      else for (const row of part) rows.push(row);
      at = { reading: last.reading, after: last.next };
      if (!last.hasMore) {
        this.#at = at;
        return { rows, isAnew, last, began };
      }
      if (isFirst) this.#tell({ read: Math.min(read, last.all), all: last.all });
    }
  }
}
