/** Whether this is the only background that appends: what it knows of the ledger's end then holds. */

/** Whether nobody else can append, asked anew each time. */
export type Alone = () => boolean;

const LOCK = 'right-to-report.ledger';

/**
 * Holds the browser's lock on appending for as long as this background lives. It is released when the
 * background ends, and one that woke beside it waits for it.
 *
 * @returns never true where the browser has no locks
 */
export function aloneByLock(): Alone {
  let isHeld = false;
  let isAsked = false;
  return () => {
    if (!isAsked) {
      isAsked = true;
      lockManager()
        ?.request(LOCK, () => {
          isHeld = true;
          return new Promise<never>(() => undefined);
        })
        .catch(() => {
          // SecurityError, or AbortError where it was taken away: the end is read each time.
          isHeld = false;
        });
    }
    return isHeld;
  };
}

/** Node, and a page that is not secure, have none. */
function lockManager(): LockManager | undefined {
  return (globalThis.navigator as { readonly locks?: LockManager } | undefined)?.locks;
}
