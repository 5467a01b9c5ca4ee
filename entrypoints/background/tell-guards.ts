/** Telling the guards in open tabs what all of them need to know. */
import type { Notice } from '../../core/messages.ts';

/** The part of `browser.tabs` that is used here. */
export interface Tabs {
  get(tabId: number): Promise<{ readonly openerTabId?: number | undefined }>;
  query(filter: Record<string, never>): Promise<readonly { readonly id?: number | undefined }[]>;
  sendMessage(
    tabId: number,
    message: Notice,
    options?: { readonly frameId: number },
  ): Promise<unknown>;
}

/** Resolves when every tab was tried. */
export async function tellGuards(
  tabs: Tabs,
  message: Notice = { v: 1, name: 'policy-changed' },
): Promise<void> {
  const open = await tabs.query({});
  await Promise.all(
    open.map(async ({ id }) => {
      if (id === undefined) return;
      try {
        await tabs.sendMessage(id, message);
      } catch {
        // Most tabs hold no guarded page and nobody there listens: that is not a failure. A guard
        // that misses the message asks again with its next page, and entries are decided here.
      }
    }),
  );
}
