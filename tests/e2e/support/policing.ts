/**
 * What every test here needs: the sample police intranet, a real Chromium with the built
 * extension force-installed by managed policy, and the two witnesses, the intranet's log and the
 * ledger on disk.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import {
  type ChromiumOptions,
  type ChromiumSession,
  launchChromium,
} from '../../../tools/browsers/chromium.ts';
import type { PolicyObject } from '../../../tools/browsers/policies.ts';
import { BUILDS, ensureBuilt } from '../../../tools/build.ts';
import { type Intranet, type ServedRequest, startIntranet } from '../../intranet/server.ts';
import { closePage } from './close-page.ts';
import { LedgerWitness } from './ledger.ts';

export const HOST = 'rms.testforce.police.uk';

const FORCE_FILE = new URL('../../../policies/forces/test-force.json', import.meta.url);

/**
 * The sample force's settings, with what a test changes. Each attempt is asked about, since tests
 * of one file share a browser and its records.
 */
export function forceSettings(change: PolicyObject = {}): PolicyObject {
  const settings: unknown = JSON.parse(readFileSync(FORCE_FILE, 'utf8'));
  if (typeof settings !== 'object' || settings === null) throw new Error('not a settings file');
  return { ...settings, repeatMinutes: 0, ...change };
}

export interface Policing {
  readonly session: ChromiumSession;
  readonly intranet: Intranet;
  readonly ledger: LedgerWitness;
  /** A new page of the records system, after which the intranet's log is empty. */
  open(path: string, host?: string): Promise<Page>;
  /** A page of the extension, such as `review.html`. */
  openOwn(path: string): Promise<Page>;
  /** Guarded requests that reached the intranet, after all that the page sent has arrived. */
  guarded(page: Page): Promise<readonly ServedRequest[]>;
  /** Closes all pages of the test, so that the next one begins with none. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export async function startPolicing(options: Partial<ChromiumOptions> = {}): Promise<Policing> {
  await ensureBuilt(['chromium']);
  const intranet = await startIntranet();
  const session = await launchChromium({
    extensionDir: BUILDS.chromium,
    managed: forceSettings(),
    ...options,
    hosts: { [HOST]: intranet.port, ...options.hosts },
    context: { viewport: { width: 1280, height: 900 }, ...options.context },
  });
  const ledger = await LedgerWitness.open(session);
  const kept = new Set(session.context.pages());

  return {
    session,
    intranet,
    ledger,
    async open(path, host = HOST) {
      const page = await session.context.newPage();
      await page.goto(`http://${host}${path}`);
      intranet.clear();
      return page;
    },
    async openOwn(path) {
      const page = await session.context.newPage();
      await page.goto(`chrome-extension://${session.extensionId}/${path}`);
      return page;
    },
    async guarded(page) {
      // What the page sent before this question has reached the server when it is answered.
      await page.evaluate(async () => {
        await fetch('/reports', { cache: 'no-store' });
      });
      return intranet.log.filter(({ guarded }) => guarded !== null);
    },
    async tidy() {
      const pages = session.context.pages().filter((page) => !kept.has(page));
      await Promise.all(pages.map(closePage));
      intranet.clear();
    },
    async close() {
      await session.close();
      await intranet.close();
    },
  };
}
