/**
 * Finds the two browsers, or installs them where that is a matter of one command.
 *
 * Only Chromium and Firefox ESR will do. Google Chrome and Edge read policy from folders of their
 * own (/etc/opt/chrome, /etc/opt/edge), which `tools/browsers` does not fill; Firefox other than
 * ESR refuses the unsigned package; a snap does not see our policy files.
 */

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { isProgram } from './is-program.mjs';
import { lastLines, runQuietly } from './quiet-command.mjs';
import { SetupError } from './setup-error.mjs';

const BROWSERS = [
  {
    name: 'Chromium',
    variable: 'RTR_CHROMIUM',
    programs: ['chromium', 'chromium-browser'],
    package: 'chromium',
    isSuitable: (program) => !isSnap(program),
  },
  {
    name: 'Firefox ESR',
    variable: 'RTR_FIREFOX',
    programs: ['firefox-esr', 'firefox'],
    package: 'firefox-esr',
    isSuitable: (program) => !isSnap(program) && isEsr(program),
  },
];

/** The screens of the test machines need some font; a bare machine has none. */
const FONTS = 'fonts-dejavu-core';

/** With these the tests make networks lose packets and disks fail; without them they say so. */
const FAULT_TOOLS = ['iproute2', 'strace'];

/** @returns {Promise<Record<string, string>>} environment variables that name the programs. */
export async function ensureBrowsers() {
  const missing = BROWSERS.filter((browser) => find(browser) === undefined);
  if (missing.length > 0) await install(missing);
  return Object.fromEntries(
    BROWSERS.map((browser) => {
      const program = find(browser);
      if (program === undefined) throw new SetupError(howToInstall([browser]));
      return [browser.variable, program];
    }),
  );
}

function find(browser) {
  const named = process.env[browser.variable];
  if (named) {
    if (isProgram(named)) return named;
    throw new SetupError(`${browser.variable} names ${named}, which is not a program.`);
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return browser.programs
    .flatMap((program) => folders.map((folder) => path.join(folder, program)))
    .find((file) => isProgram(file) && browser.isSuitable(file));
}

async function install(missing) {
  const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!canInstall) throw new SetupError(howToInstall(missing));

  const names = missing.map((browser) => browser.name).join(' and ');
  console.error(`Setting up: installing ${names} with apt-get (once; a minute or two) ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = [...missing.map((browser) => browser.package), FONTS, ...FAULT_TOOLS];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const result = await runQuietly('apt-get', ['-q', ...args], { env });
    if (result.ok) continue;
    console.error(lastLines(result.output));
    throw new SetupError(`apt-get ${args[0]} failed (see above). ${howToInstall(missing)}`);
  }
}

function howToInstall(missing) {
  const names = missing.map((browser) => browser.name).join(' and ');
  const packages = missing.map((browser) => browser.package).join(' ');
  const variables = missing.map((browser) => browser.variable).join(' and ');
  return process.platform === 'linux'
    ? `${names} not found: install it (on Debian, as root: apt-get install ${packages}) ` +
        `or name the program in ${variables}, then run this again.`
    : `${names}: the browser tests run on Linux only, so use Debian 12 or its like (WSL will do).`;
}

function isSnap(program) {
  return realpathSync(program).includes('/snap');
}

/** Mozilla names the branch, as in "mozilla-esr153", in the file beside the program. */
function isEsr(program) {
  const about = path.join(path.dirname(realpathSync(program)), 'application.ini');
  return existsSync(about) && readFileSync(about, 'utf8').includes('esr');
}
