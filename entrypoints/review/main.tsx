/** Wiring of the review page. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { AskedPage } from '../../components/approval/asked-page.tsx';
import { LedgersPage } from '../../components/ledgers/ledgers-page.tsx';
import { PaperDialog } from '../../components/paper/paper-dialog.tsx';
import { PatternsPage } from '../../components/patterns/patterns-page.tsx';
import { ReconcilePage } from '../../components/reconcile/reconcile-page.tsx';
import {
  caseAddress,
  caseFromAddress,
  isCaseId,
  viewAddress,
  viewFromAddress,
} from '../../components/review/case-address.ts';
import { optionText } from '../../components/review/facet-words.ts';
import type { ReviewContext } from '../../components/review/review-context.ts';
import { pageFromAddress, ReviewNav } from '../../components/review/review-nav.tsx';
import { ReviewPage } from '../../components/review/review-page.tsx';
import { Reviewer } from '../../components/review/reviewer.tsx';
import { printedOf } from '../../components/review/row-list.tsx';
import type { Printing } from '../../core/ledger/printed.ts';
import type { Words } from '../../core/review/queue.ts';
import { isSameView, type QueueView } from '../../core/review/queue-view.ts';
import { assertNever, type Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { saveFile } from '../../platform/bundle-file.ts';
import { isLedgerNotice } from '../../platform/notices.ts';
import { Paper } from '../../platform/paper.ts';
import { request } from '../../platform/send.ts';
import { chooseLanguage } from '../../platform/wording.ts';
import reasons from '../../policies/national/reason-codes.json' with { type: 'json' };
import outcomes from '../../policies/national/review-outcomes.json' with { type: 'json' };
import { AskedSession } from './asked.ts';
import { type Desk, keepDesk, loadDesk, UNREAD_DESK } from './desk.ts';
import { LedgersSession } from './ledgers.ts';
import { ReviewSession } from './load.ts';
import { PatternsSession } from './patterns.ts';
import { ReconcileSession } from './reconciling.ts';
import type { ReviewState } from './state.ts';
import { sayFor } from './words.ts';

const root = document.querySelector('#app');
let takesFocus = false;
let shown: ReviewState | null = null;
let view = viewFromAddress(location.hash);
let desk: Desk = UNREAD_DESK;

let context: ReviewContext | null = null;

/** The same object for as long as it says the same: what hangs on nothing else is not drawn anew. */
function contextFor(say: Say, language: Language, now: number): ReviewContext {
  const isSame = context?.say === say && context.now === now && context.view === view;
  if (context === null || !isSame) context = { say, language, reasons, now, view };
  return context;
}

