/** A browser that is killed while it starts, as by somebody who pulls the plug. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchChromium } from '../../../tools/browsers/chromium.ts';

/** The browser itself: what it starts ends with it. */
function browserOf(profileDir: string): number | undefined {
  const found = readdirSync('/proc').find((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const isIts = words.some((word) => word === `--user-data-dir=${profileDir}`);
      return isIts && !words.some((word) => word.startsWith('--type='));
    } catch {
      // It ended meanwhile.
      return false;
    }
  });
  return found === undefined ? undefined : Number(found);
}

/**
 * @param afterMs counted from when there is a process
 * @throws Error where the browser was not there to be killed
 */
export async function killedAtStart(
  options: Parameters<typeof launchChromium>[0] & { readonly profileDir: string },
  afterMs: number,
): Promise<void> {
  const starting = launchChromium({ ...options, waitForManaged: false }).catch(() => null);
  const endsAt = Date.now() + 20_000;
  while (browserOf(options.profileDir) === undefined) {
    if (Date.now() > endsAt) throw new Error('no browser was started');
    await sleep(5);
  }
  await sleep(afterMs);
  const pid = browserOf(options.profileDir);
  if (pid === undefined) throw new Error('the browser had ended by itself');
  process.kill(pid, 'SIGKILL');
  await (await starting)?.close().catch(() => {});
}
