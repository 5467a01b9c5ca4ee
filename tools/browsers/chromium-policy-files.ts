/** Puts managed policy where Debian's Chromium reads it: `/etc/chromium/policies/managed`. */

import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { BrowserError } from './browser-error.ts';
import { isRoot, whyNoOverlay, writeLauncher } from './overlay.ts';

const SYSTEM_DIR = '/etc/chromium';
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

/** Name of a file, such as `right-to-report.json` -> its text. */
export type PolicyFiles = Readonly<Record<string, string>>;

export interface ChromiumPolicyFiles {
  /** The program to start in place of the browser's own. */
  readonly launcher: string;
  /** Replaces files of these names, and leaves others that were written. */
  write(files: PolicyFiles): Promise<void>;
  remove(): Promise<void>;
}

/** @throws BrowserError `policy-not-delivered` when this machine allows no way to do it. */
export async function deliverPolicy(
  program: string,
  workDir: string,
  files: PolicyFiles,
): Promise<ChromiumPolicyFiles> {
  if (!existsSync(SYSTEM_DIR) && isRoot) await mkdir(SYSTEM_DIR, { recursive: true });

  const overlay = { source: path.join(workDir, 'etc-chromium'), target: SYSTEM_DIR };
  await mkdir(overlay.source);
  const obstacle = existsSync(SYSTEM_DIR) ? whyNoOverlay(overlay) : `${SYSTEM_DIR} does not exist`;

  if (obstacle === undefined) {
    await copyAllButPolicies(overlay.source);
    const launcher = path.join(workDir, 'chromium-with-policy');
    await writeLauncher(launcher, overlay, program);
    return writeInto(path.join(overlay.source, 'policies', 'managed'), launcher, files);
  }
  if (isRoot) return writeInto(path.join(SYSTEM_DIR, 'policies', 'managed'), program, files);
  throw new BrowserError(
    'policy-not-delivered',
    `cannot show Chromium a managed policy in ${SYSTEM_DIR} (${obstacle}); ` +
      'run as root, or allow unprivileged user namespaces',
  );
}

/** Policies already on this machine would make results depend on it. */
async function copyAllButPolicies(into: string): Promise<void> {
  const policies = path.join(SYSTEM_DIR, 'policies');
  await cp(SYSTEM_DIR, into, {
    recursive: true,
    dereference: true,
    filter: (file) => file !== policies,
  });
}

async function writeInto(
  folder: string,
  launcher: string,
  files: PolicyFiles,
): Promise<ChromiumPolicyFiles> {
  // Chromium reads every file here. A name of its own keeps the fallback, which is the machine's
  // real folder, from touching a file that somebody else put there.
  const isShared = folder.startsWith(SYSTEM_DIR);
  const prefix = isShared ? `${randomUUID()}-` : '';
  const written = new Set<string>();
  const removeNow = () => {
    for (const file of written) rmSync(file, { force: true });
  };
  if (isShared) process.once('exit', removeNow);

  const write = async (next: PolicyFiles): Promise<void> => {
    for (const [name, text] of Object.entries(next)) {
      const file = path.join(folder, `${prefix}${name}`);
      written.add(file);
      // Renamed into place, so that Chromium never reads half a file.
      const draft = path.join(path.dirname(folder), `draft-${randomUUID()}`);
      await writeFile(draft, text);
      // Chromium leaves a file alone that changed less than 5 s ago, in case its writer is not done.
      await utimes(draft, LONG_AGO, LONG_AGO);
      await rename(draft, file);
    }
  };
  await mkdir(folder, { recursive: true });
  await write(files);
  return {
    launcher,
    write,
    remove: async () => {
      process.off('exit', removeNow);
      for (const file of written) await rm(file, { force: true });
    },
  };
}