function show(): void {
  if (root === null || shown === null) return;
  const state = shown;
  const language = chooseLanguage(state.cases?.language ?? null, browser.i18n.getUILanguage());
  const say = sayFor(language);
  document.documentElement.lang = language;
  const { waiting } = asked.state;
  document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${say('review.title')}`;
  const page = pageFromAddress(location.hash);
  const dialog = (
    <PaperDialog
      {...paper.state}
      say={say}
      onPrint={(chosen) => paper.print(chosen)}
      onLeave={() => paper.leave()}
    />
  );
  if (page !== 'cases')
    render(
      <>
        <header class="top">
          <h1>{say('review.title')}</h1>
          {state.cases && <Reviewer identity={state.cases.identity} say={say} />}
          <ReviewNav say={say} current={page} waiting={waiting} />
        </header>
        {page === 'asked' && (
          <AskedPage
            {...asked.state}
            {...{ say, language, reasons }}
            onAnswer={(answer) => asked.answer(answer)}
          />
        )}
        {page === 'ledgers' && (
          <LedgersPage
            {...ledgers.state}
            say={say}
            language={language}
            onExport={(chosen) => ledgers.export(chosen)}
            onFiles={(files, take) => ledgers.files(files, take)}
            onPrint={wantPaper}
          />
        )}
        {page === 'reconcile' && (
          <ReconcilePage
            {...reconciling.state}
            say={say}
            language={language}
            onChoose={(file) => reconciling.choose(file)}
            onCompare={(how) => reconciling.compare(how)}
            onSave={(...file) => reconciling.save(...file)}
            onPrint={(chosen, entries) =>
              paper.print(chosen, { page: 'reconciliation', of: '', entries })
            }
          />
        )}
        {page === 'patterns' && (
          <PatternsPage
            {...patterns.state}
            {...{ say, language, reasons }}
            onRefresh={() => patterns.load()}
            onPrint={wantPaper}
          />
        )}
        {dialog}
      </>,
      root,
    );
  else
    render(
      <>
        <ReviewPage
          {...state}
          {...desk}
          waiting={waiting}
          queue={session.queue}
          takesFocus={takesFocus}
          outcomes={outcomes}
          context={contextFor(say, language, state.readAt)}
          drafts={session.drafts}
          onDecide={(...decision) => session.decide(...decision)}
          onReads={(id) => session.reads(id)}
          onVouch={(answer) => session.vouch(answer)}
          onAssign={(id, to) => session.assign(id, to)}
          onPassedOn={(id, said) => session.passedOn(id, said)}
          onRefresh={() => session.loadList()}
          onRetry={openAddressed}
          onView={showView}
          onSaved={keepSaved}
          onKeys={(hasKeys) => keep({ ...desk, hasKeys })}
          onGo={(address) => {
            location.hash = address;
          }}
          printing={paper.state.printing}
          onPrint={(what) => paper.want(what.page === 'case' ? null : what)}
        />
        {dialog}
      </>,
      root,
    );
}

/** A file of 100,000 entries is checked in one answer, and as many are read anew in one. */
const PATIENCE_MS = 4 * 60_000;

const session = new ReviewSession(
  (name, body) => request(name, body, PATIENCE_MS),
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

const asked = new AskedSession((name, body) => request(name, body, PATIENCE_MS), Date.now, show);

/** Of the list as it is filtered. */
function listedNow(): number {
  if (context === null) return 0;
  const now = context;
  const words: Words = (facet, term) => optionText(facet, term, outcomes, now);
  const { rows } = session.queue.part(view, words);
  return printedOf(rows.filter(({ id }) => !session.state.planted.has(id)).length);
}

/** How many there are of what a page shows. A planted case is no entry: paper has nothing of it. */
function shownNow(): Printing {
  const page = pageFromAddress(location.hash);
  const is = (printed: Printing['page'], entries: number, of = '') => ({
    page: printed,
    of,
    entries,
  });
  switch (page) {
    case 'asked':
      return is('approvals', asked.state.questions?.length ?? 0);
    case 'ledgers':
      return is('ledgers', 1 + (ledgers.state.ledgers?.others.length ?? 0));
    case 'reconcile':
      return is('reconciliation', reconciling.lines);
    case 'patterns':
      return is('patterns', 0);
    case 'cases': {
      const { selection, planted } = session.state;
      if (selection.kind !== 'shown') return is('queue', listedNow());
      return planted.has(selection.id) ? is('case', 0) : is('case', 1, selection.id);
    }
    default:
      return assertNever(page);
  }
}

const paper = new Paper({
  ask: (name, body) => request(name, body, PATIENCE_MS),
  changed: show,
  shown: shownNow,
  recorded: ({ page, recipient }) => page === 'case' && session.printed(recipient),
  print: () => print(),
  document,
});
const wantPaper = () => paper.want();

const staff = (): string => session.state.cases?.identity.id ?? '';

/** The address says what is seen, so that it can be kept and sent; each filter is no step of its own. */
function showView(wanted: QueueView): void {
  view = wanted;
  const id = caseFromAddress(location.hash);
  history.replaceState(null, '', id === null ? viewAddress(view) : caseAddress(id, view));
  show();
}

/** Shown at once; that it could not be kept costs nothing that was asked for now. */
function keep(changed: Desk): void {
  // What was kept before and is not read yet would be written over.
  if (desk === UNREAD_DESK) return;
  desk = changed;
  show();
  keepDesk(browser.storage.local, staff(), desk).catch((error) => console.error('desk', error));
}

function keepSaved(saved: Desk['saved']): void {
  keep({ ...desk, saved });
}

async function openAddressed(): Promise<void> {
  const page = pageFromAddress(location.hash);
  if (page === 'cases') {
    takeView();
    const id = caseFromAddress(location.hash);
    return session.open(id, id === null || isCaseId(id));
  }
  show();
  if (page === 'asked') await asked.load(true);
  if (page === 'ledgers') await ledgers.load();
  if (page === 'patterns') await patterns.load();
}

function takeView(): void {
  const addressed = viewFromAddress(location.hash);
  // Free words stand in no address: they stay for as long as nothing else is asked for.
  if (!isSameView(addressed, view)) view = addressed;
}

addEventListener('hashchange', async ({ oldURL }) => {
  paper.leave();
  takesFocus = true;
  const id = caseFromAddress(location.hash);
  // Another filter beside the same override: opening it again would be one more entry.
  if (id === null || id !== caseFromAddress(new URL(oldURL).hash)) return openAddressed();
  takeView();
  show();
});

browser.runtime.onMessage.addListener((message: unknown) => {
  // The page of ledgers reads anew when something was done on it: each reading checks them all.
  if (!isLedgerNotice(message)) return undefined;
  void session.follow();
  // Somebody waits before a prompt.
  void asked.load(pageFromAddress(location.hash) === 'asked');
  return undefined;
});

// The list first: it says which language to write in.
await session.loadList();
desk = await loadDesk(browser.storage.local, staff());
if (session.state.cases?.identity.reviewer) await asked.load(false);
await openAddressed();
