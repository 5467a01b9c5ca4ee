/** Work for which nobody waits, cut so that no page feels it. */

/** After so long the page has its turn again; the step that is under way may take some more. */
const SLICE_MS = 5;

/**
 * Goes through a generator whose pauses are null, the first slice at once.
 *
 * @param done called with what it returns
 * @param failed called where it throws; nothing of it goes on then
 */
export function inSlices<T>(
  walk: Generator<null, T>,
  done: (result: T) => void,
  failed: () => void,
): void {
  const slice = (): void => {
    const until = performance.now() + SLICE_MS;
    try {
      do {
        const next = walk.next();
        if (next.done) {
          done(next.value);
          return;
        }
      } while (performance.now() < until);
    } catch {
      failed();
      return;
    }
    setTimeout(slice, 0);
  };
  slice();
}
