/**
 * The hand of the profile builder and the policy tester in a page: put there when somebody of force IT
 * asks, in the guard's isolated world, which no page reaches. Answers in selectors and closed terms.
 */
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Picked, Reads, Tried } from '../../core/sites/picked.ts';
import { profileFor, type SiteProfile } from '../../core/sites/profile.ts';
import type { ReadFrame } from '../../core/tester/control.ts';
import { canaryOf } from './canary.ts';
import type { OverlayWords } from './overlay.ts';
import { cancelPick, pickElement } from './pick.ts';
import { pointTo } from './point.ts';
import { type ReadNow, readNow } from './read.ts';
import { blocksAround, suggestionsFor } from './suggest.ts';

declare global {
  /** Asked by pages of ours through `scripting.executeScript`. */
  var rightToReportPicker:
    | {
        readonly pick: (words: OverlayWords) => Promise<Picked | null>;
        readonly cancel: () => void;
        readonly tryOut: (profile: SiteProfile) => Tried | null;
        readonly canary: (profile: SiteProfile) => string | null;
        readonly read: () => ReadFrame | null;
        /** Shows which one is meant of those that were read last. */
        readonly point: (index: number) => void;
      }
    | undefined;
}

/** Another frame was pointed at. */
let wasCancelled = false;
let lastRead: ReadNow | null = null;

const MOST_OPTIONS = 30;
const LONGEST_OPTION = 60;

function readsOf(element: Element): Reads {
  const seen = rightToReport?.look(element);
  const whose = rightToReport?.whose(element);
  return {
    kind: seen?.classification.kind ?? null,
    outcome: seen?.decision.outcome ?? null,
    role: whose?.role ?? 'unknown',
    group: whose?.group ?? 'OTHER',
  };
}

/** A short list of choices holds words of the system; a long one may hold persons. */
function optionsOf(element: Element): Picked['options'] {
  if (!(element instanceof HTMLSelectElement) || element.options.length > MOST_OPTIONS) return [];
  return [...element.options]
    .filter(({ value }) => value !== '')
    .map(({ text }) => text.trim())
    .filter((text) => text !== '' && text.length <= LONGEST_OPTION)
    .map((text) => ({ text, role: rightToReport?.roleOf(text) ?? 'unknown' }));
}

function describe(element: Element): Picked {
  return {
    selectors: suggestionsFor(element),
    blocks: blocksAround(element),
    options: optionsOf(element),
    tag: element.localName,
    reads: readsOf(element),
  };
}

function tryOut(profile: SiteProfile): Tried | null {
  const guard = globalThis.rightToReport;
  if (!guard) return null;
  const { hostname: host, pathname: path, search: query, hash: fragment } = location;
  const isHere = profileFor([profile], { host, path, query, fragment }) !== null;
  const read = () =>
    guard.seeAll().map(({ control, classification, decision }) => ({
      path: suggestionsFor(control)[0]?.selector ?? control.localName,
      kind: classification.kind,
      role: classification.role,
      group: classification.group,
      outcome: decision.outcome,
      bySite: classification.because.some(({ source }) => source === 'site-profile'),
    }));
  if (!isHere)
    return { host, path, fit: null, signals: read(), hasReference: false, hasOfficer: false };
  return guard.withProfile(profile, () => {
    const { reference, officer } = guard.shows();
    const fit = guard.fit();
    return { host, path, fit, signals: read(), hasReference: reference, hasOfficer: officer };
  });
}

export default defineContentScript({
  matches: ['*://*.police.uk/*'],
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main() {
    const rootOf = (element: Element) => globalThis.rightToReport?.rootOf(element) ?? null;
    // Put there anew for each question; the one that is being pointed with has to stay.
    globalThis.rightToReportPicker ??= {
      async pick(words) {
        if (!globalThis.rightToReport) return null;
        wasCancelled = false;
        const element = await pickElement(words, rootOf);
        // Frames of one page are pointed at together: when one is done, all are.
        if (!wasCancelled) await browser.runtime.sendMessage({ pointed: true }).catch(() => {});
        return element && describe(element);
      },
      cancel() {
        wasCancelled = true;
        cancelPick();
      },
      tryOut,
      read() {
        lastRead = readNow();
        return lastRead?.frame ?? null;
      },
      point(index) {
        const element = lastRead?.elements[index];
        if (element?.isConnected) pointTo(element);
      },
      canary: (profile) => (globalThis.rightToReport ? canaryOf(document, profile, rootOf) : null),
    };
  },
});
