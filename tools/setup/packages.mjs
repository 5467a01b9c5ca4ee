import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { firstLines, runQuietly } from './quiet-command.mjs';
import { SetupError } from './setup-error.mjs';

const NETWORK_FAILURE =
  /ENOTFOUND|EAI_AGAIN|ECONNRESET|ECONNREFUSED|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E5\d\d|network/i;

/** Installs the packages of package-lock.json unless exactly these are installed already. */
export async function ensurePackages(root) {
  const stampFile = path.join(root, 'node_modules', '.right-to-report-setup');
  const lockHash = hashOf(path.join(root, 'package-lock.json'));
  if (readText(stampFile) === lockHash) return;
  if (!wereInstalledByHand(root)) await install(root);
  writeFileSync(stampFile, lockHash);
}

/** npm writes its own list at the end of an install; newer than the lock, it is the lock's. */
function wereInstalledByHand(root) {
  const installed = changedAt(path.join(root, 'node_modules', '.package-lock.json'));
  return installed > changedAt(path.join(root, 'package-lock.json'));
}

async function install(root) {
  console.error('Setting up: installing npm packages (once; about a minute) ...');
  let result = await runNpm(root, 'ci');
  // A lock written against a mirror that lacks the binaries of other systems has no entries for
  // them, and "npm ci" refuses it. "npm install" takes the locked versions all the same.
  if (!result.ok && /EUSAGE/.test(result.output))
    result = await runNpm(root, 'install', '--no-save');
  if (result.ok) return;
  console.error(firstLines(result.output));
  throw new SetupError(
    NETWORK_FAILURE.test(result.output)
      ? 'npm could not reach its registry; check the network (npm ping), then run this again.'
      : `npm could not install the packages of ${root} (see above); put that right, then run this again.`,
  );
}

/** With one more try when the network failed. */
async function runNpm(root, ...command) {
  const args = [...command, '--no-audit', '--no-fund', '--loglevel=error'];
  // The browsers are the ones of the system; nothing may fetch others.
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const result = await runQuietly('npm', args, { cwd: root, env });
  if (result.ok || !NETWORK_FAILURE.test(result.output)) return result;
  console.error('Setting up: the npm registry did not answer; trying once more ...');
  return runQuietly('npm', args, { cwd: root, env });
}

function hashOf(file) {
  const text = readText(file);
  if (text === undefined) throw new SetupError(`${file} is missing; restore it from git.`);
  return createHash('sha256').update(text).digest('hex');
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
