/**
 * Kills the background of the extension and waits until it was seen to stop, also where the next
 * message has already started it again.
 */
import type { CDPSession, Page } from 'playwright';

export class Background {
  readonly #cdp: CDPSession;
  #running: string | null = null;
  #stopped: () => void = () => {};

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  /** @param page of the extension, which stays open */
  static async watch(page: Page): Promise<Background> {
    const cdp = await page.context().newCDPSession(page);
    const background = new Background(cdp);
    cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, runningStatus } of versions) {
        if (runningStatus === 'running') background.#running = versionId;
        else if (runningStatus === 'stopped') background.#stopped();
      }
    });
    await cdp.send('ServiceWorker.enable');
    return background;
  }

  async kill(): Promise<void> {
    if (this.#running === null) throw new Error('the background was never seen to run');
    const stopped = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    await this.#cdp.send('ServiceWorker.stopWorker', { versionId: this.#running });
    await stopped;
  }
}
