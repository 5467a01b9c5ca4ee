/** The builder's hand in pages of the records system. */
import { browser } from 'wxt/browser';
import type { Picked, Tried } from '../../core/sites/picked.ts';
import type { SiteProfile } from '../../core/sites/profile.ts';
import type { Say } from '../../core/wording.ts';
import { inFrames, listPages, openPageAt } from '../../platform/open-pages.ts';
import type { Pages } from './load.ts';

/** Sent by the frame in which somebody pointed at something, or left. */
const POINTED = 'pointed';

/** @param words what stands in the layer over the page, and in which language */
export function openPages(words: () => { readonly say: Say; readonly lang: string }): Pages {
  return {
    open: listPages,
    openAt: openPageAt,

    async pick(page, pick) {
      const { say, lang } = words();
      const shown = {
        lang,
        what: say(`build.point.${pick}`),
        keys: say('build.point.keys'),
        leave: say('build.point.leave'),
      };
      const here = await browser.tabs.getCurrent();
      const endOthers = (message: unknown, sender: { readonly id?: string | undefined }): void => {
        const isPointed = typeof message === 'object' && message !== null && POINTED in message;
        if (isPointed && sender.id === browser.runtime.id)
          inFrames(page, cancelIn, []).catch(() => {
            // The page went away while it was pointed at, and its frames with it.
          });
      };
      browser.runtime.onMessage.addListener(endOthers);
      await browser.tabs.update(page.tab, { active: true });
      try {
        const [picked] = await inFrames(page, pickIn, [shown]);
        return picked ?? null;
      } finally {
        browser.runtime.onMessage.removeListener(endOthers);
        if (here?.id !== undefined) await browser.tabs.update(here.id, { active: true });
      }
    },

    tryOut: (page, profile) => inFrames(page, tryIn, [profile]),

    async canary(page, profile) {
      const [canary] = await inFrames(page, canaryIn, [profile]);
      if (canary === undefined) throw new Error('the page is not guarded');
      return canary;
    },
  };
}

type OverlayWords = { lang: string; what: string; keys: string; leave: string };

async function pickIn(words: OverlayWords): Promise<Picked | null> {
  const picker = globalThis.rightToReportPicker;
  return picker ? picker.pick(words) : null;
}

function cancelIn(): void {
  globalThis.rightToReportPicker?.cancel();
}

function tryIn(profile: SiteProfile): Tried | null {
  return globalThis.rightToReportPicker?.tryOut(profile) ?? null;
}

function canaryIn(profile: SiteProfile): string | null {
  // Frames of the page belong to its own form; the profile of a frame is made on the frame.
  return window === window.top ? (globalThis.rightToReportPicker?.canary(profile) ?? null) : null;
}
