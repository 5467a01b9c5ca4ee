/**
 * The side of Chromium that a test steers and no user touches: reloading policy, and stopping and
 * starting the extension's service worker. Both need a page; it stays open for the session.
 */

import type { BrowserContext, CDPSession, Page } from 'playwright';
import { type WaitOptions, waitUntil } from './wait.ts';

const ANSWER_MS = 10_000;
const POLICY_PAGE = 'chrome://policy/';

type RunningStatus = 'stopped' | 'starting' | 'running' | 'stopping';

export class ChromiumControl {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly #scopeURL: string;
  #version: { readonly id: string; readonly status: RunningStatus } | undefined;
  /** How often it was seen stopped: another page of the extension may start it at once. */
  #stops = 0;

  private constructor(page: Page, cdp: CDPSession, extensionId: string) {
    this.#page = page;
    this.#cdp = cdp;
    this.#scopeURL = `chrome-extension://${extensionId}/`;
  }

  static async open(context: BrowserContext, extensionId: string): Promise<ChromiumControl> {
    // Chromium starts with one blank page; used here, it leaves no stray tab behind.
    const page = context.pages()[0] ?? (await context.newPage());
    const cdp = await context.newCDPSession(page);
    const control = new ChromiumControl(page, cdp, extensionId);
    cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const version of versions) {
        if (!version.scriptURL.startsWith(control.#scopeURL)) continue;
        control.#version = { id: version.versionId, status: version.runningStatus };
        if (version.runningStatus === 'stopped') control.#stops++;
      }
    });
    await cdp.send('ServiceWorker.enable');
    return control;
  }

  /**
   * What the button "Reload policies" does. Without it Chromium notices a changed file after 5 s.
   * Its page is opened when first needed: Chromium puts off what can wait, managed settings of
   * extensions among it, until the page in front is drawn and idle, and this one takes 2 s more.
   */
  async reloadPolicies(): Promise<void> {
    if (this.#page.url() !== POLICY_PAGE) {
      await this.#page.goto(POLICY_PAGE, { waitUntil: 'commit' });
    }
    await this.#page.evaluate("chrome.send('reloadPolicies')");
  }

  /** Asks again and again: before the extension is installed, Chromium ignores the request. */
  async startWorker(wait: Partial<WaitOptions<true>> = {}): Promise<void> {
    await waitUntil({
      what: "the extension's service worker to run",
      read: async () => {
        if (this.#version?.status === 'running') return true;
        await this.#cdp.send('ServiceWorker.startWorker', { scopeURL: this.#scopeURL });
        return undefined;
      },
      timeoutMs: ANSWER_MS,
      everyMs: 30,
      ...wait,
    });
  }

  /** Really ends the worker: its globals are gone, and the next event starts a new one. */
  async stopWorker(): Promise<void> {
    if (this.#version === undefined || this.#version.status === 'stopped') return;
    const before = this.#stops;
    await this.#cdp.send('ServiceWorker.stopWorker', { versionId: this.#version.id });
    await waitUntil({
      what: "the extension's service worker to stop",
      read: async () => (this.#stops > before ? true : undefined),
      timeoutMs: ANSWER_MS,
      hint: () => `it is ${this.#version?.status ?? 'not registered'}`,
    });
  }
}
