/** Tricks to get past the guard: each works without it, and what becomes of it with it is as stated. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CORPUS } from './evasions/corpus.ts';
import type { Evasion, Result } from './evasions/evasion.ts';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { type Policing, startPolicing } from './support/policing.ts';

const GUARDED = 'old.testforce.police.uk';
/** Faces the public: no guard starts there, and the trick must work. */
const UNGUARDED = 'www.testforce.police.uk';

const ALL = CORPUS.flatMap(({ evasions }) => evasions);

let police: Policing;
let guarded: HtmlServer;
let unguarded: HtmlServer;
beforeAll(async () => {
  const pages = new Map(ALL.map(({ id, html }) => [`/${id}`, html]));
  for (const path of ['/elsewhere', '/look-up/status']) pages.set(path, '<p>Another page</p>');
  guarded = await serveHtml(pages);
  unguarded = await serveHtml(pages);
  police = await startPolicing({
    hosts: { [GUARDED]: guarded.port, [UNGUARDED]: unguarded.port },
  });
});
afterAll(async () => {
  await police?.close();
  await guarded?.close();
  await unguarded?.close();
});
beforeEach(async () => {
  guarded.clear();
  unguarded.clear();
  await police.ledger.begin();
});
afterEach(() => police.tidy());

/** Time for what was let go to arrive, after the prompt stands or the act is over. */
const SETTLING_MS = 250;

/** The prompt stands behind the body, in whichever frame or window the act was held. */
async function anyPrompt(): Promise<boolean> {
  const frames = police.session.context.pages().flatMap((page) => page.frames());
  const open = await Promise.all(
    frames.map((frame) =>
      frame
        .evaluate(() => {
          const last = document.documentElement.lastElementChild;
          return last?.localName === 'div' && last.attributes.length <= 1;
        })
        .catch(() => false),
    ),
  );
  return open.includes(true);
}

/** Native dialogs are answered with yes, as an officer in a hurry would. */
async function openFor({ id }: Evasion, host: string): Promise<Page> {
  const page = await police.open(`/${id}`, host);
  page.on('dialog', (dialog) => dialog.accept());
  return page;
}

async function works(evasion: Evasion): Promise<void> {
  const page = await openFor(evasion, UNGUARDED);
  await evasion.act(page);
  await expect.poll(() => unguarded.lookUps.length, { timeout: 5_000 }).toBeGreaterThan(0);
}

const OUTCOMES: Readonly<Record<Result, (page: Page) => Promise<void>>> = {
  async stopped(page) {
    await expect.poll(anyPrompt, { timeout: 10_000 }).toBe(true);
    await page.waitForTimeout(SETTLING_MS);
    expect(guarded.lookUps).toEqual([]);
  },
  async backstopped(page) {
    await page.waitForTimeout(4 * SETTLING_MS);
    expect(guarded.lookUps).toEqual([]);
  },
  async recorded() {
    await expect.poll(() => guarded.lookUps.length).toBeGreaterThan(0);
    await expect.poll(async () => (await police.ledger.entries()).length).toBeGreaterThan(0);
  },
  async declared(page) {
    await expect.poll(() => guarded.lookUps.length, { timeout: 5_000 }).toBeGreaterThan(0);
    await page.waitForTimeout(SETTLING_MS);
    // An act of the test before may be written down as abandoned when its page is closed.
    const own = (await police.ledger.attempts()).filter(
      ({ header }) => header['choice'] !== 'abandoned',
    );
    expect(own).toEqual([]);
  },
};

describe('the corpus', () => {
  it('holds sixty tricks or more, each with a name of its own', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
  });

  it('says of each trick that is not seen what helps instead', () => {
    const silent = ALL.filter(({ result, why }) => result === 'declared' && !why);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

describe.each(CORPUS)('$title:', ({ evasions }) => {
  it.each(evasions)('$trick is $result', async (evasion) => {
    const page = await openFor(evasion, GUARDED);
    await Promise.all([works(evasion), evasion.act(page)]);
    await OUTCOMES[evasion.result](page);
  });
});
