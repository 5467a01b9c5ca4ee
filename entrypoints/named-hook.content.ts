/**
 * The page hook on a host that only the force names, where the guard starts later than elsewhere
 * in the order of scripts. Registered by the background (`named-sites.ts`).
 */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { hookPageFunctions } from '../platform/page-functions.ts';

export default defineContentScript({
  matches: ['*://*.police.uk/*'],
  registration: 'runtime',
  world: 'MAIN',
  runAt: 'document_start',
  allFrames: true,
  noScriptStartedPostMessage: true,
  main: hookPageFunctions,
});
