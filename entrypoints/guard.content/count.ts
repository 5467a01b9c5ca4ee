/** Counts signals when the page is quiet, in slices, so that no page feels it. */
import { forgetAll } from './changes.ts';
import { recount } from './inventory.ts';
import { inSlices } from './slices.ts';

let running: Generator<null, number> | null = null;
let isDue = false;

/** @param done called with the number of signals, and whether reading failed part of the way */
export function countSignals(
  page: Document,
  done: (signals: number, fault: boolean) => void,
): void {
  // What changes while it is counted is counted after that: a page that never rests is counted too.
  if (running) {
    isDue = true;
    return;
  }
  const walk = recount(page);
  running = walk;
  const finish = (signals: number, fault: boolean): void => {
    running = null;
    done(signals, fault);
    if (isDue) {
      isDue = false;
      countSignals(page, done);
    }
  };
  inSlices(
    walk,
    (signals) => finish(signals, false),
    () => {
      // The count is for the badge only; the failure is shown there, and the next count is anew.
      forgetAll();
      finish(0, true);
    },
  );
}
