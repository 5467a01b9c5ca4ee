/** This browser profile: its random id, the key that signs for it, and that of record handles. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { isDeviceId } from '../../../core/ledger/checkpoint.ts';
import { makeSigningKey, type SigningKey } from '../../../platform/ed25519.ts';
import type { LedgerStore } from './store.ts';

export interface Device {
  readonly id: string;
  /** Null where the browser cannot make one: the ledger then has no signed checkpoints. */
  readonly signing: SigningKey | null;
  /**
   * Keyed pseudonym of a record reference. The same record gives the same handle for a quarter of
   * a year: on this device only, or on all devices of a force that gives them one key.
   *
   * @param at epoch milliseconds, when the entry was made
   */
  recordHandle(reference: string, at: number): string;
}

const KEY_BYTES = 32;
const HANDLE_LENGTH = 16;

/**
 * @param randomBytes a cryptographic source
 * @param makeKey a signing key that cannot be exported
 * @param forceKey hex; where the force gives its devices one key, a record has one handle on all
 * @throws LedgerError
 */
export async function loadDevice(
  store: LedgerStore,
  randomBytes: (count: number) => Uint8Array,
  makeKey: () => Promise<SigningKey> = makeSigningKey,
  forceKey: () => string | undefined = () => undefined,
): Promise<Device> {
  const id = await store.keep('device', () => bytesToHex(randomBytes(8)), isDeviceId);
  const key = await store.keep('record-key', () => randomBytes(KEY_BYTES), isKey);
  const made = await store.keep('signing-key', () => orNone(makeKey), isSigningKeyOrNone);
  return {
    id,
    signing: made === NO_KEY ? null : made,
    recordHandle: (reference, at) => {
      const shared = forceKey();
      const base = shared === undefined ? key : hexToBytes(shared);
      const quarterly = hmac(sha256, base, utf8ToBytes(quarterOf(at)));
      // Written with or without capitals, it is the same record.
      const text = utf8ToBytes(reference.trim().toUpperCase());
      return bytesToHex(hmac(sha256, quarterly, text)).slice(0, HANDLE_LENGTH);
    },
  };
}

/** Kept in the place of a key, so that a browser that learns Ed25519 later does not change its word. */
const NO_KEY = 'none';

/** Recording must not hang on a signature. */
function orNone(makeKey: () => Promise<SigningKey>): Promise<SigningKey | typeof NO_KEY> {
  return makeKey().catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'NotSupportedError') return NO_KEY;
    throw error;
  });
}

/** Such as `2026-Q4`, by UTC. */
export function quarterOf(at: number): string {
  const day = new Date(at);
  return `${day.getUTCFullYear()}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`;
}

function isKey(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === KEY_BYTES;
}

function isSigningKeyOrNone(value: unknown): value is SigningKey | typeof NO_KEY {
  if (value === NO_KEY) return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    'privateKey' in value &&
    value.privateKey instanceof CryptoKey &&
    'publicKey' in value &&
    isKey(value.publicKey)
  );
}
