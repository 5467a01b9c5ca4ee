/**
 * Headers: the part of an entry that is counted and kept. A header holds closed terms, handles,
 * numbers and hashes only: there is no field that could hold a person's name.
 */
import type { Evidence } from '../forms/classification.ts';
import type { SiteTrust } from '../policy/model.ts';
import type {
  Act,
  Choice,
  ControlKind,
  OffenceGroup,
  OfficerSource,
  Outcome,
  PolicyOrigin,
  Role,
  SignalKind,
} from '../vocabulary.ts';
import type { FollowThroughHeader, ReplyHeader } from './answers.ts';
import type { ApprovalHeader, Authorisation } from './approval.ts';
import type { AssignmentHeader } from './assignment.ts';
import type { Purpose, Recipient } from './disclosure.ts';
import type { PlantedHeader } from './planted.ts';
import type { PrintHeader, ReadPage } from './printed.ts';
import type { Apart, AuthorisationHeader, Seat } from './review-parts.ts';

export interface HeaderCommon {
  readonly v: 1;
  /** Minted where the attempt began; an append with the same id is the same entry. */
  readonly id: string;
  readonly seq: number;
  /** Leaf hash of the entry before, 64 zeros for the first. */
  readonly prev: string;
  /** Epoch milliseconds, UTC, by this device's clock. Order comes from `seq`. */
  readonly at: number;
  readonly device: string;
  readonly extension: string;
  /** Hash of the policy in force. */
  readonly policy: string;
  /** Salted hash of the body, or null where there is none. */
  readonly body: string | null;
}

export interface AttemptHeader extends HeaderCommon {
  readonly kind: 'attempt';
  readonly signal: SignalKind;
  readonly control: ControlKind;
  readonly act: Act;
  readonly role: Role;
  /** The protected role of the same person before it was changed a moment ago; else absent. */
  readonly roleBefore?: Role | undefined;
  /** The protected role of somebody of the same name on another record; else absent. */
  readonly roleElsewhere?: Role | undefined;
  readonly dual: boolean;
  readonly slot: number;
  readonly group: OffenceGroup;
  /** Whether the role comes from a tested site profile or from the generic reader. */
  readonly trust: SiteTrust;
  readonly outcome: Outcome;
  readonly rule: string;
  readonly also: readonly string[];
  readonly choice: Choice;
  readonly reason: string | null;
  /** Id of the attempt whose reason counts for this one too, null where it has its own. */
  readonly repeats: string | null;
  readonly officer: string;
  readonly officerFrom: OfficerSource;
  readonly unit: string;
  readonly authorisation: Authorisation | null;
  /** Keyed pseudonym of the record reference, null where the page showed none. */
  readonly record: string | null;
  readonly dwellMs: number;
  /** Lexicon entries that were found, and where. Names of ours, never text of the page. */
  readonly evidence: readonly Evidence[];
}

/** The place in the force's store that a decision claims: it stands where it lies there. */
export interface Claim {
  /** As they stand in the place of the attempt. */
  readonly force: string;
  readonly unit: string;
  /** 0 the first decision on the attempt, n + 1 the one that takes the place of n. */
  readonly number: number;
}

export interface ReviewHeader extends HeaderCommon, Apart, Seat {
  readonly kind: 'review';
  /** Id of the attempt that was decided on. */
  readonly of: string;
  readonly outcome: string;
  readonly reviewer: string;
  /** Absent where the attempt lies in no store that this device decides in. */
  readonly claim?: Claim | undefined;
  /** Ids of those in whose place it is put; absent where there are none, or a claim says the order. */
  readonly follows?: readonly string[] | undefined;
}

/** The reason that was owed for a life at risk. */
export interface FollowUpHeader extends HeaderCommon {
  readonly kind: 'follow-up';
  /** Id of the attempt. */
  readonly of: string;
  readonly reason: string;
  readonly officer: string;
}

export interface ReadHeader extends HeaderCommon {
  readonly kind: 'read';
  /** Id of the attempt, or empty where it was the list, or another page. */
  readonly of: string;
  readonly reader: string;
  /** Absent where it was the list, or one override. */
  readonly page?: ReadPage | undefined;
}

