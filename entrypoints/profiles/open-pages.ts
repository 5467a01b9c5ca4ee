/** Pages of the records system in the browser, and the builder's hand in them. */
import { browser } from 'wxt/browser';
import type { OpenPage } from '../../components/profiles/builder-state.ts';
import { isPermitted, PERMITTED } from '../../core/policy/sites.ts';
import type { Picked, Tried } from '../../core/sites/picked.ts';
import type { SiteProfile } from '../../core/sites/profile.ts';
import type { Say } from '../../core/wording.ts';
import type { Pages } from './load.ts';

const PICKER = '/content-scripts/profile-picker.js';
/** Sent by the frame in which somebody pointed at something, or left. */
const POINTED = 'pointed';
/** Where this build may work. */
const MATCHES = PERMITTED.map((host) => `*://${host}/*`);

/** @returns null for what is no address of a host where this build may work */
function permittedAddress(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return isPermitted(url.hostname) && url.username === '' ? url : null;
}

function pageOf(tab: {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
}): OpenPage[] {
  if (tab.id === undefined || !tab.url) return [];
  const { hostname, pathname } = new URL(tab.url);
  return [{ tab: tab.id, host: hostname, path: pathname }];
}

/** Runs in every frame of the page, in the guard's own world. */
async function inFrames<Args extends unknown[], Result>(
  { tab }: OpenPage,
  run: (...args: Args) => Result,
  args: Args,
): Promise<readonly NonNullable<Awaited<Result>>[]> {
  const target = { tabId: tab, allFrames: true };
  await browser.scripting.executeScript({ target, files: [PICKER] });
  const answers = await browser.scripting.executeScript({ target, func: run, args });
  return answers.flatMap(({ result }) => (result === null || result === undefined ? [] : [result]));
}

/** @param words what stands in the layer over the page, and in which language */
export function openPages(words: () => { readonly say: Say; readonly lang: string }): Pages {
  return {
    async open() {
      const tabs = await browser.tabs.query({ url: MATCHES });
      return tabs.flatMap(pageOf);
    },

    async openAt(address) {
      const url = permittedAddress(address);
      if (url === null) return null;
      const tab = await browser.tabs.create({ url: address, active: false });
      const { hostname, pathname } = url;
      await loaded(tab.id);
      return tab.id === undefined ? null : { tab: tab.id, host: hostname, path: pathname };
    },

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

const LOAD_MS = 15_000;

/** What is opened here has to be there before anybody can point at it. */
function loaded(tab: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, LOAD_MS);
    const listener = (id: number, { status }: { readonly status?: string }): void => {
      if (id === tab && status === 'complete') done();
    };
    function done(): void {
      clearTimeout(timer);
      browser.tabs.onUpdated.removeListener(listener);
      resolve();
    }
    browser.tabs.onUpdated.addListener(listener);
  });
}
