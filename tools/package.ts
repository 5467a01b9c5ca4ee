/**
 * `npm run package`: everything that a force needs to deploy, in `dist/`. The same commit, key and
 * options give the same bytes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from 'node:process';
import product from '../package.json' with { type: 'json' };
import { build, PROJECT } from './build.ts';
import { packageOptions, USAGE, UsageError } from './package/options.ts';
import { checkSignature } from './package/policy-keys.ts';
import { release } from './package/release.ts';

/** Where nothing says when: the first date that a zip can hold. */
const NO_DATE = 315_532_800;

/** Of the commit, so that a later build of it says the same. ISO. */
function sourceDate(): string {
  const git = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: PROJECT, encoding: 'utf8' });
  const seconds = Number(env['SOURCE_DATE_EPOCH'] || git.stdout?.trim() || NO_DATE);
  return new Date(seconds * 1000).toISOString();
}

/** @throws UsageError where there is something else than an earlier release */
function placeFor(out: string): string {
  const directory = path.resolve(out);
  const isFree = !existsSync(directory) || readdirSync(directory).length === 0;
  if (!isFree && !existsSync(path.join(directory, 'SHA256SUMS')))
    throw new UsageError(`${directory} holds something else than a release; empty it first`);
  return directory;
}

async function main(): Promise<void> {
  const options = packageOptions(process.argv.slice(2));
  await checkSignature(options);
  const directory = placeFor(options.out);
  // Apart from the builds that tests use: a force's build may have other hosts.
  const outDir = path.join(PROJECT, 'output/package');
  const builds = {
    chromium: build('chromium', outDir, options),
    edge: build('edge', outDir, options),
    firefox: build('firefox', outDir, options),
  };
  const lock: unknown = JSON.parse(readFileSync(path.join(PROJECT, 'package-lock.json'), 'utf8'));
  const { name, license } = product;
  const { extensionId, files } = await release({
    ...options,
    builds,
    lock,
    product: { name, version: options.version, license, date: sourceDate() },
  });
  rmSync(directory, { recursive: true, force: true });
  for (const [file, content] of files) {
    const place = path.join(directory, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
    console.log(`${String(content.length).padStart(8)}  ${path.join(options.out, file)}`);
  }
  if (options.hosts.length > 0) console.log(`\nworks on police.uk and ${options.hosts.join(', ')}`);
  for (const key of options.policyKeys) console.log(`\ntakes settings signed by ${key}`);
  console.log(`\nextension id in Chrome and Edge: ${extensionId}`);
  console.log(`ExtensionInstallForcelist: ${extensionId};${options.baseUrl}/updates.xml`);
  console.log(`signed with ${options.keyFile}`);
  if (options.isDevelopmentKey)
    console.log(
      'This is a development key of this machine. Sign what you deploy with your own: --key FILE',
    );
  console.log('The XPI is not signed: Firefox installs it after Mozilla has signed it.');
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
