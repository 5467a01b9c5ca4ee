/** The guard in a page: wiring only. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isGuardedHost } from '../../core/policy/sites.ts';
import { FLOOR_SITES } from './floor.ts';
import { startGuard } from './start.ts';

declare global {
  /** Left behind in the isolated world, out of the page's reach, where the guard did not start. */
  var rightToReportStart: (() => void) | undefined;
}

export default defineContentScript({
  matches: ['*://*.police.uk/*'],
  runAt: 'document_start',
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  noScriptStartedPostMessage: true,
  main() {
    if (isGuardedHost(FLOOR_SITES, hostOfPage())) startGuard();
    // Taken up by `named-guard.content.ts` where the force names a host that the baseline does not.
    else globalThis.rightToReportStart = startGuard;
  },
});

/** A frame without an address of its own (about:blank, srcdoc) belongs to the page around it. */
function hostOfPage(): string {
  if (location.hostname !== '') return location.hostname;
  const origins = 'ancestorOrigins' in location ? [...location.ancestorOrigins] : [];
  // A window that a page opened and wrote has the origin of that page, and perhaps no referrer.
  const [nearest] = [window.origin, ...origins, document.referrer].filter((each) =>
    /^https?:/.test(each),
  );
  return nearest ? new URL(nearest).hostname : '';
}
