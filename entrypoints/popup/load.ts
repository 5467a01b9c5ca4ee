/** Which tab the popup is about, and what is known of it. Holds no view and no browser. */
import { failureCode } from '../../components/failure-code.ts';
import type { TabState } from '../../core/messages.ts';

/**
 * A tab named in the address: opened in a tab of its own, the popup would be about itself.
 *
 * @param search of the page's address, untrusted
 */
export function tabInAddress(search: string): number | null {
  const value = new URLSearchParams(search).get('tab');
  return value !== null && /^\d{1,10}$/.test(value) ? Number(value) : null;
}

export type Show = (tab: TabState | null, failure: string | null) => void;

/**
 * A guard reports when its page is quiet, which may be after the popup was opened, so the popup
 * asks again whenever something changed, one question at a time.
 *
 * @param ask of the background
 * @returns asks, and shows the answer
 */
export function follower(ask: () => Promise<TabState>, show: Show): () => Promise<void> {
  let isAsking = false;
  let isDue = false;
  return async function look(): Promise<void> {
    isDue = true;
    if (isAsking) return;
    isAsking = true;
    while (isDue) {
      isDue = false;
      try {
        show(await ask(), null);
      } catch (error) {
        show(null, failureCode(error));
      }
    }
    isAsking = false;
  };
}
