/**
 * Marks the toolbar button while somebody asks whoever uses the browser something or has decided: a dot, and no
 * word of what. A victim may see the screen. There are no other notifications.
 */
import type { HistoryCounts } from '../../../core/review/history-messages.ts';

/** The badge of tabs that have none of their own. */
export interface CommonBadge {
  setBadgeText(details: { text: string }): Promise<void>;
}

const WAITS = '•';
/** Many entries in one moment are counted once, after the last. */
const QUIET_MS = 1_000;
/** Reading what came of other devices takes its time where much comes. */
const LEAST_GAP_MS = 10_000;

/**
 * @param count rejects where it cannot be counted: the mark then stays as it was
 * @returns to be called when something may have changed
 */
export function waitingMark(
  count: () => Promise<
    Pick<HistoryCounts, 'owed' | 'questions' | 'news'> & { readonly asked: number }
  >,
  badge: CommonBadge,
  now: () => number,
  report: (error: unknown) => void,
): () => void {
  let isDue = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  const mark = async () => {
    const { owed, questions, news, asked } = await count();
    await badge.setBadgeText({ text: owed + questions + news + asked > 0 ? WAITS : '' });
  };
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(
      () => {
        isDue = false;
        lastAt = now();
        mark().catch(report);
      },
      // A clock that was put back does not keep it waiting.
      Math.min(LEAST_GAP_MS, Math.max(QUIET_MS, lastAt + LEAST_GAP_MS - now())),
    );
  };
}
