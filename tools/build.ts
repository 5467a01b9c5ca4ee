/**
 * `npm run build`: Chromium (Chrome and Edge take the same build) and Firefox builds of the
 * extension. `ensureBuilt` builds only what is older than its sources.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));

const WXT_NAME = { chromium: 'chrome', edge: 'edge', firefox: 'firefox' } as const;
export type Target = keyof typeof WXT_NAME;
export const TARGETS = ['chromium', 'edge', 'firefox'] as const satisfies readonly Target[];

const OUT_DIR = path.join(PROJECT, 'output/build');

function builtIn(outDir: string, browser: Target): string {
  return path.join(outDir, `${WXT_NAME[browser]}-mv3`);
}

/** Where each build ends up. */
export const BUILDS = {
  chromium: builtIn(OUT_DIR, 'chromium'),
  edge: builtIn(OUT_DIR, 'edge'),
  firefox: builtIn(OUT_DIR, 'firefox'),
} as const;

/** A build, and the packages of npm whose code is in it, as keys of package-lock.json. */
export interface Build {
  readonly directory: string;
  readonly packages: readonly string[];
}

const SOURCES = [
  'core',
  'platform',
  'policies',
  'components',
  'entrypoints',
  'public',
  'tools/build-rules.ts',
  'wxt.config.ts',
  'package-lock.json',
];

function newest(file: string): number {
  const stat = statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

function isStale(directory: string): boolean {
  const manifest = path.join(directory, 'manifest.json');
  if (!existsSync(manifest)) return true;
  const built = statSync(manifest).mtimeMs;
  return SOURCES.some((source) => newest(path.join(PROJECT, source)) > built);
}

/** What a force adds to its own build. */
export interface Additions {
  /** Patterns of hosts beside police.uk where the build may work. */
  readonly hosts?: readonly string[];
  /** Public keys of which one has to have signed the settings, as `npm run policy -- new-key` prints them. */
  readonly policyKeys?: readonly string[];
}

/**
 * @param outDir where to leave it; the same is built wherever that is
 * @throws Error with the builder's own output where a build fails
 */
export function build(
  browser: Target,
  outDir = OUT_DIR,
  { hosts = [], policyKeys = [] }: Additions = {},
): Build {
  const wxt = path.join(PROJECT, 'node_modules/wxt/bin/wxt.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [wxt, 'build', '--mv3', '-b', WXT_NAME[browser]],
    {
      cwd: PROJECT,
      encoding: 'utf8',
      // A test runner names itself as the environment, and another build would come of it.
      env: {
        ...process.env,
        NODE_ENV: 'production',
        CI: 'true',
        NO_COLOR: '1',
        RTR_BUILD_DIR: outDir,
        RTR_HOSTS: JSON.stringify(hosts),
        RTR_POLICY_KEYS: JSON.stringify(policyKeys),
      },
    },
  );
  if (status !== 0) throw new Error(`the ${browser} build failed\n${stdout}\n${stderr}`);
  return buildIn(browser, outDir);
}

/** The build that is there already. */
export function buildIn(browser: Target, outDir = OUT_DIR): Build {
  const file = path.join(outDir, `${WXT_NAME[browser]}-packages.json`);
  const packages: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(packages)) throw new Error(`${file} holds no list`);
  return { directory: builtIn(outDir, browser), packages: packages.map(String) };
}

/** Builds for the given browsers where a source is newer than the build. */
export async function ensureBuilt(
  browsers: readonly Target[] = ['chromium', 'firefox'],
): Promise<void> {
  for (const browser of browsers) if (isStale(BUILDS[browser])) build(browser);
}

if (import.meta.main) {
  for (const browser of TARGETS) {
    const { directory } = build(browser);
    console.log(`built ${path.relative(PROJECT, directory)}`);
  }
}
