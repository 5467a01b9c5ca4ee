/** Screens for awkward page structure: a look-up in a frame, and a record drawn by script. */
import { html } from '../html.ts';
import { fullName, NO_DETAILS } from '../people.ts';
import { pageReply, type Reply } from '../reply.ts';
import { page, type Screen } from '../screen.ts';
import { personOnReport, referenceAsked, roleAsked } from './lookups.ts';
import { resultPanel, scriptTexts, shownValue } from './person-block.ts';

/** Says nothing of the role in its text: only its address and the parent page tell. */
export function showFrameLookup(screen: Screen): Reply {
  const { words } = screen;
  const role = roleAsked(screen) ?? '';
  const ref = referenceAsked(screen);
  const details = personOnReport(screen, ref, roleAsked(screen))?.details ?? NO_DETAILS;
  const main = html`<div class="actions" data-role="${role}" data-ref="${ref}"
data-name="${fullName(details)}"${scriptTexts(screen)}>
<button type="button" id="frame-check-status"
data-endpoint="/api/immigration-status">${words.checkStatus}</button>
<button type="button" id="frame-pnc" data-endpoint="/api/pnc">${words.pncCheck}</button></div>
${resultPanel('frame-result')}`;
  const parts = { title: words.lookup, main, scripts: ['frame-lookup.js'], isFrame: true };
  return pageReply(page(screen, parts));
}

/** The record as data in the page, which `spa.js` draws; English only. */
export function showSinglePage(screen: Screen): Reply {
  const ref = 'TF/004312/26';
  const person = (role: 'victim' | 'suspect') => {
    const details = personOnReport(screen, ref, role)?.details ?? NO_DETAILS;
    return html`<div data-role="${role}" data-slot="${role === 'victim' ? 'victim' : 'suspect-1'}"
data-given-names="${details['given-names']}" data-family-name="${details['family-name']}"
data-date-of-birth="${details['date-of-birth']}"
data-nationality="${shownValue(screen, details, 'nationality')}"
data-immigration-status="${details['immigration-status']}"></div>`;
  };
  const main = html`<div id="app" data-ref="${ref}">Loading</div>
<div id="record-data" hidden>${person('victim')}${person('suspect')}</div>`;
  return pageReply(page(screen, { title: `Person record ${ref}`, main, scripts: ['spa.js'] }));
}
