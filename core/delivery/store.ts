/**
 * The force's store of records, as the rest of the product sees it. What stands behind it keeps
 * each place at most once and says so only when that is durable; for ever, but for what is asked of a
 * second person. Six questions are all that is asked of it, so that a cluster of NATS, a database or a test can be the answer.
 *
 * What may go wrong is a value and not an exception: whoever calls has records to keep, and needs
 * to know which of three things to do with each: forget, keep and try again, keep and tell somebody.
 */
import type {
  AnswerPlace,
  Collection,
  DecisionPlace,
  DepositPlace,
  LivePlace,
  Place,
} from './subjects.ts';

/** Bytes of UTF-8 that one record or checkpoint may have. The store refuses more. */
export const MAX_RECORD_BYTES = 65_536;

export interface Deposit {
  readonly place: DepositPlace;
  /** Exact text. It comes back byte for byte. */
  readonly text: string;
}

export interface DecisionDeposit {
  readonly place: DecisionPlace;
  readonly text: string;
}

/** Of what is asked of a second person, or answered. */
export interface LiveDeposit {
  readonly place: LivePlace;
  readonly text: string;
}

/** Why it may work later, by itself. */
export type LaterReason =
  /** Not connected, or nobody leads at the moment. */
  | 'unreachable'
  | 'timed-out'
  /** It was refused as a second one, and the first cannot be read: it may be thrown away yet. */
  | 'in-doubt'
  /** The store is full or asks for patience. */
  | 'busy';

/** Why a person has to look at it. */
export type RefusedReason =
  /** The credential does not allow this place. */
  | 'permission'
  /** The credential has expired, was revoked or is not known. */
  | 'credential'
  | 'too-large'
  /** The place holds other bytes: two devices of one name, or somebody who forges. */
  | 'other-bytes'
  /** Not a place, or an answer that this version does not know. */
  | 'not-understood';

export type Later = { readonly kind: 'later'; readonly why: LaterReason };
export type Refused = { readonly kind: 'refused'; readonly why: RefusedReason };
/** @param how acknowledged by the store, or read back from it and compared */
export type Stored = { readonly kind: 'stored'; readonly how: 'acknowledged' | 'read-back' };

export type Appended = Stored | Later | Refused;
/** `taken`: somebody decided before; `text` is what. */
export type Decided = Stored | Later | Refused | { readonly kind: 'taken'; readonly text: string };
/**
 * `missing`, as far as the node that answered knows: one that has just come back may lack what the
 * others have. Hand it in again, which can do no harm: `acknowledged` then says that it had been
 * lost, `read-back` that it had not.
 */
export type Verified =
  | { readonly kind: 'held' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'differs' }
  | Later
  | Refused;

/** All that devices of a unit hand in, in the order in which the store took it. */
export const LEDGER = 'ledger';
/** All that is asked of second people there, and answered. */
export const ASKED = 'asked';

export interface ReadRequest {
  readonly collection: Collection | typeof LEDGER | typeof ASKED;
  readonly force: string;
  /** Null: all units, for who may read the whole force. */
  readonly unit: string | null;
  /** First position wanted; 1 is the beginning. Positions grow and have gaps. */
  readonly from: number;
  /** Instead of the beginning, where `from` is that: epoch milliseconds by the store's clock. */
  readonly since?: number;
  /** False: ends when all that was there has been read. True: waits for more. */
  readonly live: boolean;
  /** Most bytes of records held at a time. @default 4 MiB */
  readonly windowBytes?: number;
}

export interface Received {
  readonly position: number;
  /** Epoch milliseconds by the store's clock. */
  readonly storedAt: number;
  readonly place: Place;
  readonly text: string;
}

export type Unreadable =
  | 'not-a-place'
  | 'wrong-collection'
  | 'wrong-force'
  | 'wrong-unit'
  | 'too-large'
  | 'not-utf8'
  | 'not-a-record'
  | 'not-a-checkpoint'
  /** What the text says of itself is not where it lies. */
  | 'id-differs';

/** Something that is in the store and is not taken. The rest goes on. */
export interface Quarantined {
  readonly position: number;
  readonly storedAt: number;
  /** Untrusted: any text of at most 256 characters. */
  readonly subject: string;
  readonly why: Unreadable;
}

export interface Batch {
  readonly taken: readonly Received[];
  readonly quarantined: readonly Quarantined[];
  /** Where to go on after this batch. */
  readonly next: number;
  /** How much more there was behind it, by the store's count. */
  readonly behind: number;
}

export type ReadEnd = { readonly kind: 'caught-up'; readonly next: number } | Later | Refused;

/** What an `AbortSignal` is, as far as it is needed here. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What somebody is told of a decision. */
export interface AnswerDeposit {
  readonly place: AnswerPlace;
  readonly text: string;
}

/** `nothing`, as far as the node that answered knows. */
export type Heard =
  | { readonly kind: 'heard'; readonly text: string }
  | { readonly kind: 'nothing' }
  | Later
  | Refused;

export interface RecordStore {
  append(deposit: Deposit): Promise<Appended>;
  /**
   * In order of position. The next batch is asked for when `take` has returned, so what is in
   * memory stays within the window. Where it waits for more and nothing is there, it says so by an
   * empty batch.
   * @returns where it ended and why; what `take` throws comes out
   */
  readUnit(
    request: ReadRequest,
    take: (batch: Batch) => Promise<void> | void,
    stop?: StopSignal,
  ): Promise<ReadEnd>;
  /** One decision a place, whoever comes second; and so of what is asked and answered. */
  decide(decision: DecisionDeposit | LiveDeposit): Promise<Decided>;
  /** Whether what was acknowledged can still be read. */
  verify(deposit: Deposit | DecisionDeposit): Promise<Verified>;
  /** Tells the officer; `other-bytes` where something else was told. */
  tell(answer: AnswerDeposit): Promise<Appended>;
  /** What was told, or answered. */
  hear(place: AnswerPlace | LivePlace): Promise<Heard>;
  close(): Promise<void>;
}
