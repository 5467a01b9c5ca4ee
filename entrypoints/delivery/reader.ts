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
  store: Pick<RecordStore, 'readUnit'>,
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

type Lying = StreamItem & { readonly position: number };

/** What is at a place of a decision takes it, also where it cannot be read: it is told without text. */
function lyingIn({ taken, quarantined }: Batch, { collection }: StreamReading): readonly Lying[] {
  const read = taken.map(({ position, storedAt, place, text }) => ({
    ...{ position, storedAt, text },
    subject: subjectOf(place),
  }));
  if (collection !== 'reviews' || quarantined.length === 0) return read;
  const put = quarantined.map(({ position, storedAt, subject }) => ({
    ...{ position, storedAt, subject },
    text: '',
  }));
  return [...read, ...put].sort((a, b) => a.position - b.position);
}

/** The place where to go on moves with the last part: what came in between comes again, and is known. */
function partsOf(batch: Batch, wanted: StreamReading, from: number): StreamBatch[] {
  const { collection, force, unit } = wanted;
  const common = { reading: { collection, force, unit }, trouble: null };
  const lying = lyingIn(batch, wanted);
  const parts: StreamBatch[] = [];
  let items: StreamItem[] = [];
  let size = 0;
  let at = from;
  for (const [number, { position, ...item }] of lying.entries()) {
    const weight = item.text.length + item.subject.length;
    if (size + weight > MOST_CHARACTERS && items.length > 0) {
      parts.push({ ...common, items, next: at, behind: batch.behind + lying.length - number });
      [items, size] = [[], 0];
    }
    items.push(item);
    size += weight;
    at = position + 1;
  }
  parts.push({ ...common, items, next: batch.next, behind: batch.behind });
  return parts;
}
