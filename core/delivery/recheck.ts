/**
 * Which of the records that the store acknowledged a device looks for at a start. A store that lost
 * something has lost its end, as after a restored back-up, or single records: the newest are looked
 * for one by one, and the older ones by a part of them that is another one each time. Were all looked
 * for, a shift that signs in would ask a force's nodes ten million questions.
 */

/** The newest delivered entries; more than a device makes in weeks. */
export const MOST_RECHECKED = 2_000;
const NEWEST = 64;
/** Of the older ones. */
const MOST_OLDER = 64;

/** First of those that are looked for where one was missing. @param size how many were delivered */
export function firstOf(size: number): number {
  return Math.max(0, size - MOST_RECHECKED);
}

/**
 * @param size how many entries, from the first, were delivered
 * @param random 0 to 1: which part of the older ones it is
 * @returns whether the entry at this place is looked for
 */
export function lookedFor(size: number, random: number): (seq: number) => boolean {
  const first = firstOf(size);
  const newest = Math.max(first, size - NEWEST);
  const step = Math.max(1, Math.ceil((newest - first) / MOST_OLDER));
  const offset = Math.floor(random * step);
  return (seq) =>
    seq >= first && seq < size && (seq >= newest || (seq - first) % step === offset % step);
}
