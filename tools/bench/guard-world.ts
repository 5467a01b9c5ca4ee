/** A page with the extension in it, and the isolated world in which the extension's scripts run. */
import type { BrowserContext, CDPSession, Page } from 'playwright';
import { waitUntil } from '../browsers/wait.ts';

export class GuardWorld {
  readonly page: Page;
  readonly #cdp: CDPSession;
  /** Of each frame, the page's own first. */
  readonly #contextIds: readonly number[];

  private constructor(page: Page, cdp: CDPSession, contextIds: readonly number[]) {
    this.page = page;
    this.#cdp = cdp;
    this.#contextIds = contextIds;
  }

  /** Opens a page and waits until the extension has its world in it and in each of its frames. */
  static async open(
    context: BrowserContext,
    extensionId: string,
    url: string,
  ): Promise<GuardWorld> {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    let found: number[] = [];
    cdp.on('Runtime.executionContextsCleared', () => {
      found = [];
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      found = found.filter((id) => id !== executionContextId);
    });
    cdp.on('Runtime.executionContextCreated', ({ context: created }) => {
      if (created.origin === `chrome-extension://${extensionId}`) found.push(created.id);
    });
    await cdp.send('Runtime.enable');
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url);
    const contextIds = await waitUntil({
      what: `the extension's world in ${url}`,
      read: async () => (found.length >= page.frames().length ? found : undefined),
      timeoutMs: 10_000,
    });
    return new GuardWorld(
      page,
      cdp,
      [...contextIds].sort((a, b) => a - b),
    );
  }

  /** Runs a function in the isolated world. It is sent as text, so it uses only its argument. */
  async call<A, R>(run: (given: A) => R | Promise<R>, given: A): Promise<R> {
    return this.#callIn(this.#contextIds[0], run, given);
  }

  /** The same in the world of each frame, one after the other, the page's own first. */
  async callInFrames<A, R>(run: (given: A) => R | Promise<R>, given: A): Promise<readonly R[]> {
    const results: R[] = [];
    for (const id of this.#contextIds) results.push(await this.#callIn(id, run, given));
    return results;
  }

  async #callIn<A, R>(
    contextId: number | undefined,
    run: (given: A) => R | Promise<R>,
    given: A,
  ): Promise<R> {
    return this.#evaluate(contextId, `(${run.toString()})(${JSON.stringify(given)})`);
  }

  /** Runs a script in the isolated world of the page, as an extension's own would run there. */
  async addScript(source: string): Promise<void> {
    await this.#evaluate(this.#contextIds[0], `${source};null`);
  }

  async #evaluate(contextId: number | undefined, expression: string) {
    const { result, exceptionDetails } = await this.#cdp.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      ...(contextId === undefined ? {} : { contextId }),
    });
    if (exceptionDetails) {
      const { exception, text } = exceptionDetails;
      throw new Error(`in the guard's world: ${exception?.description ?? text}`);
    }
    return result.value;
  }

  /** One of the browser's own counters for this page, such as `ScriptDuration` (CPU seconds). */
  async metric(name: string): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    const metric = metrics.find((each) => each.name === name);
    if (!metric) throw new Error(`the browser does not count ${name}`);
    return metric.value;
  }

  async collectGarbage(): Promise<void> {
    for (let pass = 0; pass < 3; pass++) await this.#cdp.send('HeapProfiler.collectGarbage');
  }

  /** How many listeners the scripts of this world have on `window`. */
  async windowListeners(): Promise<number> {
    const { result } = await this.#cdp.send('Runtime.evaluate', {
      expression: 'window',
      ...(this.#contextIds[0] === undefined ? {} : { contextId: this.#contextIds[0] }),
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
