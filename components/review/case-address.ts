/** The address of one override within the review page: it stands in the hash, so it can be sent. */

export function caseAddress(id: string): string {
  return `#${new URLSearchParams({ case: id })}`;
}

/** @param hash of the page's address, untrusted */
export function caseFromAddress(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('case') || null;
}
