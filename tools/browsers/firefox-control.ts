/**
 * The side of Firefox that a test steers and no user touches: the state of the extension and of its
 * event page. Asked from a privileged page, which stays open for the session.
 */

import { type Page, TimeoutError } from 'puppeteer-core';
import { type WaitOptions, waitUntil } from './wait.ts';

/** Runs in the parent process, so its scripts may ask about extensions. */
const PRIVILEGED_PAGE = 'about:policies';

export class FirefoxControl {
  readonly #page: Page;
  readonly #extension: string;

  private constructor(page: Page, extensionId: string) {
    this.#page = page;
    this.#extension = `WebExtensionPolicy.getByID(${JSON.stringify(extensionId)})?.extension`;
  }

  static async open(page: Page, extensionId: string, timeoutMs: number): Promise<FirefoxControl> {
    await openOutsideWeb(page, PRIVILEGED_PAGE, timeoutMs);
    return new FirefoxControl(page, extensionId);
  }

  /** Installed by policy, granted its hosts, and its event page alive. */
  async untilStarted(wait: Partial<WaitOptions<true>>): Promise<void> {
    await waitUntil({
      what: "the extension's background to run",
      read: async () => {
        await this.#page.evaluate(`${this.#extension}?.wakeupBackground?.()`);
        return (await this.backgroundState()) === 'running' ? true : undefined;
      },
      timeoutMs: 10_000,
      everyMs: 50,
      ...wait,
    });
  }

  async backgroundState(): Promise<unknown> {
    return this.#page.evaluate(`${this.#extension}?.backgroundState ?? 'not installed'`);
  }

  /** What Firefox itself does after half a minute without events. */
  async stopBackground(): Promise<void> {
    await waitUntil({
      what: "the extension's background to stop",
      read: async () => {
        // Firefox does not end one that is answering a message: it is told again.
        if ((await this.backgroundState()) === 'running')
          await this.#page.evaluate(`${this.#extension}.terminateBackground()`);
        return (await this.backgroundState()) === 'stopped' ? true : undefined;
      },
      timeoutMs: 10_000,
    });
  }
}

/**
 * Opens an `about:` or `moz-extension:` page. Puppeteer can drive such a page, but is told nothing
 * of the change of process: its `goto` and `reload` never return there, and `url()` stays behind.
 */
export async function openOutsideWeb(page: Page, url: string, timeoutMs: number): Promise<void> {
  try {
    await page.goto(url, { timeout: 1 });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
  }
  let seen: unknown;
  await waitUntil({
    what: `${url} to load`,
    read: async () => {
      seen = await page.evaluate(() => `${location.href} ${document.readyState}`).catch(String);
      return seen === `${url} complete` ? true : undefined;
    },
    timeoutMs,
    // Firefox's own error page never gets further than that.
    hint: () => `the page says "${String(seen)}"; "interactive" means there is no such page`,
  });
}
