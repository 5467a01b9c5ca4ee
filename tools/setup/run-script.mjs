import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * Runs a script as if it were this process: same terminal, same signals, same exit code. The
 * tools it starts (wxt, vitest, biome, tsc) run on the same Node.
 * @returns {Promise<number>} exit code
 */
export function runScript({ root, node, script, args, env }) {
  const search = [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env.PATH];
  const child = spawn(node, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, PATH: search.filter(Boolean).join(path.delimiter) },
  });
  // Ctrl-C in a terminal reaches the child by itself; this process only has to outlive it.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));

  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
