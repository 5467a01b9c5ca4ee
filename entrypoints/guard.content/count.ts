/** Counts signals when the page is quiet, in slices, so that no page feels it. */
import { inventory } from './inventory.ts';

const SLICE_MS = 8;

let running = 0;

/** @param done called with the number of signals, and whether reading failed part of the way */
export function countSignals(
  page: Document,
  done: (signals: number, fault: boolean) => void,
): void {
  const run = ++running;
  const walk = inventory(page);
  let signals = 0;
  const slice = (): void => {
    // A newer count has begun: the page changed meanwhile.
    if (run !== running) return;
    const until = performance.now() + SLICE_MS;
    try {
      while (performance.now() < until) {
        const next = walk.next();
        if (next.done) {
          done(signals, false);
          return;
        }
        if (next.value) signals++;
      }
    } catch {
      // The count is for the badge only; the failure is shown there.
      done(signals, true);
      return;
    }
    setTimeout(slice, 0);
  };
  slice();
}
