/** Starts the guard's parts in the order that matters: listeners first, everything else after. */

import type { ControlSnapshot } from '../../core/forms/snapshot.ts';
import type { ProfileFit } from '../../core/messages.ts';
import { answerHook } from './answer-hook.ts';
import type { Assessment } from './assess.ts';
import { forgetAll, observe, watch } from './changes.ts';
import { notify } from './channel.ts';
import { countSignals } from './count.ts';
import { createHolds } from './hold.ts';
import { followPolicy } from './in-force.ts';
import { type Interceptor, intercept, listenIn } from './intercept.ts';
import { everySignal, seeSignals } from './inventory.ts';
import { watchMentions } from './mentions.ts';
import { followSurroundings, tellFrames } from './outer.ts';
import { fitNow, watchFit } from './profile-fit.ts';
import { readControl } from './read-form.ts';
import { followRoots } from './roots.ts';

declare global {
  /** For a debugger in the guard's isolated world (`npm run inspect`); no page can reach it. */
  var rightToReport:
    | {
        /** What a first look finds, as the badge counts it. */
        readonly see: () => readonly Assessment[];
        /** What each single control would be held for. */
        readonly seeAll: () => readonly Assessment[];
        readonly read: (control: Element) => ControlSnapshot;
        /** How the site profile of the page fits; null where it has none. */
        readonly fit: () => ProfileFit | null;
      }
    | undefined;
}

export function startGuard(): void {
  // Our own controller: one that a page could abort would take the guard with it.
  const { signal } = new AbortController();
  let seen = { signals: 0, fault: false, drift: false };
  const tell = (): void => notify('frame', { ...seen, held: holds.isWaiting ? 1 : 0 });
  const holds = createHolds(signal, tell);
  const count = (): void => {
    countSignals(document, (signals, fault) => {
      seen = { signals, fault, drift: fit.look() };
      tell();
    });
  };
  const fit = watchFit(document, count);
  const interceptor: Interceptor = {
    hold: (assessment, act, deed) => holds.hold({ assessment, act, deed }),
    observe: holds.tell,
  };
  intercept(interceptor, signal);
  followRoots((root) => {
    observe(root);
    listenIn(root, interceptor, signal);
  });
  answerHook(holds, signal);
  watchMentions((mention) => holds.tell(mention, 'enter'), signal);
  followPolicy(() => {
    forgetAll();
    count();
  });
  followSurroundings(count);
  watch(document, signal, () => {
    count();
    tellFrames();
  });
  globalThis.rightToReport = {
    see: () => seeSignals(document),
    seeAll: () => everySignal(document),
    read: readControl,
    fit: () => fitNow(document),
  };
}
