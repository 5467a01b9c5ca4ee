/** This browser profile: its random id, and the key of its record handles. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { LedgerStore } from './ledger-store.ts';

export interface Device {
  readonly id: string;
  /** Keyed pseudonym of a record reference: the same record gives the same handle, here only. */
  recordHandle(reference: string): string;
}

const KEY_BYTES = 32;
const HANDLE_LENGTH = 16;

/**
 * @param randomBytes a cryptographic source
 * @throws LedgerError
 */
export async function loadDevice(
  store: LedgerStore,
  randomBytes: (count: number) => Uint8Array,
): Promise<Device> {
  const id = await store.keep('device', () => bytesToHex(randomBytes(8)), isDeviceId);
  const key = await store.keep('record-key', () => randomBytes(KEY_BYTES), isKey);
  return {
    id,
    recordHandle: (reference) => {
      // Written with or without capitals, it is the same record.
      const text = utf8ToBytes(reference.trim().toUpperCase());
      return bytesToHex(hmac(sha256, key, text)).slice(0, HANDLE_LENGTH);
    },
  };
}

function isDeviceId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{16}$/.test(value);
}

function isKey(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === KEY_BYTES;
}
