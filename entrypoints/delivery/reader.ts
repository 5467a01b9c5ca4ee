/** Reads a reviewer's units as they come, and hands over what came in parts of a bounded size. */
import { pauseAfter } from '../../core/delivery/flush.ts';
import type { StreamBatch, StreamReading } from '../../core/delivery/messages.ts';
import type { Batch, RecordStore, StopSignal } from '../../core/delivery/store.ts';
import { subjectOf } from '../../core/delivery/subjects.ts';

export interface Taker {
  take(batch: StreamBatch): Promise<unknown>;
  /** Something in the store is no record; once for each reading is enough. */
  unreadable(): Promise<unknown>;
  pause(ms: number): Promise<void>;
}

/** Characters of one message; text in it may be escaped twice. */
const MOST_CHARACTERS = 400_000;

/** Goes on until it is stopped or the credentials do not allow it. */
export async function readOn(
  store: Pick<RecordStore, 'readUnit'>,
  wanted: StreamReading,
  taker: Taker,
  stop: StopSignal,
): Promise<void> {
  let { from } = wanted;
  let isTold = false;
  for (let failures = 0; !stop.aborted; ) {
    const end = await store.readUnit(
      { ...wanted, from, live: true },
      async (batch) => {
        failures = 0;
        if (batch.quarantined.length > 0 && !isTold) {
          isTold = true;
          await taker.unreadable();
        }
        for (const part of partsOf(batch, wanted)) await taker.take(part);
        from = batch.next;
      },
      stop,
    );
    if (end.kind === 'refused') return;
    if (end.kind === 'later') await taker.pause(pauseAfter(++failures, Math.random));
  }
}

interface Lying {
  readonly position: number;
  readonly subject: string;
  readonly text: string;
}

/** What is at a place of a decision takes it, also where it cannot be read: it is told without text. */
function lyingIn({ taken, quarantined }: Batch, { collection }: StreamReading): readonly Lying[] {
  const read = taken.map(({ position, place, text }) => ({
    ...{ position, text },
    subject: subjectOf(place),
  }));
  if (collection !== 'reviews' || quarantined.length === 0) return read;
  const put = quarantined.map(({ position, subject }) => ({ position, subject, text: '' }));
  return [...read, ...put].sort((a, b) => a.position - b.position);
}

/** The place where to go on moves with the last part: what came in between comes again, and is known. */
function partsOf(batch: Batch, wanted: StreamReading): StreamBatch[] {
  const { collection, force, unit, from } = wanted;
  const reading = { collection, force, unit };
  const parts: StreamBatch[] = [];
  let texts: string[] = [];
  let subjects: string[] = [];
  let size = 0;
  let at = from;
  for (const { text, subject, position } of lyingIn(batch, wanted)) {
    const weight = text.length + subject.length;
    if (size + weight > MOST_CHARACTERS && texts.length > 0) {
      parts.push({ reading, texts, subjects, next: at });
      [texts, subjects, size] = [[], [], 0];
    }
    texts.push(text);
    subjects.push(subject);
    size += weight;
    at = position + 1;
  }
  parts.push({ reading, texts, subjects, next: batch.next });
  return parts;
}
