/** What a reviewer's page hands over of what it reads: with its place, and nothing too large. */
import { describe, expect, it } from 'vitest';
import type { StreamBatch, StreamReading } from '../../../core/delivery/messages.ts';
import type { Batch } from '../../../core/delivery/store.ts';
import { subjectOf } from '../../../core/delivery/subjects.ts';
import { readOn } from '../../../entrypoints/delivery/reader.ts';

const HOME = { force: 'mids', unit: 't07' } as const;

/** What the background is handed where the store brings this. */
async function handed(
  collection: StreamReading['collection'],
  given: Omit<Batch, 'behind'>,
): Promise<{ readonly parts: readonly StreamBatch[]; readonly told: number }> {
  const stop = new AbortController();
  const batch = { ...given, behind: 0 };
  const parts: StreamBatch[] = [];
  let told = 0;
  await readOn(
    {
      async readUnit(_request, take) {
        await take(batch);
        stop.abort();
        return { kind: 'caught-up', next: batch.next };
      },
    },
    { collection, ...HOME, from: 1, since: null },
    {
      take: async (part) => parts.push(part),
      unreadable: async () => ++told,
      pause: async () => undefined,
    },
    stop.signal,
  );
  return { parts, told };
}

const decided = (number: number, text: string) => ({
  ...{ position: number + 1, storedAt: 0, text },
  place: { collection: 'reviews', ...HOME, attempt: 'a', number } as const,
});
const placesIn = ({ items }: StreamBatch) => items.map((item) => item.subject);
const subject = (number: number) => subjectOf(decided(number, '').place);

describe('what is read of a unit', () => {
  it('comes with the place of each, in parts of a bounded size', async () => {
    const taken = [0, 1, 2].map((number) => decided(number, 'x'.repeat(300_000)));
    const { parts } = await handed('reviews', { taken, quarantined: [], next: 9 });
    expect(parts.map(placesIn)).toEqual([[subject(0)], [subject(1)], [subject(2)]]);
    expect(parts.map(({ next }) => next)).toEqual([2, 3, 9]);
  });

  it('tells that a place of a decision is taken also where what lies there cannot be read', async () => {
    const quarantined = [
      { position: 2, storedAt: 0, subject: subject(1), why: 'not-utf8' } as const,
    ];
    const taken = [decided(0, 'one'), decided(2, 'three')];
    const { parts, told } = await handed('reviews', { taken, quarantined, next: 4 });
    expect(parts).toMatchObject([
      { items: [{ text: 'one' }, { text: '' }, { text: 'three' }], next: 4 },
    ]);
    expect(parts.flatMap(placesIn)).toEqual([subject(0), subject(1), subject(2)]);
    expect(told).toBe(1);
  });

  it('leaves out of the overrides what is no record', async () => {
    const quarantined = [
      { position: 1, storedAt: 0, subject: 'overrides.x', why: 'not-a-record' } as const,
    ];
    const { parts } = await handed('ledger', { taken: [], quarantined, next: 2 });
    expect(parts).toMatchObject([{ items: [], next: 2 }]);
  });
});
