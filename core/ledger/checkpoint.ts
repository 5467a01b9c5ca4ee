/**
 * Checkpoints: https://c2sp.org/tlog-checkpoint. What a device says of its ledger at one moment,
 * signed: its name, how many entries there are, and the root over them.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../notes/base64.ts';
import {
  type NoteFault,
  type NoteKey,
  noteKey,
  openNote,
  parseNote,
  type Sign,
  signNote,
  type VerifyEd25519,
} from '../notes/signed-note.ts';

const PRODUCT = 'right-to-report/';

export interface Checkpoint {
  readonly device: string;
  /** Number of entries. */
  readonly size: number;
  /** Root over them, hex. */
  readonly root: string;
}

/** The name under which a device signs. */
export function originOf(device: string): string {
  return `${PRODUCT}${device}`;
}

/** The key of a device as a note knows it. */
export function deviceKey(device: string, key: Uint8Array): NoteKey {
  return noteKey(originOf(device), key);
}

/** @returns the note */
export function signCheckpoint(
  { device, size, root }: Checkpoint,
  key: Uint8Array,
  sign: Sign,
): Promise<string> {
  const text = `${originOf(device)}\n${size}\n${toBase64(hexToBytes(root))}\n`;
  return signNote(text, deviceKey(device, key), sign);
}

/** Reads a checkpoint without checking who signed it; null where the note is none. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const parsed = parseNote(note);
  return parsed && readText(parsed.text);
}

function readText(text: string): Checkpoint | null {
  const [origin = '', size = '', root = '', ...more] = text.split('\n');
  const device = origin.startsWith(PRODUCT) ? origin.slice(PRODUCT.length) : '';
  const bytes = fromBase64(root);
  // Nothing of ours writes extension lines, which the specification allows.
  if (more.length !== 1 || more[0] !== '' || !isDeviceId(device) || bytes?.length !== 32)
    return null;
  if (!/^(?:0|[1-9]\d{0,14})$/.test(size)) return null;
  return { device, size: Number(size), root: bytesToHex(bytes) };
}

/** Whether the device that a checkpoint names signed it with this key. */
export async function openCheckpoint(
  note: string,
  keys: readonly NoteKey[],
  verify: VerifyEd25519,
): Promise<Checkpoint | { readonly fault: NoteFault }> {
  const read = parseCheckpoint(note);
  if (read === null) return { fault: 'no-note' };
  const own = keys.filter(({ name }) => name === originOf(read.device));
  const opened = await openNote(note, own, verify);
  return 'fault' in opened ? opened : read;
}

/** Ids of devices are random: eight bytes, hex. */
export function isDeviceId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{16}$/.test(value);
}
