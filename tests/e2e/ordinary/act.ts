/** Ordinary work beside what is guarded, that ends with a title which says that it is done. */
import type { Page } from 'playwright';

export const DONE = "document.title = 'done'";

export interface Act {
  readonly what: string;
  readonly html: string;
  readonly act: (page: Page) => Promise<unknown>;
}
