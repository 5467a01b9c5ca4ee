/**
 * What WXT's content-script code sees as `wxt/browser` in the guard: the browser's own object.
 * Manifest V3 gives promises in both browsers, so the polyfill would be weight in every page.
 */
interface NativeBrowser {
  readonly runtime?: { readonly id?: string };
}

declare const chrome: NativeBrowser | undefined;

export const browser: NativeBrowser = (typeof chrome === 'undefined' ? undefined : chrome) ?? {};
