/** Whether what was pasted or opened can be a form. */

/** Longest form, in characters: a screen of a records system has a tenth of that. */
export const MAX_FORM = 4_000_000;

export type FormFault = 'too-long' | 'no-text' | 'no-form';

/** @param text untrusted; of a file that is no text, what decoding it made of it */
export function formFault(text: string): FormFault | null {
  if (text.length > MAX_FORM) return 'too-long';
  if (text.includes('\0') || isGarbled(text)) return 'no-text';
  return /<[a-z!]/i.test(text) ? null : 'no-form';
}

/** Bytes that are no letters decode to the replacement character; a page has one here and there. */
function isGarbled(text: string): boolean {
  const odd = text.split('\uFFFD').length - 1;
  return odd > 20 && odd * 50 > text.length;
}
