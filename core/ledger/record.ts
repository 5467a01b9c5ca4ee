/**
 * Records: entries as they leave a machine, in bundles and on the force's stream. One JSON text
 * with the header line in it word for word, so that whoever reads it hashes the same bytes.
 */

import { isObject, parsedJson } from '../json.ts';
import type { LedgerRecord } from './entry.ts';

/** No entry of ours comes near: a body holds an explanation of at most 1,000 characters. */
export const MOST_RECORD_CHARACTERS = 64 * 1024;

/** What any version of a header says of its own place. */
export interface Place {
  readonly v: number;
  readonly id: string;
  readonly seq: number;
  readonly prev: string;
  readonly device: string;
  readonly kind: string;
  readonly body: string | null;
}

/** An entry of some device. */
export interface PlacedRecord extends LedgerRecord {
  readonly place: Place;
}

export function recordText({ line, salt, body }: LedgerRecord): string {
  return JSON.stringify({ line, salt, body });
}

/** @returns null where the text is no record */
export function parseRecord(text: string): PlacedRecord | null {
  return text.length > MOST_RECORD_CHARACTERS ? null : asRecord(parsedJson(text));
}

/** @param value from a file or the stream, untrusted */
export function asRecord(value: unknown): PlacedRecord | null {
  if (!isObject(value) || Object.keys(value).length !== 3) return null;
  const { line, salt, body } = value;
  if (typeof line !== 'string' || line.length > MOST_RECORD_CHARACTERS) return null;
  if (!isTextOrNull(salt) || !isTextOrNull(body)) return null;
  const place = placeOf(line);
  return place && { line, salt, body, place };
}

/** What a header line says of its place; null where it is no header of any version. */
export function placeOf(line: string): Place | null {
  const value = parsedJson(line);
  if (!isObject(value)) return null;
  const { v, id, seq, prev, device, kind, body } = value;
  const isPlace =
    typeof v === 'number' &&
    typeof id === 'string' &&
    /^[A-Za-z0-9-]{1,80}$/.test(id) &&
    typeof seq === 'number' &&
    Number.isSafeInteger(seq) &&
    seq >= 0 &&
    typeof prev === 'string' &&
    typeof device === 'string' &&
    /^[0-9a-f]{16}$/.test(device) &&
    typeof kind === 'string' &&
    isTextOrNull(body);
  return isPlace ? { v, id, seq, prev, device, kind, body } : null;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
