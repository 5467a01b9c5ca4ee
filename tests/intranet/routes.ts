/** Which handler answers which method and path. */
import { html } from './html.ts';
import { answerImmigrationStatus, answerPnc } from './pages/api.ts';
import { showCard } from './pages/card.ts';
import { saveCustody, showCustody } from './pages/custody.ts';
import { showHome, showSavedReports } from './pages/home.ts';
import { savePerson, showPerson, showPersonCheck, showPersonEdit } from './pages/person.ts';
import { showPersonSearch } from './pages/person-search.ts';
import { sendReferral, showReferralForm, showReferrals } from './pages/referral.ts';
import { saveReport, showFramedReport, showNewReport, showReport } from './pages/report.ts';
import { keepDraft, notePrint, saveStatement, showStatement } from './pages/statement.ts';
import { showStatus, showStatusResult } from './pages/status.ts';
import { showFrameLookup, showSinglePage } from './pages/variants.ts';
import { jsonReply, pageReply, Refusal, type Reply } from './reply.ts';
import { page, type Screen } from './screen.ts';

interface Route {
  readonly method: 'GET' | 'POST';
  readonly pattern: RegExp;
  /** @param id the first group of the pattern, from the address, untrusted. */
  readonly handle: (screen: Screen, id: string) => Reply;
}

function get(pattern: RegExp, handle: Route['handle']): Route {
  return { method: 'GET', pattern, handle };
}

function post(pattern: RegExp, handle: Route['handle']): Route {
  return { method: 'POST', pattern, handle };
}

/** The first match wins, so a fixed path stands before the pattern that would swallow it. */
const ROUTES: readonly Route[] = [
  get(/^\/$/, showHome),
  get(/^\/reports$/, showSavedReports),
  post(/^\/reports$/, saveReport),
  get(/^\/reports\/new$/, showNewReport),
  get(/^\/reports\/(.+)$/, showReport),
  get(/^\/persons\/search$/, showPersonSearch),
  get(/^\/persons\/([^/]+)$/, showPerson),
  post(/^\/persons\/([^/]+)$/, savePerson),
  get(/^\/persons\/([^/]+)\/edit$/, showPersonEdit),
  get(/^\/persons\/([^/]+)\/pnc-check$/, (screen, id) => showPersonCheck(screen, id, 'pnc')),
  get(/^\/persons\/([^/]+)\/immigration-check$/, (screen, id) =>
    showPersonCheck(screen, id, 'immigration'),
  ),
  get(/^\/status$/, showStatus),
  get(/^\/status\/check$/, showStatusResult),
  post(/^\/status\/check$/, showStatusResult),
  get(/^\/referrals\/new$/, showReferralForm),
  get(/^\/referrals$/, showReferrals),
  post(/^\/referrals$/, sendReferral),
  get(/^\/suspects\/([^/]+)$/, showCustody),
  post(/^\/suspects\/([^/]+)$/, saveCustody),
  post(/^\/statements\/(.+)\/draft$/, keepDraft),
  post(/^\/statements\/(.+)\/printed$/, notePrint),
  get(/^\/statements\/(.+)$/, showStatement),
  post(/^\/statements\/(.+)$/, saveStatement),
  get(/^\/cards\/(.+)$/, showCard),
  get(/^\/spa(?:\/(?:victim|suspect))?$/, showSinglePage),
  get(/^\/frames$/, showFramedReport),
  get(/^\/frames\/lookup$/, showFrameLookup),
  post(/^\/api\/immigration-status$/, answerImmigrationStatus),
  post(/^\/api\/pnc$/, answerPnc),
];

/** @throws Refusal, with the status to answer and the text to show. */
export function route(screen: Screen): Reply {
  const { method, path, fault } = screen.request;
  if (fault !== null) throw new Refusal(fault.status, fault.text);
  const onPath = ROUTES.filter((item) => item.pattern.test(path));
  if (onPath.length === 0) throw new Refusal(404, `There is no screen at ${path}.`);
  const asked = method === 'HEAD' ? 'GET' : method;
  const found = onPath.find((item) => item.method === asked);
  if (found === undefined) throw new Refusal(405, `${path} does not take ${method}.`);
  return found.handle(screen, found.pattern.exec(path)?.[1] ?? '');
}

export function refusalReply(screen: Screen, status: number, text: string): Reply {
  if (screen.request.isJson) return jsonReply({ synthetic: true, error: text }, status);
  const { words } = screen;
  const main = html`<h1 id="error-title">${words.errorTitle}</h1>
<p id="error-text" class="notice problem" role="alert">${text} (${status})</p>`;
  return pageReply(page(screen, { title: words.errorTitle, main }), status);
}
