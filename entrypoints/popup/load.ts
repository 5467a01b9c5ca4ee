/** Which tab the popup is about. */

/**
 * A tab named in the address: opened in a tab of its own, the popup would be about itself.
 *
 * @param search of the page's address, untrusted
 */
export function tabInAddress(search: string): number | null {
  const value = new URLSearchParams(search).get('tab');
  return value !== null && /^\d{1,10}$/.test(value) ? Number(value) : null;
}
