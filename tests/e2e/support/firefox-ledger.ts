/**
 * Reads the ledger from Firefox's disk, past the extension's own code: from a file of the extension
 * that runs no script, so that nothing wakes a background that a test has stopped.
 */
import type { Page } from 'puppeteer-core';
import type { FirefoxSession } from '../../../tools/browsers/firefox.ts';
import { waitUntil } from '../../../tools/browsers/wait.ts';
import { entriesOf, type LedgerEntry, readStored } from './stored-entries.ts';

export class FirefoxLedger {
  readonly #page: Page;
  #from = 0;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(session: FirefoxSession): Promise<FirefoxLedger> {
    return new FirefoxLedger(await session.openExtensionPage('icon.svg'));
  }

  /** Entries from here on are the test's own. */
  async begin(): Promise<void> {
    this.#from = (await this.all()).length;
  }

  /** Since the test began. */
  async attempts(): Promise<readonly LedgerEntry[]> {
    return (await this.all())
      .slice(this.#from)
      .filter(({ header }) => header['kind'] === 'attempt');
  }

  async choices(): Promise<readonly unknown[]> {
    return (await this.attempts()).map(({ header }) => header['choice']);
  }

  /** Waits for the first attempt with this choice. */
  async attempt(choice: string): Promise<LedgerEntry> {
    let seen: readonly unknown[] = [];
    return waitUntil({
      what: `an attempt recorded as ${choice}`,
      read: async () => {
        const attempts = await this.attempts();
        seen = attempts.map(({ header }) => header['choice']);
        return attempts.find(({ header }) => header['choice'] === choice);
      },
      timeoutMs: 10_000,
      hint: () => `there are: ${seen.join(', ') || 'none'}`,
    });
  }

  /**
   * Stops each request of the page to the given path as it is about to leave, and notes what the
   * ledger holds at that moment.
   */
  async watchDepartures(page: Page, path: string): Promise<readonly (readonly LedgerEntry[])[]> {
    const seen: (readonly LedgerEntry[])[] = [];
    await page.setRequestInterception(true);
    page.on('request', async (request) => {
      if (new URL(request.url()).pathname === path) seen.push(await this.attempts());
      await request.continue();
    });
    return seen;
  }

  /** In order of sequence, whatever test they are of. */
  async all(): Promise<readonly LedgerEntry[]> {
    return entriesOf(await this.#page.evaluate(readStored));
  }
}
