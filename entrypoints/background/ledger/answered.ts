/**
 * Work of a database that may never be answered: on a disk that has run full while a transaction
 * was being written, Chromium closes the database and neither commits nor aborts what was open.
 */
import { LedgerError } from './error.ts';

/** A slow disk takes a second for a durable write; one that is silent for this long stays silent. */
export const WRITE_MS = 10_000;
/** Reading a ledger of years as a whole takes its time. */
export const READ_MS = 120_000;
/** For what was under way when the database was closed: an abort is told at once, if at all. */
const CLOSED_MS = 300;

export interface Answers {
  /** What the work gives, or an error where nothing comes in time. @throws LedgerError */
  within<T>(ms: number, work: Promise<T>): Promise<T>;
  /** The database was closed: what is not answered at once will not be. */
  closed(): void;
}

interface Awaited {
  /** Milliseconds, by the clock that is never set. */
  until: number;
  giveUp(): void;
}

/** @param silent called where nothing came: what is open is of no use any more */
export function answers(silent: () => void): Answers {
  const waiting = new Set<Awaited>();
  const alarm = new Alarm(() => {
    const now = performance.now();
    for (const each of [...waiting].filter(({ until }) => until <= now)) {
      waiting.delete(each);
      each.giveUp();
    }
    for (const { until } of waiting) alarm.by(until);
  });
  return {
    within: (ms, work) =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          silent();
          reject(new LedgerError('storage-failed', 'storage did not answer'));
        };
        const awaited = { until: performance.now() + ms, giveUp };
        waiting.add(awaited);
        alarm.by(awaited.until);
        const over = (): void => {
          waiting.delete(awaited);
        };
        work.finally(over).then(resolve, reject);
      }),
    closed() {
      const until = performance.now() + CLOSED_MS;
      for (const each of waiting) each.until = until;
      if (waiting.size > 0) alarm.by(until);
    },
  };
}

/**
 * One timer for all that is awaited. To set one and clear it again for each of them cost an append
 * a tenth of its time; this one is mostly set already, and finds nothing left to do.
 */
class Alarm {
  readonly #ring: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #at = Number.POSITIVE_INFINITY;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  /** Rings at that time at the latest. */
  by(at: number): void {
    if (at >= this.#at) return;
    clearTimeout(this.#timer);
    this.#at = at;
    this.#timer = setTimeout(() => {
      this.#at = Number.POSITIVE_INFINITY;
      this.#ring();
    }, at - performance.now());
  }
}
