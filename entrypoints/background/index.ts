/** The background: the only writer of the ledger and the only reader of policy. Wiring only. */
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { POLICY_KEYS } from '../../core/policy/build-keys.ts';
import { PERMITTED } from '../../core/policy/sites.ts';
import { courierPage } from './delivery/courier.ts';
import { noteStopped } from './gate-requests.ts';
import { handlersFor } from './handlers.ts';
import { HEARTBEAT, HEARTBEAT_MINUTES } from './heartbeat.ts';
import { countForMark } from './history/history.ts';
import { waitingMark } from './history/mark.ts';
import { listenWith } from './listen.ts';
import { report, reporting } from './report.ts';
import { requestWatch, watchStopped } from './request-watch.ts';
import { servicesOn, wake } from './services.ts';
import { keepFromPages } from './storage-access.ts';
import { tellPages } from './tell-pages.ts';

export default defineBackground(() => {
  const { runtime, storage, tabs, action, scripting, permissions, alarms, management } = browser;
  const tell = tellPages((notice) => runtime.sendMessage(notice));
  const count = async () => ({
    ...(await countForMark(services)),
    asked: await services.answering.count(),
  });
  const mark = waitingMark(count, action, Date.now, reporting('mark'));
  const services = servicesOn({
    version: runtime.getManifest().version,
    local: storage.local,
    session: storage.session,
    managed: () => storage.managed.get(null),
    policyKeys: POLICY_KEYS,
    badge: action,
    tabs,
    scripting,
    permissions,
    network: browser.declarativeNetRequest,
    watchRequests: requestWatch(browser.webRequest),
    base: runtime.getURL('/'),
    around: { tabs, management, action, scripting },
    courier: courierPage(runtime, browser.offscreen, alarms),
    now: Date.now,
    policyChanged: ({ recordPolicy }) => {
      recordPolicy().catch(reporting('policy change'));
    },
    ledgerChanged: () => {
      tell();
      mark();
    },
  });
  const listen = listenWith(handlersFor(services), { id: runtime.id, base: runtime.getURL('/') });

  runtime.onMessage.addListener((message, sender, sendResponse) => {
    const answer = listen(message, sender);
    // An answer of undefined is a failure to whoever asked: a guard goes on holding.
    answer?.then(sendResponse, (error) => {
      report('message', error);
      sendResponse(undefined);
    });
    return answer !== undefined;
  });
  storage.onChanged.addListener((_changes, area) => {
    if (area !== 'managed') return;
    // Other credentials may be what delivery waits for.
    services.policy
      .changed()
      .then(() => {
        // Somebody else may be signed in.
        mark();
        return services.delivery.renew();
      })
      .catch(reporting('policy'));
  });
  watchStopped(browser.webRequest, PERMITTED, (request) => {
    noteStopped(services, request).catch(reporting('stopped request'));
  });
  // Made at each start: an alarm of that name takes the place of the one before.
  alarms.create(HEARTBEAT, { periodInMinutes: HEARTBEAT_MINUTES });
  alarms.onAlarm.addListener(({ name }) => {
    if (name === HEARTBEAT) services.beat().catch(reporting('heartbeat'));
    services.delivery.start().catch(reporting('delivery'));
  });
  tabs.onRemoved.addListener((id) => {
    services.tabs.closed(id).catch(reporting('tab'));
    services.asking.closed(id).catch(reporting('approvals'));
  });
  // Registered so that the browser wakes us. Open pages keep their guard: a second would ask twice.
  runtime.onStartup.addListener(() => {
    mark();
    wake(services);
  });
  runtime.onInstalled.addListener(() => wake(services));
  keepFromPages(storage.local).catch(reporting('storage access'));
  wake(services);
});
