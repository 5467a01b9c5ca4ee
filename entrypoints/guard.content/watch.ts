/** Says when a page that was changed is quiet again. */
import { follow } from './changes.ts';

/** A page that changes all the time is counted once a second, not at every change. */
const LEAST_GAP_MS = 1000;

/** @param onQuiet called when the page has been changed and is quiet again */
export function watch(page: Document, signal: AbortSignal, onQuiet: () => void): void {
  let due = false;
  let last = Number.NEGATIVE_INFINITY;
  const run = (): void => {
    due = false;
    last = performance.now();
    onQuiet();
  };
  follow(page, signal, () => {
    if (due) return;
    due = true;
    const wait = last + LEAST_GAP_MS - performance.now();
    if (wait > 0) setTimeout(() => whenIdle(run), wait);
    else whenIdle(run);
  });
}

function whenIdle(run: () => void): void {
  // Firefox and Chromium have it; a worker-less oddity falls back to a plain timer.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => run(), { timeout: 800 });
  else setTimeout(run, 200);
}
