import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** One for all: to make one costs as much as to hash a line, and an append waits for three. */
const ENCODER = new TextEncoder();

/** SHA-256 of a text in UTF-8, hex. */
export function textHash(text: string): string {
  return bytesToHex(sha256(ENCODER.encode(text)));
}
