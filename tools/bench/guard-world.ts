/** A page with the extension in it, and the isolated world in which the extension's scripts run. */
import type { BrowserContext, CDPSession, Page } from 'playwright';
import { waitUntil } from '../browsers/wait.ts';

export class GuardWorld {
  readonly page: Page;
  readonly #cdp: CDPSession;
  readonly #contextId: number;

  private constructor(page: Page, cdp: CDPSession, contextId: number) {
    this.page = page;
    this.#cdp = cdp;
    this.#contextId = contextId;
  }

  /** Opens a page and waits until the extension has its world in it. */
  static async open(
    context: BrowserContext,
    extensionId: string,
    url: string,
  ): Promise<GuardWorld> {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    let found: number | undefined;
    cdp.on('Runtime.executionContextsCleared', () => {
      found = undefined;
    });
    cdp.on('Runtime.executionContextCreated', ({ context: created }) => {
      if (created.origin === `chrome-extension://${extensionId}`) found = created.id;
    });
    await cdp.send('Runtime.enable');
    await page.goto(url);
    const contextId = await waitUntil({
      what: `the extension's world in ${url}`,
      read: async () => found,
      timeoutMs: 10_000,
    });
    return new GuardWorld(page, cdp, contextId);
  }

  /** Runs a function in the isolated world. It is sent as text, so it uses only its argument. */
  async call<A, R>(run: (given: A) => R | Promise<R>, given: A): Promise<R> {
    const { result, exceptionDetails } = await this.#cdp.send('Runtime.evaluate', {
      expression: `(${run.toString()})(${JSON.stringify(given)})`,
      contextId: this.#contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      const { exception, text } = exceptionDetails;
      throw new Error(`in the guard's world: ${exception?.description ?? text}`);
    }
    return result.value;
  }

  /** How many listeners the scripts of this world have on `window`. */
  async windowListeners(): Promise<number> {
    const { result } = await this.#cdp.send('Runtime.evaluate', {
      expression: 'window',
      contextId: this.#contextId,
    });
    const { objectId } = result;
    if (objectId === undefined) throw new Error('the world has no window');
    const { listeners } = await this.#cdp.send('DOMDebugger.getEventListeners', { objectId });
    return listeners.length;
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
