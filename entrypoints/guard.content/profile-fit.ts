/**
 * Whether the site profile fits the page. A page draws itself in its own time, so what is missing
 * is told only when it has had that time; reading does not wait for it and is the stricter one
 * from the first moment (`site-profile.ts`).
 */
import { readSignal } from '../../core/forms/signals.ts';
import { isPlain } from '../../core/forms/site-said.ts';
import type { SiteProfile } from '../../core/sites/profile.ts';
import type { ProfileFit } from '../../core/sites/profile-fit.ts';
import { notify } from './channel.ts';
import { allDeep } from './deep-selectors.ts';
import { theLexicon } from './floor.ts';
import { readAround, readControl } from './read-form.ts';
import { missingOf, siteProfileOf } from './site-profile.ts';

/** How long a page that has loaded may take to draw what its profile needs. */
const GRACE_MS = 3_000;
const MOST_IGNORED = 50;

/** How the profile of the page fits it at this moment; null where it has none. */
export function fitNow(page: Document): ProfileFit | null {
  const profile = siteProfileOf(page);
  if (!profile) return null;
  const { id, version } = profile;
  return { id, version, missing: missingOf(page), kept: keptOf(page, profile) };
}

export interface FitWatch {
  /** To be called when the page is quiet. @returns whether the profile does not fit */
  look(): boolean;
}

/** @param lookAgain called when the time of a page is up */
export function watchFit(page: Document, lookAgain: () => void): FitWatch {
  let watched = '';
  let since = 0;
  let state: 'waiting' | 'fits' | 'drifted' = 'waiting';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settled = (to: typeof state): void => {
    state = to;
    const fit = fitNow(page);
    if (fit) notify('profile', fit);
  };

  return {
    look() {
      const profile = siteProfileOf(page);
      if (!profile) {
        watched = '';
        return false;
      }
      const now = performance.now();
      const key = `${profile.id} ${profile.version} ${page.location.href}`;
      if (key !== watched || page.readyState !== 'complete') {
        if (key !== watched) state = 'waiting';
        watched = key;
        since = now;
        clearTimeout(timer);
        timer = setTimeout(lookAgain, GRACE_MS + 50);
      }
      // What fitted once and is taken off the screen by the page itself is no drift.
      if (state === 'fits') return false;
      const missing = missingOf(page);
      if (missing.length === 0) settled('fits');
      else if (state === 'waiting' && now - since >= GRACE_MS) settled('drifted');
      return state === 'drifted';
    },
  };
}

/** Places in the profile of controls that say plainly what they do, and so are read all the same. */
function keptOf(page: Document, { controls = [] }: SiteProfile): readonly string[] {
  return controls.flatMap(({ selector, treat }, index) => {
    if (treat !== 'ignore') return [];
    const isKept = allDeep(page, selector).slice(0, MOST_IGNORED).some(saysPlainly);
    return isKept ? [`controls[${index}]`] : [];
  });
}

function saysPlainly(control: Element): boolean {
  const snapshot = readAround(control, readControl(control));
  const signal = readSignal(snapshot, theLexicon());
  return signal !== null && isPlain(signal, theLexicon());
}
