/**
 * What a page that is not guarded feels: its requests and its clicks, by turns in a browser with the
 * extension, in one without, and in one with an extension that does nothing and may set rules for
 * the network. Chromium sends each request of every page another way as soon as any extension may,
 * and that is no cost of ours to save.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { hostRules, launchChromium } from '../browsers/chromium.ts';
import { findExecutable } from '../browsers/executable.ts';
import { isRoot } from '../browsers/overlay.ts';
import { makeWorkDir } from '../browsers/work-dir.ts';
import type { BenchRun } from './bench-run.ts';
import { atMost, type Figure } from './figure.ts';
import { median } from './statistics.ts';

const SHAPE = { controls: 200, signals: 'few', roots: 0, frames: 0 } as const;
/** Ratios above this are no noise on a quiet machine. */
const NOISE = 1.05;

interface Felt {
  /** Milliseconds for all of a round. */
  readonly fetch: number;
  readonly click: number;
}

const BROWSERS = ['ours', 'none', 'idle'] as const;
type Browser = (typeof BROWSERS)[number];
type Feelings = Readonly<Record<Browser, Felt>>;

export async function unguardedFigures(run: BenchRun): Promise<readonly Figure[]> {
  const url = run.urlOf('unguarded', SHAPE);
  const work = await makeWorkDir('unguarded');
  const close: (() => Promise<void>)[] = [() => work.remove()];
  try {
    const none = await bareBrowser(path.join(work.path, 'profile'), new URL(url));
    close.unshift(() => none.close());
    const idle = await launchChromium({
      extensionDir: await idleExtension(work.path),
      hosts: hostsOf(new URL(url)),
      args: argsFor(new URL(url)),
      waitForManaged: false,
    });
    close.unshift(() => idle.close());
    const pages = {
      ours: await run.newPage(),
      none: await none.newPage(),
      idle: await idle.context.newPage(),
    };
    for (const page of Object.values(pages)) await page.goto(url);
    const rounds = await feelByTurns(pages, run.quick ? 8 : 24);
    await pages.ours.close();
    return (['fetch', 'click'] as const).flatMap((what) => figuresOf(what, rounds));
  } finally {
    for (const each of close) await each();
  }
}

async function feelByTurns(
  pages: Readonly<Record<Browser, Page>>,
  rounds: number,
): Promise<readonly Feelings[]> {
  const felt: Feelings[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    const now: Partial<Record<Browser, Felt>> = {};
    for (let turn = 0; turn < BROWSERS.length; turn++) {
      const browser = BROWSERS[(turn + round) % BROWSERS.length] ?? 'none';
      await pages[browser].bringToFront();
      now[browser] = await pages[browser].evaluate(feel, { fetches: 60, clicks: 1500 });
    }
    const { ours, none, idle } = now;
    if (round > 0 && ours && none && idle) felt.push({ ours, none, idle });
  }
  return felt;
}

function figuresOf(what: keyof Felt, rounds: readonly Feelings[]): readonly Figure[] {
  const to = (base: Browser): number =>
    median(rounds.map((each) => each.ours[what] / each[base][what]));
  const common = { unit: 'x', samples: rounds.length } as const;
  return [
    {
      ...common,
      id: `unguarded.${what}`,
      what: `${what} on a page that is not guarded, to a browser without an extension`,
      value: to('none'),
      goal: atMost('noise', NOISE),
    },
    {
      ...common,
      id: `unguarded.${what}.idle`,
      what: `${what} there, to an extension that does nothing and may set network rules`,
      value: to('idle'),
      goal: atMost('noise', NOISE),
    },
  ];
}

function hostsOf({ hostname, port }: URL): Readonly<Record<string, number>> {
  return { [hostname]: Number(port) };
}

/** The switches of all three browsers. */
function argsFor({ origin }: URL): readonly string[] {
  return [`--unsafely-treat-insecure-origin-as-secure=${origin}`, '--js-flags=--expose-gc'];
}

function bareBrowser(profile: string, url: URL): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: findExecutable('chromium'),
    chromiumSandbox: !isRoot,
    args: [hostRules(hostsOf(url)), ...argsFor(url)],
    ignoreDefaultArgs: ['--disable-extensions', '--disable-background-networking'],
  });
}

async function idleExtension(within: string): Promise<string> {
  const manifest = {
    manifest_version: 3,
    name: 'Idle',
    version: '1.0',
    background: { service_worker: 'idle.js' },
    permissions: ['declarativeNetRequestWithHostAccess', 'webRequest'],
    host_permissions: ['*://*.police.uk/*'],
  };
  const idle = path.join(within, 'idle');
  await mkdir(idle);
  await writeFile(path.join(idle, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(path.join(idle, 'idle.js'), '');
  return idle;
}

/** Runs in the page. */
async function feel(plan: { readonly fetches: number; readonly clicks: number }): Promise<Felt> {
  const beforeFetch = performance.now();
  for (let time = 0; time < plan.fetches; time++) await (await fetch('/nothing')).arrayBuffer();
  const fetchMs = performance.now() - beforeFetch;
  const button = document.createElement('button');
  button.type = 'button';
  let heard = 0;
  button.addEventListener('click', () => {
    heard++;
  });
  document.body.append(button);
  const beforeClick = performance.now();
  for (let time = 0; time < plan.clicks; time++) {
    button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    button.click();
  }
  const clickMs = performance.now() - beforeClick;
  button.remove();
  if (heard !== plan.clicks) throw new Error('the page did not hear its clicks');
  return { fetch: fetchMs, click: clickMs };
}
