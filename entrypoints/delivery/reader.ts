/** Reads a reviewer's units as they come, and hands over what came in parts of a bounded size. */
import { pauseAfter } from '../../core/delivery/flush.ts';
import type { StreamBatch, StreamReading } from '../../core/delivery/messages.ts';
import type { Batch, RecordStore, StopSignal } from '../../core/delivery/store.ts';

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

/** The place where to go on moves with the last part: what came in between comes again, and is known. */
function partsOf(
  { taken, next }: Batch,
  { collection, force, unit, from }: StreamReading,
): StreamBatch[] {
  const reading = { collection, force, unit };
  const parts: StreamBatch[] = [];
  let texts: string[] = [];
  let size = 0;
  let at = from;
  for (const { text, position } of taken) {
    if (size + text.length > MOST_CHARACTERS && texts.length > 0) {
      parts.push({ reading, texts, next: at });
      [texts, size] = [[], 0];
    }
    texts.push(text);
    size += text.length;
    at = position + 1;
  }
  parts.push({ reading, texts, next });
  return parts;
}
