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
  /** What failed, each by the name it is found by. */
  readonly names: readonly string[];
}

export const NOTHING: Tally = { passed: 0, failed: 0, names: [] };

export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    names: [...a.names, ...b.names],
  };
}

/** Runs one check and counts it as one. What went wrong is printed, in full, under its name. */
export function step(name: string, run: () => void): Tally {
  const started = performance.now();
  try {
    run();
    console.log(`ok    ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return { ...NOTHING, passed: 1 };
  } catch (error) {
    console.log(`FAIL  ${name}\n${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, names: [name] };
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
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function isReport(value: unknown): value is VitestReport {
  return (
    typeof value === 'object' &&
    value !== null &&
    'numPassedTests' in value &&
    'testResults' in value
  );
}

/** Runs vitest projects; a file that could not even be loaded counts as one failure. */
export function vitest(...projects: readonly string[]): Tally {
  const { status } = spawnSync(process.execPath, commandOf(projects), {
    cwd: PROJECT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return tallyOf(projects, status);
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
    const [status] = await ended;
    closeSync(said);
    console.log(readFileSync(log, 'utf8'));
    return tallyOf(projects, status);
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

function tallyOf(projects: readonly string[], status: unknown): Tally {
  const results = resultsOf(projects);
  const whole = `vitest of ${projects.join(', ')}`;
  if (!existsSync(results)) {
    console.log(`FAIL  ${whole} ended without a result`);
    return { passed: 0, failed: 1, names: [`${whole}: no result`] };
  }
  const report: unknown = JSON.parse(readFileSync(results, 'utf8'));
  if (!isReport(report)) return { passed: 0, failed: 1, names: [`${whole}: no report`] };
  const names = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = path.relative(PROJECT, name);
    const failed = assertionResults.filter((result) => result.status === 'failed');
    // Such as one that cannot be read, or what is done before its tests.
    if (status === 'failed' && failed.length === 0) return [`${file}: failed outside of its tests`];
    return failed.map(({ fullName }) => `${file}: ${fullName}`);
  });
  // Where nothing could be run at all, nothing failed either; nor does an error that no test caught
  // fail a test.
  if (status !== 0 && names.length === 0) names.push(`${whole}: ended with an error`);
  return { passed: report.numPassedTests, failed: names.length, names };
}

/** What failed by its name, then the one closing line, and the exit code that goes with it. */
export function close({ passed, failed, names }: Tally): void {
  // Thousands of lines stand between a failure and the end, and who reads a log reads its end.
  for (const name of names) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
