/** Tabs that show one page after another: a new tab costs more than the page that it shows, measured. */
import type { BrowserContext, Page } from 'playwright';
import { closePage } from './close-page.ts';

export interface Tab {
  readonly page: Page;
  /** The tab's page, and the windows that it opened. */
  readonly pages: Set<Page>;
}

export class Tabs {
  readonly #context: BrowserContext;
  readonly #idle: Tab[] = [];

  constructor(context: BrowserContext) {
    this.#context = context;
  }

  /** Native dialogs in it are answered with yes, as an officer in a hurry would. */
  async open(address: string): Promise<Tab> {
    const used = this.#idle.pop();
    // The page before may be about to go elsewhere itself, which ends the way to this one.
    const isThere = used && (await used.page.goto(address).catch(() => null));
    if (isThere) return used;
    if (used) await closePage(used.page);
    const page = await this.#context.newPage();
    const pages = new Set([page]);
    page.on('dialog', (dialog) => dialog.accept());
    page.on('popup', (popup) => pages.add(popup));
    await page.goto(address);
    return { page, pages };
  }

  /** For the next page. After a failure a tab is not given back: what was left in it is not known. */
  async giveBack(tab: Tab): Promise<void> {
    const windows = [...tab.pages].filter((each) => each !== tab.page);
    for (const each of windows) tab.pages.delete(each);
    await Promise.all(windows.map(closePage));
    if (!tab.page.isClosed()) this.#idle.push(tab);
  }
}
