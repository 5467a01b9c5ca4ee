import { spawnSync } from 'node:child_process';

/**
 * Runs a program that talks a lot, and keeps what it says for the case that it fails.
 * @returns {{ ok: boolean, output: string }}
 */
export function runQuietly(command, args, options = {}) {
  const result = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const output = [result.stdout, result.stderr, result.error?.message].filter(Boolean).join('\n');
  return { ok: result.status === 0, output: output.trim() };
}

/** npm says first what is wrong and then how it is used; apt-get the other way round. */
export function firstLines(output, count = 8) {
  return output.split('\n').slice(0, count).join('\n');
}

export function lastLines(output, count = 8) {
  return output.split('\n').slice(-count).join('\n');
}
