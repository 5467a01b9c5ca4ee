/**
 * The review page over a ledger of 100,000 overrides: the built extension, its own database, its own
 * page. Times are from the act to the painted frame that shows what was asked for.
 */

import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { type ChromiumSession, launchChromium } from '../browsers/chromium.ts';
import { makeWorkDir } from '../browsers/work-dir.ts';
import { BUILDS } from '../build.ts';
import type { BenchRun } from './bench-run.ts';
import { extensionMemory } from './extension-memory.ts';
import { atMost, type Figure } from './figure.ts';
import { inPageScript } from './in-page-script.ts';
import { type ActTimes, actFigures, loadFigures } from './review-figures.ts';
import { withSession } from './session.ts';

const GLOBAL = 'reviewBench';
const REVIEWER = { id: 'TF-0077', unit: 'Response 1', reviewer: true };
const DECIDED_EVERY = 5;
const QUIET_MS = 1_500;
const PATIENCE_MS = 120_000;
/** After which a browser that nobody uses has given memory back that it no longer needs: 10 s, measured. */
const REST_MS = 15_000;

export function reviewFigures(run: BenchRun): Promise<readonly Figure[]> {
  return figuresOf(run, 'review', {}, fillLedger);
}

/** @param name with which the names of the figures begin @param managed settings beside who reviews */
export async function figuresOf(
  run: BenchRun,
  name: string,
  managed: object,
  fill: (session: ChromiumSession, overrides: number) => Promise<void>,
): Promise<readonly Figure[]> {
  const overrides = run.quick ? 10_000 : 100_000;
  const rounds = run.quick ? 3 : 5;
  const work = await makeWorkDir('review-bench');
  const inForce = { identity: REVIEWER, ...managed };
  const launch = () =>
    launchChromium({
      extensionDir: BUILDS.chromium,
      managed: inForce,
      profileDir: path.join(work.path, 'profile'),
      signingKeyFile: path.join(work.path, 'key.pem'),
      args: ['--js-flags=--expose-gc'],
    });
  try {
    const firstMs = await withSession(launch, async (session) => {
      await fill(session, overrides);
      await session.killServiceWorker();
      return (await load(session, overrides)).ms;
    });
    // Another browser: what filled the ledger has used the memory of the one before.
    const figures = await withSession(
      launch,
      async (session): Promise<readonly Figure[]> => [
        ...(await measured(session, inForce, overrides, rounds, run.quick ? 5 : 15)),
        {
          id: 'review.load.first',
          what: 'the same, once, when no index is there yet',
          value: firstMs,
          unit: 'ms',
          samples: 1,
        },
      ],
    );
    return figures.map((each) => ({ ...each, id: each.id.replace('review', name) }));
  } finally {
    await work.remove();
  }
}

async function measured(
  session: ChromiumSession,
  managed: object,
  overrides: number,
  rounds: number,
  acts: number,
): Promise<readonly Figure[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await session.killServiceWorker();
    for (const times of [cold, warm]) {
      const { page, ms } = await load(session, overrides);
      times.push(ms);
      await page.close();
    }
  }
  const { page } = await load(session, overrides);
  const times = await actTimes(page, acts);
  // The page of ledgers, which was gone to and left, has the whole ledger checked.
  const checking = await extensionMemory();
  await page.evaluate("chrome.runtime.sendMessage({ v: 1, name: 'ledgers', body: null })");
  await collectGarbage(session, page);
  const busy = await extensionMemory();
  await pause(REST_MS);
  const memory = await extensionMemory();
  await page.close();
  const anewMs = await loadAnew(session, managed, overrides);
  const common = { unit: 'MB', samples: 1 } as const;
  return [
    ...loadFigures(overrides, cold, warm, anewMs),
    ...actFigures(times),
    {
      ...{ ...common, id: 'review.memory', value: memory, goal: atMost('review', 200) },
      what: 'memory of the process with page and background, at rest',
    },
    {
      ...{ ...common, id: 'review.memory.used', value: busy },
      what: 'the same, as soon as nothing more is asked for',
    },
    {
      ...{ ...common, id: 'review.memory.checking', value: checking },
      what: 'the same, while the whole ledger is checked',
    },
  ];
}

/** Something else is in force, so that no row of before may be gone by. */
async function loadAnew(
  session: ChromiumSession,
  managed: object,
  overrides: number,
): Promise<number> {
  await session.setManaged({ ...managed, identity: { ...REVIEWER, unit: 'Response 2' } });
  await session.killServiceWorker();
  const { page, ms } = await load(session, overrides);
  await page.close();
  return ms;
}

