/**
 * `npm run bench [-- --quick] [-- --json] [-- --only WORD]`: what the guard costs, as ratios measured in one run of
 * a real Chromium with the built extension force-installed. Benchmarks are not tests: a goal that
 * is missed is printed and does not fail the run. `--only`: the parts with that word in their names.
 */
import os from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { backtestFigures } from './bench/backtest.ts';
import { BenchRun } from './bench/bench-run.ts';
import { changeFigures } from './bench/change.ts';
import { decisionFigures } from './bench/decision.ts';
import type { Figure } from './bench/figure.ts';
import { heapFigures } from './bench/heap.ts';
import { importFigures } from './bench/import.ts';
import { ledgerFigures } from './bench/ledger.ts';
import { mutationFigures } from './bench/mutation.ts';
import { peerFigures } from './bench/peers.ts';
import { policyFigures } from './bench/policy.ts';
import { policyCommandFigures } from './bench/policy-commands.ts';
import { listenerFigures, sizeFigures, taskFigures } from './bench/quiet.ts';
import { asJson, asTable } from './bench/report.ts';
import { reviewFigures } from './bench/review.ts';
import { filesFigures, storeFigures } from './bench/review-received.ts';
import { growthFigures, scanExtremes, scanFigures, scanMatrix } from './bench/scan.ts';
import { HOSTS, servePages } from './bench/server.ts';
import { stormFigures } from './bench/storm.ts';
import { streamFigures } from './bench/stream.ts';
import { unguardedFigures } from './bench/unguarded.ts';
import { type ChromiumSession, launchChromium } from './browsers/chromium.ts';
import { BUILDS, ensureBuilt } from './build.ts';

async function withBrowser<T>(
  quick: boolean,
  measure: (run: BenchRun, session: ChromiumSession) => Promise<T>,
): Promise<T> {
  const server = await servePages();
  try {
    const origins = Object.values(HOSTS).map((host) => `http://${host}:${server.port}`);
    const session = await launchChromium({
      extensionDir: BUILDS.chromium,
      waitForManaged: false,
      hosts: Object.fromEntries(Object.values(HOSTS).map((host) => [host, server.port])),
      args: [
        // Secure origins may isolate themselves, and then their clock is fine enough.
        `--unsafely-treat-insecure-origin-as-secure=${origins.join(',')}`,
        '--js-flags=--expose-gc',
      ],
    });
    try {
      return await measure(new BenchRun(session, server, quick), session);
    } finally {
      await session.close();
    }
  } finally {
    await server.close();
  }
}

type Part = (run: BenchRun) => Promise<readonly Figure[]>;

const PARTS: readonly (readonly [name: string, measure: Part])[] = [
  ['pages that are not guarded', listenerFigures],
  ['the same beside a browser without the extension', unguardedFigures],
  ['first look, and the peers', scansAndPeers],
  [
    'pages full of signals, and empty ones',
    async (run) => scanFigures(await scanExtremes(run), false),
  ],
  ['observer', mutationFigures],
  ['storm', stormFigures],
  ['one row more', changeFigures],
  ['longest task', taskFigures],
  ['decisions', decisionFigures],
  ['memory', heapFigures],
  ['the ledger', ledgerFigures],
  ['review of 100,000 overrides', reviewFigures],
  ['review of 100,000 overrides that came by files', filesFigures],
  ['review of 100,000 overrides that lie in a store', storeFigures],
  ['a file of 100,000 entries', importFigures],
];

/** The peers are measured against the first look on the same pages. */
async function scansAndPeers(run: BenchRun): Promise<readonly Figure[]> {
  const scans = await scanMatrix(run);
  return [...scanFigures(scans, true), ...growthFigures(scans), ...(await peerFigures(run, scans))];
}

const WITHOUT_BROWSER: readonly (readonly [
  name: string,
  measure: (quick: boolean) => Promise<readonly Figure[]>,
])[] = [
  ['policy and its commands', policyParts],
  ['sizes of what is loaded', sizeFigures],
  ['the stream', streamFigures],
];

async function policyParts(): Promise<readonly Figure[]> {
  return [...policyFigures(), ...(await policyCommandFigures()), ...(await backtestFigures())];
}

/** @throws Error where no part has the word in its name */
function partsWith(only: string) {
  const isMeant = ([name]: readonly [string, ...unknown[]]): boolean => name.includes(only);
  const parts = { alone: WITHOUT_BROWSER.filter(isMeant), inBrowser: PARTS.filter(isMeant) };
  if (parts.alone.length + parts.inBrowser.length > 0) return parts;
  const names = [...WITHOUT_BROWSER, ...PARTS].map(([name]) => `  ${name}`).join('\n');
  throw new Error(`--only "${only}" is in the name of no part; there are\n${names}`);
}

/** What the other parts measured is worth having; the exit code says that one is missing. */
async function measured(
  name: string,
  measure: () => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  console.error(`measuring: ${name} ...`);
  try {
    return await measure();
  } catch (error) {
    process.exitCode = 2;
    console.error(`bench: ${name}: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, only: { type: 'string' } },
  });
  const quick = values.quick ?? false;
  const { alone, inBrowser } = partsWith(values.only ?? '');
  const [load = 0] = os.loadavg();
  await ensureBuilt(['chromium']);
  const started = performance.now();
  const figures: Figure[] = [];
  for (const [name, measure] of alone)
    figures.push(...(await measured(name, () => measure(quick))));
  const browser = await withBrowser(quick, async (run, { context }) => {
    for (const [name, measure] of inBrowser)
      figures.push(...(await measured(name, () => measure(run))));
    return `Chromium ${context.browser()?.version() ?? ''}`.trim();
  });
  const seen = {
    browser,
    node: process.versions.node,
    cores: os.availableParallelism(),
    load,
    quick,
    tookMs: Math.round(performance.now() - started),
  };
  console.log(values.json ? asJson(figures, seen) : asTable(figures, seen));
}

try {
  await main();
} catch (error) {
  console.error('bench: could not run:', error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
