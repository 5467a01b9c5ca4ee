/**
 * Rings: rules that count on a part of the devices first. Which part a device belongs to is worked
 * out from a number of its own and the name of the rollout, so it stays the same across starts, a
 * larger share keeps every device of the smaller one, and another rollout mixes them anew.
 */

/** A rollout as it stands on one device. */
export interface RingPlace {
  readonly id: string;
  /** Devices in a hundred on which its rules count. */
  readonly percent: number;
  /** 0 to 99; null where the device has no number yet, and so is in no ring. */
  readonly bucket: number | null;
  readonly isIn: boolean;
}

const BUCKETS = 100;

/** Place of a device in a rollout, 0 to 99; null where it has none. */
export type BucketOf = (rollout: string) => number | null;

/** Where nobody asked which device it is. */
export const NO_DEVICE: BucketOf = () => null;

/**
 * @param seed random, kept by the device; empty where it has none yet
 * @param hash of text, hexadecimal
 */
export function bucketsOf(seed: string, hash: (text: string) => string): BucketOf {
  if (seed === '') return NO_DEVICE;
  return (rollout) => Number.parseInt(hash(`${seed}\n${rollout}`).slice(0, 8), 16) % BUCKETS;
}

export function placeIn(
  { id, percent }: { readonly id: string; readonly percent: number },
  bucketOf: BucketOf,
): RingPlace {
  const bucket = bucketOf(id);
  return { id, percent, bucket, isIn: bucket !== null && bucket < percent };
}
