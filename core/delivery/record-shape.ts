/**
 * What a record or a checkpoint from the store says of itself. The store takes any bytes from
 * whoever may write to a place, so nothing here trusts them; whether chain and signatures hold is
 * for the verifier.
 */

import { jsonObject } from '../json.ts';
import type { Unreadable } from './store.ts';
import { ID, type Place } from './subjects.ts';

/** As far as the header line names itself. */
export interface RecordName {
  readonly id: string;
  readonly device: string;
  readonly seq: number;
}

const RECORD_KEYS = 'line,salt,body';
const DEVICE = /^[A-Za-z0-9-]{1,64}$/;

/** @returns null for what is no record; a newer version with more in its header is one */
export function recordName(text: string): RecordName | null {
  const record = jsonObject(text);
  if (record === null || Object.keys(record).join() !== RECORD_KEYS) return null;
  const { line, salt, body } = record;
  const isText = (value: unknown): boolean => value === null || typeof value === 'string';
  if (typeof line !== 'string' || !isText(salt) || !isText(body)) return null;
  const header = jsonObject(line);
  if (header === null) return null;
  const { id, device, seq } = header;
  if (typeof id !== 'string' || !ID.test(id)) return null;
  if (typeof device !== 'string' || !DEVICE.test(device)) return null;
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) return null;
  return { id, device, seq };
}

const CHECKPOINT = /^right-to-report\/([A-Za-z0-9-]{1,64})\n(\d{1,15})\n[A-Za-z0-9+/=]{1,64}\n/;

/** @returns what a checkpoint is called in its place, null for what is none */
export function checkpointId(text: string): string | null {
  const [, device, size] = CHECKPOINT.exec(text) ?? [];
  return device === undefined || size === undefined ? null : `${device}-${size}`;
}

/** Why what lies at a place is not taken, null where it is. */
export function contentFault(place: Place, text: string): Unreadable | null {
  if (place.collection === 'checkpoints') {
    const id = checkpointId(text);
    if (id === null) return 'not-a-checkpoint';
    return id === place.id ? null : 'id-differs';
  }
  const name = recordName(text);
  if (name === null) return 'not-a-record';
  // A decision is the reviewer's own entry; of which attempt it is, its header says.
  if (place.collection === 'reviews') return null;
  // So are an answer and what takes a question back; of which one, their headers say.
  if (place.collection === 'grants' || place.collection === 'withdrawals') return null;
  return name.id === place.id ? null : 'id-differs';
}
