/**
 * Puts `policies.json` where Debian's Firefox ESR reads it: `/etc/firefox/policies` when the machine
 * has that folder (it then wins), else the `distribution` folder beside the program.
 */

import { existsSync, realpathSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BrowserError } from './browser-error.ts';
import { isRoot, whyNoOverlay, writeLauncher } from './overlay.ts';
import type { PolicyObject } from './policies.ts';

const SYSTEM_POLICIES = '/etc/firefox/policies';

/**
 * Firefox reads the file once, at its start.
 * @returns the program to start in place of Firefox's own.
 * @throws BrowserError `policy-not-delivered` when this machine allows no way to do it.
 */
export async function deliverPolicy(
  program: string,
  workDir: string,
  policy: PolicyObject,
): Promise<string> {
  const distribution = path.join(path.dirname(realpathSync(program)), 'distribution');
  const target = existsSync(SYSTEM_POLICIES) ? SYSTEM_POLICIES : distribution;
  if (!existsSync(target) && isRoot) await mkdir(target, { recursive: true });

  const overlay = { source: path.join(workDir, 'policies'), target };
  await mkdir(overlay.source);
  const obstacle = existsSync(target) ? whyNoOverlay(overlay) : `${target} does not exist`;
  if (obstacle !== undefined) {
    throw new BrowserError(
      'policy-not-delivered',
      `cannot show Firefox a policies.json in ${target} (${obstacle}); ` +
        'run as root, or allow unprivileged user namespaces',
    );
  }
  await cp(target, overlay.source, { recursive: true, dereference: true });
  await writeFile(path.join(overlay.source, 'policies.json'), JSON.stringify(policy, null, 2));
  const launcher = path.join(workDir, 'firefox-with-policy');
  await writeLauncher(launcher, overlay, program);
  return launcher;
}
