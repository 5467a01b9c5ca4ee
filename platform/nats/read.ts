/**
 * Reading a unit in order, from a known position, by a consumer of our own that asks for as much as
 * fits and no more. What is lost on the way, a node that goes or a consumer that the server drops
 * all end the same: a new consumer from the position behind the last message that was handed over.
 */
import { createInbox, type Msg, nuid, type Subscription } from '@nats-io/nats-core';
import {
  ASKED,
  type Batch,
  type Later,
  LEDGER,
  type ReadEnd,
  type ReadRequest,
  type Refused,
  type StopSignal,
} from '../../core/delivery/store.ts';
import { deliveredOf, isPosition, jsonObject } from './answers.ts';
import { isTrouble, type Link } from './link.ts';
import { type Arrived, batchOf } from './received.ts';

const SECOND_NS = 1_000_000_000;
const PULL_EXPIRES_S = 30;
const HEARTBEAT_S = 5;
/** Two heartbeats that do not come. */
const SILENCE_MS = 2 * HEARTBEAT_S * 1000 + 1000;
const MIN_WINDOW_BYTES = 512 * 1024;
const DEFAULT_WINDOW_BYTES = 4 * 1024 * 1024;
const PULL_MESSAGES = 2_000;
const BATCH_MESSAGES = 500;
/** New consumers without one message between them. */
const ATTEMPTS = 4;

export type Take = (batch: Batch) => Promise<void> | void;

const LATER: Later = { kind: 'later', why: 'unreachable' };

export async function readUnit(
  link: Link,
  request: ReadRequest,
  take: Take,
  stop: StopSignal | undefined,
): Promise<ReadEnd> {
  let next = Math.max(1, request.from);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (stop?.aborted) break;
    const reading = new Reading(link, { ...request, from: next }, take);
    const end = await reading.run(stop);
    if (reading.next > next) attempt = -1;
    next = reading.next;
    if (end === 'again') continue;
    return end === 'done' ? { kind: 'caught-up', next } : end;
  }
  return stop?.aborted ? { kind: 'caught-up', next } : LATER;
}

function streamOf(collection: ReadRequest['collection']): string {
  if (collection === ASKED) return 'ASK';
  return collection === 'reviews' ? 'REV' : 'OVR';
}

/** One consumer's life. */
class Reading {
  next: number;
  readonly #link: Link;
  readonly #request: ReadRequest;
  readonly #take: Take;
  readonly #stream: string;
  readonly #consumer = nuid.next();
  readonly #inbox: string;
  readonly #arrived: Arrived[] = [];
  /** Messages that each request still may bring, oldest first. */
  readonly #pulls: { readonly reply: string; left: number }[] = [];
  #wake: (() => void) | null = null;
  #expected = 1;
  /** Behind what has arrived; null until something has. */
  #pending: number | null = null;
  #isBroken = false;
  #pullCount = 0;

  constructor(link: Link, request: ReadRequest, take: Take) {
    this.#link = link;
    this.#request = request;
    this.#take = take;
    this.next = request.from;
    this.#stream = streamOf(request.collection);
    this.#inbox = createInbox(link.inboxPrefix);
  }

