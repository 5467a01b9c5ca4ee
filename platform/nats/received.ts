/** From messages of the stream to what is taken and what is put aside. Nothing in them is trusted. */
import { contentFault } from '../../core/delivery/record-shape.ts';
import {
  ASKED,
  type Batch,
  LEDGER,
  MAX_RECORD_BYTES,
  type Quarantined,
  type ReadRequest,
  type Received,
  type Unreadable,
} from '../../core/delivery/store.ts';
import { DEPOSITED, LIVE, type Place, placeOf } from '../../core/delivery/subjects.ts';
import type { Delivered } from './answers.ts';

export interface Arrived {
  readonly at: Delivered;
  readonly subject: string;
  readonly bytes: Uint8Array;
}

const SHOWN_SUBJECT = 256;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @param arrived in order; none where nothing was there */
export function batchOf(arrived: readonly Arrived[], wanted: ReadRequest): Batch {
  const taken: Received[] = [];
  const quarantined: Quarantined[] = [];
  for (const { at, subject, bytes } of arrived) {
    const { position, storedAt } = at;
    const read = readMessage(subject, bytes, wanted);
    if (typeof read === 'string')
      quarantined.push({
        position,
        storedAt,
        subject: subject.slice(0, SHOWN_SUBJECT),
        why: read,
      });
    else taken.push({ position, storedAt, ...read });
  }
  const last = arrived.at(-1)?.at;
  const next = (last?.position ?? wanted.from - 1) + 1;
  return { taken, quarantined, next, behind: last?.pending ?? 0 };
}

function isOf(wanted: ReadRequest['collection'], collection: Place['collection']): boolean {
  if (wanted === LEDGER) return DEPOSITED.some((each) => each === collection);
  if (wanted === ASKED) return LIVE.some((each) => each === collection);
  return wanted === collection;
}

function readMessage(
  subject: string,
  bytes: Uint8Array,
  wanted: ReadRequest,
): Unreadable | { readonly place: Place; readonly text: string } {
  const place = placeOf(subject);
  if (place === null) return 'not-a-place';
  if (!isOf(wanted.collection, place.collection)) return 'wrong-collection';
  if (place.force !== wanted.force) return 'wrong-force';
  if (wanted.unit !== null && place.unit !== wanted.unit) return 'wrong-unit';
  if (bytes.length > MAX_RECORD_BYTES) return 'too-large';
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return 'not-utf8';
    throw error;
  }
  return contentFault(place, text) ?? { place, text };
}
