/**
 * What a device says of a run of its entries after it has checked them one by one: signed, so that
 * the run can be checked as a whole from then on. A note of its own, and no checkpoint: whoever reads
 * checkpoints finds none in it.
 */

import {
  type NoteKey,
  openNote,
  type Sign,
  signNote,
  type VerifyEd25519,
} from '../notes/signed-note.ts';
import { deviceKey, originOf } from './checkpoint.ts';

export interface CheckedSegment {
  readonly device: string;
  /** Sequence number of the first entry. */
  readonly first: number;
  readonly size: number;
  /** Leaf hash of the entry before the first. */
  readonly before: string;
  /** Leaf hash of the last entry. */
  readonly last: string;
  /** SHA-256 of the segment as it is stored, hex. */
  readonly digest: string;
}

/** The same line by line: what is signed, and what a note is compared with. */
function textOf({ device, first, size, before, last, digest }: CheckedSegment): string {
  return `${originOf(device)} segment\n${first} ${size}\n${before}\n${last}\n${digest}\n`;
}

/** @returns the note */
export function signSegment(
  checked: CheckedSegment,
  publicKey: Uint8Array,
  sign: Sign,
): Promise<string> {
  return signNote(textOf(checked), deviceKey(checked.device, publicKey), sign);
}

/** Whether a device that has this key signed exactly this of a segment. */
export async function isSigned(
  note: string,
  checked: CheckedSegment,
  key: NoteKey,
  verify: VerifyEd25519,
): Promise<boolean> {
  const opened = await openNote(note, [key], verify);
  return 'text' in opened && opened.text === textOf(checked);
}
