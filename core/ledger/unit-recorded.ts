/** A unit's name as an entry holds it. */

/**
 * Letters with their marks in one, and in place of what the alphabet of entries lacks a question mark:
 * an entry has to be read again. Said again of what it gives, it gives the same.
 */
export function unitAsRecorded(unit: string): string {
  return unit
    .normalize('NFC')
    .replace(/[^ -~\u00a0-\u024f\u2010-\u2019]/g, '?')
    .slice(0, 32);
}
