/** Whether what was pasted or opened can be a form. */

/** Longest form, in characters: a screen of a records system has a fifth of that. */
export const MAX_FORM = 2_000_000;
/** Ten times a large screen. For the list each is read, and all at once. */
export const MAX_CONTROLS = 3_000;

const CONTROL = /<(?:input|select|textarea|button|a)\b|\s(?:role|tabindex)\s*=/gi;

export type FormFault = 'too-long' | 'no-text' | 'no-form' | 'too-many';

/** @param text untrusted; of a file that is no text, what decoding it made of it */
export function formFault(text: string): FormFault | null {
  if (text.length > MAX_FORM) return 'too-long';
  if (text.includes('\0') || isGarbled(text)) return 'no-text';
  if (!/<[a-z!]/i.test(text)) return 'no-form';
  return (text.match(CONTROL)?.length ?? 0) > MAX_CONTROLS ? 'too-many' : null;
}

/** Bytes that are no letters decode to the replacement character; a page has one here and there. */
function isGarbled(text: string): boolean {
  const odd = text.split('\uFFFD').length - 1;
  return odd > 20 && odd * 50 > text.length;
}
