/**
 * `npm run build`: Chromium (Chrome and Edge take the same build) and Firefox builds of the
 * extension. `ensureBuilt` builds only what is older than its sources.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Where each build ends up. */
export const BUILDS = {
  chromium: path.join(PROJECT, 'output/build/chrome-mv3'),
  edge: path.join(PROJECT, 'output/build/edge-mv3'),
  firefox: path.join(PROJECT, 'output/build/firefox-mv3'),
} as const;

const WXT_NAME = { chromium: 'chrome', edge: 'edge', firefox: 'firefox' } as const;

const SOURCES = [
  'core',
  'platform',
  'policies',
  'components',
  'entrypoints',
  'public',
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

/** @throws Error with the builder's own output where a build fails */
export function build(browser: keyof typeof BUILDS): void {
  const wxt = path.join(PROJECT, 'node_modules/wxt/bin/wxt.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [wxt, 'build', '--mv3', '-b', WXT_NAME[browser]],
    { cwd: PROJECT, encoding: 'utf8', env: { ...process.env, CI: 'true', NO_COLOR: '1' } },
  );
  if (status !== 0) throw new Error(`the ${browser} build failed\n${stdout}\n${stderr}`);
}

/** Builds for the given browsers where a source is newer than the build. */
export async function ensureBuilt(
  browsers: readonly (keyof typeof BUILDS)[] = ['chromium', 'firefox'],
): Promise<void> {
  for (const browser of browsers) if (isStale(BUILDS[browser])) build(browser);
}

if (import.meta.main) {
  for (const browser of ['chromium', 'edge', 'firefox'] as const) {
    build(browser);
    console.log(`built ${path.relative(PROJECT, BUILDS[browser])}`);
  }
}
