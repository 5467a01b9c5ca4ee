/** One round of delivery, with a store that answers as an older one does. */
import { describe, expect, it } from 'vitest';
import type { QueuedRecord } from '../../../core/delivery/messages.ts';
import type { Appended, Deposit, RecordStore, Verified } from '../../../core/delivery/store.ts';
import { subjectOf } from '../../../core/delivery/subjects.ts';
import { Courier } from '../../../entrypoints/delivery/courier.ts';
import { deposit, MemoryOutbox } from '../../../tools/cluster/records.ts';

/** Keeps each place once; what it may not take it refuses, as the server does. */
class KeepingStore implements RecordStore {
  readonly kept = new Map<string, string>();
  readonly refused: string[] = [];
  readonly #takes: (subject: string) => boolean;

  constructor(takes: (subject: string) => boolean = () => true) {
    this.#takes = takes;
  }

  async append({ place, text }: Deposit): Promise<Appended> {
    const subject = subjectOf(place);
    if (!this.#takes(subject)) {
      this.refused.push(subject);
      return { kind: 'refused', why: 'permission' };
    }
    this.kept.set(subject, text);
    return { kind: 'stored', how: 'acknowledged' };
  }

  async verify({ place, text }: Deposit): Promise<Verified> {
    const there = this.kept.get(subjectOf(place));
    return { kind: there === undefined ? 'missing' : there === text ? 'held' : 'differs' };
  }

  readUnit(): never {
    throw new Error('nobody reads here');
  }

  decide(): never {
    throw new Error('nobody decides here');
  }

  tell(): never {
    throw new Error('nobody decides here');
  }

  hear(): never {
    throw new Error('nobody hears here');
  }

  async close(): Promise<void> {}
}

const beatOf = (seq: number): QueuedRecord => {
  const { place, text } = deposit('off1', seq);
  return { key: seq, place: { ...place, collection: 'heartbeats' }, text };
};

/** What waits, every second one a sign of life; and what was delivered before. */
function sender(count: number, delivered: readonly QueuedRecord[] = []) {
  const outbox = new MemoryOutbox('off1', count);
  const faults: string[] = [];
  const next = async (after: number, most: number) =>
    (await outbox.next(after, most)).map((each) =>
      each.key % 2 === 0 ? { ...each } : { ...each, place: beatOf(each.key).place },
    );
  return {
    outbox,
    faults,
    next,
    settle: (keys: readonly number[]) => outbox.settle(keys),
    delivered: async () => null,
    recheck: async () => ({ records: delivered, next: null }),
    report: async () => null,
    fault: async (code: string) => faults.push(code),
    pause: async () => undefined,
  };
}

const isOld = (subject: string) => !subject.startsWith('heartbeats.');

describe('signs of life', () => {
  it('go to a place of their own', async () => {
    const store = new KeepingStore();
    expect(await new Courier(store, sender(4)).deliver()).toBe(true);
    expect([...store.kept.keys()].map((each) => each.split('.')[0])).toEqual([
      ...['overrides', 'heartbeats', 'overrides', 'heartbeats'],
    ]);
  });

  it('go where they went before in a store that has no such place, and keep back nothing', async () => {
    const store = new KeepingStore(isOld);
    const from = sender(200);
    expect(await new Courier(store, from).deliver()).toBe(true);
    expect(from.outbox.waiting.size).toBe(0);
    expect(store.kept.size).toBe(200);
    // Not asked again for each: those that were on their way together, and no more.
    expect(store.refused.length).toBeLessThanOrEqual(64);
  });

  it('do not make a store that refuses everything look well', async () => {
    const from = sender(4);
    expect(await new Courier(new KeepingStore(() => false), from).deliver()).toBe(false);
    expect(from.outbox.waiting.size).toBe(4);
  });

  it('that an earlier version delivered are found where it put them, and not told as lost', async () => {
    const store = new KeepingStore();
    const { place, text } = deposit('off1', 1);
    await store.append({ place, text });
    const from = sender(0, [beatOf(1)]);
    await new Courier(store, from).deliver();
    expect(from.faults).toEqual([]);
    expect(store.kept.size).toBe(1);
  });

  it('that are in neither place are handed in again, and told as lost', async () => {
    const store = new KeepingStore();
    const from = sender(0, [beatOf(1)]);
    await new Courier(store, from).deliver();
    expect(from.faults).toEqual(['store-lost']);
    expect([...store.kept.keys()]).toEqual([subjectOf(beatOf(1).place)]);
  });
});
