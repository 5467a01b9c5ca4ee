/** Reads the stream from where it was left, sends what comes, and remembers how far it came. */
import { setTimeout as sleep } from 'node:timers/promises';
import { recordName } from '../../core/delivery/record-shape.ts';
import type { Batch, Later, Received, RecordStore, Refused } from '../../core/delivery/store.ts';
import { COLLECTIONS, type Collection } from '../../core/delivery/subjects.ts';
import { isDeviceId, parseCheckpoint } from '../../core/ledger/checkpoint.ts';
import type { Header } from '../../core/ledger/header.ts';
import { entryEvents } from './entry-events.ts';
import { type OcsfEvent, uidOf } from './event.ts';
import type { Sink } from './sink.ts';
import type { State } from './state.ts';
import { checkpointEvent, findingEvent, quarantinedEvent } from './stream-events.ts';
import { due, type Limits, noteHeader, noteStored } from './watch.ts';

export interface Forwarding {
  readonly store: RecordStore;
  readonly sink: Sink;
  readonly state: State;
  /** Called often; saving more than once in a while is for whoever saves to leave out. */
  readonly save: (state: State, isLast: boolean) => Promise<void>;
  readonly limits: Limits;
  /** False: ends when all that was there has been sent. */
  readonly live: boolean;
  readonly say: (line: string) => void;
  /** First wait of the back-off, milliseconds. @default 1000 */
  readonly waitMs?: number;
}

const MOST_WAIT_MS = 60_000;
const CHECK_MS = 60_000;
/** A node that has just come back lacks what the others have. */
const DIFFERS_TRIES = 3;
/** What is held in memory is about four times that: four readings, and their events. */
const WINDOW_BYTES = 2 * 1024 * 1024;

interface Item {
  readonly position: number;
  readonly storedAt: number;
  /** Of when and what was stored, whatever this version makes of it: a newer one reads more. */
  readonly mark: string;
  readonly device: string | null;
  readonly header: Header | null;
  readonly events: readonly OcsfEvent[];
}

class Stopped extends Error {}

/** @returns what ended it: null where all was sent or it was stopped */
export function forward(work: Forwarding, stop: AbortSignal): Promise<Later | Refused | null> {
  return new Forwarder(work, stop).run();
}

class Forwarder {
  readonly #work: Forwarding;
  readonly #stop: AbortSignal;
  /** One round at a time, so that the state is of one moment. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(work: Forwarding, stop: AbortSignal) {
    this.#work = work;
    this.#stop = stop;
  }

  async run(): Promise<Later | Refused | null> {
    const { live, save, state } = this.#work;
    try {
      for (const collection of COLLECTIONS) await this.#compare(collection);
      // Overrides first and to their end: what follows them may be a decision on one.
      for (const collection of COLLECTIONS) {
        const trouble = await this.#read(collection, false);
        if (trouble) return trouble;
      }
      await this.#inTurn(() => this.#check());
      if (!live) return null;
      await Promise.all([
        ...COLLECTIONS.map((collection) => this.#read(collection, true)),
        this.#checkNowAndThen(),
      ]);
      return null;
    } catch (error) {
      if (error instanceof Stopped) return null;
      throw error;
    } finally {
      await save(state, true);
    }
  }

  async #read(collection: Collection, live: boolean): Promise<Later | Refused | null> {
    const { state, store, say } = this.#work;
    const { force, places } = state;
    for (let tries = 0; !this.#stop.aborted; tries++) {
      const from = places[collection].next;
      const request = { collection, force, unit: null, from, live, windowBytes: WINDOW_BYTES };
      const take = (batch: Batch) => this.#inTurn(() => this.#take(collection, batch));
      const end = await store.readUnit(request, take, this.#stop);
      if (end.kind === 'caught-up') return null;
      if (!this.#work.live) return end;
      if (places[collection].next > from) tries = 0;
      say(`${collection}: ${end.kind}, ${end.why}; it will be tried again`);
      await this.#wait(tries);
    }
    return null;
  }

  async #take(collection: Collection, batch: Batch): Promise<void> {
    const { state, save } = this.#work;
    const items = itemsOf(collection, batch);
    await this.#send(items.flatMap(({ events }) => events));
    for (const { device, header, storedAt } of items) {
      noteStored(state, device, storedAt);
      if (header) noteHeader(state, header, storedAt, collection);
    }
    const last = items.at(-1);
    const place = state.places[collection];
    if (last) place.last = { position: last.position, mark: last.mark };
    place.next = batch.next;
    await save(state, false);
  }

  /** Until it is received, however long that takes. @throws Stopped */
  async #send(events: readonly OcsfEvent[]): Promise<void> {
    if (events.length === 0) return;
    for (let tries = 0; ; tries++) {
      if (this.#stop.aborted) throw new Stopped();
      try {
        return await this.#work.sink.write(events);
      } catch (error) {
        this.#work.say(`not received: ${error instanceof Error ? error.message : String(error)}`);
        await this.#wait(tries);
      }
    }
  }

