/** Reads what whoever uses this browser may read as it comes, and hands over what came in parts of a bounded size. */
import { pauseAfter } from '../../core/delivery/flush.ts';
import type { StreamBatch, StreamItem, StreamReading } from '../../core/delivery/messages.ts';
import type { Batch, DecisionDeposit, RecordStore, StopSignal } from '../../core/delivery/store.ts';
import { placeOf } from '../../core/delivery/subjects.ts';

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
        const parts = wanted.collection === 'reviews' ? decisionParts : partsOf;
        for (const part of parts(batch, wanted, from)) await taker.take(part);
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
    if (place.collection === 'reviews') continue;
    if (size + text.length > MOST_CHARACTERS && items.length > 0) {
      const more = behind + taken.length - number;
      parts.push({ reading, items, next: at, behind: more, trouble: null });
      [items, size] = [[], 0];
    }
    items.push({
      collection: place.collection,
      unit: place.unit,
      depositor: place.depositor,
      storedAt,
      text,
    });
    size += text.length;
    at = position + 1;
  }
  parts.push({ reading, items, next, behind, trouble: null });
  return parts;
}

interface Lying extends DecisionDeposit {
  readonly position: number;
}

/** What is at a place of a decision takes it, also where it cannot be read: it is told without text. */
function decisionsIn({ taken, quarantined }: Batch): readonly Lying[] {
  const read = taken.flatMap(({ position, place, text }) =>
    place.collection === 'reviews' ? [{ position, place, text }] : [],
  );
  const put = quarantined.flatMap(({ position, subject }) => {
    const place = placeOf(subject);
    return place?.collection === 'reviews' ? [{ position, place, text: '' }] : [];
  });
  return [...read, ...put].sort((a, b) => a.position - b.position);
}

function decisionParts(
  batch: Batch,
  { collection, force, unit }: StreamReading,
  from: number,
): StreamBatch[] {
  const common = { reading: { collection, force, unit }, items: [], trouble: null };
  const parts: StreamBatch[] = [];
  const all = decisionsIn(batch);
  let decisions: DecisionDeposit[] = [];
  let size = 0;
  let at = from;
  for (const [number, { position, place, text }] of all.entries()) {
    if (size + text.length > MOST_CHARACTERS && decisions.length > 0) {
      parts.push({ ...common, decisions, next: at, behind: batch.behind + all.length - number });
      [decisions, size] = [[], 0];
    }
    decisions.push({ place, text });
    size += text.length;
    at = position + 1;
  }
  parts.push({ ...common, decisions, next: batch.next, behind: batch.behind });
  return parts;
}
