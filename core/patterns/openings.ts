/** How long a decision took: from the last opening of its override, which is an entry, to it. */
import type { ReadHeader, ReviewHeader } from '../ledger/header.ts';
import { officerKey } from '../sites/officer.ts';

/** Headers of each ledger in its own order. */
export class Openings {
  readonly #at = new Map<string, number>();

  /** Of any time: what is decided in the first hour of a week may have been opened before it. */
  read(header: ReadHeader): void {
    this.#at.set(keyOf(header, header.reader), header.at);
  }

  /** Milliseconds; null where the opening is not in this ledger, or the clock was put back since. */
  took(header: ReviewHeader): number | null {
    const opened = this.#at.get(keyOf(header, header.reviewer));
    return opened === undefined || opened > header.at ? null : header.at - opened;
  }
}

/** By device: times of two clocks are not to be taken from each other. */
function keyOf({ device, of }: ReadHeader | ReviewHeader, person: string): string {
  return `${device} ${officerKey(person)} ${of}`;
}
