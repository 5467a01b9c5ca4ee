/** Wiring of the page of the force's devices. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { FleetPage } from '../../components/fleet/fleet-page.tsx';
import { isLedgerNotice } from '../../platform/notices.ts';
import { request } from '../../platform/send.ts';
import { chooseLanguage, sayIn } from '../../platform/wording.ts';
import fleetCy from '../../policies/wording/fleet.cy.json' with { type: 'json' };
import fleetEn from '../../policies/wording/fleet.en.json' with { type: 'json' };
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import { FleetSession, type FleetView } from './load.ts';

const wording = { en, cy };
const fleetWording = { en: fleetEn, cy: fleetCy };
const root = document.querySelector('#app');
/** Reading thousands of ledgers that lie here. */
const PATIENCE_MS = 60_000;
const TICK_MS = 60_000;
/** A first reading brings thousands a second, and a list of 35,000 takes its time. */
const FOLLOW_MS = 1_000;
let following: ReturnType<typeof setTimeout> | null = null;

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // NotAllowedError: the page says so.
    return false;
  }
}

const print = () => window.print();
const refresh = () => session.load();

function show(view: FleetView): void {
  if (root === null) return;
  const language = chooseLanguage(view.reply?.language ?? null, browser.i18n.getUILanguage());
  const say = sayIn(language, wording, fleetWording);
  document.documentElement.lang = language;
  document.title = say('fleet.title');
  render(
    <FleetPage
      {...view}
      say={say}
      language={language}
      onRefresh={refresh}
      onCopy={copy}
      onPrint={print}
    />,
    root,
  );
}

const session = new FleetSession(
  {
    fleet: () => request('fleet', null, PATIENCE_MS),
    rows: (wanted) => request('fleet-rows', wanted, PATIENCE_MS),
  },
  () => Date.now(),
  show,
);

browser.runtime.onMessage.addListener((message: unknown) => {
  if (isLedgerNotice(message) && following === null)
    following = setTimeout(() => {
      following = null;
      void session.follow();
    }, FOLLOW_MS);
  return undefined;
});

await session.load();
setInterval(() => session.tick(), TICK_MS);
