/** Between the background, which keeps the ledger, and the page that speaks to the force's store. */
import type { DeliverySettings } from '../policy/schema.ts';
import type {
  AnswerDeposit,
  Decided,
  DecisionDeposit,
  LaterReason,
  RefusedReason,
} from './store.ts';
import type { AnswerPlace, DepositPlace } from './subjects.ts';

/** A record that waits; `key` is its place in the ledger. */
export interface QueuedRecord {
  readonly key: number;
  readonly place: DepositPlace;
  readonly text: string;
}

/** What the page says of its work. */
export interface CourierReport {
  readonly state: 'delivering' | 'idle' | 'waiting' | 'refused';
  readonly why: LaterReason | RefusedReason | null;
}

/** Whether entries reach the force, for the status page. */
export interface DeliveryHealth {
  /** `off`: policy names no store; `reader`: the credentials are for reading only. */
  readonly state: 'off' | 'reader' | CourierReport['state'];
  readonly why: CourierReport['why'];
  /** Entries that the force does not have yet. */
  readonly waiting: number;
  /** Epoch milliseconds of the oldest of them. */
  readonly oldestAt: number | null;
  /** Epoch milliseconds when the store last had all that there was. */
  readonly deliveredAt: number | null;
}

/** A page of records that were delivered, to be looked for in the store. */
export interface RecheckPage {
  readonly records: readonly QueuedRecord[];
  /** Null where these are the last. */
  readonly next: number | null;
}

/** What is read of the store: of a reviewer's unit, or signs of life of the whole force. */
export interface Readable {
  readonly collection: 'ledger' | 'heartbeats' | 'reviews' | 'asked';
  readonly force: string;
  /** Null: all units. */
  readonly unit: string | null;
}

export interface StreamReading extends Readable {
  /** First position wanted; 1 is the beginning. */
  readonly from: number;
  /** Epoch milliseconds to begin at in place of the beginning; null: none. */
  readonly since: number | null;
}

/** Something in the store, where it lies, and when the store took it. All of it is untrusted. */
export interface StreamItem {
  readonly subject: string;
  /** Epoch milliseconds by the store's clock. */
  readonly storedAt: number;
  /** Empty for what cannot be read and yet takes the place of a decision. */
  readonly text: string;
}

/** A part of what came. */
export interface StreamBatch {
  readonly reading: Readable;
  readonly items: readonly StreamItem[];
  /** Where to go on once this is taken in. */
  readonly next: number;
  /** How much more there is behind it, by the store's count. */
  readonly behind: number;
  /** Why nothing comes at the moment; null where something does. */
  readonly trouble: LaterReason | RefusedReason | null;
}

/** A decision of this device that is not known to lie in its place. */
export interface WaitingClaim extends DecisionDeposit {
  /** Id of the entry. */
  readonly id: string;
  /**
   * What its officer is told once it is stored: what lies in the places before it, and the decision.
   * None where no other device handed the override in.
   */
  readonly tell: readonly AnswerDeposit[];
}

export interface DeliveryMessages {
  /** What to deliver with; null where policy names no store any more. */
  'delivery-settings': {
    from: 'page';
    request: null;
    reply: { readonly settings: DeliverySettings | null };
  };
  outbox: {
    from: 'page';
    request: { readonly after: number; readonly count: number };
    reply: readonly QueuedRecord[];
  };
  settle: { from: 'page'; request: { readonly keys: readonly number[] }; reply: null };
  /** All that waited is stored: what the device signs for it, unless more waits by now. */
  delivered: { from: 'page'; request: null; reply: { readonly checkpoint: QueuedRecord | null } };
  recheck: { from: 'page'; request: { readonly from: number }; reply: RecheckPage };
  'delivery-fault': {
    from: 'page';
    request: { readonly code: 'store-lost' | 'store-differs' | 'stream-unreadable' };
    reply: null;
  };
  readings: { from: 'page'; request: null; reply: readonly StreamReading[] };
  'stream-records': { from: 'page'; request: StreamBatch; reply: null };
  claims: { from: 'page'; request: null; reply: readonly WaitingClaim[] };
  /** What the store answered. */
  claimed: {
    from: 'page';
    request: { readonly id: string; readonly answer: Decided };
    reply: null;
  };
  /** Where decisions on this device's own overrides would be told next. */
  unheard: { from: 'page'; request: null; reply: readonly AnswerPlace[] };
  /** What was told there. Answers where more of the same override may be told; null for none. */
  heard: {
    from: 'page';
    request: { readonly place: AnswerPlace; readonly text: string };
    reply: AnswerPlace | null;
  };
  'courier-report': { from: 'page'; request: CourierReport; reply: null };
  /** Nothing is left to do: the page may be closed. */
  'courier-done': { from: 'page'; request: null; reply: null };
}
