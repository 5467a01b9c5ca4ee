/** Wiring of the status page. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { StatusPage } from '../../components/status/status-page.tsx';
import { reasonCodes } from '../../platform/baseline.ts';
import { saveFile } from '../../platform/bundle-file.ts';
import { guardHash } from '../../platform/guard-hash.ts';
import { request } from '../../platform/send.ts';
import { chooseLanguage, sayIn } from '../../platform/wording.ts';
import decidingCy from '../../policies/wording/deciding.cy.json' with { type: 'json' };
import decidingEn from '../../policies/wording/deciding.en.json' with { type: 'json' };
import ledgerCy from '../../policies/wording/ledger.cy.json' with { type: 'json' };
import ledgerEn from '../../policies/wording/ledger.en.json' with { type: 'json' };
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import { StatusSession, type StatusState } from './load.ts';

const wording = { en, cy };
const ledgerWording = { en: ledgerEn, cy: ledgerCy };
const decidingWording = { en: decidingEn, cy: decidingCy };
/** The builder is a page of its own: it works with tabs, and this one only tells. */
const BUILDER = 'profiles.html';
const TESTER = 'tester.html';
const FLEET = 'fleet.html';
const root = document.querySelector('#app');

let engine: string | null = null;

function show(state: StatusState): void {
  const language = chooseLanguage(state.status?.language ?? null, browser.i18n.getUILanguage());
  const say = sayIn(language, wording, ledgerWording, decidingWording);
  document.documentElement.lang = language;
  document.title = say('status.title');
  if (root === null) return;
  render(
    <StatusPage
      {...state}
      say={say}
      language={language}
      builder={BUILDER}
      tester={TESTER}
      fleet={FLEET}
      engine={engine}
      reasons={reasonCodes}
      browser={navigator.userAgent}
      onHandIn={() => session.handIn()}
      onCopy={(text) => session.copy(text)}
      onRefresh={() => session.load()}
      onLanguage={(chosen) => session.setLanguage(chosen)}
    />,
    root,
  );
}

const session = new StatusSession(
  (name, body) => request(name, body),
  Date.now,
  (text) => navigator.clipboard.writeText(text),
  saveFile,
  show,
);
try {
  engine = await guardHash();
} catch {
  // Shown as not known: the extension was updated or removed below this page.
}
await session.load();
