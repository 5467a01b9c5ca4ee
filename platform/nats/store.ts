/**
 * The force's store of records on NATS JetStream, over secure WebSocket. Streams, permissions and
 * limits are those that `tools/cluster` writes: one message a subject and for ever, an
 * acknowledgement when it is on the disks of a majority.
 */
import { headers, type Msg } from '@nats-io/nats-core';
import {
  type Appended,
  type Decided,
  type DecisionDeposit,
  type Deposit,
  type Later,
  MAX_RECORD_BYTES,
  type ReadEnd,
  type ReadRequest,
  type RecordStore,
  type Refused,
  type StopSignal,
  type Stored,
  type Verified,
} from '../../core/delivery/store.ts';
import { type Place, subjectOf } from '../../core/delivery/subjects.ts';
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
    const answer = await this.#publish(place, text, false);
    if (typeof answer === 'object' && !('there' in answer)) return answer;
    return answer.there === null ? IN_DOUBT : answer.isMine ? READ_BACK : OTHER_BYTES;
  }

  async decide({ place, text }: DecisionDeposit): Promise<Decided> {
    const answer = await this.#publish(place, text, true);
    if (!('there' in answer)) return answer;
    if (answer.there === null) return IN_DOUBT;
    return answer.isMine ? READ_BACK : { kind: 'taken', text: answer.there };
  }

  async verify({ place, text }: Deposit | DecisionDeposit): Promise<Verified> {
    const bytes = new TextEncoder().encode(text);
    const found = await this.#readBack(place, bytes);
    if (!('there' in found)) return found;
    if (found.there === null) return { kind: 'missing' };
    return { kind: found.isMine ? 'held' : 'differs' };
  }

  readUnit(request: ReadRequest, take: Take, stop?: StopSignal): Promise<ReadEnd> {
    return readUnit(this.#link, request, take, stop);
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  /** @returns what lies there when it was refused as a second one */
  async #publish(
    place: Place,
    text: string,
    isFirstOnly: boolean,
  ): Promise<Stored | Later | Refused | Found> {
    const subject = subjectIn(place);
    if (subject === null) return NOT_UNDERSTOOD;
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > MAX_RECORD_BYTES) return TOO_LARGE;
    // No message id: the server's window of duplicates would let one name block another's record.
    const wish = isFirstOnly ? headers() : undefined;
    wish?.set('Nats-Expected-Last-Subject-Sequence', '0');
    const answer = await this.#link.ask(subject, bytes, wish);
    if (isTrouble(answer)) return answer;
    const meaning = publishAnswer(answer.string(), streamOf(place));
    if (meaning === 'acknowledged') return ACKNOWLEDGED;
    return meaning === 'doubt' ? this.#readBack(place, bytes) : meaning;
  }

  async #readBack(place: Place, mine: Uint8Array): Promise<Found | Later | Refused> {
    const subject = subjectIn(place);
    if (subject === null) return NOT_UNDERSTOOD;
    const answer = await this.#link.ask(`$JS.API.DIRECT.GET.${streamOf(place)}.${subject}`, '');
    if (isTrouble(answer)) return answer;
    return foundIn(answer, subject, mine);
  }
}

interface Found {
  /** Null: nothing lies there, as far as the node that answered knows. */
  readonly there: string | null;
  readonly isMine: boolean;
}

/** @returns null where a name is no token: one such record must not hold up the others */
function subjectIn(place: Place): string | null {
  try {
    return subjectOf(place);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function streamOf({ collection }: Place): 'OVR' | 'REV' {
  return collection === 'reviews' ? 'REV' : 'OVR';
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
