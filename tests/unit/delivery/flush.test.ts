/** How an outbox is emptied, with stores that answer as they like. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flush, pauseAfter } from '../../../core/delivery/flush.ts';
import type { Appended, Deposit } from '../../../core/delivery/store.ts';
import { MemoryOutbox } from '../../../tools/cluster/records.ts';

const STORED: Appended = { kind: 'stored', how: 'acknowledged' };
const LATER: Appended = { kind: 'later', why: 'unreachable' };

/** Takes each record as `answer` says, after a turn of the loop; counts how many are on their way. */
class Answering {
  most = 0;
  readonly asked: string[] = [];
  readonly #answer: (id: string, ask: number) => Appended;
  #now = 0;

  constructor(answer: (id: string, ask: number) => Appended) {
    this.#answer = answer;
  }

  async append({ place }: Deposit): Promise<Appended> {
    this.asked.push(place.id);
    this.most = Math.max(this.most, ++this.#now);
    await Promise.resolve();
    this.#now--;
    return this.#answer(place.id, this.asked.length);
  }
}

const options = () => {
  const pauses: number[] = [];
  const reported: [number, string][] = [];
  return {
    pauses,
    reported,
    pause: async (ms: number) => {
      pauses.push(ms);
    },
    random: () => 1,
    report: ({ key }: { key: number }, why: string) => reported.push([key, why]),
  };
};

describe('an outbox', () => {
  it('is empty when all are stored, with no more than 64 on their way', async () => {
    const store = new Answering(() => STORED);
    const outbox = new MemoryOutbox('d', 1_000);
    expect(await flush(store, outbox, options())).toEqual({ kind: 'empty', refused: 0 });
    expect(store.asked.length).toBe(1_000);
    expect(store.most).toBe(64);
    expect(outbox.waiting.size).toBe(0);
  });

  it('is sent one after the other where that is asked for', async () => {
    const store = new Answering(() => STORED);
    await flush(store, new MemoryOutbox('d', 50), { ...options(), inFlight: 1 });
    expect(store.most).toBe(1);
    expect(store.asked).toEqual(Array.from({ length: 50 }, (_, index) => `d-${index}`));
  });

  it('begins again from the first that waits, after a longer pause each time', async () => {
    const store = new Answering((_, ask) => (ask <= 5 ? LATER : STORED));
    const outbox = new MemoryOutbox('d', 3);
    const seen = options();
    await flush(store, outbox, { ...seen, inFlight: 1 });
    expect(seen.pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
    expect(store.asked.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'd-0'));
    expect(outbox.settled).toEqual([0, 1, 2]);
  });

  it('keeps what was refused, reports it once and sends the rest', async () => {
    const store = new Answering((id, ask) => {
      if (id === 'd-7') return { kind: 'refused', why: 'other-bytes' };
      return ask === 20 ? LATER : STORED;
    });
    const outbox = new MemoryOutbox('d', 100);
    const seen = options();
    expect(await flush(store, outbox, seen)).toEqual({ kind: 'empty', refused: 1 });
    expect(seen.reported).toEqual([[7, 'other-bytes']]);
    expect([...outbox.waiting.keys()]).toEqual([7]);
  });

  it.each(['permission', 'credential'] as const)('stops at a refused %s', async (why) => {
    const store = new Answering(() => ({ kind: 'refused', why }));
    const outbox = new MemoryOutbox('d', 1_000);
    const seen = options();
    expect(await flush(store, outbox, seen)).toEqual({ kind: 'refused', why });
    expect(seen.reported.length).toBe(1);
    expect(store.asked.length).toBeLessThanOrEqual(64);
    expect(outbox.waiting.size).toBe(1_000);
  });

  it('stops when it is told to, and what is on its way is still settled', async () => {
    const stop = new AbortController();
    const store = new Answering((_, ask) => {
      if (ask >= 100) stop.abort();
      return STORED;
    });
    const outbox = new MemoryOutbox('d', 1_000);
    const end = await flush(store, outbox, { ...options(), stop: stop.signal });
    expect(end).toEqual({ kind: 'stopped' });
    expect(outbox.settled.length).toBe(store.asked.length);
    expect(outbox.waiting.size).toBe(1_000 - store.asked.length);
  });

  it('says so when its own disk fails', async () => {
    const outbox = new MemoryOutbox('d', 10);
    outbox.settle = () => Promise.reject(new RangeError('the disk is full'));
    const store = new Answering(() => STORED);
    await expect(flush(store, outbox, options())).rejects.toThrow('the disk is full');
  });

  it('never lets go of a record that is not stored, and never forgets one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.nat(9)),
        fc.integer({ min: 1, max: 80 }),
        async (dice, count) => {
          const stored = new Set<string>();
          const store = new Answering((id) => {
            const die = dice.next().value ?? 0;
            // Stored, and nobody hears of it.
            if (die === 1) stored.add(id);
            if (die < 3) return LATER;
            stored.add(id);
            return STORED;
          });
          const outbox = new MemoryOutbox('d', count);
          const settle = outbox.settle.bind(outbox);
          outbox.settle = async (keys) => {
            for (const key of keys) expect(stored).toContain(`d-${key}`);
            await settle(keys);
          };
          expect(await flush(store, outbox, options())).toEqual({ kind: 'empty', refused: 0 });
          expect(stored.size).toBe(count);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the pause between two tries', () => {
  it('is a random part of one that doubles up to a minute', () => {
    expect(pauseAfter(1, () => 1)).toBe(500);
    expect(pauseAfter(5, () => 0.5)).toBe(4_000);
    expect(pauseAfter(500, () => 1)).toBe(60_000);
    expect(pauseAfter(3, () => 0)).toBe(50);
  });
});
