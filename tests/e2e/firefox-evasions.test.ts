/**
 * Tricks of the corpus in Firefox: places, and acts that are told from others by what a browser does.
 * What becomes of the rest differs in nothing that is the browser's.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { CORPUS } from './evasions/corpus.ts';
import { ADDRESS, addressOf, isPromptThere, pageOf } from './evasions/evasion.ts';
import { asActed } from './support/firefox-acts.ts';
import { type FirefoxPolicing, startFirefoxPolicing } from './support/firefox-policing.ts';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { forceSettings } from './support/policing.ts';

const GUARDED = 'old.testforce.police.uk';

const PRESSES =
  'middle-click control-click shift-enter announced-shortcut key-on-button key-legend command carried-pointerup carried-mouseup slide cell-of-tools on-pointerdown on-mousedown on-keydown on-keyup on-context-menu image-map svg-link'.split(
    ' ',
  );
const OTHERS =
  'bulk-action recipient-in-list style-content element-in-pieces borrowed-confirm'.split(' ');

/** The driver cannot press what was made in another document, and waits in vain for a kept page. */
const NOT_DRIVEN: ReadonlySet<string> = new Set(['moved-from-frame', 'back-forward']);

const PLACES = CORPUS.filter(({ title }) =>
  /^(?:Places|Drawn lists and dialogs)$/.test(title),
).flatMap(({ evasions }) => evasions);
const ALL = CORPUS.flatMap(({ evasions }) => evasions);
const TRIED = [
  ...PLACES.filter(({ result, id }) => result === 'stopped' && !NOT_DRIVEN.has(id)),
  ...ALL.filter(({ id }) => PRESSES.includes(id) || OTHERS.includes(id)),
];

let server: HtmlServer;
let intranet: Intranet;
let police: FirefoxPolicing;
beforeAll(async () => {
  const pages = new Map(TRIED.map((each) => [`/${each.id}`, pageOf(each)]));
  for (const path of ['/elsewhere', ADDRESS]) pages.set(path, '<p>Another page</p>');
  server = await serveHtml(pages);
  intranet = await startIntranet();
  police = await startFirefoxPolicing({
    intranet,
    managed: forceSettings(),
    hosts: { [GUARDED]: server.port },
  });
});
afterAll(async () => {
  await police?.close();
  await server?.close();
  await intranet?.close();
});

/** Shows one page after another, until a test fails in it. */
let tab: Page | null = null;

async function newTab(): Promise<Page> {
  const page = await police.session.newPage();
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  return page;
}

async function open(address: string): Promise<Page> {
  const page = tab ?? (await newTab());
  tab = null;
  await page.goto(address);
  return page;
}

afterEach(() => police.tidy(tab));

/** In whichever frame or window the act was held. */
async function isAsked(): Promise<boolean> {
  const pages = await police.session.browser.pages();
  const frames = pages.flatMap((page) => page.frames());
  const asked = frames.map((frame) => frame.evaluate(isPromptThere).catch(() => false));
  return (await Promise.all(asked)).includes(true);
}

describe('in Firefox', () => {
  it('every trick that is named here is in the corpus', () => {
    const found = new Set(TRIED.map(({ id }) => id));
    expect([...PRESSES, ...OTHERS].filter((id) => !found.has(id))).toEqual([]);
    expect(PLACES.length).toBeGreaterThan(10);
  });

  it.each(TRIED.map((each) => [each.trick, each] as const))(
    '%s is stopped as well',
    async (_trick, evasion) => {
      const page = await open(`http://${GUARDED}/${evasion.id}`);
      await evasion.act(asActed(page));
      await expect.poll(isAsked, { timeout: 15_000 }).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 250));
      const address = addressOf(evasion);
      expect(server.lookUps.filter((path) => path === address)).toEqual([]);
      tab = page;
    },
  );
});
