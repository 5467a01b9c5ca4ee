/**
 * SHA-256 of many texts by the browser's own hash: faster than the one in the bundle where many are on
 * their way, and not on the thread that guards wait for.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { leafText } from '../core/ledger/tree.ts';

const ENCODER = new TextEncoder();
/** No character of a text takes more bytes of UTF-8. */
const MOST_BYTES = 3;

/** Where texts are encoded, one after the other: what is digested is copied before a call returns. */
let room = new Uint8Array(64 * 1024);

/** @param texts a few hundred; each is on its way at once @returns hex, in the order of the texts */
export async function textHashes(texts: readonly string[]): Promise<readonly string[]> {
  const digests = await Promise.all(texts.map(digestOf));
  return digests.map((digest) => bytesToHex(new Uint8Array(digest)));
}

function digestOf(text: string): Promise<ArrayBuffer> {
  if (text.length * MOST_BYTES > room.length) room = new Uint8Array(text.length * MOST_BYTES);
  const { written } = ENCODER.encodeInto(text, room);
  return crypto.subtle.digest('SHA-256', room.subarray(0, written));
}

/** @param lines header lines of entries */
export function leafHashes(lines: readonly string[]): Promise<readonly string[]> {
  return textHashes(lines.map(leafText));
}
