/** Writes a bundle, a line at a time, so that it need not be in memory whole. */

import { type Sign, signNote } from '../notes/signed-note.ts';
import {
  type BundleFrom,
  checkpointLine,
  endLine,
  endText,
  entryLine,
  fromLine,
  LinesHash,
  publicKeyText,
  startLine,
} from './bundle.ts';
import { deviceKey } from './checkpoint.ts';
import type { LedgerRecord } from './entry.ts';
import { BUNDLE_VERSION } from './verify-bundle.ts';

/** Who makes the file. */
export interface Maker {
  readonly device: string;
  /** Null where the browser has no key to sign with. */
  readonly key: { readonly publicKey: Uint8Array; readonly sign: Sign } | null;
  /** Epoch milliseconds. */
  readonly made: number;
}

/** What goes in of one device. */
export interface BundlePart {
  readonly from: BundleFrom;
  readonly entries: AsyncIterable<LedgerRecord> | Iterable<LedgerRecord>;
  /** Notes, of the whole ledger or of a part of it. */
  readonly checkpoints: readonly string[];
}

/** Lines of the file, without line breaks. */
export async function* bundleLines(
  { device, key, made }: Maker,
  parts: AsyncIterable<BundlePart> | Iterable<BundlePart>,
): AsyncGenerator<string> {
  const hash = new LinesHash();
  const counted = (line: string): string => {
    hash.add(line);
    return line;
  };
  const publicKey = key && publicKeyText(key.publicKey);
  yield counted(startLine({ v: BUNDLE_VERSION, made, by: device, key: publicKey }));
  for await (const { from, entries, checkpoints } of parts) {
    yield counted(fromLine(from));
    for await (const entry of entries) yield counted(entryLine(entry));
    for (const note of checkpoints) yield counted(checkpointLine(note));
  }
  const so = hash.so();
  const note =
    key && (await signNote(endText(device, so), deviceKey(device, key.publicKey), key.sign));
  yield endLine({ ...so, note });
}
