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

/** @param silent called where nothing came: what is open is of no use any more */
export function answers(silent: () => void): Answers {
  const waiting = new Set<() => void>();
  return {
    within: (ms, work) =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          silent();
          reject(new LedgerError('storage-failed', 'storage did not answer'));
        };
        let timer = setTimeout(giveUp, ms);
        const hurry = (): void => {
          clearTimeout(timer);
          timer = setTimeout(giveUp, CLOSED_MS);
        };
        waiting.add(hurry);
        const over = (): void => {
          clearTimeout(timer);
          waiting.delete(hurry);
        };
        work.finally(over).then(resolve, reject);
      }),
    closed() {
      for (const hurry of waiting) hurry();
    },
  };
}
