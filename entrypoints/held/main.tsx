/**
 * Where a page load goes that the network is closed to. In a frame it only explains: the officer
 * decides in a page of the browser's own, which nothing of the page around can cover or press.
 */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import type { HeldAnswer } from '../../components/held/held-answer.ts';
import { HeldPage } from '../../components/held/held-page.tsx';
import type { NewSecond } from '../../components/held/use-second-person.ts';
import type { SecondPerson } from '../../core/approval/second-person.ts';
import type { AttemptReport, HeldReply, RecordReply } from '../../core/messages.ts';
import type { Decision } from '../../core/policy/decide.ts';
import type { SignalKind } from '../../core/vocabulary.ts';
import { reasonCodes } from '../../platform/baseline.ts';
import { createSecondPerson, type SecondPersonParts } from '../../platform/second-person.ts';
import { request } from '../../platform/send.ts';
import { chooseLanguage, promptWording, sayIn } from '../../platform/wording.ts';
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import { addressIn, decisionFor, kindOf, personIn, reportOf } from './load.ts';

const root = document.querySelector('#app');
const address = addressIn(location.hash);
// What is in the address may be about a person: it does not stay in view or in the history.
history.replaceState(null, '', location.pathname);
const shownAt = performance.now();

async function answered<Reply>(reply: Promise<Reply>) {
  try {
    return { ok: true, reply: await reply } as const;
  } catch {
    // SendError: the question is looked at again, or taken back.
    return { ok: false, code: 'no-answer' } as const;
  }
}

const TAKE_BACK_MS = 1_000;
let takenBack: Promise<unknown> = Promise.resolve();

const LINE: Omit<SecondPersonParts, 'show'> = {
  newId: () => crypto.randomUUID(),
  put: (about) => answered(request('ask-now', about)),
  look: (id) => answered(request('ask-state', { id })),
  takeBack: (id) => {
    takenBack = answered(request('ask-withdraw', { id }));
  },
};

function show(held: HeldReply, tabId: number, kind: SignalKind | null): void {
  const language = chooseLanguage(held.language, browser.i18n.getUILanguage());
  const say = sayIn(language, promptWording, { en, cy });
  document.documentElement.lang = language;
  document.title = say('held.title');
  const id = crypto.randomUUID();
  const same = personIn(held, address);
  let second: SecondPerson | null = null;
  const newSecond: NewSecond = (told) => {
    second = createSecondPerson({ ...LINE, show: told }, say);
    return second;
  };
  const reported = (decision: Decision, answer: HeldAnswer): AttemptReport => {
    const dwellMs = Math.round(performance.now() - shownAt);
    return reportOf(id, decision, answer, language, dwellMs);
  };
  const send = (decision: Decision, answer: HeldAnswer): Promise<RecordReply> =>
    request('proceed', { tabId, report: reported(decision, answer) });
  const answer = async (decision: Decision, given: HeldAnswer): Promise<RecordReply> => {
    try {
      const reply = await send(decision, given);
      if (reply.ok && address) location.replace(address.href);
      return reply;
    } catch {
      // No answer: nothing was recorded that we know of, so it stays held.
      return { ok: false, code: 'storage-failed' };
    }
  };
  const back = async (): Promise<void> => {
    if (kind !== null) {
      const about = { role: 'unknown', group: 'OTHER' } as const;
      const nothing = { reason: null, explanation: '', authorisation: null };
      const decision = decisionFor(held, kind, about, same);
      // Going back does not wait for an answer that may not come.
      await send(decision, { ...about, ...nothing, choice: 'complied' }).catch(() => {});
    }
    // A page that goes may not say any more that its question is over.
    second?.withdraw();
    await Promise.race([takenBack, new Promise((resolve) => setTimeout(resolve, TAKE_BACK_MS))]);
    history.back();
  };
  if (root === null) return;
  render(
    <HeldPage
      say={say}
      language={language}
      reasons={reasonCodes}
      hours={held.policy.limits.reasonWithinHours}
      kind={kind}
      decide={(what, role, group) => decisionFor(held, what, { role, group }, same)}
      second={held.asksNow ? newSecond : null}
      reportOf={reported}
      onBack={() => void back()}
      onAnswer={answer}
    />,
    root,
  );
}

async function start(): Promise<void> {
  const held = await request('held', null);
  const tab = await browser.tabs.getCurrent();
  const kind = window.top === window ? kindOf(held, address) : null;
  if (tab?.id === undefined) return show(held, -1, null);
  if (kind !== null && address && (await request('hand', { tabId: tab.id, kind }))) {
    // Another tab was let go to this address and opened it here.
    location.replace(address.href);
    return;
  }
  show(held, tab.id, kind);
}

await start();
