/**
 * What the Firefox tests need: the sample police intranet, a real Firefox with the packed extension
 * force-installed by `policies.json`, and the two witnesses, the intranet's log and the ledger.
 */
import type { Page } from 'puppeteer-core';
import { BrowserError } from '../../../tools/browsers/browser-error.ts';
import { type FirefoxSession, launchFirefox } from '../../../tools/browsers/firefox.ts';
import type { PolicyObject } from '../../../tools/browsers/policies.ts';
import { BUILDS, ensureBuilt } from '../../../tools/build.ts';
import type { Intranet, ServedRequest } from '../../intranet/server.ts';
import { focusPage, startAxTree } from './firefox-ax-tree.ts';
import { FirefoxLedger } from './firefox-ledger.ts';
import { FirefoxPrompt } from './firefox-prompt.ts';
import { HOST } from './policing.ts';

export interface FirefoxPolicing {
  readonly session: FirefoxSession;
  readonly ledger: FirefoxLedger;
  /** A new page of the records system, after which the intranet's log is empty. */
  open(path: string): Promise<{ readonly page: Page; readonly prompt: FirefoxPrompt }>;
  /** A page of the extension, such as `review.html`. */
  openOwn(file: string): Promise<Page>;
  /** Guarded requests that reached the intranet, after all that the page sent has arrived. */
  guarded(page: Page): Promise<readonly ServedRequest[]>;
  /**
   * Closes the pages of the test, so that the next one begins with none.
   *
   * @param tab which is used again
   */
  tidy(tab?: Page | null): Promise<void>;
  close(): Promise<void>;
}

export interface FirefoxPolicingOptions {
  readonly intranet: Intranet;
  /** What the force's IT has configured. */
  readonly managed: PolicyObject;
  /** Further host names -> port on 127.0.0.1. */
  readonly hosts?: Readonly<Record<string, number>>;
  /** Further Firefox policies, by their own names. */
  readonly policies?: PolicyObject;
  /** Kept for the next launch. @default a new one */
  readonly profileDir?: string;
  /** Added to the environment that Firefox starts in. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startFirefoxPolicing(
  options: FirefoxPolicingOptions,
): Promise<FirefoxPolicing> {
  const { intranet, hosts, ...launch } = options;
  await ensureBuilt(['firefox']);
  const session = await launchFirefox({
    extensionDir: BUILDS.firefox,
    hosts: { [HOST]: intranet.port, ...hosts },
    ...launch,
  });
  const [privileged] = await session.browser.pages();
  if (!privileged) throw new BrowserError('timed-out', 'Firefox has no page of its own');
  await startAxTree(privileged);
  const ledger = await FirefoxLedger.open(session);
  const kept = new Set(await session.browser.pages());

  return {
    session,
    ledger,
    async open(path) {
      const page = await session.newPage();
      await page.goto(`http://${HOST}${path}`);
      await focusPage(privileged);
      intranet.clear();
      return { page, prompt: new FirefoxPrompt(page, privileged) };
    },
    openOwn: (file) => session.openExtensionPage(file),
    async guarded(page) {
      // What the page sent before this question has reached the server when it is answered.
      await page.evaluate(async () => {
        await fetch('/reports', { cache: 'no-store' });
      });
      return intranet.log.filter(({ guarded }) => guarded !== null);
    },
    async tidy(tab = null) {
      const pages = (await session.browser.pages()).filter(
        (page) => !kept.has(page) && page !== tab,
      );
      await Promise.all(pages.map((page) => page.close()));
    },
    close: () => session.close(),
  };
}
