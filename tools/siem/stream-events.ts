/** What the stream holds beside entries, and what the forwarder itself finds, as events. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Quarantined, Received } from '../../core/delivery/store.ts';
import { placeOf } from '../../core/delivery/subjects.ts';
import { parseCheckpoint } from '../../core/ledger/checkpoint.ts';
import { eventOf, type Fields, type OcsfEvent, uidOf } from './event.ts';

/** Where it lay: who handed it in stands in the place and not in what was handed in. */
export function placeFields({ place, position }: Received): Fields {
  return {
    collection: place.collection,
    position,
    force: place.force,
    unit: place.unit,
    ...(place.collection === 'reviews' ? {} : { depositor: place.depositor }),
  };
}

/** A chain head: what a device had signed for, kept where the force's store cannot reach it. */
export function checkpointEvent(received: Received): OcsfEvent {
  const checkpoint = parseCheckpoint(received.text);
  if (checkpoint === null) return unreadableEvent(received, 'not-a-checkpoint', {}, undefined);
  const { device, size, root } = checkpoint;
  return eventOf({
    class: 'base',
    activity: [99, 'Checkpoint'],
    severity: 'informational',
    time: received.storedAt,
    storedAt: received.storedAt,
    uid: uidOf('checkpoint', ...Object.values(received.place), size, root),
    kind: 'checkpoint',
    message: 'A device signed for the entries of its ledger',
    sequence: size,
    device,
    own: { tree_size: size, tree_root: root, ...placeFields(received) },
  });
}

/** Whoever forges chooses a subject's text, so of one that is no place only its hash is sent. */
export function quarantinedEvent(item: Quarantined, collection: string): OcsfEvent {
  const place = placeOf(item.subject);
  const known = place && 'depositor' in place ? { depositor: place.depositor } : {};
  return translationError(item.position, item.storedAt, item.why, undefined, {
    collection,
    subject_hash: bytesToHex(sha256(utf8ToBytes(item.subject))),
    ...(place ? { force: place.force, unit: place.unit, ...known } : {}),
  });
}

export function unreadableEvent(
  received: Received,
  why: string,
  own: Fields,
  device: string | undefined,
): OcsfEvent {
  const { position, storedAt } = received;
  return translationError(position, storedAt, why, device, { ...own, ...placeFields(received) });
}

function translationError(
  position: number,
  storedAt: number,
  code: string,
  device: string | undefined,
  own: Fields,
): OcsfEvent {
  return eventOf({
    class: 'error',
    activity: [2, 'Translation Error'],
    severity: 'high',
    time: storedAt,
    storedAt,
    uid: uidOf('unreadable', String(own['collection']), position, storedAt, code),
    kind: 'unreadable',
    message: 'Something in the stream is no entry and no checkpoint that can be read',
    device,
    own: { ...own, ledger_code: code, position },
  });
}

export const FOUND = {
  'device-silent': 'A device has not been heard of',
  'stream-silent': 'Nothing reaches the stream any more',
  'override-unreviewed': 'An override has not been decided on',
  'stream-differs': 'The stream no longer holds what was read from it',
} as const;

/** @param of device, entry or collection */
export function findingEvent(
  code: keyof typeof FOUND,
  of: string,
  since: number,
  now: number,
  own: Fields = {},
): OcsfEvent {
  const uid = uidOf('finding', code, of, since);
  return eventOf({
    class: 'finding',
    activity: [1, 'Create'],
    severity: code === 'stream-differs' ? 'high' : 'medium',
    time: now,
    uid,
    kind: 'finding',
    message: FOUND[code],
    ...(code === 'device-silent' ? { device: of } : {}),
    more: { finding_info: { uid, title: FOUND[code], types: [code], first_seen_time: since } },
    own: { ledger_code: code, of, since, ...own },
  });
}
