/** Whether what was pasted or opened can be a form. */

/** Longest form, in characters: a screen of a records system has a fifth of that. */
export const MAX_FORM = 2_000_000;
/** Ten times a large screen. For the list each is read, and all at once. */
export const MAX_CONTROLS = 3_000;
/** The same of elements: browsers slow down where they stand in each other by the thousand. */
export const MAX_ELEMENTS = 30_000;

const CONTROL = /<(?:input|select|textarea|button|a)\b|\s(?:role|tabindex)\s*=/gi;

/** Within each other they end the browser's patience, and at last the page. */
const MAX_TEMPLATES = 300;

const ELEMENT = /<[a-z]/gi;
const TEMPLATE = /<template\b/gi;

export type FormFault = 'too-long' | 'no-text' | 'no-form' | 'too-many';

/** @param text untrusted; of a file that is no text, what decoding it made of it */
export function formFault(text: string): FormFault | null {
  if (text.length > MAX_FORM) return 'too-long';
  if (text.includes('\0') || isGarbled(text)) return 'no-text';
  if (!/<[a-z!]/i.test(text)) return 'no-form';
  const isTooMuch =
    countOf(CONTROL, text) > MAX_CONTROLS ||
    countOf(ELEMENT, text) > MAX_ELEMENTS ||
    countOf(TEMPLATE, text) > MAX_TEMPLATES;
  return isTooMuch ? 'too-many' : null;
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

/** Bytes that are no letters decode to the replacement character; a page has one here and there. */
function isGarbled(text: string): boolean {
  const odd = text.split('\uFFFD').length - 1;
  return odd > 20 && odd * 50 > text.length;
}
