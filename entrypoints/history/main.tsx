/** Wiring of the officer's own page. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { HistoryPage } from '../../components/history/history-page.tsx';
import { PaperDialog } from '../../components/paper/paper-dialog.tsx';
import { TO_FOLLOW } from '../../core/policy/reasons.ts';
import { isLedgerNotice } from '../../platform/notices.ts';
import { Paper } from '../../platform/paper.ts';
import { request } from '../../platform/send.ts';
import { chooseLanguage, promptWording, sayIn } from '../../platform/wording.ts';
import reasons from '../../policies/national/reason-codes.json' with { type: 'json' };
import outcomes from '../../policies/national/review-outcomes.json' with { type: 'json' };
import historyCy from '../../policies/wording/history.cy.json' with { type: 'json' };
import historyEn from '../../policies/wording/history.en.json' with { type: 'json' };
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import paperCy from '../../policies/wording/paper.cy.json' with { type: 'json' };
import paperEn from '../../policies/wording/paper.en.json' with { type: 'json' };
import { HistorySession, type HistoryView } from './load.ts';

const wording = { en, cy };
const historyWording = {
  en: { ...historyEn, ...paperEn },
  cy: { ...historyCy, ...paperCy },
};
/** "To follow" is what is owed, and no answer to it. */
const offered = reasons.filter(({ code }) => code !== TO_FOLLOW);
const LOOK_MS = 15_000;
const root = document.querySelector('#app');

let shown: HistoryView | null = null;

function show(): void {
  if (root === null || shown === null) return;
  const view = shown;
  const language = chooseLanguage(view.reply?.language ?? null, browser.i18n.getUILanguage());
  const say = sayIn(language, promptWording, wording, historyWording);
  document.documentElement.lang = language;
  document.title = say('mine.title');
  render(
    <>
      <HistoryPage
        {...view}
        {...{ say, language, reasons, outcomes, offered }}
        drafts={session.drafts}
        onShow={(shown) => session.show(shown)}
        onPage={(page) => session.turn(page)}
        onRefresh={() => session.load()}
        onPrint={() => paper.want()}
        onGive={(id, reason, explanation) => session.give(id, reason, explanation)}
        onReply={(id, to, answer) => session.reply(id, to, answer)}
        onPassedOn={(id, said) => session.passedOn(id, said)}
      />
      <PaperDialog
        {...paper.state}
        say={say}
        onPrint={(chosen) => paper.print(chosen)}
        onLeave={() => paper.leave()}
      />
    </>,
    root,
  );
}

const session = new HistorySession(
  (name, body) => request(name, body),
  Date.now,
  (view) => {
    shown = view;
    show();
  },
);

const paper = new Paper({
  ask: (name, body) => request(name, body),
  changed: show,
  shown: () => ({ page: 'history', of: '', entries: shown?.reply?.rows.length ?? 0 }),
  print: () => window.print(),
  document,
});

/** What nobody sees is not shown, and must not be recorded as shown: a page in the back waits. */
function follow(): void {
  if (document.visibilityState === 'visible') void session.follow();
}

browser.runtime.onMessage.addListener((message: unknown) => {
  if (isLedgerNotice(message)) follow();
  return undefined;
});
document.addEventListener('visibilitychange', follow);

await session.load();
// While somebody looks, what was decided on other machines is asked for, and times run out.
setInterval(follow, LOOK_MS);
