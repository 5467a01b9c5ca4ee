/**
 * A file of 100,000 entries of ten devices, chosen on the review page: taken in whole, cut off by
 * closing the tab and gone on with, and chosen once more when all is there. Each in a browser of its own.
 */

import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { type ChromiumSession, launchChromium } from '../browsers/chromium.ts';
import { makeWorkDir } from '../browsers/work-dir.ts';
import { BUILDS } from '../build.ts';
import type { BenchRun } from './bench-run.ts';
import { extensionMemory } from './extension-memory.ts';
import type { Figure } from './figure.ts';
import { inPageScript } from './in-page-script.ts';
import { type MadeBundle, writeBundle } from './made-bundle.ts';
import { withSession } from './session.ts';

const REVIEWER = { id: 'TF-0077', unit: 'Response 1', reviewer: true };
const DEVICES = 10;
const LOOK_MS = 200;
const PATIENCE_MS = 900_000;

export async function importFigures(run: BenchRun): Promise<readonly Figure[]> {
  const work = await makeWorkDir('import-bench');
  try {
    const file = path.join(work.path, 'handed-in.jsonl');
    const made = await writeBundle(file, DEVICES, run.quick ? 1_000 : 10_000);
    const launch = (profile: string) => () =>
      launchChromium({
        extensionDir: BUILDS.chromium,
        managed: { identity: REVIEWER },
        profileDir: path.join(work.path, profile),
        signingKeyFile: path.join(work.path, 'key.pem'),
      });
    const bareMs = await withSession(launch('bare'), (session) => bareTime(session, file));
    const whole = await withSession(launch('whole'), async (session) => ({
      first: await takeWhole(session, file, `${made.entries} 0 0`),
      again: await takeWhole(session, file, `0 ${made.entries} 0`),
    }));
    const resumed = await withSession(launch('resumed'), (s) => takeInTwo(s, file, made));
    return figures(made, bareMs, whole, resumed);
  } finally {
    await work.remove();
  }
}

async function openLedgers({ context, extensionId }: ChromiumSession, file: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/review.html#ledgers`);
  await page.waitForSelector('#ledgers', { timeout: PATIENCE_MS });
  await page.setInputFiles('#import-files', file);
  return page;
}

async function bareTime(session: ChromiumSession, file: string): Promise<number> {
  const page = await openLedgers(session, file);
  const script = await inPageScript('./import-in-page.ts', 'importBench');
  return page.evaluate<number>(
    `(async () => { ${script}; return importBench.bare(document.querySelector('#import-files').files[0]); })()`,
  );
}

/** In the page: when the bar moved, and how long the page did not draw. */
const WATCH = `
  globalThis.seen = { moved: [], frame: 0, checkedAt: 0, began: performance.now() };
  let last = performance.now();
  const draw = () => {
    const now = performance.now();
    seen.frame = Math.max(seen.frame, now - last);
    last = now;
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
  let shown = '';
  new MutationObserver(() => {
    const job = document.querySelector('#job');
    const now = (job?.dataset.job ?? '') + (job?.querySelector('progress')?.value ?? '');
    if (now === shown) return;
    shown = now;
    if (job?.dataset.job === 'taking' && seen.checkedAt === 0) seen.checkedAt = performance.now();
    seen.moved.push(performance.now());
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
`;

interface Seen {
  readonly moved: readonly number[];
  readonly frame: number;
  readonly checkedAt: number;
  readonly began: number;
}

interface TakenIn {
  /** Until the page of ledgers is there. */
  readonly openMs: number;
  readonly ms: number;
  readonly checkingMs: number;
  readonly steps: number;
  readonly longestStillMs: number;
  readonly longestFrameMs: number;
  /** Megabytes. */
  readonly memory: number;
  readonly memoryBefore: number;
}

async function takeWhole(session: ChromiumSession, file: string, count: string): Promise<TakenIn> {
  const opened = performance.now();
  const page = await openLedgers(session, file);
  const openMs = performance.now() - opened;
  const memoryBefore = await extensionMemory();
  let memory = memoryBefore;
  await page.evaluate(WATCH);
  await page.evaluate("document.querySelector('#import').click()");
  for (const endsAt = Date.now() + PATIENCE_MS; !(await isDone(page)); await pause(LOOK_MS)) {
    if (Date.now() > endsAt) throw new Error('the file was not taken in');
    memory = Math.max(memory, await extensionMemory());
  }
  const said = await page.getAttribute('[data-count]', 'data-count');
  if (said !== count) throw new Error(`taken in: ${said}, and not ${count}`);
  const { moved, frame, checkedAt, began } = await page.evaluate<Seen>('seen');
  await page.close();
  const gaps = moved.map((at, index) => at - (moved[index - 1] ?? began));
  return {
    openMs,
    ms: (moved.at(-1) ?? began) - began,
    checkingMs: checkedAt - began,
    steps: moved.length,
    longestStillMs: Math.max(...gaps),
    longestFrameMs: frame,
    memory,
    memoryBefore,
  };
}

function isDone(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    "document.querySelector('[data-file]') !== null && document.querySelector('#job') === null",
  );
}

interface Resumed {
  readonly rest: TakenIn;
}

/** The tab is closed at half, and the file chosen again in another one. */
async function takeInTwo(
  session: ChromiumSession,
  file: string,
  { entries }: MadeBundle,
): Promise<Resumed> {
  const page = await openLedgers(session, file);
  await page.evaluate("document.querySelector('#import').click()");
  const half = `(() => {
    const bar = document.querySelector('[data-job=taking] progress');
    return bar !== null && bar.value / bar.max >= 0.5;
  })()`;
  while (!(await page.evaluate<boolean>(half))) await pause(LOOK_MS / 4);
  await page.close();
  const rest = await takeWhole(session, file, `${entries} 0 0`);
  return { rest };
}

function figures(
  { entries, bytes }: MadeBundle,
  bareMs: number,
  { first, again }: { readonly first: TakenIn; readonly again: TakenIn },
  { rest }: Resumed,
): readonly Figure[] {
  const figure = (id: string, what: string, value: number, unit: Figure['unit']): Figure => ({
    ...{ id: `import.${id}`, what, value, unit, samples: 1 },
  });
  const size = `${entries} entries, ${(bytes / 1e6).toFixed(0)} MB`;
  return [
    figure('ms', `a file of ${size} taken in, from the press to the last word`, first.ms, 'ms'),
    figure('checking.ms', 'of it, checking before anything is kept', first.checkingMs, 'ms'),
    figure('bare.ms', 'the same lines read, parsed, hashed and put, bare', bareMs, 'ms'),
    figure('ratio', 'entries a second against the bare ones', bareMs / first.ms, 'x'),
    figure('still.ms', 'longest time for which the bar did not move', first.longestStillMs, 'ms'),
    figure('steps', 'steps of the bar', first.steps, 'count'),
    figure('frame.ms', 'longest time for which the page did not draw', first.longestFrameMs, 'ms'),
    figure('memory', 'memory of page and background at most', first.memory, 'MB'),
    figure('memory.before', 'the same, before', first.memoryBefore, 'MB'),
    figure('rest.ms', 'the tab closed at half: the file chosen again, to its end', rest.ms, 'ms'),
    figure('open.ms', 'the page of ledgers opened when nothing is there', first.openMs, 'ms'),
    figure('open.full.ms', 'the same when all of it is there', again.openMs, 'ms'),
    figure('again.ms', 'the same file chosen again when all of it is there', again.ms, 'ms'),
  ];
}