export const FAULT_CODES = [
  'guard-error',
  'policy-rejected',
  'stale-guard',
  'emergency-stored-aside',
  'classification-differs',
  'profile-drift',
  'network-stopped',
  /** An entry that the force's store had acknowledged was not there; it was handed in again. */
  'store-lost',
  /** In the force's store lies something else in the place of an entry. */
  'store-differs',
  /** Something in the force's store is no record. */
  'stream-unreadable',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export interface FaultHeader extends HeaderCommon {
  readonly kind: 'fault';
  readonly code: FaultCode;
}

export const RETENTION_REASONS = [
  /** Kept for as long as policy says. */
  'time-over',
  /** The force has it, and this machine need not. */
  'delivered',
] as const;
export type RetentionReason = (typeof RETENTION_REASONS)[number];

export const GAP_CODES = [
  /** The entries lie on the disk and cannot be relied on; a new ledger was begun. */
  'fenced',
  /** Entries that were recorded are not there. */
  'missing',
  /** Two entries have the same place. */
  'forked',
  /** An entry is not what was recorded. */
  'changed',
  /** A checkpoint is not by the key of its device. */
  'signature',
  /** Fewer entries than the device had signed for. */
  'cut-off',
] as const;
export type GapCode = (typeof GAP_CODES)[number];

/** By which signature the settings in force were taken. */
export interface SignedBy {
  readonly version: number;
  /** Id of the key, eight hexadecimal digits. */
  readonly key: string;
}

/** A national rule that this device rehearses, or has rehearsed. Days are ISO, UTC. */
export interface Rehearsed {
  readonly rule: string;
  readonly first: string;
  readonly until: string;
}

/** A sign of life, once an hour. */
export interface HeartbeatHeader extends HeaderCommon {
  readonly kind: 'heartbeat';
  readonly origin: PolicyOrigin;
  /** Whether the browser lets the guard work on the hosts that it is made for. */
  readonly hosts: boolean;
  /** Site profiles that do not fit their screens. */
  readonly drift: number;
  /** Emergencies that wait for the ledger. */
  readonly waiting: number;
  /** Entries that the force's store does not have yet; absent where there is none. */
  readonly undelivered?: number | undefined;
  /** Epoch milliseconds of the oldest of them; absent where there is none. */
  readonly undeliveredSince?: number | undefined;
  /** Absent where no signature is asked for. */
  readonly signed?: SignedBy | undefined;
  /** Absent where no national rule was ever rehearsed. */
  readonly pilots?: readonly Rehearsed[] | undefined;
}

/** Another policy came into force; `policy` is its hash. */
export interface PolicyChangeHeader extends HeaderCommon {
  readonly kind: 'policy-change';
  readonly origin: PolicyOrigin;
  /** Hash of the policy before; empty for the first. */
  readonly was: string;
  /** Absent where no signature is asked for. */
  readonly signed?: SignedBy | undefined;
  /** Absent where no national rule was ever rehearsed. */
  readonly pilots?: readonly Rehearsed[] | undefined;
}

/** The public half of the key that signs this device's checkpoints. */
export interface DeviceKeyHeader extends HeaderCommon {
  readonly kind: 'device-key';
  /** Ed25519, 32 bytes, base64. */
  readonly key: string;
}

/** Bodies were dropped; their entries stay, with the hashes of what is gone. */
export interface RetentionHeader extends HeaderCommon {
  readonly kind: 'retention';
  readonly why: RetentionReason;
  /** Sequence number of the first and of the last entry that lost its body. */
  readonly first: number;
  readonly last: number;
  readonly dropped: number;
}

/** Entries left this machine, or came to it, in a file. */
export interface ExportHeader extends HeaderCommon {
  readonly kind: 'export' | 'import';
  /** Staff number of whoever did it; empty where policy names nobody. */
  readonly reader: string;
  /** Hash of the file. */
  readonly file: string;
  readonly entries: number;
  /** Absent of what came, and of what left before it was asked. */
  readonly purpose?: Purpose | undefined;
  readonly recipient?: Recipient | undefined;
}

/** A log of PNC or LEDS transactions was held beside the entries: numbers, and nobody's. */
export interface ReconciliationHeader extends HeaderCommon {
  readonly kind: 'reconciliation';
  readonly reader: string;
  /** Hash of the log. */
  readonly file: string;
  /** Epoch milliseconds of its first and last line. */
  readonly first: number;
  readonly last: number;
  readonly transactions: number;
  readonly matched: number;
  readonly doneAllTheSame: number;
  readonly withoutTransaction: number;
  readonly withoutEntry: number;
}

/** Somebody asked to see what they may not. */
export interface ReadRefusedHeader extends HeaderCommon {
  readonly kind: 'read-refused';
  /** Id of the attempt, or empty where it was the list. */
  readonly of: string;
  readonly reader: string;
}

/** What does not hold in a ledger: this one's past, or one that came from another device. */
export interface GapHeader extends HeaderCommon {
  readonly kind: 'gap';
  readonly code: GapCode;
  /** Id of the device whose ledger it is. */
  readonly of: string;
  readonly first: number;
  readonly last: number;
}

export type Header =
  | AttemptHeader
  | FollowUpHeader
  | ReplyHeader
  | FollowThroughHeader
  | ReviewHeader
  | AuthorisationHeader
  | ApprovalHeader
  | AssignmentHeader
  | ReadHeader
  | FaultHeader
  | HeartbeatHeader
  | PolicyChangeHeader
  | DeviceKeyHeader
  | RetentionHeader
  | ExportHeader
  | PrintHeader
  | ReconciliationHeader
  | ReadRefusedHeader
  | PlantedHeader
  | GapHeader;

type Draft<H> = H extends HeaderCommon ? Omit<H, 'v' | 'seq' | 'prev' | 'body'> : never;
/** A header before it has a place in the ledger: of each kind its own. */
export type HeaderDraft = Draft<Header>;
