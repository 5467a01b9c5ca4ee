/** Wiring of the profile builder. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { BuilderPage } from '../../components/profiles/builder-page.tsx';
import type { BuilderState } from '../../components/profiles/builder-state.ts';
import type { Language } from '../../core/vocabulary.ts';
import { sayFrom } from '../../core/wording.ts';
import { request } from '../../platform/send.ts';
import { chooseLanguage } from '../../platform/wording.ts';
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import { BuilderSession } from './load.ts';
import { openPages } from './open-pages.ts';

const wording = { en, cy };
const root = document.querySelector('#app');
let chosen: Language | null = null;

function words() {
  const lang = chooseLanguage(chosen, browser.i18n.getUILanguage());
  return { lang, say: sayFrom(wording[lang]) };
}

function show(state: BuilderState): void {
  const { lang, say } = words();
  document.documentElement.lang = lang;
  document.title = say('build.title');
  if (root === null) return;
  render(
    <BuilderPage
      {...state}
      say={say}
      onPages={() => session.findPages()}
      onPage={(page) => session.choose(page)}
      onOpen={(address) => session.openAt(address)}
      onPick={(pick) => session.pick(pick)}
      onLookup={() => session.addLookup()}
      onDraft={(draft) => session.edit(draft)}
      onTry={() => session.tryOut()}
      onSave={(file) => session.save(file)}
      onLoad={async (file) => session.load(await file.text())}
    />,
    root,
  );
}

/** A link with a name is how a page of an extension saves a file without a further permission. */
function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const session = new BuilderSession(openPages(words), download, show);
try {
  chosen = (await request('status', null)).language;
} catch {
  // Without an answer the browser's own language is used.
}
await session.findPages();
