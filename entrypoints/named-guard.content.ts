/**
 * Starts the guard on a host that only the force names. There the guard's own script has ended
 * after one comparison and left its start behind. Registered by the background
 * (`named-sites.ts`); a browser runs the same file once in a frame, so this is a file of its own.
 */
import { defineContentScript } from 'wxt/utils/define-content-script';

export default defineContentScript({
  matches: ['*://*.police.uk/*'],
  registration: 'runtime',
  runAt: 'document_start',
  allFrames: true,
  noScriptStartedPostMessage: true,
  main() {
    globalThis.rightToReportStart?.();
  },
});
