/**
 * SHA-256 of many texts by the browser's own hash: faster than the one in the bundle where many are on
 * their way, and not on the thread that guards wait for.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { bodyText, type LedgerRecord, type RecordHashes } from '../core/ledger/entry.ts';
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

/** Digests long texts, one after the other in the same room, which goes when they are done. */
export class LongTexts {
  #room = new Uint8Array(0);

  /** @returns SHA-256 of two texts with a line break between, hex */
  async hash(text: string, behind: string): Promise<string> {
    const most = (text.length + behind.length) * MOST_BYTES + 1;
    if (this.#room.length < most) this.#room = new Uint8Array(most);
    const room = this.#room;
    const { written } = ENCODER.encodeInto(text, room);
    room[written] = LINE_BREAK;
    const rest = ENCODER.encodeInto(behind, room.subarray(written + 1));
    // What is digested is copied before the call returns.
    const bytes = room.subarray(0, written + 1 + rest.written);
    return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  }
}

const LINE_BREAK = 10;

/** @param records a few hundred @returns in their order */
export async function recordHashes(
  records: readonly LedgerRecord[],
): Promise<readonly RecordHashes[]> {
  const withBody = records.filter(({ body }) => body !== null);
  const texts = withBody.map(({ salt, body }) => bodyText(salt ?? '', body ?? ''));
  const [leaves, bodies] = await Promise.all([
    textHashes(records.map(({ line }) => leafText(line))),
    textHashes(texts),
  ]);
  let place = 0;
  return records.map(({ body }, at) => ({
    leaf: leaves[at] ?? '',
    body: body === null ? null : (bodies[place++] ?? ''),
  }));
}
