/** The steps that `npm run check` and `npm test` run, and how their results are counted. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, PROJECT } from './build.ts';
import { outOfDate } from './generate.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0 };

export function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** Runs one check and counts it as one. What went wrong is printed, in full, under its name. */
export function step(name: string, run: () => void): Tally {
  const started = performance.now();
  try {
    run();
    console.log(`ok    ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.log(`FAIL  ${name}\n${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

/** Runs a tool of node_modules on this Node. @throws Error with its output when it fails */
function tool(script: string, ...args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [path.join(PROJECT, 'node_modules', script), ...args],
    { cwd: PROJECT, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  if (error) throw error;
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}

/** First of all: the types of the build's own globals come with it, and no test is read without them. */
export function builds(): Tally {
  return [
    step('build for Chromium', () => build('chromium')),
    step('build for Edge', () => build('edge')),
    step('build for Firefox', () => build('firefox')),
  ].reduce(add, NOTHING);
}

export function staticChecks(): Tally {
  return [
    step('format and lint', () => tool('@biomejs/biome/bin/biome', 'ci', '.')),
    step('types of core, without the DOM', () => {
      tool('typescript/bin/tsc', '-p', 'tsconfig.core.json');
    }),
    step('types', () => tool('typescript/bin/tsc', '-p', 'tsconfig.json')),
    step('generated files are up to date', () => {
      const stale = outOfDate();
      if (stale.length > 0) throw new Error(`${stale.join(', ')}: run npm run generate`);
    }),
  ].reduce(add, NOTHING);
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

function isReport(value: unknown): value is VitestReport {
  return (
    typeof value === 'object' &&
    value !== null &&
    'numPassedTests' in value &&
    'success' in value &&
    'testResults' in value
  );
}

/** Runs vitest projects; a file that could not even be loaded counts as one failure. */
export function vitest(...projects: readonly string[]): Tally {
  spawnSync(process.execPath, commandOf(projects), {
    cwd: PROJECT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return tallyOf(projects);
}

/**
 * Runs vitest projects that mostly wait beside what is run meanwhile.
 *
 * @returns waits for their end, prints what they said, and counts
 */
export function vitestBeside(...projects: readonly string[]): () => Promise<Tally> {
  const log = `${resultsOf(projects)}.log`;
  const command = commandOf(projects);
  const said = openSync(log, 'w');
  // A file, not a pipe: nobody reads while the others run.
  const child = spawn(process.execPath, command, { cwd: PROJECT, stdio: ['ignore', said, said] });
  const ended = once(child, 'exit');
  return async () => {
    await ended;
    closeSync(said);
    console.log(readFileSync(log, 'utf8'));
    return tallyOf(projects);
  };
}

function resultsOf(projects: readonly string[]): string {
  return path.join(PROJECT, 'output/test', `${projects.join('-')}.json`);
}

function commandOf(projects: readonly string[]): string[] {
  const results = resultsOf(projects);
  mkdirSync(path.dirname(results), { recursive: true });
  rmSync(results, { force: true });
  return [
    path.join(PROJECT, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
  ];
}

function tallyOf(projects: readonly string[]): Tally {
  const results = resultsOf(projects);
  if (!existsSync(results)) {
    console.log(`FAIL  vitest ended without a result for ${projects.join(', ')}`);
    return { passed: 0, failed: 1 };
  }
  const report: unknown = JSON.parse(readFileSync(results, 'utf8'));
  if (!isReport(report)) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  // Where nothing could be run at all, nothing failed either.
  return { passed: report.numPassedTests, failed: report.success ? failed : Math.max(1, failed) };
}

/** The one closing line, and the exit code that goes with it. */
export function close({ passed, failed }: Tally): void {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
