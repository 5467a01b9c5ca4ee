/** Wiring of the review page. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { caseFromAddress } from '../../components/review/case-address.ts';
import { ReviewPage } from '../../components/review/review-page.tsx';
import { request } from '../../platform/send.ts';
import { chooseLanguage, promptWording, sayIn } from '../../platform/wording.ts';
import reasons from '../../policies/national/reason-codes.json' with { type: 'json' };
import outcomes from '../../policies/national/review-outcomes.json' with { type: 'json' };
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import { ReviewSession, type ReviewState } from './load.ts';

const wording = { en, cy };
const root = document.querySelector('#app');
let takesFocus = false;

function show(state: ReviewState): void {
  const language = chooseLanguage(state.cases?.language ?? null, browser.i18n.getUILanguage());
  const say = sayIn(language, promptWording, wording);
  document.documentElement.lang = language;
  document.title = say('review.title');
  if (root === null) return;
  render(
    <ReviewPage
      {...state}
      takesFocus={takesFocus}
      outcomes={outcomes}
      context={{ say, language, reasons, now: state.readAt }}
      onDecide={(outcome, note) => session.decide(outcome, note)}
      onRefresh={() => session.loadList()}
      onRetry={openAddressed}
    />,
    root,
  );
}

const session = new ReviewSession((name, body) => request(name, body), Date.now, show);

function openAddressed(): Promise<void> {
  return session.open(caseFromAddress(location.hash));
}

addEventListener('hashchange', async () => {
  takesFocus = true;
  await openAddressed();
});

// The list first: it says which language to write in.
await session.loadList();
await openAddressed();
