/** What a check of a ledger can find, by device and range. */

export const FINDING_CODES = [
  /** An entry is not what was recorded. */
  'changed',
  /** Entries that were recorded are not there. */
  'missing',
  /** A second entry stands in one place, and nothing follows it. */
  'inserted',
  /** Two ledgers of one device, each going on by itself. */
  'forked',
  /** One entry more than once. */
  'repeated',
  /** An entry stands before one that was recorded earlier. */
  'reordered',
  /** The words are not those that were recorded. */
  'body-changed',
  /** The words are gone and no retention entry says so. */
  'body-missing',
  /** The device signed for more entries than there are. */
  'cut-off',
  /** The device signed for other entries than these. */
  'checkpoint-differs',
  /** No checkpoint of the device covers these entries. */
  'unsigned',
  /** Signed by a key that is not the device's. */
  'unknown-key',
  /** By the key's name, and not by the key. */
  'signature-wrong',
  /** A decision that lies in a place of the force's store which it does not claim. */
  'misplaced',
  /** No entry, checkpoint or other line of a ledger. */
  'unreadable',
  /** The file is not as it was made. */
  'file-changed',
  /** The file ends before it was finished. */
  'file-cut',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Sequence numbers, or line numbers of the file where no device is named. */
export interface Finding {
  /** Empty where it is about the file. */
  readonly device: string;
  readonly code: FindingCode;
  readonly first: number;
  readonly last: number;
}

/** Joins findings of one kind that touch, in order of place. */
export function joined(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort(
    (a, b) => order(a.device, b.device) || order(a.code, b.code) || a.first - b.first,
  );
  const done: Finding[] = [];
  for (const each of sorted) {
    const before = done.at(-1);
    const isNext =
      before?.device === each.device && before.code === each.code && each.first <= before.last + 1;
    if (isNext) done[done.length - 1] = { ...before, last: Math.max(before.last, each.last) };
    else done.push(each);
  }
  return done.sort((a, b) => order(a.device, b.device) || a.first - b.first);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
