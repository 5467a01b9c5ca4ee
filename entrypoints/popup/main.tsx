/** Wiring of the popup. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { PopupView } from '../../components/popup/popup-view.tsx';
import type { OwedReply, TabState } from '../../core/messages.ts';
import { TO_FOLLOW } from '../../core/policy/reasons.ts';
import type { HistoryCounts } from '../../core/review/history-messages.ts';
import { isLedgerNotice } from '../../platform/notices.ts';
import { request } from '../../platform/send.ts';
import { chooseLanguage, promptWording, sayIn } from '../../platform/wording.ts';
import reasons from '../../policies/national/reason-codes.json' with { type: 'json' };
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import { follower, tabInAddress } from './load.ts';

const wording = { en, cy };
/** "To follow" is what is owed, and no answer to it. */
const offered = reasons.filter(({ code }) => code !== TO_FOLLOW);
let owed: OwedReply | null = null;
let counts: HistoryCounts | null = null;
const root = document.querySelector('#app');

function show(tab: TabState | null, failure: string | null): void {
  const language = chooseLanguage(tab?.language ?? null, browser.i18n.getUILanguage());
  const say = sayIn(language, promptWording, wording);
  document.documentElement.lang = language;
  document.title = say('popup.title');
  if (root === null) return;
  render(
    <PopupView
      say={say}
      tab={tab}
      failure={failure}
      owed={
        owed && {
          language,
          owed: owed.owed,
          reasons: offered,
          now: Date.now(),
          onGive: give,
        }
      }
      counts={counts}
      historyPage="history.html"
      reviewPage="review.html"
      statusPage="options.html"
    />,
    root,
  );
}

async function give(id: string, reason: string, explanation: string) {
  const reply = await request('give-reason', { id, reason, explanation });
  if (reply.ok) {
    owed = await request('owed', null);
    void look();
  }
  return reply;
}

async function activeTab(): Promise<number> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}

show(null, null);
const tabId = tabInAddress(location.search) ?? (await activeTab());
const look = follower(() => request('tab', { tabId }), show);
// What guards saw in each tab is kept there by the background.
browser.storage.onChanged.addListener((_changes, area) => {
  if (area === 'session') void look();
});
/** What is asked of the officer, and told; stays as it was where nobody answers. */
async function lookBack(): Promise<void> {
  owed = await request('owed', null).catch(() => owed);
  counts = await request('history-counts', null).catch(() => counts);
  await look();
}

// A decision or a question may arrive while it is open.
browser.runtime.onMessage.addListener((message: unknown) => {
  if (isLedgerNotice(message)) void lookBack();
  return undefined;
});
await look();
await lookBack();
