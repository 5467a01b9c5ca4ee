import { browser } from 'wxt/browser';

/** Where a build keeps the guard. */
const GUARD = '/content-scripts/guard.js';

/**
 * SHA-256, hex, of the file that runs in guarded pages: two copies of the extension with the same
 * hash read and decide alike.
 *
 * @throws where the browser cannot read it, as after an update below an open page
 */
export async function guardHash(): Promise<string> {
  const file = await fetch(browser.runtime.getURL(GUARD));
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
