/** The page hook on every police host. Where no guard answers it, it changes nothing. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { hookPageFunctions } from '../platform/page-functions.ts';

export default defineContentScript({
  matches: ['*://*.police.uk/*'],
  world: 'MAIN',
  runAt: 'document_start',
  allFrames: true,
  matchAboutBlank: true,
  noScriptStartedPostMessage: true,
  main: hookPageFunctions,
});
