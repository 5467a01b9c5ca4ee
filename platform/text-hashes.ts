/**
 * SHA-256 of many texts by the browser's own hash: faster than the one in the bundle where many are on
 * their way, and not on the thread that guards wait for.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { leafText } from '../core/ledger/tree.ts';

const ENCODER = new TextEncoder();

/** @param texts a few hundred; each is on its way at once @returns hex, in the order of the texts */
export async function textHashes(texts: readonly string[]): Promise<readonly string[]> {
  const digests = await Promise.all(
    texts.map((text) => crypto.subtle.digest('SHA-256', ENCODER.encode(text))),
  );
  return digests.map((digest) => bytesToHex(new Uint8Array(digest)));
}

/** @param lines header lines of entries */
export function leafHashes(lines: readonly string[]): Promise<readonly string[]> {
  return textHashes(lines.map(leafText));
}
