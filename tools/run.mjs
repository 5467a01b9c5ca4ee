/**
 * `node tools/run.mjs <command> [arguments]`: makes sure that everything is there, then runs
 * `tools/<command>.ts`. Plain JavaScript without dependencies, because on a fresh machine it meets
 * Node 20 and no packages. All it says goes to stderr: stdout belongs to the command.
 */

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureBrowsers } from './setup/browsers.mjs';
import { ensureNatsServer } from './setup/nats-server.mjs';
import { findNode } from './setup/node.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { runScript } from './setup/run-script.mjs';
import { SetupError } from './setup/setup-error.mjs';

const TOOLS = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.dirname(TOOLS);

/** Commands whose script is not called like them. */
const SCRIPTS = new Map();

const NEED_BROWSERS = new Set(['start', 'test', 'inspect', 'corpus', 'bench', 'screenshots']);

const NEED_NATS_SERVER = new Set(['cluster', 'soak', 'scale', 'test', 'bench']);

function findScript(command) {
  const script = path.join(TOOLS, SCRIPTS.get(command) ?? `${command}.ts`);
  if (/^[a-z][a-z-]*$/.test(command) && existsSync(script)) return script;
  const known = readdirSync(TOOLS).filter((file) => file.endsWith('.ts'));
  const names = [...known.map((file) => path.basename(file, '.ts')), ...SCRIPTS.keys()];
  throw new SetupError(
    `no command "${command}"; use node tools/run.mjs with one of: ${names.join(', ') || 'none yet'}`,
  );
}

/** Force IT writes files and tokens on a machine that may have no way to Debian's archive. */
function needsServer(command, args) {
  return NEED_NATS_SERVER.has(command) && !(command === 'cluster' && /^[a-z]/.test(args[0] ?? ''));
}

/** Each is fetched beside the others. An error is told when all have ended: apt-get is not cut off. */
async function allOf(...steps) {
  const ended = await Promise.allSettled(steps);
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return ended.map(({ value }) => value);
}

async function main([command = '', ...args]) {
  const script = findScript(command);
  const [browsers, server] = await allOf(
    NEED_BROWSERS.has(command) ? ensureBrowsers() : {},
    needsServer(command, args) ? ensureNatsServer(ROOT) : undefined,
    ensurePackages(ROOT),
  );
  const node = findNode(ROOT);
  const env = { ...browsers, ...(server ? { RTR_NATS_SERVER: server.program } : {}) };
  return runScript({ root: ROOT, node, script, args, env });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`right-to-report: ${error.message}`);
  process.exitCode = 2;
}
