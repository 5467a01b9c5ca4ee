/** Reads what whoever uses this browser may read as it comes, and hands over what came in parts of a bounded size. */
import { pauseAfter } from '../../core/delivery/flush.ts';
import type { StreamBatch, StreamItem, StreamReading } from '../../core/delivery/messages.ts';
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
  store: RecordStore,
  wanted: StreamReading,
  taker: Taker,
  stop: StopSignal,
): Promise<void> {
  let { from } = wanted;
  const { since, ...reading } = wanted;
  let isTold = false;
  for (let failures = 0; !stop.aborted; ) {
    const end = await store.readUnit(
      { ...reading, from, live: true, ...(since !== null && { since }) },
      async (batch) => {
        failures = 0;
        if (batch.quarantined.length > 0 && !isTold) {
          isTold = true;
          await taker.unreadable();
        }
        for (const part of partsOf(batch, wanted, from)) await taker.take(part);
        from = batch.next;
      },
      stop,
    );
    if (stop.aborted || end.kind === 'caught-up') continue;
    const { collection, force, unit } = wanted;
    const none = { items: [], next: from, behind: 0, trouble: end.why };
    await taker.take({ reading: { collection, force, unit }, ...none });
    if (end.kind === 'refused') return;
    await taker.pause(pauseAfter(++failures, Math.random));
  }
}

/** The place where to go on moves with the last part: what came in between comes again, and is known. */
function partsOf(
  { taken, next, behind }: Batch,
  { collection, force, unit }: StreamReading,
  from: number,
): StreamBatch[] {
  const reading = { collection, force, unit };
  const parts: StreamBatch[] = [];
  let items: StreamItem[] = [];
  let size = 0;
  let at = from;
  for (const [number, { text, position, place, storedAt }] of taken.entries()) {
    const subject = subjectOf(place);
    const weight = text.length + subject.length;
    if (size + weight > MOST_CHARACTERS && items.length > 0) {
      const more = behind + taken.length - number;
      parts.push({ reading, items, next: at, behind: more, trouble: null });
      [items, size] = [[], 0];
    }
    items.push({ subject, storedAt, text });
    size += weight;
    at = position + 1;
  }
  parts.push({ reading, items, next, behind, trouble: null });
  return parts;
}
