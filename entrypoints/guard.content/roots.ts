/** Shadow roots, open and closed, by the means that each browser gives to extensions. */

interface ChromiumDom {
  openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null;
}
declare const chrome: { readonly dom?: ChromiumDom } | undefined;

/** Elements that can hold a shadow root: custom elements and a few of HTML. */
const HOSTS =
  /^(?:ARTICLE|ASIDE|BLOCKQUOTE|BODY|DIV|FOOTER|H[1-6]|HEADER|MAIN|NAV|P|SECTION|SPAN)$/;

export function closedRootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot;
  if (!element.tagName.includes('-') && !HOSTS.test(element.tagName)) return null;
  if ('openOrClosedShadowRoot' in element) {
    const root = element.openOrClosedShadowRoot;
    return root instanceof ShadowRoot ? root : null;
  }
  if (!(element instanceof HTMLElement) || typeof chrome === 'undefined') return null;
  return chrome.dom?.openOrClosedShadowRoot(element) ?? null;
}
