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
import { type Edge, isEdge } from './tree.ts';

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

function textOf({ device, first, size, before, last, digest }: CheckedSegment): string {
  return `${originOf(device)} segment\n${first} ${size}\n${before}\n${last}\n${digest}\n`;
}

/**
 * @param edge of the tree, behind the last entry
 * @returns the note
 */
export function signSegment(
  checked: CheckedSegment,
  edge: Edge,
  publicKey: Uint8Array,
  sign: Sign,
): Promise<string> {
  const text = `${textOf(checked)}${edge.nodes.join(' ')}\n`;
  return signNote(text, deviceKey(checked.device, publicKey), sign);
}

/**
 * - `unsigned`: the note is none, or not by this key.
 * - `other`: the device signed that these entries were others.
 */
export type NoteDoubt = 'unsigned' | 'other';

/** @returns the edge of the tree behind the segment, where the device signed exactly this of it */
export async function openSegment(
  note: string,
  checked: CheckedSegment,
  key: NoteKey,
  verify: VerifyEd25519,
): Promise<Edge | NoteDoubt> {
  const opened = await openNote(note, [key], verify);
  if ('fault' in opened) return 'unsigned';
  const said = textOf(checked);
  if (!opened.text.startsWith(said)) return 'other';
  const nodes = opened.text.slice(said.length, -1).split(' ');
  const edge = { size: checked.first + checked.size, nodes };
  return isEdge(edge) ? edge : 'other';
}
