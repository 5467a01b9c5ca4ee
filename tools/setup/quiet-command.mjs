import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * Runs a program that talks a lot, and keeps what it says for the case that it fails.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function runQuietly(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained, ended] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close').then(
      ([status]) => ({ ok: status === 0, trouble: '' }),
      (error) => ({ ok: false, trouble: error.message }),
    ),
  ]);
  const output = [said, complained, ended.trouble].filter(Boolean).join('\n');
  return { ok: ended.ok, output: output.trim() };
}

/** npm says first what is wrong and then how it is used; apt-get the other way round. */
export function firstLines(output, count = 8) {
  return output.split('\n').slice(0, count).join('\n');
}

export function lastLines(output, count = 8) {
  return output.split('\n').slice(-count).join('\n');
}
