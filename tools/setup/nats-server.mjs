/**
 * Finds nats-server, or fetches it from Debian's archive into a folder that git ignores.
 *
 * What Debian 12 itself has is too old: see docs/stream.md. The package of Debian's next release
 * needs nothing that Debian 12 lacks, so it is unpacked beside the system and not installed in it.
 * The machine's own lists and packages are not touched, and no rights are needed.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { isProgram } from './is-program.mjs';
import { lastLines, runQuietly } from './quiet-command.mjs';
import { SetupError } from './setup-error.mjs';

const VARIABLE = 'RTR_NATS_SERVER';
const OLDEST = [2, 15, 0];
const SUITE = 'forky';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const ARCHIVE = 'http://deb.debian.org/debian';

/**
 * @param root of the project
 * @returns {Promise<{ program: string, version: string }>}
 */
export async function ensureNatsServer(root) {
  const named = process.env[VARIABLE];
  if (named) {
    const version = await versionOf(named);
    if (version === undefined)
      throw new SetupError(`${VARIABLE} names ${named}, which is not nats-server.`);
    if (!isNewEnough(version))
      throw new SetupError(`${VARIABLE} names nats-server ${version}; it has to be ${oldest()}.`);
    return { program: named, version };
  }
  const fetched = path.join(root, 'output', 'nats-server', 'nats-server');
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const program of [fetched, ...folders.map((folder) => path.join(folder, 'nats-server'))]) {
    const version = isProgram(program) ? await versionOf(program) : undefined;
    if (version !== undefined && isNewEnough(version)) return { program, version };
  }
  return fetchInto(fetched);
}

async function fetchInto(program) {
  if (process.platform !== 'linux' || !isProgram('/usr/bin/apt-get'))
    throw new SetupError(
      `nats-server ${oldest()} not found: fetching it needs Debian's apt-get; put it on PATH or ` +
        `name it in ${VARIABLE}, then run this again.`,
    );
  console.error(
    'Setting up: fetching nats-server from the Debian archive (once; half a minute) ...',
  );
  const folder = path.dirname(program);
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(path.join(folder, 'fetch-'));
  try {
    const options = await aptOptions(work);
    await apt(work, [...options, 'update']);
    await apt(work, [...options, 'download', 'nats-server']);
    const [file] = readdirSync(work).filter((name) => /^nats-server_.*\.deb$/.test(name));
    if (file === undefined) throw new SetupError('apt-get download left no package.');
    const unpacked = path.join(work, 'unpacked');
    const result = await runQuietly('dpkg', ['-x', path.join(work, file), unpacked]);
    if (!result.ok) throw new SetupError(`dpkg could not unpack ${file}: ${result.output}`);
    const binary = path.join(unpacked, 'usr/sbin/nats-server');
    const version = await versionOf(binary);
    if (version === undefined)
      throw new SetupError(`the nats-server of ${file} does not run on this machine.`);
    if (!isNewEnough(version))
      throw new SetupError(`the archive has nats-server ${version}; it has to be ${oldest()}.`);
    // Whoever fetches at the same time puts the same file there.
    renameSync(binary, program);
    console.error(`Setting up: nats-server ${version} (${file}) is in output/nats-server.`);
    return { program, version };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A list of packages of its own, so that the machine never upgrades itself to another release. */
async function aptOptions(work) {
  for (const name of ['lists/partial', 'cache/archives/partial', 'none'])
    mkdirSync(path.join(work, name), { recursive: true });
  if (!existsSync(KEYRING))
    throw new SetupError(
      `${KEYRING} is missing; install debian-archive-keyring, or name nats-server in ${VARIABLE}.`,
    );
  const list = path.join(work, 'sources.list');
  writeFileSync(list, `deb [signed-by=${KEYRING}] ${await archiveOfThisMachine()} ${SUITE} main\n`);
  return [
    `Dir::Etc::SourceList=${list}`,
    `Dir::Etc::SourceParts=${path.join(work, 'none')}`,
    `Dir::State::lists=${path.join(work, 'lists')}`,
    `Dir::Cache=${path.join(work, 'cache')}`,
    'APT::Sandbox::User=',
    'Acquire::Retries=2',
    'Acquire::http::Timeout=20',
    'Acquire::https::Timeout=20',
    'APT::Update::Error-Mode=any',
    // A force's mirror may stand still for weeks. Who signed is checked all the same, and that the
    // version is new enough.
    'Acquire::Check-Valid-Until=false',
  ].flatMap((option) => ['-o', option]);
}

/** A force may have a mirror of its own; it has the other releases as well. */
async function archiveOfThisMachine() {
  const { ok, output } = await runQuietly('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Created-By: Packages',
  ]);
  const [found] = ok ? output.split('\n').filter((uri) => /\/debian\/?$/.test(uri)) : [];
  return found ?? ARCHIVE;
}

async function apt(cwd, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const result = await runQuietly('apt-get', ['-q', ...args], { cwd, env });
  if (result.ok) return;
  console.error(lastLines(result.output));
  throw new SetupError(
    `the Debian archive did not give nats-server (see above); check the network, or put ` +
      `nats-server ${oldest()} on PATH or name it in ${VARIABLE}.`,
  );
}

async function versionOf(program) {
  const { ok, output } = await runQuietly(program, ['--version']);
  return ok ? /^nats-server: v(\d+\.\d+\.\d+\S*)$/m.exec(output)?.[1] : undefined;
}

function isNewEnough(version) {
  const parts = version.split(/[.-]/).map(Number);
  for (const [index, wanted] of OLDEST.entries()) {
    const difference = (parts[index] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function oldest() {
  return `${OLDEST.join('.')} or newer`;
}
