/**
 * Ledger entries. An entry is a header, which is counted and kept, and a body, which a reviewer
 * reads and the retention job may drop. The header holds a salted hash of its body, so the chain
 * still verifies when a body is gone.
 *
 * A header holds closed terms, handles, numbers and hashes only: there is no field that could
 * hold a person's name. Hashing follows RFC 6962 2.1: a leaf is `SHA-256(0x00 || line)`, and the
 * line is stored as the bytes that were hashed.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Evidence } from '../forms/classification.ts';
import type { SiteTrust } from '../policy/model.ts';
import type {
  Act,
  Choice,
  ControlKind,
  Language,
  OffenceGroup,
  OfficerSource,
  Outcome,
  PolicyOrigin,
  Rank,
  Role,
  SignalKind,
} from '../vocabulary.ts';

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

export type Authorisation = {
  readonly status: 'claimed';
  readonly by: string;
  readonly rank: Rank;
};

export interface AttemptHeader extends HeaderCommon {
  readonly kind: 'attempt';
  readonly signal: SignalKind;
  readonly control: ControlKind;
  readonly act: Act;
  readonly role: Role;
  /** The protected role of the same person when an act was held a moment before; else absent. */
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

export interface ReviewHeader extends HeaderCommon {
  readonly kind: 'review';
  /** Id of the attempt that was decided on. */
  readonly of: string;
  readonly outcome: string;
  readonly reviewer: string;
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
  readonly of: string;
  readonly reader: string;
}

export const FAULT_CODES = [
  'guard-error',
  'policy-rejected',
  'stale-guard',
  'emergency-stored-aside',
  'classification-differs',
  'profile-drift',
  'network-stopped',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export interface FaultHeader extends HeaderCommon {
  readonly kind: 'fault';
  readonly code: FaultCode;
}

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

export type Header =
  | AttemptHeader
  | FollowUpHeader
  | ReviewHeader
  | ReadHeader
  | FaultHeader
  | HeartbeatHeader
  | PolicyChangeHeader;

type Draft<H extends HeaderCommon> = Omit<H, 'v' | 'seq' | 'prev' | 'body'>;
/** A header before it has a place in the ledger. */
export type HeaderDraft =
  | Draft<AttemptHeader>
  | Draft<FollowUpHeader>
  | Draft<ReviewHeader>
  | Draft<ReadHeader>
  | Draft<FaultHeader>
  | Draft<HeartbeatHeader>
  | Draft<PolicyChangeHeader>;

/** The part of an attempt that only a reviewer reads. */
export interface AttemptBody {
  /** What the officer wrote, after the check for identifiers. */
  readonly explanation: string;
  /** Record reference as the page showed it, in the shape of a reference. */
  readonly recordReference: string | null;
  readonly prompt: ShownPrompt | null;
  /** Version of the policy in force, as force IT names it; the header holds its hash. */
  readonly policyVersion: string;
}

/** The prompt word for word as the officer saw it. */
export interface ShownPrompt {
  readonly language: Language;
  readonly title: string;
  readonly why: string;
  readonly instead: string;
}

export interface ReviewBody {
  readonly note: string;
}

export interface FollowUpBody {
  readonly explanation: string;
}

export type Body = AttemptBody | FollowUpBody | ReviewBody;

/** An entry as it is stored. */
export interface StoredEntry {
  readonly seq: number;
  readonly id: string;
  /** The header, as the exact text that was hashed. */
  readonly line: string;
  readonly hash: string;
  readonly salt: string | null;
  /** The body as the exact text that was hashed; null where there was none or it was dropped. */
  readonly body: string | null;
}

export interface Head {
  readonly size: number;
  readonly hash: string;
}

export const EMPTY_HEAD: Head = { size: 0, hash: '0'.repeat(64) };

const LEAF_PREFIX = new Uint8Array([0]);

export function leafHash(line: string): string {
  return bytesToHex(sha256(concatBytes(LEAF_PREFIX, utf8ToBytes(line))));
}

/** @param salt hex, random, so that a short body cannot be guessed from its hash */
export function bodyHash(salt: string, body: string): string {
  return bytesToHex(sha256(utf8ToBytes(`${salt}\n${body}`)));
}

/** Gives a draft its place behind the head of the ledger. */
export function sealEntry(
  draft: HeaderDraft,
  body: Body | null,
  head: Head,
  salt: string,
): StoredEntry {
  const bodyText = body === null ? null : JSON.stringify(body);
  const header: Header = {
    ...draft,
    v: 1,
    seq: head.size,
    prev: head.hash,
    body: bodyText === null ? null : bodyHash(salt, bodyText),
  };
  const line = JSON.stringify(header);
  return {
    seq: head.size,
    id: draft.id,
    line,
    hash: leafHash(line),
    salt: bodyText === null ? null : salt,
    body: bodyText,
  };
}
