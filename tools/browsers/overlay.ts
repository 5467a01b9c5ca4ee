/**
 * Shows one browser process tree a folder of ours in place of a system folder, by a bind mount in
 * a mount namespace of its own. So real policy files are read from the real place, and neither the
 * machine nor a second browser sees them.
 */

import { spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import process from 'node:process';

export interface Overlay {
  /** Our folder. Later changes to its files are seen by the browser. */
  readonly source: string;
  /** The system folder; it must exist. */
  readonly target: string;
}

export const isRoot = process.getuid?.() === 0;

// Without root a user namespace is needed to mount at all; a second one gives the browser its own
// user id back, because Chromium will not use its sandbox as root.
const ENTER = isRoot ? 'unshare --mount' : 'unshare --mount --user --map-root-user';
const LEAVE_ROOT = isRoot
  ? ''
  : `unshare --user --map-user=${process.getuid?.()} --map-group=${process.getgid?.()} -- `;
const MOUNT = 'mount --bind "$1" "$2" && shift 2 && exec';

/** @returns undefined when it works here, otherwise what `unshare` or `mount` said. */
export function whyNoOverlay(overlay: Overlay): string | undefined {
  const [command = '', ...flags] = ENTER.split(' ');
  const script = ['/bin/sh', '-c', `${MOUNT} true`, 'sh', overlay.source, overlay.target];
  const trial = spawnSync(command, [...flags, '--', ...script], { encoding: 'utf8' });
  if (trial.error !== undefined) return trial.error.message;
  return trial.status === 0 ? undefined : trial.stderr.trim();
}

/** Writes a program that mounts the overlay and then becomes the browser, with its arguments. */
export async function writeLauncher(
  file: string,
  overlay: Overlay,
  program: string,
): Promise<void> {
  const words = [overlay.source, overlay.target, program].map(quote).join(' ');
  const script = `${MOUNT} ${LEAVE_ROOT}"$@"`;
  await writeFile(file, `#!/bin/sh\nexec ${ENTER} -- /bin/sh -c '${script}' sh ${words} "$@"\n`);
  await chmod(file, 0o755);
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
