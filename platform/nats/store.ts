/**
 * The force's store of records on NATS JetStream, over secure WebSocket. Streams, permissions and
 * limits are those that `tools/cluster` writes: one message a subject and for ever, an
 * acknowledgement when it is on the disks of a majority.
 */
import { headers, type Msg } from '@nats-io/nats-core';
import {
  type AnswerDeposit,
  type Appended,
  type Decided,
  type DecisionDeposit,
  type Deposit,
  type Heard,
  type Later,
  type LiveDeposit,
  MAX_RECORD_BYTES,
  type ReadEnd,
  type ReadRequest,
  type RecordStore,
  type Refused,
  type StopSignal,
  type Stored,
  type Verified,
} from '../../core/delivery/store.ts';
import {
  type AnswerPlace,
  answerSubject,
  LIVE,
  type LivePlace,
  type Place,
  subjectOf,
} from '../../core/delivery/subjects.ts';
import { publishAnswer } from './answers.ts';
import { isTrouble, Link, type LinkOptions } from './link.ts';
import { readUnit, type Take } from './read.ts';

export type NatsStoreOptions = LinkOptions;

const ACKNOWLEDGED: Stored = { kind: 'stored', how: 'acknowledged' };
const READ_BACK: Stored = { kind: 'stored', how: 'read-back' };
const IN_DOUBT: Later = { kind: 'later', why: 'in-doubt' };
const TOO_LARGE: Refused = { kind: 'refused', why: 'too-large' };
const NOT_UNDERSTOOD: Refused = { kind: 'refused', why: 'not-understood' };
const OTHER_BYTES: Refused = { kind: 'refused', why: 'other-bytes' };

/** Nothing is connected before the first question. */
export function openNatsStore(options: NatsStoreOptions): RecordStore {
  return new NatsStore(options);
}

class NatsStore implements RecordStore {
  readonly #link: Link;

  constructor(options: NatsStoreOptions) {
    this.#link = new Link(options);
  }

  async append({ place, text }: Deposit): Promise<Appended> {
    return this.#putOnce(spotOf(place), text);
  }

  async decide({ place, text }: DecisionDeposit | LiveDeposit): Promise<Decided> {
    const answer = await this.#publish(spotOf(place), text, true);
    if (!('there' in answer)) return answer;
    if (answer.there === null) return IN_DOUBT;
    return answer.isMine ? READ_BACK : { kind: 'taken', text: answer.there };
  }

  async verify({ place, text }: Deposit | DecisionDeposit): Promise<Verified> {
    const bytes = new TextEncoder().encode(text);
    const found = await this.#readBack(spotOf(place), bytes);
    if (!('there' in found)) return found;
    if (found.there === null) return { kind: 'missing' };
    return { kind: found.isMine ? 'held' : 'differs' };
  }

  tell({ place, text }: AnswerDeposit): Promise<Appended> {
    return this.#putOnce(spotOfAnswer(place), text);
  }

  async hear(place: AnswerPlace | LivePlace): Promise<Heard> {
    const spot = 'collection' in place ? spotOf(place) : spotOfAnswer(place);
    const found = await this.#readBack(spot, new Uint8Array());
    if (!('there' in found)) return found;
    return found.there === null ? { kind: 'nothing' } : { kind: 'heard', text: found.there };
  }

  readUnit(request: ReadRequest, take: Take, stop?: StopSignal): Promise<ReadEnd> {
    return readUnit(this.#link, request, take, stop);
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  async #putOnce(spot: Spot | null, text: string): Promise<Appended> {
    const answer = await this.#publish(spot, text, false);
    if (!('there' in answer)) return answer;
    return answer.there === null ? IN_DOUBT : answer.isMine ? READ_BACK : OTHER_BYTES;
  }

  /** @returns what lies there when it was refused as a second one */
  async #publish(
    spot: Spot | null,
    text: string,
    isFirstOnly: boolean,
  ): Promise<Stored | Later | Refused | Found> {
    if (spot === null) return NOT_UNDERSTOOD;
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > MAX_RECORD_BYTES) return TOO_LARGE;
    // No message id: the server's window of duplicates would let one name block another's record.
    const wish = isFirstOnly ? headers() : undefined;
    wish?.set('Nats-Expected-Last-Subject-Sequence', '0');
    const answer = await this.#link.ask(spot.subject, bytes, wish);
    if (isTrouble(answer)) return answer;
    const meaning = publishAnswer(answer.string(), spot.stream);
    if (meaning === 'acknowledged') return ACKNOWLEDGED;
    return meaning === 'doubt' ? this.#readBack(spot, bytes) : meaning;
  }

  async #readBack(spot: Spot | null, mine: Uint8Array): Promise<Found | Later | Refused> {
    if (spot === null) return NOT_UNDERSTOOD;
    const { stream, subject } = spot;
    const answer = await this.#link.ask(`$JS.API.DIRECT.GET.${stream}.${subject}`, '');
    if (isTrouble(answer)) return answer;
    return foundIn(answer, subject, mine);
  }
}

/** Where in which stream. */
interface Spot {
  readonly stream: 'OVR' | 'REV' | 'ASK';
  readonly subject: string;
}

interface Found {
  /** Null: nothing lies there, as far as the node that answered knows. */
  readonly there: string | null;
  readonly isMine: boolean;
}

/** @returns null where a name is no token: one such record must not hold up the others */
function spotOf(place: Place): Spot | null {
  try {
    return { stream: streamOf(place), subject: subjectOf(place) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function streamOf({ collection }: Place): Spot['stream'] {
  if (LIVE.some((each) => each === collection)) return 'ASK';
  return collection === 'reviews' ? 'REV' : 'OVR';
}

/** Beside the decisions: whoever keeps these keeps what was told of them. */
function spotOfAnswer(place: AnswerPlace): Spot | null {
  const subject = answerSubject(place);
  return subject === null ? null : { stream: 'REV', subject };
}

function foundIn(answer: Msg, subject: string, mine: Uint8Array): Found | Later | Refused {
  const code = answer.headers?.code ?? 0;
  if (code === 404) return { there: null, isMine: false };
  if (code >= 500) return { kind: 'later', why: 'unreachable' };
  if (code !== 0 || answer.headers?.get('Nats-Subject') !== subject) return NOT_UNDERSTOOD;
  return { there: answer.string(), isMine: areSame(answer.data, mine) };
}

function areSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
