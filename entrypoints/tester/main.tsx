/** Wiring of the policy tester. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { TesterPage } from '../../components/tester/tester-page.tsx';
import type { TesterState } from '../../components/tester/tester-state.ts';
import type { ReadFrame } from '../../core/tester/control.ts';
import { sayFrom } from '../../core/wording.ts';
import { baseline } from '../../platform/baseline.ts';
import { guardHash } from '../../platform/guard-hash.ts';
import { inFrames, listPages, openPageAt } from '../../platform/open-pages.ts';
import { request } from '../../platform/send.ts';
import { chooseLanguage } from '../../platform/wording.ts';
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import { TesterSession } from './load.ts';

const wording = { en, cy };
const root = document.querySelector('#app');

async function chosenLanguage() {
  try {
    return (await request('status', null)).language;
  } catch {
    // Without an answer the browser's own language is used.
    return null;
  }
}

const language = chooseLanguage(await chosenLanguage(), browser.i18n.getUILanguage());
const say = sayFrom(wording[language]);
document.documentElement.lang = language;
document.title = say('tester.title');

function readIn(): ReadFrame | null {
  return globalThis.rightToReportPicker?.read() ?? null;
}

function show(state: TesterState): void {
  if (root === null) return;
  render(
    <TesterPage
      {...state}
      say={say}
      onSettings={(file) => session.settings(file)}
      onInForce={() => session.testInForce()}
      onLanguage={(chosen) => session.speak(chosen)}
      onAddress={(address) => session.setAddress(address)}
      onPaste={(html) => session.open(html, '')}
      onFile={(file) => session.openFile(file)}
      onFrame={(frame) => session.framed(frame.contentWindow?.rightToReportForm)}
      onPages={() => session.findPages()}
      onPage={(page) => session.readPage(page)}
      onOpen={(address) => session.openAt(address)}
      onChoose={(control) => session.choose(control)}
    />,
    root,
  );
}

const session = new TesterSession(
  {
    baseline,
    inForce: async () => (await request('status', null)).policy,
    engine: guardHash,
    pages: listPages,
    openAt: openPageAt,
    read: (page) => inFrames(page, readIn, []),
    host: location.hostname,
    today: () => new Date().toISOString().slice(0, 10),
    keyOfPersons: () => {
      const [one = 0, other = 0] = crypto.getRandomValues(new Uint32Array(2));
      return [one, other];
    },
  },
  language,
  show,
);
await session.start();