  /** @returns `again`: with a new consumer from `next` */
  async run(stop: StopSignal | undefined): Promise<'done' | 'again' | Later | Refused> {
    const connection = await this.#link.use();
    if ('kind' in connection) return connection;
    let subscription: Subscription | null = null;
    const wake = (): void => this.#wake?.();
    const forget = this.#link.onBreak(() => this.#broke());
    stop?.addEventListener('abort', wake);
    try {
      const there = await this.#create();
      if (typeof there !== 'number') return there;
      if (there === 0 && !this.#request.live) return 'done';
      if (there === 0) await this.#take(batchOf([], { ...this.#request, from: this.next }));
      subscription = connection.subscribe(`${this.#inbox}.*`, {
        callback: (error, message) => (error ? this.#broke() : this.#receive(message)),
      });
      return await this.#drain(connection.publish.bind(connection), stop);
    } finally {
      stop?.removeEventListener('abort', wake);
      forget();
      if (!connection.isClosed()) {
        subscription?.unsubscribe();
        // The server drops it by itself as well; nobody waits for this.
        if (subscription) connection.publish(this.#api('DELETE'));
      }
    }
  }

  #api(verb: 'DELETE' | 'MSG.NEXT'): string {
    return `$JS.API.CONSUMER.${verb}.${this.#stream}.${this.#consumer}`;
  }

  /** @returns how many messages there are for it */
  async #create(): Promise<number | Later | Refused> {
    const { collection, force, unit, from, since } = this.#request;
    const filter = [
      collection === LEDGER || collection === ASKED ? '*' : collection,
      force,
      ...(unit === null ? [] : [unit]),
      '>',
    ].join('.');
    const body = {
      stream_name: this.#stream,
      action: 'create',
      config: {
        name: this.#consumer,
        filter_subject: filter,
        ...(since === undefined || from > 1
          ? { deliver_policy: 'by_start_sequence', opt_start_seq: from }
          : { deliver_policy: 'by_start_time', opt_start_time: new Date(since).toISOString() }),
        ack_policy: 'none',
        max_deliver: 1,
        replay_policy: 'instant',
        inactive_threshold: 2 * PULL_EXPIRES_S * SECOND_NS,
        num_replicas: 1,
        mem_storage: true,
      },
    };
    const answer = await this.#link.ask(
      `$JS.API.CONSUMER.CREATE.${this.#stream}.${this.#consumer}.${filter}`,
      JSON.stringify(body),
    );
    if (isTrouble(answer)) return answer;
    const info = jsonObject(answer.string());
    const pending = info && 'num_pending' in info ? info.num_pending : undefined;
    if (pending === 0 || isPosition(pending)) return pending;
    // No leader, not yet known to this node, or busy.
    return LATER;
  }

  async #drain(
    publish: (subject: string, payload: string, options: { reply: string }) => void,
    stop: StopSignal | undefined,
  ): Promise<'done' | 'again'> {
    while (!stop?.aborted) {
      this.#pullMore(publish);
      if (this.#arrived.length === 0) {
        if (this.#isBroken) return 'again';
        if (this.#pending === 0 && !this.#request.live) return 'done';
        await this.#somethingArrives();
        continue;
      }
      const batch = batchOf(this.#arrived.splice(0, BATCH_MESSAGES), this.#request);
      await this.#take(batch);
      this.next = batch.next;
    }
    return 'done';
  }

  /** Two requests at most are open, so a window is never exceeded and never runs dry. */
  #pullMore(publish: (subject: string, payload: string, options: { reply: string }) => void): void {
    if (this.#isBroken) return;
    const half = Math.max(MIN_WINDOW_BYTES, this.#request.windowBytes ?? DEFAULT_WINDOW_BYTES) / 2;
    while (this.#pulls.length < 2 && this.#arrived.length < BATCH_MESSAGES) {
      const reply = `${this.#inbox}.${++this.#pullCount}`;
      this.#pulls.push({ reply, left: PULL_MESSAGES });
      const wish = {
        batch: PULL_MESSAGES,
        max_bytes: Math.floor(half),
        expires: PULL_EXPIRES_S * SECOND_NS,
        idle_heartbeat: HEARTBEAT_S * SECOND_NS,
      };
      publish(this.#api('MSG.NEXT'), JSON.stringify(wish), { reply });
    }
  }

  /** The server is heard of every few seconds, or something has gone wrong. */
  #somethingArrives(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#isBroken = true;
        done();
      }, SILENCE_MS);
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      this.#wake = done;
    });
  }

  #broke(): void {
    this.#isBroken = true;
    this.#wake?.();
  }

  #receive(message: Msg): void {
    if (this.#isBroken) return;
    const at = message.reply === undefined ? null : deliveredOf(message.reply);
    if (at === null) this.#status(message);
    else if (at.sent !== this.#expected) this.#isBroken = true;
    else {
      this.#expected++;
      this.#pending = at.pending;
      this.#arrived.push({ at, subject: message.subject, bytes: message.data });
      const [oldest] = this.#pulls;
      if (oldest && --oldest.left === 0) this.#pulls.shift();
    }
    this.#wake?.();
  }

  /** 100 a sign of life; 404, 408 and "exceeds" end one request; all else ends the consumer. */
  #status(message: Msg): void {
    const code = message.headers?.code ?? 0;
    if (code === 100) return;
    const isOver =
      code === 404 ||
      code === 408 ||
      (code === 409 && /batch completed|maxbytes/i.test(message.headers?.description ?? ''));
    if (!isOver) {
      this.#isBroken = true;
      return;
    }
    const index = this.#pulls.findIndex(({ reply }) => reply === message.subject);
    if (index >= 0) this.#pulls.splice(index, 1);
  }
}
