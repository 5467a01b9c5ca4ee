/** Starts the guard's parts in the order that matters: listeners first, everything else after. */

import { answerHook } from './answer-hook.ts';
import { forgetAll, observe } from './changes.ts';
import { notify } from './channel.ts';
import { countSignals } from './count.ts';
import { interceptDragged } from './dragged.ts';
import { interceptDrops } from './dropped.ts';
import { createHolds } from './hold.ts';
import { followPolicy } from './in-force.ts';
import { showInOwnWorld } from './in-own-world.ts';
import { intercept, listenIn, onClick } from './intercept.ts';
import type { Interceptor } from './interceptor.ts';
import { watchMentions } from './mentions.ts';
import { recordedOffences } from './offences.ts';
import { followSurroundings, tellFrames } from './outer.ts';
import { holdPageLoads } from './page-loads.ts';
import { followPersons, lookForPersons } from './persons/known.ts';
import { watchFit } from './profile-fit.ts';
import { learnRepeatable } from './repeats.ts';
import { followRoots } from './roots.ts';
import { followRoles } from './standing.ts';
import { watch } from './watch.ts';

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
      // Nobody waits for it: what is not known is asked.
      if (signals > 0) learnRepeatable().catch(() => {});
      lookForPersons();
    });
  };
  const fit = watchFit(document, count);
  const interceptor: Interceptor = {
    hold: (assessment, act, deed) => holds.hold({ assessment, act, deed }),
    observe: holds.tell,
  };
  // Before the others: a letting go over a button is its own act.
  interceptDragged(interceptor, signal);
  intercept(interceptor, signal);
  interceptDrops(interceptor, signal);
  followRoles(signal);
  followPersons(signal, () => {
    for (const offence of recordedOffences()) holds.tell(offence, 'enter');
  });
  followRoots((root) => {
    observe(root);
    listenIn(root, interceptor, signal);
  });
  answerHook(holds, signal);
  holdPageLoads(holds, signal);
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
  showInOwnWorld(document, (click) => onClick(click, interceptor));
}
