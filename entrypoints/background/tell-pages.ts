/** Tells pages of ours that there is more to read, at most once in a while. */
import type { LedgerNotice } from '../../core/messages.ts';

const LEAST_GAP_MS = 500;

/** @param send to all pages of the extension; fails where none is open */
export function tellPages(send: (notice: LedgerNotice) => Promise<unknown>): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    // Many entries in one moment are one notice, after the last that a page could miss.
    setTimeout(() => {
      isDue = false;
      send({ v: 1, name: 'ledger-changed' }).catch(() => undefined);
    }, LEAST_GAP_MS);
  };
}
