/**
 * Reads the ledger from the browser's disk, past the extension's own code: from a file of the
 * extension that runs no script, so that nothing wakes a background that a test has killed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Route } from 'playwright';
import type { ChromiumSession } from '../../../tools/browsers/chromium.ts';
import { entriesOf, type LedgerEntry, readStored } from './stored-entries.ts';

export type { LedgerEntry };

const BY_ITSELF: ReadonlySet<string> = new Set(['heartbeat', 'policy-change', 'device-key']);

export class LedgerWitness {
  /** A page of the extension that runs nothing. */
  readonly page: Page;
  #from = 0;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(session: ChromiumSession): Promise<LedgerWitness> {
    const page = await session.context.newPage();
    await page.goto(`chrome-extension://${session.extensionId}/icon.svg`);
    return new LedgerWitness(page);
  }

  /** Entries from here on are the test's own. */
  async begin(): Promise<void> {
    this.#from = (await this.all()).length;
  }

  /** Entries since the test began, in order, but for what comes with time and at a start. */
  async entries(): Promise<readonly LedgerEntry[]> {
    const all = (await this.all()).slice(this.#from);
    return all.filter(({ header }) => !BY_ITSELF.has(String(header['kind'])));
  }

  /** Signs of life and changes of policy, since there is a ledger. */
  async ofTheDevice(): Promise<readonly LedgerEntry[]> {
    return (await this.all()).filter(({ header }) => BY_ITSELF.has(String(header['kind'])));
  }

  async attempts(): Promise<readonly LedgerEntry[]> {
    return (await this.entries()).filter(({ header }) => header['kind'] === 'attempt');
  }

  /** Lets no other write to the ledger for so long, as a slow disk does. */
  async keepBusy(forMs: number): Promise<void> {
    await this.page.evaluate(async (until) => {
      const opening = indexedDB.open('right-to-report');
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const meta = opening.result.transaction(['entries', 'meta'], 'readwrite').objectStore('meta');
      const started = performance.now();
      await new Promise<void>((resolve) => {
        const again = (): void => {
          if (performance.now() - started > until) resolve();
          else meta.get('head').addEventListener('success', again);
        };
        again();
      });
      opening.result.close();
    }, forMs);
  }

  /** Waits for the first attempt with this choice. */
  async attempt(choice: string): Promise<LedgerEntry> {
    for (let tries = 0; tries < 750; tries++) {
      const found = (await this.attempts()).find(({ header }) => header['choice'] === choice);
      if (found) return found;
      await sleep(20);
    }
    const seen = (await this.attempts()).map(({ header }) => header['choice']);
    throw new Error(`no attempt was recorded as ${choice}, only: ${seen.join(', ') || 'none'}`);
  }

  /**
   * Stops each request to the given address as it is about to leave, and notes what the ledger
   * holds at that moment.
   */
  async watchDepartures(page: Page, url: string): Promise<readonly (readonly LedgerEntry[])[]> {
    const seen: (readonly LedgerEntry[])[] = [];
    await page.route(url, async (route: Route) => {
      seen.push(await this.attempts());
      await route.continue();
    });
    return seen;
  }

  /** Everything, also what comes with time and at a start. */
  async all(): Promise<readonly LedgerEntry[]> {
    return entriesOf(await this.page.evaluate(readStored));
  }
}
