/** How decisions are claimed, with stores that answer as they like. */
import { describe, expect, it } from 'vitest';
import type { WaitingClaim } from '../../../core/delivery/messages.ts';
import type {
  AnswerDeposit,
  Appended,
  Decided,
  RecordStore,
} from '../../../core/delivery/store.ts';
import { Claimer } from '../../../entrypoints/delivery/claimer.ts';

const STORED: Decided = { kind: 'stored', how: 'acknowledged' };
const LATER: Decided = { kind: 'later', why: 'unreachable' };
const REFUSED: Decided = { kind: 'refused', why: 'permission' };

function claim(id: string): WaitingClaim {
  const place = { force: 'mids', unit: 't07', attempt: id, number: 0 } as const;
  const text = `text of ${id}`;
  const tell = [{ place: { ...place, depositor: 'off1' }, text }];
  return { id, place: { collection: 'reviews', ...place }, text, tell };
}

/** Runs until nothing is done any more, or so many pauses went by. */
async function run(
  waiting: readonly string[],
  answers: (id: string, ask: number) => Decided,
  change: { readonly pauses?: number; readonly tell?: (ask: number) => Appended } = {},
) {
  const left = new Set(waiting);
  const told: (readonly [string, Decided])[] = [];
  const pauses: number[] = [];
  const stop = new AbortController();
  let asks = 0;
  let busy: boolean | null = null;
  const decide: RecordStore['decide'] = async ({ place }) =>
    answers('attempt' in place ? place.attempt : place.id, ++asks);
  let tells = 0;
  const heard: string[] = [];
  const tell = async ({ place, text }: AnswerDeposit): Promise<Appended> => {
    heard.push(`${place.attempt} ${text}`);
    return change.tell?.(++tells) ?? { kind: 'stored', how: 'acknowledged' };
  };
  const claimer = new Claimer(
    { decide, tell },
    {
      claims: async () => [...left].map(claim),
      claimed: async (id, answer) => {
        told.push([id, answer]);
        if (answer.kind === 'stored' || answer.kind === 'taken') left.delete(id);
      },
      pause: async (ms) => {
        busy = claimer.isBusy;
        pauses.push(ms);
        if (pauses.length >= (change.pauses ?? 50)) stop.abort();
      },
      untilWoken: async () => {
        busy = claimer.isBusy;
        stop.abort();
      },
    },
  );
  await claimer.run(stop.signal);
  return { told, pauses, left, busy, heard };
}

describe('decisions that wait', () => {
  it('are claimed one after the other, and each answer is told', async () => {
    const taken: Decided = { kind: 'taken', text: 'theirs' };
    const done = await run(['a', 'b'], (id) => (id === 'a' ? STORED : taken));
    expect(done).toMatchObject({
      told: [
        ['a', STORED],
        ['b', taken],
      ],
      pauses: [],
      busy: false,
    });
  });

  it('are asked for again while the store is away, never longer apart than five seconds', async () => {
    const done = await run(['a'], (_, ask) => (ask < 15 ? LATER : STORED));
    expect(done.left.size).toBe(0);
    expect(done.pauses).toHaveLength(14);
    expect(Math.max(...done.pauses)).toBeLessThanOrEqual(5_000);
    expect(done.told.at(-1)).toEqual(['a', STORED]);
  });

  it('keep the page busy only where an answer may come by itself', async () => {
    expect((await run(['a'], () => LATER, { pauses: 1 })).busy).toBe(true);
    const refused = await run(['a'], () => REFUSED);
    expect(refused).toMatchObject({ told: [['a', REFUSED]], pauses: [], busy: false });
  });

  it('do not keep each other back: one that is refused leaves the others to be taken', async () => {
    const done = await run(['a', 'b', 'c'], (id) => (id === 'b' ? REFUSED : STORED));
    expect([...done.left]).toEqual(['b']);
  });
});

describe('the officer whose override it was', () => {
  it('is told word for word, and of nothing that did not stand', async () => {
    const taken: Decided = { kind: 'taken', text: 'theirs' };
    const done = await run(['a', 'b'], (id) => (id === 'a' ? STORED : taken));
    expect(done.heard).toEqual(['a text of a']);
  });

  it('is told before it counts as answered: where that waits, both are asked again', async () => {
    const tell = (ask: number): Appended =>
      ask === 1 ? { kind: 'later', why: 'unreachable' } : { kind: 'stored', how: 'read-back' };
    const done = await run(['a'], () => STORED, { tell });
    expect(done.told).toEqual([
      ['a', LATER],
      ['a', STORED],
    ]);
    expect(done.heard).toHaveLength(2);
  });

  it('is not told by a store that knows no such place, which keeps no decision back', async () => {
    const tell = (): Appended => ({ kind: 'refused', why: 'permission' });
    expect((await run(['a'], () => STORED, { tell })).told).toEqual([['a', STORED]]);
  });
});
