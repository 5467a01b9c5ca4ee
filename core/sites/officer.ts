/** The staff number that a page shows of whoever is signed in. */

/** Letters of a rank or a force, digits, at most one letter: too short for a phone or a document. */
const NUMBER = /^[A-Z]{0,3}-?\d{2,6}[A-Z]?$/i;
const LONGEST = 60;

/**
 * A text that shows one staff number ("PC 4312 Example", "USR TF-4312"). A date, a phone number or
 * the number of a document is none: the text may hold no other digits.
 *
 * @param text from the page, untrusted
 * @returns null where the text is not one that shows a staff number
 */
export function staffNumberIn(text: string): string | null {
  if (text.length > LONGEST) return null;
  const numbers = text.split(/[\s,;()]+/).filter((word) => /\d/.test(word));
  const [number] = numbers;
  return number && numbers.length === 1 && NUMBER.test(number) ? number.toUpperCase() : null;
}

/** Whether two staff numbers are one officer's: systems write them in either case. */
export function isSameStaff(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** One system writes TF-4312 and another tf4312: by this they are one. For counting, never to let in. */
export function officerKey(officer: string): string {
  return officer.toLowerCase().replaceAll(/[-._]/g, '');
}
