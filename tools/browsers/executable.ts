/** Where the browsers are. `tools/run.mjs` puts what it found in the two environment variables. */

import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { env } from 'node:process';
import { BrowserError } from './browser-error.ts';

const BROWSERS = {
  chromium: { variable: 'RTR_CHROMIUM', names: ['chromium', 'chromium-browser'] },
  firefox: { variable: 'RTR_FIREFOX', names: ['firefox-esr', 'firefox'] },
} as const;

/** @throws BrowserError `browser-missing`. */
export function findExecutable(browser: keyof typeof BROWSERS): string {
  const { variable, names } = BROWSERS[browser];
  const named = env[variable];
  if (named !== undefined && named !== '') return named;
  for (const name of names) {
    for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
      const file = path.join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  throw new BrowserError(
    'browser-missing',
    `no ${names.join(' or ')} on PATH; install it (on Debian: apt-get install ${names[0]}) ` +
      `or name its program in ${variable}`,
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // accessSync has no other way to say no.
    return false;
  }
}