  /** With jitter: forwarders that lost the same receiver do not all come back at once. */
  async #wait(tries: number): Promise<void> {
    const most = Math.min(MOST_WAIT_MS, (this.#work.waitMs ?? 1_000) * 2 ** Math.min(tries, 10));
    try {
      await sleep(most * (0.5 + Math.random() / 2), undefined, { signal: this.#stop });
    } catch (error) {
      if (!this.#stop.aborted) throw error;
    }
  }

  #inTurn(run: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(run);
    // Whoever waits for it hears of an error; the next one has its own turn all the same.
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #check(): Promise<void> {
    const { state, limits, save } = this.#work;
    const { events, settle } = due(state, limits, Date.now());
    await this.#send(events);
    settle();
    if (events.length > 0) await save(state, false);
  }

  async #checkNowAndThen(): Promise<void> {
    while (!this.#stop.aborted) {
      try {
        await sleep(CHECK_MS, undefined, { signal: this.#stop });
      } catch (error) {
        if (!this.#stop.aborted) throw error;
        return;
      }
      await this.#inTurn(() => this.#check());
    }
  }

  /**
   * A stream that was deleted and made anew counts from one again: from the old place on nothing
   * would ever come. What is no longer where it was is a finding, and all is sent from the beginning.
   */
  async #compare(collection: Collection): Promise<void> {
    const { state, say } = this.#work;
    const place = state.places[collection];
    const { last } = place;
    if (last === null) return;
    for (let tries = 0; tries < DIFFERS_TRIES; tries++) {
      const found = await this.#markAt(collection, last.position);
      if (found === last.mark || found === undefined) return;
      if (tries < DIFFERS_TRIES - 1) await this.#wait(tries);
      if (this.#stop.aborted) throw new Stopped();
    }
    say(`${collection}: what was read at ${last.position} is no longer there; beginning anew`);
    const own = { collection, position: last.position };
    await this.#send([findingEvent('stream-differs', collection, last.position, Date.now(), own)]);
    place.next = 1;
    place.last = null;
  }

  /** @returns null: there is nothing any more; undefined: it cannot be asked now */
  async #markAt(collection: Collection, position: number): Promise<string | null | undefined> {
    const { store, state } = this.#work;
    const enough = new AbortController();
    let first: Item | undefined;
    const request = { collection, force: state.force, unit: null, from: position, live: false };
    const end = await store.readUnit(
      { ...request, windowBytes: 1 },
      (batch) => {
        [first] = itemsOf(collection, batch);
        enough.abort();
      },
      AbortSignal.any([enough.signal, this.#stop]),
    );
    if (first === undefined) return end.kind === 'caught-up' ? null : undefined;
    return first.position === position ? first.mark : null;
  }
}

/** In the order of the stream, whatever can be read of each. */
function itemsOf(collection: Collection, { taken, quarantined }: Batch): readonly Item[] {
  const put = quarantined.map((item) => ({
    position: item.position,
    storedAt: item.storedAt,
    mark: uidOf(item.storedAt, item.subject),
    device: null,
    header: null,
    events: [quarantinedEvent(item, collection)],
  }));
  return [...taken.map(itemOf), ...put].sort((a, b) => a.position - b.position);
}

function itemOf(received: Received): Item {
  const { position, storedAt, place, text } = received;
  const mark = uidOf(storedAt, text);
  if (place.collection === 'checkpoints') {
    const device = parseCheckpoint(text)?.device ?? null;
    return { position, storedAt, mark, device, header: null, events: [checkpointEvent(received)] };
  }
  const { header, events } = entryEvents(received);
  const name = recordName(text)?.device;
  // A decision tells nothing of the reviewer's own ledger.
  const device = place.collection !== 'reviews' && isDeviceId(name) ? name : null;
  return { position, storedAt, mark, device, header, events };
}
