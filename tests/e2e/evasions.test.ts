/**
 * Tricks to get past the guard: what becomes of each is as stated. The prompt shows that a trick was
 * stopped and not only missed; what the network stops silently is tried without the guard as well.
 */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, type ExpectStatic, expect, it } from 'vitest';
import { CORPUS } from './evasions/corpus.ts';
import {
  ADDRESS,
  addressOf,
  type Evasion,
  isPromptThere,
  pageOf,
  type Result,
} from './evasions/evasion.ts';
import { untilClosed } from './support/closed-network.ts';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { type Tab, Tabs } from './support/tabs.ts';

const GUARDED = 'old.testforce.police.uk';
/** Faces the public: no guard starts there, and what the network stops must work. */
const UNGUARDED = 'www.testforce.police.uk';

/** Teaches nothing but the addresses of look-ups. */
const PROFILE = {
  id: 'testforce-named',
  name: 'Look-ups at named addresses',
  version: '1',
  hosts: [GUARDED],
  paths: ['/nowhere-in-particular'],
  lookups: [{ address: '/look-up/named/*', kind: 'immigration-lookup' }],
};

const ALL = CORPUS.flatMap(({ evasions }) => evasions);

let police: Policing;
let tabs: Tabs;
let guarded: HtmlServer;
let unguarded: HtmlServer;
beforeAll(async () => {
  const pages = new Map(ALL.map((each) => [`/${each.id}`, pageOf(each)]));
  const opened = ['/look-up/by-address', '/look-up/named/named-by-address'];
  const others = ['/elsewhere', ADDRESS, ...opened];
  for (const path of others) pages.set(path, '<p>Another page</p>');
  guarded = await serveHtml(pages);
  unguarded = await serveHtml(pages);
  police = await startPolicing({
    hosts: { [GUARDED]: guarded.port, [UNGUARDED]: unguarded.port },
    managed: forceSettings({ profiles: [PROFILE] }),
  });
  tabs = new Tabs(police.session.context);
  const own = await police.openOwn('options.html');
  await untilClosed(own, 'named');
  await own.close();
});
afterAll(async () => {
  await police?.close();
  await guarded?.close();
  await unguarded?.close();
});

function askedAt(server: HtmlServer, evasion: Evasion): number {
  const address = addressOf(evasion);
  return server.lookUps.filter((path) => path === address).length;
}

const openFor = ({ id }: Evasion, host: string): Promise<Tab> => tabs.open(`http://${host}/${id}`);

/** Tests that run side by side are each given an `expect` of their own. */
type Expect = ExpectStatic;

async function works(evasion: Evasion, expect: Expect): Promise<void> {
  const tab = await openFor(evasion, UNGUARDED);
  await evasion.act(tab.page);
  await expect.poll(() => askedAt(unguarded, evasion), { timeout: 15_000 }).toBeGreaterThan(0);
  await tabs.giveBack(tab);
}

/** Time for what was let go to arrive, after the prompt stands or the act is over. */
const SETTLING_MS = 250;

/** In whichever frame or window the act was held. */
async function isAsked(pages: Iterable<Page>): Promise<boolean> {
  const frames = [...pages].flatMap((page) => page.frames());
  const open = await Promise.all(
    frames.map((frame) => frame.evaluate(isPromptThere).catch(() => false)),
  );
  return open.includes(true);
}

type Outcome = (evasion: Evasion, expect: Expect, pages: Iterable<Page>) => Promise<void>;

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLING_MS));

const OUTCOMES: Readonly<Record<Result, Outcome>> = {
  async stopped(evasion, expect, pages) {
    await expect.poll(() => isAsked(pages), { timeout: 20_000 }).toBe(true);
    await settled();
    expect(askedAt(guarded, evasion)).toBe(0);
  },
  async backstopped(evasion, expect) {
    for (let time = 0; time < 4; time++) await settled();
    expect(askedAt(guarded, evasion)).toBe(0);
  },
  async recorded(evasion, expect) {
    await expect.poll(() => askedAt(guarded, evasion)).toBeGreaterThan(0);
    await expect.poll(async () => (await police.ledger.entries()).length).toBeGreaterThan(0);
  },
  async declared(evasion, expect, pages) {
    await expect.poll(() => askedAt(guarded, evasion), { timeout: 15_000 }).toBeGreaterThan(0);
    await settled();
    expect(await isAsked(pages)).toBe(false);
  },
};

async function isAsStated(evasion: Evasion, { expect }: { expect: Expect }): Promise<void> {
  const tab = await openFor(evasion, GUARDED);
  const isSilent = evasion.result === 'backstopped';
  await Promise.all([isSilent && works(evasion, expect), evasion.act(tab.page)]);
  await OUTCOMES[evasion.result](evasion, expect, tab.pages);
  await tabs.giveBack(tab);
}

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

/** The ledger is one for all: what has to be in it is tried alone. */
const isAlone = ({ result, alone }: Evasion): boolean => alone || result === 'recorded';

describe.each(CORPUS)('$title:', ({ evasions }) => {
  it.concurrent.for(evasions.filter((each) => !isAlone(each)))('$trick is $result', isAsStated);
});

describe('alone:', () => {
  it.for(ALL.filter(isAlone))('$trick is $result', async (evasion, context) => {
    await police.ledger.begin();
    await isAsStated(evasion, context);
  });
});
