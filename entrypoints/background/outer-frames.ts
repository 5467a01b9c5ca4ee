/**
 * What the page of a tab says around one of its frames, for frames of another origin. Closed terms
 * only are passed on, and nothing is kept: the page's own guard is asked each time.
 */
import type { Surroundings } from '../../core/forms/classification.ts';
import { surroundings } from './message-schemas.ts';
import type { Tabs } from './tell-guards.ts';

export interface OuterFrames {
  ask(tabId: number | undefined, index: number): Promise<Surroundings | null>;
  changed(tabId: number | undefined): Promise<void>;
}

const TOP = { frameId: 0 } as const;

export function outerFrames(tabs: Tabs): OuterFrames {
  return {
    async ask(tabId, index) {
      if (tabId === undefined) return null;
      try {
        const answer = await tabs.sendMessage(tabId, { v: 1, name: 'outer-asked', index }, TOP);
        const parsed = surroundings.safeParse(answer);
        return parsed.success ? parsed.data : null;
      } catch {
        // The page around the frame is not guarded, or gone: nothing is known of it.
        return null;
      }
    },

    async changed(tabId) {
      if (tabId === undefined) return;
      try {
        await tabs.sendMessage(tabId, { v: 1, name: 'outer-changed' });
      } catch {
        // No frame listens any more.
      }
    },
  };
}