export async function fillLedger(session: ChromiumSession, overrides: number): Promise<void> {
  const page = await session.context.newPage();
  await page.goto(`chrome-extension://${session.extensionId}/options.html`);
  const device = await page.evaluate<string>(
    "chrome.runtime.sendMessage({ v: 1, name: 'status', body: null }).then((reply) => reply.device)",
  );
  const plan = { overrides, decidedEvery: DECIDED_EVERY, device, now: Date.now() };
  // As text: the extension's own rules for its pages bar a script that is put in.
  await page.evaluate(
    `(async () => { ${await inPageScript('./review-in-page.ts', GLOBAL)}; return ${GLOBAL}.fill(${JSON.stringify(plan)}); })()`,
  );
  await page.close();
}

/** Opens the page and waits for its list. Milliseconds since the browser was asked for it. */
export async function load(
  { context, extensionId }: ChromiumSession,
  overrides: number,
): Promise<{ readonly page: Page; readonly ms: number }> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/review.html#state=all`, {
    waitUntil: 'commit',
  });
  await page.waitForSelector('#case-list [data-case-id]', { timeout: PATIENCE_MS });
  const ms = await page.evaluate<number>(`new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  })`);
  const all = await page.textContent('[data-count=all]');
  if (Number(all) !== overrides) throw new Error(`the list holds ${all} of ${overrides}`);
  await pause(QUIET_MS);
  return { page, ms };
}

/** In the page: does something, and says how long until it is painted and true. */
const WATCH = `
  globalThis.painted = (act, isShown) => new Promise((resolve, reject) => {
    const began = performance.now();
    const look = () => {
      if (performance.now() - began > 30000) return reject(new Error('never shown'));
      if (!isShown()) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    };
    act();
    requestAnimationFrame(look);
  });
  globalThis.listed = () => document.querySelector('#list-range')?.textContent ?? '';
  globalThis.choose = (selector, index) => {
    const menu = document.querySelector(selector);
    menu.selectedIndex = index;
    menu.dispatchEvent(new Event('change', { bubbles: true }));
  };
  globalThis.typed = (text) => {
    const field = document.querySelector('#filter-text');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
`;

export async function actTimes(page: Page, rounds: number): Promise<ActTimes> {
  const times: ActTimes = { screen: [], filter: [], words: [], sort: [], open: [] };
  const time = (act: string, isShown: string) =>
    page.evaluate<number>(`painted(() => { ${act} }, () => ${isShown})`);
  /** Something that changes what is listed: shown when the line that counts it is another. */
  const change = async (act: string) => {
    await page.evaluate('globalThis.before = listed()');
    return time(act, 'listed() !== before');
  };
  await page.evaluate(WATCH);
  await page.click('#filters > summary');
  await page.waitForSelector('#filter-officer');
  for (let round = 0; round < rounds; round++) {
    times.filter.push(await change(`choose('#filter-officer', ${2 + round})`));
    times.filter.push(await change(`choose('#filter-officer', 0)`));
    times.filter.push(await change(`choose('#filter-rule', ${1 + (round % 5)})`));
    times.filter.push(await change(`document.querySelector('input[value=open]').click()`));
    times.filter.push(await change(`choose('#filter-rule', 0)`));
    times.filter.push(await change(`document.querySelector('input[value=all]').click()`));
    times.words.push(await change(`typed('tf-1${String(round).padStart(2, '0')}')`));
    times.words.push(await change(`typed('')`));
  }
  const sorts = ['due', 'newest', 'oldest', 'rule', 'officer', 'need'];
  const firstId = "document.querySelector('[data-case-id]').dataset.caseId";
  for (const [index, sort] of sorts.entries()) {
    await page.evaluate(`globalThis.first = ${firstId}`);
    const act = `choose('#queue-sort', ${(index + 1) % sorts.length})`;
    times.sort.push(await time(act, `document.querySelector('#queue-sort').value === '${sort}'`));
  }
  for (let round = 0; round < rounds; round++) {
    const id = await page.evaluate<string>(
      `[...document.querySelectorAll('[data-case-id]')][${round}].dataset.caseId`,
    );
    const isOpen = `document.querySelector('#case[data-case="${id}"]')`;
    times.open.push(await time(`document.querySelector('[data-case-id="${id}"]').click()`, isOpen));
    await pause(300);
  }
  for (let round = 0; round < rounds; round++) {
    await page.evaluate("location.hash = '#ledgers'");
    await page.waitForSelector('#nav-ledgers[aria-current]');
    await pause(300);
    times.screen.push(
      await time(
        "location.hash = '#state=all'",
        "document.querySelector('#case-list [data-case-id]')",
      ),
    );
  }
  return times;
}

export async function collectGarbage(session: ChromiumSession, page: Page): Promise<void> {
  const worker = await session.serviceWorker();
  for (let pass = 0; pass < 3; pass++) {
    await page.evaluate('gc()');
    await worker.evaluate('gc()');
  }
  await pause(QUIET_MS);
}
