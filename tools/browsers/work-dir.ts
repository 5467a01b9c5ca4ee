/** A folder for one browser session, removed with it. */

import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

export interface WorkDir {
  readonly path: string;
  /**
   * Also when this process ends without a close. To be called once the browser runs: whoever
   * launched it kills it at exit, and has to come first.
   */
  removeAtExit(): void;
  remove(): Promise<void>;
}

export async function makeWorkDir(browser: string): Promise<WorkDir> {
  const folder = await mkdtemp(path.join(os.tmpdir(), `right-to-report-${browser}-`));
  // A browser that is just ending may still write, hence the retries.
  const thoroughly = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;
  const removeNow = () => rmSync(folder, thoroughly);
  return {
    path: folder,
    removeAtExit: () => process.once('exit', removeNow),
    remove: async () => {
      process.off('exit', removeNow);
      await rm(folder, thoroughly);
    },
  };
}
