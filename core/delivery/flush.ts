/**
 * Empties an outbox into the store: in the device's order, a bounded number on their way, and a
 * record leaves the outbox only when the store has it for certain. Trouble of the store makes it
 * wait longer each time, by a random part of it, so that a thousand devices do not come back at
 * the same moment.
 */
import type { Appended, Deposit, RecordStore, Refused, StopSignal } from './store.ts';

export interface Queued extends Deposit {
  /** Grows in the order in which records are to be handed in. */
  readonly key: number;
}

export interface Outbox {
  /** @returns at most `count` that wait, with a key above `after`, in order of key */
  next(after: number, count: number): Promise<readonly Queued[]>;
  /** These are stored for certain; one strict transaction. */
  settle(keys: readonly number[]): Promise<void>;
}

export interface FlushOptions {
  /** @default 64 */
  readonly inFlight?: number;
  /** Waits, but not beyond the stop. */
  readonly pause: (ms: number) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
  readonly stop?: StopSignal;
  /** A record that somebody has to look at; it stays in the outbox. */
  readonly report: (queued: Queued, why: Refused['why']) => void;
}

export type FlushEnd =
  | { readonly kind: 'empty'; readonly refused: number }
  | { readonly kind: 'stopped' }
  /** The credential or its permissions: trying on would only fill the server's log. */
  | { readonly kind: 'refused'; readonly why: 'credential' | 'permission' };

const PAGE = 256;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
const SHORTEST_PAUSE_MS = 50;

/** @returns milliseconds to wait before the try after this many failures, 1 for the first */
export function pauseAfter(failures: number, random: () => number): number {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20));
  return Math.max(SHORTEST_PAUSE_MS, Math.round(most * random()));
}

export async function flush(
  store: Pick<RecordStore, 'append'>,
  outbox: Outbox,
  options: FlushOptions,
): Promise<FlushEnd> {
  const refused = new Set<number>();
  for (let failures = 0; !options.stop?.aborted; ) {
    const round = new Round(store, outbox, options, refused);
    const end = await round.run();
    if (end !== 'trouble') return end;
    failures = round.stored > 0 ? 1 : failures + 1;
    await options.pause(pauseAfter(failures, options.random));
  }
  return { kind: 'stopped' };
}

/** From the first record that waits until all are stored, or something goes wrong. */
class Round {
  stored = 0;
  readonly #store: Pick<RecordStore, 'append'>;
  readonly #outbox: Outbox;
  readonly #options: FlushOptions;
  readonly #refused: Set<number>;
  readonly #done: number[] = [];
  #onTheWay = 0;
  #wake: (() => void) | null = null;
  #settling: Promise<void> | null = null;
  #hasTrouble = false;
  #end: FlushEnd | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(
    store: Pick<RecordStore, 'append'>,
    outbox: Outbox,
    options: FlushOptions,
    refused: Set<number>,
  ) {
    this.#store = store;
    this.#outbox = outbox;
    this.#options = options;
    this.#refused = refused;
  }

  async run(): Promise<FlushEnd | 'trouble'> {
    const most = this.#options.inFlight ?? 64;
    let after = -1;
    while (this.#goesOn()) {
      const page = await this.#outbox.next(after, PAGE);
      if (page.length === 0) break;
      for (const queued of page) {
        after = queued.key;
        while (this.#onTheWay >= most && this.#goesOn()) await this.#somethingEnds();
        if (!this.#goesOn()) break;
        if (!this.#refused.has(queued.key)) void this.#send(queued);
      }
    }
    while (this.#onTheWay > 0) await this.#somethingEnds();
    while (this.#settling || this.#done.length > 0) await (this.#settling ?? this.#settle());
    if (this.#failure) throw this.#failure.error;
    if (this.#end) return this.#end;
    if (this.#hasTrouble) return 'trouble';
    if (this.#options.stop?.aborted) return { kind: 'stopped' };
    return { kind: 'empty', refused: this.#refused.size };
  }

  #goesOn(): boolean {
    if (this.#hasTrouble || this.#end !== null || this.#failure !== null) return false;
    return !this.#options.stop?.aborted;
  }

  #somethingEnds(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Ends by itself; what goes wrong in it comes out of `run`. */
  async #send(queued: Queued): Promise<void> {
    this.#onTheWay++;
    try {
      this.#took(queued, await this.#store.append(queued));
    } catch (error) {
      this.#failure = { error };
    }
    this.#onTheWay--;
    this.#wake?.();
  }

  #took(queued: Queued, answer: Appended): void {
    if (answer.kind === 'stored') {
      this.stored++;
      this.#done.push(queued.key);
      if (!this.#settling) void this.#settle();
    } else if (answer.kind === 'later') this.#hasTrouble = true;
    else if (answer.why === 'credential' || answer.why === 'permission') {
      if (this.#end === null) this.#options.report(queued, answer.why);
      this.#end = { kind: 'refused', why: answer.why };
    } else {
      this.#refused.add(queued.key);
      this.#options.report(queued, answer.why);
    }
  }

  /** One transaction at a time; what comes meanwhile goes into the next one together. */
  #settle(): Promise<void> {
    const run = async (): Promise<void> => {
      try {
        while (this.#done.length > 0 && this.#failure === null)
          await this.#outbox.settle(this.#done.splice(0));
      } catch (error) {
        this.#failure = { error };
        this.#done.length = 0;
      }
      this.#settling = null;
    };
    this.#settling = run();
    return this.#settling;
  }
}
