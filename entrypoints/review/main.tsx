/** Wiring of the review page. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { LedgersPage } from '../../components/ledgers/ledgers-page.tsx';
import { PatternsPage } from '../../components/patterns/patterns-page.tsx';
import { ReconcilePage } from '../../components/reconcile/reconcile-page.tsx';
import { caseFromAddress } from '../../components/review/case-address.ts';
import { pageFromAddress, ReviewNav } from '../../components/review/review-nav.tsx';
import { ReviewPage } from '../../components/review/review-page.tsx';
import { Reviewer } from '../../components/review/reviewer.tsx';
import { saveFile } from '../../platform/bundle-file.ts';
import { isLedgerNotice } from '../../platform/notices.ts';
import { request } from '../../platform/send.ts';
import { chooseLanguage, promptWording, sayIn } from '../../platform/wording.ts';
import reasons from '../../policies/national/reason-codes.json' with { type: 'json' };
import outcomes from '../../policies/national/review-outcomes.json' with { type: 'json' };
import historyCy from '../../policies/wording/history.cy.json' with { type: 'json' };
import historyEn from '../../policies/wording/history.en.json' with { type: 'json' };
import ledgerCy from '../../policies/wording/ledger.cy.json' with { type: 'json' };
import ledgerEn from '../../policies/wording/ledger.en.json' with { type: 'json' };
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import patternsCy from '../../policies/wording/patterns.cy.json' with { type: 'json' };
import patternsEn from '../../policies/wording/patterns.en.json' with { type: 'json' };
import reconcileCy from '../../policies/wording/reconcile.cy.json' with { type: 'json' };
import reconcileEn from '../../policies/wording/reconcile.en.json' with { type: 'json' };
import { LedgersSession } from './ledgers.ts';
import { ReviewSession, type ReviewState } from './load.ts';
import { PatternsSession } from './patterns.ts';
import { ReconcileSession } from './reconciling.ts';

const wording = { en, cy };
const ledgerWording = {
  en: { ...ledgerEn, ...reconcileEn, ...patternsEn, ...historyEn },
  cy: { ...ledgerCy, ...reconcileCy, ...patternsCy, ...historyCy },
};
const root = document.querySelector('#app');
let takesFocus = false;
let shown: ReviewState | null = null;

function show(): void {
  if (root === null || shown === null) return;
  const state = shown;
  const language = chooseLanguage(state.cases?.language ?? null, browser.i18n.getUILanguage());
  const say = sayIn(language, promptWording, wording, ledgerWording);
  document.documentElement.lang = language;
  document.title = say('review.title');
  const page = pageFromAddress(location.hash);
  if (page !== 'cases')
    render(
      <>
        <header class="top">
          <h1>{say('review.title')}</h1>
          {state.cases && <Reviewer identity={state.cases.identity} say={say} />}
          <ReviewNav say={say} current={page} />
        </header>
        {page === 'ledgers' && (
          <LedgersPage
            {...ledgers.state}
            say={say}
            language={language}
            onExport={(chosen) => ledgers.export(chosen)}
            onFiles={(files, take) => ledgers.files(files, take)}
          />
        )}
        {page === 'reconcile' && (
          <ReconcilePage
            {...reconciling.state}
            say={say}
            language={language}
            onChoose={(file) => reconciling.choose(file)}
            onCompare={(how) => reconciling.compare(how)}
            onSave={(text, rows) => reconciling.save(text, rows)}
          />
        )}
        {page === 'patterns' && (
          <PatternsPage
            {...patterns.state}
            {...{ say, language, reasons }}
            onRefresh={() => patterns.load()}
          />
        )}
      </>,
      root,
    );
  else
    render(
      <ReviewPage
        {...state}
        takesFocus={takesFocus}
        outcomes={outcomes}
        context={{ say, language, reasons, now: state.readAt }}
        drafts={session.drafts}
        onDecide={(...decision) => session.decide(...decision)}
        onVouch={(answer) => session.vouch(answer)}
        onPassedOn={(id, said) => session.passedOn(id, said)}
        onRefresh={() => session.loadList()}
        onRetry={openAddressed}
      />,
      root,
    );
}

/** A file of 100,000 entries is checked in one answer. */
const PATIENCE_MS = 4 * 60_000;

const session = new ReviewSession(
  (name, body) => request(name, body),
  Date.now,
  (state) => {
    shown = state;
    show();
  },
);
const ledgers = new LedgersSession(
  (name, body) => request(name, body, PATIENCE_MS),
  saveFile,
  show,
);

const reconciling = new ReconcileSession(
  (name, body) => request(name, body, PATIENCE_MS),
  saveFile,
  show,
);

const patterns = new PatternsSession((name, body) => request(name, body, PATIENCE_MS), show);

async function openAddressed(): Promise<void> {
  const page = pageFromAddress(location.hash);
  if (page === 'cases') return session.open(caseFromAddress(location.hash));
  show();
  if (page === 'ledgers') await ledgers.load();
  if (page === 'patterns') await patterns.load();
}

addEventListener('hashchange', async () => {
  takesFocus = true;
  await openAddressed();
});

browser.runtime.onMessage.addListener((message: unknown) => {
  // The page of ledgers reads anew when something was done on it: each reading checks them all.
  if (isLedgerNotice(message)) void session.follow();
  return undefined;
});

// The list first: it says which language to write in.
await session.loadList();
await openAddressed();
