/**
 * Where a page load goes that the network is closed to. In a frame it only explains: the officer
 * decides in a page of the browser's own, which nothing of the page around can cover or press.
 */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import type { HeldAnswer } from '../../components/held/held-answer.ts';
import { HeldPage } from '../../components/held/held-page.tsx';
import type { HeldReply, RecordReply } from '../../core/messages.ts';
import type { Decision } from '../../core/policy/decide.ts';
import type { SignalKind } from '../../core/vocabulary.ts';
import { reasonCodes } from '../../platform/baseline.ts';
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

function show(held: HeldReply, tabId: number, kind: SignalKind | null): void {
  const language = chooseLanguage(held.language, browser.i18n.getUILanguage());
  const say = sayIn(language, promptWording, { en, cy });
  document.documentElement.lang = language;
  document.title = say('held.title');
  const id = crypto.randomUUID();
  const same = personIn(held, address);
  const send = (decision: Decision, answer: HeldAnswer): Promise<RecordReply> => {
    const dwellMs = Math.round(performance.now() - shownAt);
    const report = reportOf(id, decision, answer, language, dwellMs);
    return request('proceed', { tabId, report });
  };
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
